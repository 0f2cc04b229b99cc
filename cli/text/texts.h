#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/language.h"

namespace remit::cli {

/// Every text of the program, in both languages: texts.def.
enum class Text : std::uint16_t {
#define REMIT_TEXT(name, en, zh) name,
#include "cli/text/texts.def"
#undef REMIT_TEXT
};

/// The template of `text`; `{0}`, `{1}` ... stand for arguments.
std::string_view text_template(Text text, Language language);
/// The enumerator's name.
std::string_view text_name(Text text);
/// Number of texts; every value below it is one.
std::size_t text_count();

/// What fills a placeholder: converts from strings and integers, so that `{name, 3}` is a list.
class Argument {
 public:
  Argument(std::string text) : text_(std::move(text)) {}  // NOLINT(google-explicit-constructor)
  Argument(std::string_view text) : text_(text) {}        // NOLINT(google-explicit-constructor)
  Argument(const char* text) : text_(text) {}             // NOLINT(google-explicit-constructor)
  template <std::integral Integer>
  Argument(Integer number)
      : text_(std::to_string(number)) {}  // NOLINT(google-explicit-constructor)

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string format_text(Text text, Language language, const std::vector<Argument>& arguments = {});

/// The words of a diagnostic about a file, and how to mend it in brackets. `name` is that of the
/// catalogue, such as "ragged_row".
std::string format_complaint(std::string_view name, Language language,
                             const std::vector<Argument>& arguments);

}  // namespace remit::cli
