#include "diagnostic/messages.h"

#include <iterator>

#include "diagnostic/format.h"

namespace remit::diagnostic {
namespace {

struct TextEntry {
  std::string_view name;
  std::string_view en;
  std::string_view zh;
};

constexpr TextEntry kTexts[] = {
#define REMIT_TEXT(name, en, zh) {#name, en, zh},
#include "diagnostic/messages/all.def"
#undef REMIT_TEXT
};

}  // namespace

std::string_view text_template(Text text, base::Language language) {
  const TextEntry& entry = kTexts[static_cast<size_t>(text)];
  return language == base::Language::zh ? entry.zh : entry.en;
}

std::string_view text_name(Text text) { return kTexts[static_cast<size_t>(text)].name; }

size_t text_count() { return std::size(kTexts); }

std::string format_text(Text text, base::Language language, absl::Span<const Argument> arguments) {
  return fill_template(text_template(text, language), language, arguments);
}

}  // namespace remit::diagnostic
