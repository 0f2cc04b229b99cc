#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/chinese_script.h"
#include "base/language.h"
#include "type/cell.h"

// Words of the language that are neither keywords nor attributes: they stand where a name may
// stand, in either language.

namespace remit::type {

/// One word in both languages.
struct Word {
  std::string_view en;
  std::string_view zh;

  /// In English, or in Chinese of either script.
  bool is(std::string_view text) const {
    return text == en || text == zh ||
           (base::has_traditional(text) && base::to_simplified(text) == zh);
  }
  std::string_view in(base::Language language) const {
    return language == base::Language::zh ? zh : en;
  }
};

/// The row of the period before, as a step of a path.
inline constexpr Word kPrevious{"previous", "上期"};
/// Of a table that states a sequence: the row before, as a step of a path; and, as the rows of a
/// fold, all rows before.
inline constexpr Word kBefore{"before", "前一行"};
inline constexpr Word kEarlier{"earlier", "此前"};

/// How a test names the fault that it expects; the English word is `name(fault)`.
Word fault_word(CellFault fault);

/// The fault that a word of either language names; `none` and unknown words give nothing.
std::optional<CellFault> find_fault(std::string_view word);

/// Every such word, for suggestions.
std::vector<std::string_view> all_fault_words();

}  // namespace remit::type
