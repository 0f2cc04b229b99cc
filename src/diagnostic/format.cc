#include "diagnostic/format.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>

#include "base/strings.h"
#include "base/utf8.h"
#include "diagnostic/text/common.h"

namespace remit::diagnostic {
namespace {

using base::Language;

/// Whether eight bytes are printable ASCII, each of them.
bool are_printable(const char* bytes) {
  constexpr std::uint64_t kEach = 0x0101010101010101;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  // The uppermost bit of a byte is set in one of: those beyond ASCII, those below a blank, 0x7F. A
  // borrow or carry between bytes begins only at one that is none already.
  return ((word | (word - kEach * 0x20) | (word + kEach)) & kEach * 0x80) == 0;
}

/// Whether a text certainly hides nothing, of printable ASCII and common ideographs alone: the
/// usual case, written without a copy.
bool is_plain(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (text.size() - at >= sizeof(std::uint64_t) && are_printable(text.data() + at)) {
      at += sizeof(std::uint64_t);
      continue;
    }
    if (text[at] >= 0x20 && text[at] < 0x7F) {
      ++at;
      continue;
    }
    const base::Decoded next = base::decode_utf8(text, at);
    if (!next.valid || next.code_point < 0x4E00 || next.code_point > 0x9FFF) return false;
    at += next.size;
  }
  return true;
}

/// The N of a `{N}` (one digit) that begins at `at`.
std::optional<size_t> placeholder_at(std::string_view text, size_t at) {
  if (text.size() - at < 3 || text[at] != '{' || text[at + 2] != '}') return std::nullopt;
  const char digit = text[at + 1];
  if (digit < '0' || digit > '9') return std::nullopt;
  return static_cast<size_t>(digit - '0');
}

std::string enumerate(absl::Span<const Argument> items, Language language, Text comma, Text last) {
  std::string out;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) base::append(out, text_template(i + 1 < items.size() ? comma : last, language));
    base::append(out, items[i].in(language));
  }
  return out;
}

Argument enumerate(absl::Span<const Argument> items, Text last) {
  return {enumerate(items, Language::en, text::list_comma, last),
          enumerate(items, Language::zh, text::list_comma, last)};
}

}  // namespace

Argument::Argument(Text text)
    : en_(text_template(text, Language::en)),
      zh_(text_template(text, Language::zh)),
      worded_(true) {}

Argument any_of(absl::Span<const Argument> items) { return enumerate(items, text::list_or); }

Argument all_of(absl::Span<const Argument> items) { return enumerate(items, text::list_and); }

Argument worded(Text text, absl::Span<const Argument> arguments) {
  const auto in = [&](base::Language language) {
    return fill_template(text_template(text, language), language, arguments);
  };
  return {in(base::Language::en), in(base::Language::zh)};
}

std::string fill_template(std::string_view text, Language language,
                          absl::Span<const Argument> arguments) {
  if (arguments.empty()) return std::string(text);
  size_t size = text.size();
  for (const Argument& argument : arguments) size += argument.in(language).size();
  std::string out;
  out.reserve(size);
  size_t copied = 0;
  for (size_t at = text.find('{'); at != text.npos; at = text.find('{', at)) {
    const std::optional<size_t> number = placeholder_at(text, at);
    if (!number || *number >= arguments.size()) {
      ++at;
      continue;
    }
    const std::string_view word = arguments[*number].in(language);
    out.append(text, copied, at - copied);
    if (is_plain(word))
      out.append(word);
    else
      out.append(base::show_hidden(word, true));
    copied = at += 3;
  }
  base::append(out, text.substr(copied));
  return out;
}

size_t placeholder_count(std::string_view text) {
  size_t count = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (const auto number = placeholder_at(text, i)) count = std::max(count, *number + 1);
  }
  return count;
}

}  // namespace remit::diagnostic
