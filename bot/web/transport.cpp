#include "bot/web/transport.h"

#include <stdexcept>
#include <string>

namespace jauap::web {

std::unique_ptr<asio::ssl::context> read_certificate(const std::filesystem::path& certificate,
                                                     const std::filesystem::path& key) {
  using Tls = asio::ssl::context;
  auto context = std::make_unique<Tls>(Tls::tls_server);
  context->set_options(Tls::default_workarounds | Tls::no_sslv2 | Tls::no_sslv3 | Tls::no_tlsv1 |
                       Tls::no_tlsv1_1 | Tls::no_compression);
  boost::system::error_code error;
  context->use_certificate_chain_file(certificate.string(), error);
  if (error) {
    throw std::runtime_error{"cannot use the certificate " + certificate.string() + ": " +
                             error.message()};
  }
  context->use_private_key_file(key.string(), Tls::pem, error);
  if (error) {
    throw std::runtime_error{"cannot use the key " + key.string() + " with the certificate " +
                             certificate.string() + ": " + error.message()};
  }
  return context;
}

}  // namespace jauap::web
