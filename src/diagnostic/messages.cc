#include "diagnostic/messages.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "diagnostic/format.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/check.h"
#include "diagnostic/text/common.h"
#include "diagnostic/text/compare.h"
#include "diagnostic/text/editor.h"
#include "diagnostic/text/report.h"
#include "diagnostic/text/sweep.h"
#include "diagnostic/text/syntax.h"

namespace remit::diagnostic {
namespace {

struct TextEntry {
  Text text;
  std::string_view name;
  std::string_view en;
  std::string_view zh;
};

constexpr TextEntry kTexts[] = {
#define REMIT_TEXT(name, en, zh) {text::name, #name, en, zh},
#include "diagnostic/messages/all.def"
#undef REMIT_TEXT
};

constexpr bool before(const TextEntry& a, const TextEntry& b) { return a.text < b.text; }
static_assert(std::is_sorted(std::begin(kTexts), std::end(kTexts), before));

/// A room has place for so many texts (names.cmake), numbered without gaps.
constexpr std::size_t kRoom = 1024;

/// By room: the index of its first text.
constexpr auto kRooms = [] {
  std::array<std::size_t, static_cast<std::size_t>(std::end(kTexts)[-1].text) / kRoom + 1> begins{};
  for (std::size_t i = std::size(kTexts); i-- > 0;)
    begins[static_cast<std::size_t>(kTexts[i].text) / kRoom] = i;
  return begins;
}();

constexpr std::size_t index_of(Text text) {
  const auto number = static_cast<std::size_t>(text);
  return kRooms[number / kRoom] + number % kRoom;
}
static_assert([] {
  for (std::size_t i = 0; i < std::size(kTexts); ++i)
    if (index_of(kTexts[i].text) != i) return false;
  return true;
}());

const TextEntry& entry_of(Text text) { return kTexts[index_of(text)]; }

}  // namespace

std::string_view text_template(Text text, base::Language language) {
  const TextEntry& entry = entry_of(text);
  return language == base::Language::zh ? entry.zh : entry.en;
}

std::string_view text_name(Text text) { return entry_of(text).name; }

std::vector<Text> all_texts() {
  std::vector<Text> texts;
  for (const TextEntry& entry : kTexts) texts.push_back(entry.text);
  return texts;
}

std::string format_text(Text text, base::Language language, absl::Span<const Argument> arguments) {
  return fill_template(text_template(text, language), language, arguments);
}

}  // namespace remit::diagnostic
