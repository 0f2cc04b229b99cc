#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/data_impl.h"
#include "api/policy_impl.h"
#include "remit/options.h"
#include "remit/results.h"
#include "report/computed_run.h"
#include "report/input_words.h"
#include "report/ledger.h"
#include "report/rounding.h"
#include "report/table_impl.h"
#include "report/totals.h"
#include "run/explained_run.h"
#include "table/dataset.h"
#include "table/format_value.h"

namespace remit {

/// One run: what it read and what it computed. Immutable.
struct Results::Impl final : report::FaultWords {
  std::shared_ptr<const Policy::Impl> policy;
  std::shared_ptr<const table::DatasetBuilder::Built> input;
  table::Results computed;
  std::optional<std::int32_t> day;  ///< of the run
  Cancel cancel;                    ///< of the run; what is computed later watches it too
  Limits limits;                    ///< of the run, and of each call that computes more
  Outputs asked;                    ///< what the run was asked for
  std::size_t threads = 1;          ///< of the run; what is written of its tables takes them too

  /// Of a run whose rows of one entity came in batches; that entity has no rows here.
  std::shared_ptr<const report::TotalsOfParts> totals_of_batches;
  /// Of a batch: the entity whose rows these are, and the number of the first one.
  std::optional<plan::EntityId> only;
  std::vector<bool> due_in_batches;  ///< of a streamed run: by payment, whether anything was due
  std::uint64_t first_row = 0;
  /// Of a batch, while it is handed over: what was computed of all rows.
  std::function<table::Results()> complete_columns;

  std::string explain(std::uint32_t plan_column, std::uint64_t row, const type::Fault& fault,
                      base::Language language) const override;

  /// Made when the first cell is explained, and kept for the next.
  run::ExplainedRun& explained() const;
  /// Made when its first piece is asked for, and kept for the next.
  const report::Ledger& ledger() const;
  /// Whether its rows can be explained.
  bool is_explainable() const;
  /// The batch was handed over; it may be in the hands of somebody who explains it.
  void forget_complete();

  bool is_partial() const { return only.has_value() || totals_of_batches != nullptr; }

 private:
  mutable std::mutex explained_mutex;  // guards explained_run until it is there
  mutable std::unique_ptr<run::ExplainedRun> explained_run;
  mutable std::mutex ledger_mutex;  // guards ledger_of_run until it is there
  mutable std::optional<report::Ledger> ledger_of_run;
};

namespace api {

/// Why a run that was not asked for that cannot say it; nothing if it was.
std::optional<Error> not_asked(const Results::Impl& results, Output output);

/// The run as the reports read it.
report::ComputedRun run_of(const Results::Impl& results);

/// What stands for a list that the run was not asked for.
Table no_list(std::string_view name);

/// What words errors of the run. `of_list`: for many cells at a time, so that it pays to work out
/// reasons. `run` must outlive it.
report::InputWords input_words(const Results::Impl& results, const report::ComputedRun& run,
                               bool of_list, Language language);

/// A run that measured what rounding changed.
struct RoundingRun {
  report::RoundingPlan plan;
  table::Results computed;
  report::ComputedRun run;

  RoundingRun(report::RoundingPlan measured, const table::Dataset& dataset, table::Results results)
      : plan(std::move(measured)),
        computed(std::move(results)),
        run(plan.plan, dataset, computed) {}
};
/// Of a run that has all its rows; with its cancel and limits.
Result<std::unique_ptr<const RoundingRun>> measure_rounding(const Results::Impl& results);

/// The cells of a field as the results show them: of a key of several fields those are known that
/// are not in error themselves, though the row is in error as a whole.
table::ColumnData shown_field(const Policy::Impl& policy, std::size_t entity, std::size_t field,
                              const table::ColumnData& cells);

/// What cells of the run need to be written as text. Refers to the run's input.
table::Naming make_naming(const Results::Impl& results, Language language);

}  // namespace api
}  // namespace remit
