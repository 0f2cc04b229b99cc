#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "base/language.h"
#include "diagnostic/messages.h"
#include "diagnostic/text/syntax.h"

namespace remit::diagnostic {

/// What fills a placeholder: the same in both languages (a name, a number), or worded in each.
///
/// Converts from strings, integers and `Text`, so that `{name, 3, text::word_number}` is a list of
/// arguments.
class Argument {
 public:
  Argument(std::string both) : en_(std::move(both)) {}  // NOLINT(google-explicit-constructor)
  Argument(std::string_view both) : en_(both) {}        // NOLINT(google-explicit-constructor)
  Argument(const char* both) : en_(both) {}             // NOLINT(google-explicit-constructor)
  Argument(Text text);                                  // NOLINT(google-explicit-constructor)
  template <std::integral Integer>
  Argument(Integer number) : en_(std::to_string(number)) {}  // NOLINT(google-explicit-constructor)
  /// Worded in each language, such as the name of a type.
  Argument(std::string en, std::string zh)
      : en_(std::move(en)), zh_(std::move(zh)), worded_(true) {}

  const std::string& in(base::Language language) const {
    return worded_ && language == base::Language::zh ? zh_ : en_;
  }

  friend bool operator==(const Argument&, const Argument&) = default;

 private:
  std::string en_;
  std::string zh_;
  bool worded_ = false;
};

/// "a, b or c"; "a、b或c".
Argument any_of(absl::Span<const Argument> items);
/// "a, b and c"; "a、b和c".
Argument all_of(absl::Span<const Argument> items);

/// A text with its arguments, as an argument itself.
Argument worded(Text text, absl::Span<const Argument> arguments);

/// Replaces each `{N}` by `arguments[N]`, of which what is hidden is written out
/// (base::show_hidden); a number without an argument, and braces around anything else, stay as they
/// are.
std::string fill_template(std::string_view text, base::Language language,
                          absl::Span<const Argument> arguments);

/// The highest placeholder of `text` plus one: how many arguments it wants.
size_t placeholder_count(std::string_view text);

}  // namespace remit::diagnostic
