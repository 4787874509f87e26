#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bot/chat/chatbot.h"
#include "bot/chat/reply.h"

namespace jauap {

// A table of tests/tables, or a folder of them, with the shipped English intents. Fails the test
// with the problems where it cannot be loaded.
std::shared_ptr<const chat::Chatbot> load_table(const std::string& path);

// The values of an answer: "Saltby, Ostrý", "none" for an empty answer; the status of a reply that
// is none.
std::string values_of(const chat::Reply& reply);

struct ValuesCase {
  std::string question;
  std::string wanted;  // as values_of() has it
};

// Asks each by itself.
void check_values(const chat::Chatbot& chatbot, const std::vector<ValuesCase>& cases);

}  // namespace jauap
