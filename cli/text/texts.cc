#include "cli/text/texts.h"

#include <iterator>
#include <optional>

#include "remit/diagnostic.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

struct Entry {
  std::string_view name;
  std::string_view en;
  std::string_view zh;
};

constexpr Entry kTexts[] = {
#define REMIT_TEXT(name, en, zh) {#name, en, zh},
#include "cli/text/texts.def"
#undef REMIT_TEXT
};

std::vector<std::string> strings_of(const std::vector<Argument>& arguments) {
  std::vector<std::string> strings;
  for (const Argument& argument : arguments) strings.push_back(argument.text());
  return strings;
}

}  // namespace

std::string_view text_template(Text text, Language language) {
  const Entry& entry = kTexts[static_cast<std::size_t>(text)];
  return language == Language::zh ? entry.zh : entry.en;
}

std::string_view text_name(Text text) { return kTexts[static_cast<std::size_t>(text)].name; }

std::size_t text_count() { return std::size(kTexts); }

std::string format_text(Text text, Language language, const std::vector<Argument>& arguments) {
  return fill_template(text_template(text, language), strings_of(arguments));
}

std::string format_complaint(std::string_view name, Language language,
                             const std::vector<Argument>& arguments) {
  const std::optional<Diagnostic> worded = word_diagnostic(name, strings_of(arguments), language);
  return worded ? worded->message + " (" + worded->help + ")" : std::string(name);
}

}  // namespace remit::cli
