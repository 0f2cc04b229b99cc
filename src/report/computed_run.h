#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/language.h"
#include "plan/plan.h"
#include "row/value.h"
#include "table/dataset.h"

namespace remit::report {

/// What a report is about: a plan, the data it was run on and what came out, by whichever
/// evaluator. All three must outlive it. Immutable; any number of threads may read it.
class ComputedRun {
 public:
  ComputedRun(const plan::Plan& plan, const table::Dataset& dataset, const table::Results& results)
      : plan_(plan), dataset_(dataset), results_(results) {}

  const plan::Plan& plan() const { return plan_; }
  const table::Dataset& dataset() const { return dataset_; }
  const table::Results& results() const { return results_; }

  /// A report about some rows of one entity only: those of the dataset are rows `first_row` and on.
  void narrow(plan::EntityId only, std::uint64_t first_row) {
    only_ = only;
    first_row_ = first_row;
  }

  /// The rows of one entity came in batches and are here no more. `due`: by payment, whether
  /// something was due in one of them; it must outlive the report.
  void forget_batches(const std::vector<bool>& due) { due_in_batches_ = &due; }
  bool was_due_in_batches(std::size_t payment) const {
    return due_in_batches_ != nullptr && payment < due_in_batches_->size() &&
           (*due_in_batches_)[payment];
  }

  /// Rows that the report covers.
  std::uint64_t row_count(plan::EntityId entity) const {
    if (!covers(entity)) return 0;
    return entity == plan::kWhole ? 1 : dataset_.tables[entity].rows;
  }
  bool covers(plan::EntityId entity) const { return !only_ || only_ == entity; }
  /// Number of a row for a reader, from 1.
  std::uint64_t row_number(plan::EntityId entity, std::uint64_t row) const {
    return row + 1 + first_row(entity);
  }
  /// Of a narrowed report: rows of the entity before those of the dataset.
  std::uint64_t first_row(plan::EntityId entity) const { return only_ == entity ? first_row_ : 0; }
  /// The column as stored: an input or a result. Null for a column that the run did not keep.
  const table::ColumnData* stored(plan::ColumnId column) const;
  /// What a column comes to whose cells the run did not keep; null for others.
  const table::Tally* tally(plan::ColumnId column) const;
  /// The cell; columns of the whole take any row. The column must be stored.
  row::Value at(plan::ColumnId column, std::uint64_t row) const;
  /// The key of a row as text, also of one that stands twice; `甲/2019` of several fields. Empty
  /// for the whole, without a key, for a blank or unreadable part, and for a row that the dataset
  /// does not have.
  std::string key(plan::EntityId entity, std::uint64_t row) const;
  /// What is wrong with the keys of an entity's rows, by row; nothing without a key field. Whoever
  /// shares a key with another row may be the same one entered twice.
  const table::Faults* key_faults(plan::EntityId entity) const;
  /// The same of one row; null where its key is its own, or there is none.
  const type::Fault* key_fault(plan::EntityId entity, std::uint64_t row) const;
  /// Whether the fault is that of the row's own key, for which the row is in error as a whole.
  bool is_of_key(const type::Fault& fault) const;
  /// Names a row for a reader: `project “p1”`, `project row 3` (from 1) without a key of its own,
  /// "the whole".
  std::string row_title(plan::EntityId entity, std::uint64_t row, base::Language language) const;

 private:
  const plan::Plan& plan_;
  const table::Dataset& dataset_;
  const table::Results& results_;
  std::optional<plan::EntityId> only_;
  const std::vector<bool>* due_in_batches_ = nullptr;
  std::uint64_t first_row_ = 0;
};

/// What a reader calls an entity: its label or name, "the whole" for the whole.
std::string entity_title(const plan::Plan& plan, plan::EntityId entity, base::Language language);

/// What a reader calls a column, never empty: the label of its declaration (or its name) and what
/// the column is to it, as in "Tax bonus: amount before limits". A field has its name.
std::string column_title(const plan::Plan& plan, plan::ColumnId column, base::Language language);

/// The value as a table would hold it, without grouping or units: "500000.00", "1/3",
/// "2010-01-31", "true", a category's name, a reference's key. Faults are empty. `column` says how
/// many digits a number has after the point.
std::string plain_text(const ComputedRun& run, plan::ColumnId column, const row::Value& value);

}  // namespace remit::report
