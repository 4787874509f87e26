#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "bot/chat/chatbot.h"
#include "bot/sessions/ledger.h"
#include "bot/sessions/shared_stores.h"
#include "bot/web/bots.h"
#include "bot/web/reloader.h"
#include "bot/web/traffic.h"

namespace jauap::web {

// What is known elsewhere and only read when it is asked for.
struct MetricSources {
  std::vector<chat::PackSummary> packs = {};
  std::size_t site_conversations = 0;
  std::size_t channel_conversations = 0;
  const sessions::Ledger* ledger = nullptr;  // null for none
  const ReloadStatus* reloads = nullptr;
  const Traffic* traffic = nullptr;
  const sessions::SharedStores* shared = nullptr;
};

// Figures for Prometheus (text format 0.0.4), with its client library. Labels are names of this
// program, of routes and of packs; never a word of a question. Safe for concurrent use.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // jauap_answers_total by status and stage, jauap_answer_seconds.
  void count(const AnsweredMessage& answered);

  // The text of GET /metrics.
  std::string text(const MetricSources& sources) const;

 private:
  struct Families;
  const std::unique_ptr<Families> families_;
};

}  // namespace jauap::web
