// The values about the place where the parser got stuck, whole: `max(a, b)` and not its last
// bracket.

#include "base/word_list.h"
#include "syntax/parser.h"
#include "syntax/prose.h"
#include "syntax/whole_values.h"

namespace remit::syntax {

Around Parser::values_around(std::uint32_t at) const {
  Around words = around(at);
  if (at == 0) return words;
  words.before = sum_text(tree_, value_begin(tree_, at - 1), at);
  words.whole = sum_text(tree_, sum_begin(tree_, value_begin(tree_, at - 1)), at);
  const std::uint32_t end = sum_end(tree_, at + 1);
  words.after = end > at + 1 ? sum_text(tree_, at + 1, end) : "a";
  if (end >= tree_.tokens_.size() || end == at + 1) return words;
  const bool joins = base::is_among("and|to|与|和|至|到|,|，|..", around(end).token);
  const std::uint32_t last = joins ? sum_end(tree_, end + 1) : end;
  if (last > end + 1) words.second = sum_text(tree_, end + 1, last);
  return words;
}

}  // namespace remit::syntax
