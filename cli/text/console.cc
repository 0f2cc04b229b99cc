#include "cli/text/console.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "cli/system/machine.h"
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

/// The bytes of a sequence that begins `text` and sets a colour of diagnostics; 0 for any other.
std::size_t colour_size(std::string_view text) {
  for (const std::string_view colour :
       {"\x1b[0m", "\x1b[1m", "\x1b[1;31m", "\x1b[1;35m", "\x1b[1;36m"})
    if (text.starts_with(colour)) return colour.size();
  return 0;
}

/// What may be sent to a terminal: line ends, tabs and the colours of diagnostics as they are, what
/// else moves the cursor or turns the direction of writing around written out.
std::string for_terminal(std::string_view text) {
  std::string safe;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\t\x1b"), text.size());
    std::string_view piece = text.substr(0, end);
    const bool line = end < text.size() && text[end] == '\n';
    if (line && piece.ends_with('\r')) piece.remove_suffix(1);
    safe += visible_text(piece);
    text.remove_prefix(end);
    if (text.empty()) break;
    const std::size_t kept = text[0] == '\x1b' ? colour_size(text) : 1;
    safe += kept > 0 ? std::string(text.substr(0, kept)) : visible_text(text.substr(0, 1));
    text.remove_prefix(std::max<std::size_t>(kept, 1));
  }
  return safe;
}

}  // namespace

Console::Console(Language language)
    : language_(language),
      terminal_(system::is_terminal(stderr)),
      output_is_terminal_(system::is_terminal(stdout)),
      colour_(terminal_ && environment("NO_COLOR").empty()) {}

Console::Console(Language language, std::function<void(std::string_view)> heard)
    : language_(language),
      terminal_(false),
      output_is_terminal_(false),
      colour_(false),
      heard_(std::move(heard)) {}

std::string Console::text(Text text, const std::vector<Argument>& arguments) const {
  return format_text(text, language_, arguments);
}

void Console::print(std::string_view text) const {
  errno = 0;
  if (output_is_terminal_)
    write(stdout, for_terminal(text));
  else
    write(stdout, text);
  if (lost_ == 0 && std::ferror(stdout) != 0) lost_ = errno;
}

bool Console::delivered() const {
  errno = 0;
  const bool flushed = std::fflush(stdout) == 0;
  if (flushed && std::ferror(stdout) == 0) return true;
  const int reason = lost_ != 0 ? lost_ : errno != 0 ? errno : EIO;
  if (reason != EPIPE)
    complain(text(Text::cannot_print, {std::generic_category().message(reason)}));
  return false;
}

void Console::complain_of_name(std::string line, const std::optional<std::string>& near) const {
  complain(near ? text(Text::near_name, {std::move(line), *near}) : line);
}

void Console::complain(std::string_view line) const {
  if (heard_) {
    heard_(line);
    return;
  }
  clear_progress();
  std::fflush(stdout);
  // Whatever stands in it: what a table says must not move the cursor.
  write(stderr, terminal_ ? for_terminal(line) : visible_text(line, true));
  if (!line.ends_with('\n')) write(stderr, "\n");
}

void Console::progress(std::string_view line) const {
  if (!terminal_) return;
  write(stderr, kEraseLine);
  write(stderr, visible_text(line));
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
  return system::language_of_user() == "zh" ? Language::zh : Language::en;
}

}  // namespace remit::cli
