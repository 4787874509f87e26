#include "bot/web/recorder.h"

namespace jauap::web {

Observer record_in(const std::shared_ptr<sessions::Ledger>& ledger) {
  if (ledger == nullptr) return {};
  return [ledger](const AnsweredMessage& answered) {
    if (!answered.may_be_kept) return;
    ledger->add(sessions::AskedQuestion{std::string{answered.question},
                                        std::string{answered.session}, answered.reply.status,
                                        answered.reply.missing});
  };
}

}  // namespace jauap::web
