#include "remit/text.h"

#include <vector>

#include "absl/types/span.h"
#include "base/edit_distance.h"
#include "base/markup.h"
#include "base/utf8.h"
#include "diagnostic/format.h"
#include "diagnostic/messages.h"
#include "diagnostic/text/report.h"

namespace remit {

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  return base::first_invalid_utf8(text);
}

void append_utf8(char32_t code_point, std::string& out) { base::append_utf8(code_point, out); }

std::string markup_text(std::string_view text) { return base::markup_text(text); }

std::size_t display_width(std::string_view text) { return base::display_width(text); }

std::string visible_text(std::string_view text, bool lines) {
  return base::show_hidden(text, lines);
}

std::string fill_template(std::string_view text, std::span<const std::string> arguments) {
  const std::vector<diagnostic::Argument> filling(arguments.begin(), arguments.end());
  return diagnostic::fill_template(text, Language::en, filling);  // the same in every language
}

std::optional<std::string> near_name(std::string_view name,
                                     std::span<const std::string_view> there) {
  const auto near = base::suggest(name, absl::MakeConstSpan(there.data(), there.size()));
  return near ? std::optional<std::string>(*near) : std::nullopt;
}

std::string whole_title(Language language) {
  return std::string(diagnostic::text_template(diagnostic::text::report_whole, language));
}

}  // namespace remit
