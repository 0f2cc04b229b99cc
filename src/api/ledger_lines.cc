// The ledger piece by piece.
#include "remit/ledger_lines.h"

#include "api/results_impl.h"
#include "report/tables.h"

namespace remit {

std::uint64_t ledger_line_count(const Results& results) {
  if (!results.asked().has(Output::ledger)) return 0;
  return results.impl()->ledger().size();
}

Table ledger_lines(const Results& results, std::uint64_t from, std::uint64_t count,
                   Language language) {
  if (!results.asked().has(Output::ledger)) return results.ledger(language);
  return report::ledger_table(results.impl()->ledger(), language, {from, count});
}

}  // namespace remit
