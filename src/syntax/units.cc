#include "syntax/units.h"

#include "base/chinese_script.h"
#include "base/utf8.h"
#include "syntax/characters.h"
#include "syntax/lexicon_tables.h"

namespace remit::syntax {
namespace {

// No unit is longer in code points; 平方公里, 人民币元, 马来西亚林吉特.
constexpr int kLongestUnit = 7;

const UnitWord* unit_of(std::string_view word) {
  const std::size_t found = find_entry(lexicon::kUnitSlots, word, [word](std::size_t unit) {
    return lexicon::kUnits[unit].word == word;
  });
  return found == kNoEntry ? nullptr : &lexicon::kUnits[found].means;
}

}  // namespace

const UnitWord* find_unit(std::string_view word) {
  const UnitWord* const found = unit_of(word);
  if (found != nullptr || !base::has_traditional(word)) return found;
  return unit_of(base::to_simplified(word));
}

std::optional<UnitPrefix> find_unit_prefix(std::string_view text) {
  std::size_t ends[kLongestUnit];
  int count = 0;
  for (std::size_t offset = 0; count < kLongestUnit && offset < text.size(); ++count) {
    const base::Decoded next = base::decode_utf8(text, offset);
    if (!next.valid || !is_word_part(next.code_point)) break;
    offset += next.size;
    ends[count] = offset;
  }
  while (count-- > 0) {
    if (const UnitWord* unit = find_unit(text.substr(0, ends[count])))
      return UnitPrefix{*unit, ends[count]};
  }
  return std::nullopt;
}

std::string common_units() {
  return "百 千 万 亿, thousand million billion, 元 CNY USD, 天 个工作日 个月 年, days workdays "
         "months years, 人 户 个 项 %";
}

std::vector<std::string_view> all_units() {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < lexicon::kUnitCount; ++i) words.push_back(lexicon::kUnits[i].word);
  return words;
}

}  // namespace remit::syntax
