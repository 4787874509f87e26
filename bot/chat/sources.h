#pragma once

#include <string>
#include <vector>

#include "bot/chat/reply.h"

namespace jauap::chat {

// A source that an answer rests on, with the places in it.
struct CitedSource {
  std::string title;
  std::string publisher;
  std::string date;
  std::string url;
  std::string pack;                 // the one that holds the facts
  std::vector<std::string> places;  // "paragraph 4", each once, in the order of the facts
};

// What the facts of a reply were taken from, each source once, in their order. Facts of which
// neither a source nor a place is known have none.
std::vector<CitedSource> sources_of(const Reply& reply);

// "Title, publisher, date, address, place; place", for people; only the first few places are named.
std::string to_line(const CitedSource& source);

}  // namespace jauap::chat
