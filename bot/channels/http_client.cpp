#include "bot/channels/http_client.h"

#include <curl/curl.h>

#include <stdexcept>
#include <string>

namespace jauap::channels {
namespace {

constexpr long kConnectMilliseconds = 5'000;
constexpr long kMilliseconds = 10'000;
constexpr std::size_t kMaxAnswer = 1U << 20U;

// The library wants to be set up once, before any other thread uses it.
void set_up() {
  static const CURLcode kResult = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (kResult != CURLE_OK) throw std::runtime_error{"libcurl cannot be used"};
}

std::size_t keep(char* data, std::size_t one, std::size_t size, void* body) {
  auto& kept = *static_cast<std::string*>(body);
  if (kept.size() + one * size > kMaxAnswer) return 0;
  kept.append(data, one * size);
  return one * size;
}

int look_at_abort(void* is_aborted, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(is_aborted)->load() ? 1 : 0;
}

using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

}  // namespace

class HttpClient::Handle {
 public:
  explicit Handle(const std::atomic<bool>& is_aborted) : is_aborted_{is_aborted} {
    set_up();
    curl_.reset(curl_easy_init());
    if (curl_ == nullptr) throw std::runtime_error{"libcurl cannot be used"};
  }

  CallResult perform(const Call& call) {
    CURL* curl = curl_.get();
    curl_easy_reset(curl);  // but for its connections
    CallResult result;
    char error[CURL_ERROR_SIZE] = "";
    List fields{nullptr, curl_slist_free_all};
    for (const std::string& field : call.fields) {
      fields.reset(curl_slist_append(fields.release(), field.c_str()));
    }
    curl_easy_setopt(curl, CURLOPT_URL, call.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kMilliseconds);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "jauap/" JAUAP_VERSION);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fields.get());
    if (call.method != "GET") {
      curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                       static_cast<curl_off_t>(call.body.size()));
      curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.data());
      curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &result.body);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_at_abort);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &is_aborted_);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) {
      result.error = error[0] != '\0' ? error : curl_easy_strerror(code);
      return result;
    }
    long status = 0;
    curl_off_t retry_after = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry_after);
    result.status = static_cast<int>(status);
    result.retry_after = std::chrono::seconds{retry_after};
    return result;
  }

 private:
  const std::atomic<bool>& is_aborted_;
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl_{nullptr, curl_easy_cleanup};
};

HttpClient::HttpClient(const std::atomic<bool>& is_aborted)
    : handle_{std::make_unique<Handle>(is_aborted)} {}
HttpClient::~HttpClient() = default;

CallResult HttpClient::perform(const Call& call) {
  return handle_->perform(call);
}

std::string check_api(const std::string& address) {
  for (const std::string own : {"http://127.0.0.1", "http://[::1]", "http://localhost"}) {
    if (address.rfind(own, 0) != 0) continue;
    const char next = address.size() > own.size() ? address[own.size()] : '/';
    if (next == ':' || next == '/') return "";
  }
  const std::string scheme = "https://";
  if (address.rfind(scheme, 0) == 0 && address.size() > scheme.size() && address.back() != '/') {
    return "";
  }
  return "expected an address such as https://api.example.org, without a slash at its end, found "
         "\"" +
         address + "\"";
}

}  // namespace jauap::channels
