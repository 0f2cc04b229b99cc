#include "diagnostic/messages.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <iterator>

#include "diagnostic/format.h"
#include "diagnostic/pieces.h"
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

constexpr Text kNumbers[] = {
#define REMIT_TEXT(name, en, zh) text::name,
#include "diagnostic/messages/all.def"
#undef REMIT_TEXT
};
constexpr std::size_t kCount = std::size(kNumbers);
static_assert(std::is_sorted(std::begin(kNumbers), std::end(kNumbers)));

// Name, English, Chinese.
// Compilers need not take a literal of more than 65 536 characters; all that build this do.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"
constexpr char kWords[] =
#define REMIT_TEXT(name, en, zh) #name "\0" en "\0" zh "\0"
#include "diagnostic/messages/all.def"
#undef REMIT_TEXT
    ;
#pragma GCC diagnostic pop

/// A room has place for so many texts (names.cmake), numbered without gaps.
constexpr std::size_t kRoom = 1024;

/// By room: the index of its first text.
constexpr auto kRooms = [] {
  std::array<std::size_t, static_cast<std::size_t>(std::end(kNumbers)[-1]) / kRoom + 1> begins{};
  for (std::size_t i = kCount; i-- > 0;) begins[static_cast<std::size_t>(kNumbers[i]) / kRoom] = i;
  return begins;
}();

constexpr std::size_t index_of(Text text) {
  const auto number = static_cast<std::size_t>(text);
  return kRooms[number / kRoom] + number % kRoom;
}
static_assert([] {
  for (std::size_t i = 0; i < kCount; ++i)
    if (index_of(kNumbers[i]) != i) return false;
  return true;
}());

struct Words {
  std::string_view name;
  std::string_view en;
  std::string_view zh;
};

/// All of them, cut out of kWords when the first is asked for.
class AllWords {
 public:
  AllWords() {
    Pieces pieces(kWords);
    for (Words& words : words_) {
      words.name = pieces.next();
      words.en = pieces.next();
      words.zh = pieces.next();
    }
    assert(pieces.at_end());
  }

  const Words& operator[](std::size_t i) const { return words_[i]; }

 private:
  std::array<Words, kCount> words_{};
};

const Words& words_of(Text text) {
  static const AllWords made;
  return made[index_of(text)];
}

}  // namespace

std::string_view text_template(Text text, base::Language language) {
  const Words& words = words_of(text);
  return language == base::Language::zh ? words.zh : words.en;
}

std::string_view text_name(Text text) { return words_of(text).name; }

std::vector<Text> all_texts() { return {std::begin(kNumbers), std::end(kNumbers)}; }

std::string format_text(Text text, base::Language language, absl::Span<const Argument> arguments) {
  return fill_template(text_template(text, language), language, arguments);
}

}  // namespace remit::diagnostic
