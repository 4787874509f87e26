#include "bot/web/pack_list.h"

#include <nlohmann/json.hpp>

namespace jauap::web {

nlohmann::ordered_json pack_list(const chat::Chatbot& chatbot) {
  auto list = nlohmann::ordered_json::array();
  for (const chat::PackSummary& pack : chatbot.packs()) {
    list.push_back({{"name", pack.name}, {"title", pack.title}, {"facts", pack.facts}});
  }
  return list;
}

}  // namespace jauap::web
