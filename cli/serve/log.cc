#include "cli/serve/log.h"

#include <unistd.h>

#include <chrono>
#include <utility>

#include "cli/serve/json_out.h"
#include "remit/date.h"

namespace remit::cli::serve {
namespace {

constexpr std::size_t kFull = std::size_t{64} << 10;

void two_digits(std::string& text, std::int64_t number) {
  text += static_cast<char>('0' + number / 10);
  text += static_cast<char>('0' + number % 10);
}

/// "2026-11-29T23:15:00.123Z"
std::string now() {
  using std::chrono::milliseconds;
  constexpr std::int64_t kDay = 86'400'000;
  const std::int64_t since =
      std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  const std::int64_t of_day = since % kDay;
  std::string text = to_text(date_of_days(static_cast<std::int32_t>(since / kDay)));
  text += 'T';
  two_digits(text, of_day / 3'600'000);
  text += ':';
  two_digits(text, of_day / 60'000 % 60);
  text += ':';
  two_digits(text, of_day / 1'000 % 60);
  text += '.';
  text += static_cast<char>('0' + of_day / 100 % 10);
  two_digits(text, of_day % 100);
  return text + 'Z';
}

}  // namespace

void Log::request(const LogLine& line) {
  if (!requests_) return;
  std::string text;
  text.reserve(256);
  JsonOut json(text);
  json.open_object().name("time").text(now()).name("request").number(line.number);
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
  json.open_object().name("time").text(now()).name("event").text(event);
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
