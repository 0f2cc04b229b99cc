#include "syntax/type_words.h"

#include <algorithm>

#include "syntax/keywords.h"

namespace remit::syntax {

bool is_type_word(std::string_view word) {
  using enum Keyword;
  constexpr Keyword kTypes[] = {money, number, count, text, date, bool_, percent};
  return std::ranges::any_of(kTypes, [word](Keyword id) {
    return keyword_info(id).english() == word || keyword_info(id).chinese == word;
  });
}

}  // namespace remit::syntax
