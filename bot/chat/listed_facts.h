#pragma once

#include <cstddef>
#include <string>

#include "bot/answers/catalogue.h"
#include "bot/chat/reply.h"

namespace jauap::chat {

// What a pack says of the things of one kind, as its users see it. Plain data.
struct FactGroup {
  std::string pack;      // "countries"
  std::string kind;      // the key of the kind: "country"
  std::string things;    // its name, plural: "countries"
  std::string property;  // the key of the property: "area"
  std::string name;      // its name
  std::size_t count = 0;
  std::string question;      // one that asks for the first of the facts
  answers::FactGroup place;  // for Chatbot::facts
};

// A fact with its source, and a question that asks for it.
struct ListedFact {
  CitedFact fact;
  std::string question;
};

}  // namespace jauap::chat
