#include "cli/text/console.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "remit/text.h"

namespace remit::cli {
namespace {

constexpr const char* kEraseLine = "\r\x1b[K";

std::string_view environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void write(std::FILE* file, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), file);
}

}  // namespace

Console::Console(Language language)
    : language_(language),
      terminal_(::isatty(STDERR_FILENO) != 0),
      colour_(terminal_ && environment("NO_COLOR").empty()) {}

std::string Console::text(Text text, const std::vector<Argument>& arguments) const {
  return format_text(text, language_, arguments);
}

void Console::print(std::string_view text) const { write(stdout, text); }

bool Console::delivered() const {
  errno = 0;
  const bool flushed = std::fflush(stdout) == 0;
  if (flushed && std::ferror(stdout) == 0) return true;
  const int reason = errno == 0 ? EIO : errno;  // what failed earlier has lost its reason
  if (reason != EPIPE)
    complain(text(Text::cannot_print, {std::generic_category().message(reason)}));
  return false;
}

void Console::complain(std::string_view line) const {
  clear_progress();
  std::fflush(stdout);
  // Whatever stands in it: what a table says must not move the cursor.
  write(stderr, colour_ ? std::string(line) : visible_text(line, true));
  if (!line.ends_with('\n')) write(stderr, "\n");
}

void Console::progress(std::string_view line) const {
  if (!terminal_) return;
  write(stderr, kEraseLine);
  write(stderr, line);
  std::fflush(stderr);
}

void Console::clear_progress() const {
  if (terminal_) write(stderr, kEraseLine);
}

Language choose_language(int argc, const char* const* argv) {
  constexpr std::string_view kOption = "--lang";
  for (int i = 1; i < argc; ++i) {
    std::string_view argument = argv[i];
    if (!argument.starts_with(kOption)) continue;
    argument.remove_prefix(kOption.size());
    if (argument.empty() && i + 1 < argc) argument = argv[i + 1];
    if (argument.starts_with('=')) argument.remove_prefix(1);
    if (argument == "zh") return Language::zh;
    if (argument == "en") return Language::en;
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string_view value = environment(name);
    if (value.empty()) continue;
    return value.starts_with("zh") ? Language::zh : Language::en;
  }
  return Language::en;
}

}  // namespace remit::cli
