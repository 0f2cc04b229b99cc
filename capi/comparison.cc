#include <string>
#include <string_view>
#include <vector>

#include "capi/guard.h"
#include "diagnostic/text/api.h"

using remit::Comparison;
using remit::StatusCode;
using remit::Table;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::out;
using remit::capi::require;
using remit::capi::value_of;
namespace text = remit::diagnostic::text;

namespace {

Table table_of(const Comparison& comparison, remit_comparison_kind which,
               remit::Language language) {
  switch (which) {
    case REMIT_COMPARISON_CHANGES:
      return value_of(comparison.changes(language));
    case REMIT_COMPARISON_TOTALS:
      return comparison.totals();
    case REMIT_COMPARISON_REWARDS:
      return comparison.rewards();
    case REMIT_COMPARISON_COUNTS:
      return comparison.counts();
    case REMIT_COMPARISON_DISTRIBUTION:
      return comparison.distribution();
    case REMIT_COMPARISON_ROWS:
      return comparison.rows();
    case REMIT_COMPARISON_FINDINGS:
      return comparison.findings(language);
    default:
      fail(StatusCode::invalid_argument, text::api_bad_value, {"which", which});
  }
}

}  // namespace

extern "C" {

remit_status remit_compare(const remit_results* before, const remit_results* after,
                           const remit_options* options, remit_comparison** comparison,
                           remit_error** error) {
  return guarded(error, [&] {
    remit_comparison*& to = out(comparison, "comparison");
    const remit::Results& ours = require(before, "before").value;
    const remit::Results& theirs = require(after, "after").value;
    const remit_options* how = remit::capi::accept(options, "options");
    to = new remit_comparison(value_of(
        remit::compare_runs(ours, theirs, how != nullptr ? how->run : remit::RunOptions())));
  });
}

void remit_comparison_free(remit_comparison* comparison) {
  if (comparison != nullptr && comparison->mark == remit_comparison::kTag) delete comparison;
}

uint64_t remit_comparison_change_count(const remit_comparison* comparison) {
  return remit::capi::answered<std::uint64_t>(
      0, [&] { return require(comparison, "comparison").value.change_count(); });
}

remit_status remit_comparison_table(const remit_comparison* comparison, remit_comparison_kind which,
                                    remit_language language, remit_table** table,
                                    remit_error** error) {
  return guarded(error, [&] {
    remit_table*& to = out(table, "table");
    to = new remit_table(table_of(require(comparison, "comparison").value, which,
                                  remit::capi::language_argument(language)));
  });
}

remit_status remit_comparison_largest(const remit_comparison* comparison, uint64_t most,
                                      remit_language language, remit_table** table,
                                      remit_error** error) {
  return guarded(error, [&] {
    remit_table*& to = out(table, "table");
    const Comparison& from = require(comparison, "comparison").value;
    to = new remit_table(value_of(from.largest(most, remit::capi::language_argument(language))));
  });
}

remit_status remit_comparison_groups(const remit_comparison* comparison, const char* const* by,
                                     const size_t* sizes, size_t count, remit_table** table,
                                     remit_error** error) {
  return guarded(error, [&] {
    remit_table*& to = out(table, "table");
    const Comparison& from = require(comparison, "comparison").value;
    std::vector<std::string> words;
    for (const std::string_view word : remit::capi::text_arguments(by, sizes, count, "by"))
      words.emplace_back(word);
    to = new remit_table(value_of(from.groups(words)));
  });
}

remit_status remit_compare_texts(const remit_policy* before, const remit_policy* after,
                                 remit_table** table, remit_error** error) {
  return guarded(error, [&] {
    remit_table*& to = out(table, "table");
    const remit::Policy& ours = require(before, "before").value;
    to = new remit_table(remit::compare_texts(ours, require(after, "after").value));
  });
}

}  // extern "C"
