// The public face of comparisons.
#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "api/results_impl.h"
#include "compare/change_table.h"
#include "compare/comparison_impl.h"
#include "compare/finding_changes.h"
#include "compare/summary_tables.h"
#include "compare/text_table.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/compare.h"
#include "report/line_words.h"

namespace remit {
namespace {

namespace text = diagnostic::text;
using compare::Change;

}  // namespace

Result<Comparison> compare_runs(const Results& before, const Results& after,
                                const RunOptions& options) {
  for (const Results* results : {&before, &after}) {
    if (results->impl()->is_partial())
      return diagnostic::make_error(StatusCode::unsupported, text::api_stream_report);
    for (const Output needed : {Output::columns, Output::ledger})
      if (const auto error = api::not_asked(*results->impl(), needed)) return *error;
  }
  return Comparison(std::make_shared<const Comparison::Impl>(before.impl(), after.impl(), options));
}

std::uint64_t Comparison::change_count() const { return impl_->payments.changes.size(); }

Result<Table> Comparison::changes(Language language) const {
  return compare::change_table(*impl_, impl_->payments.changes, language);
}

Status Comparison::changes(const std::function<Status(const Table& part)>& take,
                           Language language) const {
  constexpr std::uint64_t kPart = 16 * 1024;
  return compare::change_tables(*impl_, impl_->payments.changes, kPart, take, language);
}

Result<Table> Comparison::largest(std::uint64_t most, Language language) const {
  return compare::change_table(*impl_, compare::largest_changes(*impl_, most), language);
}

Table Comparison::totals() const { return compare::payer_table(*impl_); }
Table Comparison::rewards() const { return compare::reward_table(*impl_); }
Table Comparison::counts() const { return compare::count_table(*impl_); }
Table Comparison::distribution() const { return compare::distribution_table(*impl_); }
Table Comparison::rows() const { return compare::row_table(*impl_); }
Table Comparison::findings(Language language) const {
  return compare::finding_changes(*impl_, language);
}

Result<Table> Comparison::groups(std::span<const std::string> by) const {
  const std::vector<std::string> words(by.begin(), by.end());
  for (const report::ComputedRun* run : {&impl_->run_before, &impl_->run_after}) {
    const report::LineWords known(*run, words);
    if (known.unknown())
      return diagnostic::make_error(StatusCode::not_found, text::api_no_group, {*known.unknown()});
  }
  return compare::group_table(*impl_, words);
}

Table compare_texts(const Policy& before, const Policy& after) {
  return compare::text_table(*before.impl(), *after.impl());
}

}  // namespace remit
