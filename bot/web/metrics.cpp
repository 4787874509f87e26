#include "bot/web/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <chrono>
#include <utility>

namespace jauap::web {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

// In seconds: most answers take microseconds, none should take a tenth of a second.
const prometheus::Histogram::BucketBoundaries kSeconds{0.00001, 0.000025, 0.00005, 0.0001, 0.00025,
                                                       0.0005,  0.001,    0.0025,  0.005,  0.01,
                                                       0.025,   0.05,     0.1,     0.25,   1};

struct Sample {
  double value = 0;
  std::vector<ClientMetric::Label> labels = {};
};

MetricFamily family(MetricType type, std::string name, std::string help,
                    std::vector<Sample> samples) {
  MetricFamily family{std::move(name), std::move(help), type, {}};
  for (Sample& sample : samples) {
    ClientMetric metric;
    metric.label = std::move(sample.labels);
    if (type == MetricType::Counter) {
      metric.counter.value = sample.value;
    } else {
      metric.gauge.value = sample.value;
    }
    family.metric.push_back(std::move(metric));
  }
  return family;
}

template <class Number>
Sample plain(Number value) {
  return {static_cast<double>(value)};
}

void add(const sessions::Ledger::State& ledger, std::vector<MetricFamily>& all) {
  const auto counter = [&](const char* name, const char* help, std::uint64_t value) {
    all.push_back(family(MetricType::Counter, name, help, {plain(value)}));
  };
  counter("jauap_ledger_feedback_total", "Feedback that was written.", ledger.feedback);
  counter("jauap_ledger_questions_total", "Questions that were counted in the ledger.",
          ledger.questions);
  counter("jauap_ledger_dropped_total", "Questions that the ledger lost.", ledger.dropped);
  counter("jauap_ledger_errors_total", "Attempts to write the ledger that failed.", ledger.errors);
  all.push_back(family(MetricType::Gauge, "jauap_ledger_waiting", "Entries to be written.",
                       {plain(ledger.waiting)}));
  all.push_back(family(MetricType::Gauge, "jauap_ledger_failing",
                       "Whether the last attempt to write the ledger failed.",
                       {plain(ledger.is_failing ? 1 : 0)}));
}

void add(const ReloadState& reloads, std::vector<MetricFamily>& all) {
  all.push_back(family(MetricType::Counter, "jauap_reloads_total", "Reloads by result.",
                       {{static_cast<double>(reloads.good), {{"result", "good"}}},
                        {static_cast<double>(reloads.failed), {{"result", "failed"}}}}));
  all.push_back(family(MetricType::Gauge, "jauap_reload_failed",
                       "Whether the last reload failed, so that older files answer.",
                       {plain(reloads.problems.empty() ? 0 : 1)}));
  all.push_back(family(MetricType::Gauge, "jauap_version", "The version of the files that answer.",
                       {plain(reloads.version)}));
  all.push_back(family(MetricType::Gauge, "jauap_loaded_timestamp_seconds",
                       "When these files were loaded.", {plain(reloads.loaded)}));
}

void add(const Traffic& traffic, std::vector<MetricFamily>& all) {
  std::vector<Sample> requests;
  for (const Traffic::Answers& answers : traffic.answers()) {
    requests.push_back({static_cast<double>(answers.count),
                        {{"method", answers.method},
                         {"route", answers.route},
                         {"status", std::to_string(answers.status)}}});
  }
  all.push_back(family(MetricType::Counter, "jauap_http_requests_total",
                       "Answers by route and status; what the server itself refused has none.",
                       std::move(requests)));
  const auto gauge = [&](const char* name, const char* help, std::size_t value) {
    all.push_back(family(MetricType::Gauge, name, help, {plain(value)}));
  };
  gauge("jauap_http_connections", "Connections that are open.", traffic.connections);
  gauge("jauap_http_waiting", "Requests that wait for a thread.", traffic.waiting);
  gauge("jauap_http_working", "Requests that a thread answers.", traffic.working);
}

void add(const sessions::SharedStores& shared, std::vector<MetricFamily>& all) {
  const auto redis = shared.redis->state();
  all.push_back(family(MetricType::Gauge, "jauap_redis_up",
                       "Whether Redis answers; messages are answered without it too.",
                       {plain(redis.is_up ? 1 : 0)}));
  all.push_back(family(MetricType::Counter, "jauap_redis_failures_total",
                       "Commands and connections to Redis that failed.", {plain(redis.failures)}));
  all.push_back(family(
      MetricType::Gauge, "jauap_redis_waiting", "What is to be stored in Redis once it is back.",
      {{static_cast<double>(shared.conversations->waiting()), {{"of", "conversations"}}},
       {static_cast<double>(shared.ids->waiting()), {{"of", "deliveries"}}}}));
  const auto alone = [](const std::shared_ptr<sessions::RedisBuckets>& buckets) {
    return static_cast<double>(buckets == nullptr ? 0 : buckets->alone());
  };
  all.push_back(family(
      MetricType::Counter, "jauap_redis_alone_total",
      "What this server decided by itself, since Redis could not be asked.",
      {{static_cast<double>(shared.ids->alone()), {{"of", "deliveries"}}},
       {alone(shared.clients), {{"of", "client_rate"}}},
       {alone(shared.site_limit) + alone(shared.channel_limit), {{"of", "conversation_rate"}}}}));
}

}  // namespace

struct Metrics::Families {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& answers = prometheus::BuildCounter()
                                                         .Name("jauap_answers_total")
                                                         .Help("Messages by what they got.")
                                                         .Register(registry);
  prometheus::Histogram& seconds = prometheus::BuildHistogram()
                                       .Name("jauap_answer_seconds")
                                       .Help("How long finding an answer took.")
                                       .Register(registry)
                                       .Add({}, kSeconds);
};

Metrics::Metrics() : families_{std::make_unique<Families>()} {}
Metrics::~Metrics() = default;

void Metrics::count(const AnsweredMessage& answered) {
  families_->answers
      .Add({{"status", std::string{chat::to_string(answered.reply.status)}},
            {"stage", std::string{answered.reply.stage}}})
      .Increment();
  families_->seconds.Observe(std::chrono::duration<double>(answered.time).count());
}

std::string Metrics::text(const MetricSources& sources) const {
  std::vector<MetricFamily> all = families_->registry.Collect();
  all.push_back(family(MetricType::Gauge, "jauap_build_info", "Always 1.",
                       {{1, {{"version", JAUAP_VERSION}}}}));
  std::vector<Sample> packs;
  for (const auto& pack : sources.packs) {
    packs.push_back({static_cast<double>(pack.facts), {{"pack", pack.name}}});
  }
  all.push_back(
      family(MetricType::Gauge, "jauap_pack_facts", "Facts of each pack.", std::move(packs)));
  all.push_back(family(
      MetricType::Gauge, "jauap_conversations", "Conversations that are remembered in memory.",
      {{static_cast<double>(sources.site_conversations), {{"of", "site"}}},
       {static_cast<double>(sources.channel_conversations), {{"of", "channels"}}}}));
  if (sources.ledger != nullptr) add(sources.ledger->state(), all);
  if (sources.reloads != nullptr) add(sources.reloads->now(), all);
  if (sources.traffic != nullptr) add(*sources.traffic, all);
  if (sources.shared != nullptr) add(*sources.shared, all);
  return prometheus::TextSerializer{}.Serialize(all);
}

}  // namespace jauap::web
