#pragma once

#include <cstdint>
#include <string>

#include "base/language.h"
#include "plan/plan.h"
#include "row/value.h"
#include "table/dataset.h"

namespace remit::report {

/// What a report is about: a plan, the data it was run on and what came out, by whichever
/// evaluator. All three must outlive it. Immutable; any number of threads may read it.
class Run {
 public:
  Run(const plan::Plan& plan, const table::Dataset& dataset, const table::Results& results)
      : plan_(plan), dataset_(dataset), results_(results) {}

  const plan::Plan& plan() const { return plan_; }
  const table::Dataset& dataset() const { return dataset_; }
  const table::Results& results() const { return results_; }

  std::uint64_t row_count(plan::EntityId entity) const {
    return entity == plan::kWhole ? 1 : dataset_.tables[entity].rows;
  }
  /// The column as stored: an input or a result. Null for a column that the run did not keep.
  const table::ColumnData* stored(plan::ColumnId column) const;
  /// The cell; columns of the whole take any row. The column must be stored.
  row::Value at(plan::ColumnId column, std::uint64_t row) const;
  /// The key of a row as text. Empty for the whole, without a key field, and for a faulty key.
  std::string key(plan::EntityId entity, std::uint64_t row) const;
  /// Names a row for a reader: `project “p1”`, `project row 3` (from 1) without a usable key, "the
  /// whole".
  std::string row_title(plan::EntityId entity, std::uint64_t row, base::Language language) const;

 private:
  const plan::Plan& plan_;
  const table::Dataset& dataset_;
  const table::Results& results_;
};

/// What a reader calls an entity: its label or name, "the whole" for the whole.
std::string entity_title(const plan::Plan& plan, plan::EntityId entity, base::Language language);

/// What a reader calls a column, never empty: the label of its declaration (or its name) and what
/// the column is to it, as in "Tax bonus: amount before limits". A field has its label or name.
std::string column_title(const plan::Plan& plan, plan::ColumnId column, base::Language language);

/// The value as a table would hold it, without grouping or units: "500000.00", "1/3",
/// "2010-01-31", "true", a category's name, a reference's key. Faults are empty. `column` says how
/// many digits a number has after the point.
std::string plain_text(const Run& run, plan::ColumnId column, const row::Value& value);

}  // namespace remit::report
