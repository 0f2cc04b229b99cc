#include "cli/serve/log.h"

#include <unistd.h>

#include <chrono>
#include <utility>

#include "cli/serve/json_out.h"
#include "remit/date.h"

namespace remit::cli::serve {
namespace {

constexpr std::size_t kFull = std::size_t{64} << 10;

/// The last digits of a number, from `at` on.
template <std::size_t kDigits>
char* put_digits(char* at, std::int64_t number) {
  for (std::size_t i = kDigits; i-- > 0; number /= 10) at[i] = static_cast<char>('0' + number % 10);
  return at + kDigits;
}

/// "2026-11-29T23:15:00.123Z"
struct Moment {
  char text[24];

  static Moment now() {
    using std::chrono::milliseconds;
    constexpr std::int64_t kDay = 86'400'000;
    const auto since = std::chrono::duration_cast<milliseconds>(
                           std::chrono::system_clock::now().time_since_epoch())
                           .count();
    const Date day = date_of_days(static_cast<std::int32_t>(since / kDay));
    const std::int64_t of_day = since % kDay;
    Moment moment{};
    char* at = moment.text;
    const auto sign = [&at](char c) { *at++ = c; };
    at = put_digits<4>(at, day.year), sign('-');
    at = put_digits<2>(at, day.month), sign('-');
    at = put_digits<2>(at, day.day), sign('T');
    at = put_digits<2>(at, of_day / 3'600'000), sign(':');
    at = put_digits<2>(at, of_day / 60'000 % 60), sign(':');
    at = put_digits<2>(at, of_day / 1'000 % 60), sign('.');
    at = put_digits<3>(at, of_day % 1'000), sign('Z');
    return moment;
  }
  operator std::string_view() const { return {text, sizeof text}; }  // NOLINT
};

}  // namespace

void Log::request(const LogLine& line) {
  if (!requests_) return;
  std::string text;
  text.reserve(256);
  JsonOut json(text);
  json.open_object().name("time").text(Moment::now()).name("request").number(line.number);
  json.name("route").text(line.route);
  if (!line.policy.empty()) json.name("policy").text(line.policy);
  if (!line.client.empty()) json.name("client").text(line.client);
  json.name("status").number(line.status).name("received").number(line.received);
  json.name("sent").number(line.sent).name("microseconds").number(line.microseconds);
  json.close_object();
  add(std::move(text));
}

void Log::event(std::string_view event, std::string_view detail) {
  std::string text;
  JsonOut json(text);
  json.open_object().name("time").text(Moment::now()).name("event").text(event);
  if (!detail.empty()) json.name("detail").text(detail);
  json.close_object();
  add(std::move(text));
  flush();
}

void Log::add(std::string line) {
  line += '\n';
  bool full = false;
  {
    const std::lock_guard lock(mutex_);
    waiting_ += line;
    full = waiting_.size() >= kFull;
  }
  if (full) flush();
}

void Log::flush() {
  const std::lock_guard lock(mutex_);
  std::string_view left = waiting_;
  while (!left.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, left.data(), left.size());
    if (written <= 0) break;  // nobody reads it: the service goes on
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  waiting_.clear();
}

}  // namespace remit::cli::serve
