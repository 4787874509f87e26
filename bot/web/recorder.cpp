#include "bot/web/recorder.h"

namespace jauap::web {

Observer recorder(const std::shared_ptr<Metrics>& metrics,
                  const std::shared_ptr<sessions::Ledger>& ledger) {
  return [metrics, ledger](const AnsweredMessage& answered) {
    metrics->count(answered);
    if (ledger == nullptr || !answered.may_be_kept) return;
    ledger->add(sessions::AskedQuestion{std::string{answered.question},
                                        std::string{answered.session}, answered.reply.status,
                                        answered.reply.missing});
  };
}

}  // namespace jauap::web
