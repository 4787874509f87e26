#include "bot/cli/command.h"

namespace jauap::cli {

int version(const Options& /*options*/, Output& output) {
  output.print_raw("jauap " JAUAP_VERSION "\n");
  return kAnswered;
}

}  // namespace jauap::cli
