#include "run/made_tables.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "column/evaluate.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "run/calendar_parts.h"
#include "run/groups_of_rows.h"
#include "run/nearest_rounding.h"

namespace remit::run {
namespace {

namespace text = diagnostic::text;
using plan::ColumnId;
using plan::MadeRows;
using table::ColumnData;
using type::CellFault;
using type::Fault;
using type::MadeField;

/// Bytes that a cell of a made table takes while it is made, at most.
constexpr std::uint64_t kBytesPerCell = 16;
/// Rows between two looks at whether to stop.
constexpr std::uint64_t kRowsPerLook = 4096;

/// The columns that the rows of one table are known from.
class Makers {
 public:
  Makers(const plan::Plan& plan, const table::Dataset& dataset) : plan_(plan), dataset_(dataset) {}

  /// Computes what is no input. False if the evaluator gave up, or was stopped.
  bool compute(MadeRows made, RunControl& control) {
    bool computed = false;
    type::visit_columns(made, [&](ColumnId id) { computed = computed || input_of(id) == nullptr; });
    if (!computed) return true;
    plan::Plan part = plan_;
    for (plan::Column& column : part.columns) column.output = false;
    type::visit_columns(made, [&](ColumnId id) { part.columns[id].output = true; });
    const NearestRounding nearest;
    column::Options how;
    how.stop = [&control] { return control.should_stop(0); };
    absl::StatusOr<table::Results> results = column::evaluate(part, dataset_, how);
    if (!results.ok()) return false;
    results_ = *std::move(results);
    return true;
  }

  const ColumnData& of(ColumnId id) const {
    const ColumnData* input = input_of(id);
    return input != nullptr ? *input : *results_.columns[id];
  }

  /// The row's value, or in `*fault` why there is none.
  template <typename T>
  T value(ColumnId id, std::uint64_t row, const Fault** fault) const {
    const ColumnData& column = of(id);
    *fault = column.fault(row);
    if constexpr (std::is_same_v<T, std::int64_t>) {
      if (const auto* narrow = std::get_if<table::Buffer<std::int32_t>>(&column.storage))
        return (*narrow)[row];
    }
    return std::get<table::Buffer<T>>(column.storage)[row];
  }

 private:
  const ColumnData* input_of(ColumnId id) const {
    const auto* input = std::get_if<plan::Input>(&plan_.columns[id].node);
    if (input == nullptr) return nullptr;
    return &dataset_.tables[plan_.columns[id].entity].columns[input->field];
  }

  const plan::Plan& plan_;
  const table::Dataset& dataset_;
  table::Results results_;
};

/// Where a value is needed, a blank is missing.
Fault needed(const Fault& fault) {
  Fault result = fault;
  if (result.code == CellFault::blank) result.code = CellFault::missing;
  return result;
}

/// A row of a source that makes rows, or one that stands for those that nobody can tell.
struct SourceRow {
  std::uint64_t row = 0;
  std::optional<Fault> fault{};
};

std::vector<SourceRow> rows_of(const MadeRows::Source& source, const table::Dataset& dataset,
                               const Makers& makers) {
  const table::Table& table = dataset.tables[source.rows];
  std::vector<SourceRow> rows;
  auto refused = table.refused.begin();
  for (std::uint64_t row = 0; row < table.rows; ++row) {
    while (refused != table.refused.end() && refused->first < row) ++refused;
    if (refused != table.refused.end() && refused->first == row) {
      rows.push_back({row, refused->second});
      continue;
    }
    if (source.where == plan::kNoColumn) {
      rows.push_back({row});
      continue;
    }
    const Fault* fault = nullptr;
    const bool counts = makers.value<std::uint8_t>(source.where, row, &fault) != 0;
    if (fault != nullptr) {
      rows.push_back({row, needed(*fault)});
    } else if (counts) {
      rows.push_back({row});
    }
  }
  return rows;
}

/// Puts the rows of sources and the parts of a calendar together.
class Crossing {
 public:
  Crossing(const plan::Plan& plan, const MadeRows& made, const table::Dataset& dataset,
           const Makers& makers, std::uint64_t most, RunControl& control)
      : plan_(plan), made_(made), makers_(makers), most_(most), control_(control) {
    for (const MadeRows::Source& source : made.sources)
      sources_.push_back(rows_of(source, dataset, makers));
    columns_.resize(made.fields.size());
    for (const ColumnId cut : made.cuts)
      if (plan.columns[cut].entity != made.span_rows()) collect_cuts(cut, dataset);
    std::sort(cuts_.begin(), cuts_.end());
  }

  /// False if there would be more rows than the limit, or if it was stopped.
  bool run() {
    for (const std::vector<SourceRow>& rows : sources_)
      if (rows.empty()) return true;
    chosen_.assign(sources_.size(), 0);
    if (sources_.empty()) return add(find_parts(0));  // the parts of the calendar alone
    for (const SourceRow& first : sources_.front()) {
      const Fault* fault = first.fault ? &*first.fault : nullptr;
      if (fault == nullptr) fault = find_parts(first.row);
      chosen_[0] = static_cast<std::size_t>(&first - sources_.front().data());
      std::fill(chosen_.begin() + 1, chosen_.end(), 0);
      do {
        if (!add(fault)) return false;
      } while (advance());
    }
    return true;
  }

  table::Table take() {
    table::Table table;
    table.given = true;
    table.rows = rows_;
    table.refused = refused_;
    const plan::Entity& entity = plan_.entities[made_.entity];
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      ColumnData column;
      column.type = entity.fields[i].type;
      if (column.type.kind == type::TypeKind::date) {
        column.storage = table::Buffer<std::int32_t>(
            std::vector<std::int32_t>(columns_[i].begin(), columns_[i].end()));
      } else {
        column.storage = table::Buffer<std::int64_t>(std::move(columns_[i]));
      }
      if (made_.fields[i] != MadeField::source) column.faults = refused_;
      table.columns.push_back(std::move(column));
    }
    return table;
  }

 private:
  /// The days of another table; a row without one cuts nothing. An error there leaves open where
  /// every span is cut.
  void collect_cuts(ColumnId cut, const table::Dataset& dataset) {
    const std::uint64_t rows = dataset.tables[plan_.columns[cut].entity].rows;
    for (std::uint64_t row = 0; row < rows; ++row) {
      const Fault* fault = nullptr;
      const std::int32_t day = makers_.value<std::int32_t>(cut, row, &fault);
      if (fault == nullptr) cuts_.push_back(day);
      if (fault != nullptr && fault->code != CellFault::blank && !cut_fault_) cut_fault_ = *fault;
    }
  }

  /// The stretches of the row's span; what is wrong with a day on which it is cut, or nothing.
  const Fault* find_stretches(std::uint64_t row, std::int32_t from, std::int32_t to) {
    if (cut_fault_) return &*cut_fault_;
    std::vector<std::int32_t> cuts = cuts_;
    for (const ColumnId cut : made_.cuts) {
      if (plan_.columns[cut].entity != made_.span_rows()) continue;
      const Fault* fault = nullptr;
      const std::int32_t day = makers_.value<std::int32_t>(cut, row, &fault);
      if (fault != nullptr && fault->code != CellFault::blank) return fault;
      if (fault == nullptr) cuts.push_back(day);
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    parts_ = stretches_of_span(from, to, cuts);
    return nullptr;
  }

  /// The next choice of the sources after the first, the last of them fastest.
  bool advance() {
    for (std::size_t i = sources_.size(); i-- > 1;) {
      if (++chosen_[i] < sources_[i].size()) return true;
      chosen_[i] = 0;
    }
    return false;
  }

  /// The parts of the row's span; what is wrong with it, or nothing.
  const Fault* find_parts(std::uint64_t row) {
    if (made_.unit == type::CalendarUnit::none) return nullptr;
    const Fault* fault = nullptr;
    const std::int32_t from = makers_.value<std::int32_t>(made_.from, row, &fault);
    if (fault != nullptr) return fault;
    const std::int32_t to = makers_.value<std::int32_t>(made_.to, row, &fault);
    if (fault != nullptr) return fault;
    if (made_.unit == type::CalendarUnit::stretch) return find_stretches(row, from, to);
    if (parts_.empty() || from != from_ || to != to_)
      parts_ = parts_of_span(made_.unit, from, to, most_);
    from_ = from;
    to_ = to;
    return nullptr;
  }

  bool add(const Fault* fault) {
    for (std::size_t i = 1; i < sources_.size() && fault == nullptr; ++i) {
      const SourceRow& row = sources_[i][chosen_[i]];
      if (row.fault) fault = &*row.fault;
    }
    if (fault != nullptr) {
      refused_.emplace_back(rows_, needed(*fault));
      return push({}, 0);
    }
    if (made_.unit == type::CalendarUnit::none) return push({}, 1);
    std::int64_t ordinal = 0;
    for (const CalendarPart& part : parts_)
      if (!push(part, ++ordinal)) return false;
    return true;
  }

  bool push(const CalendarPart& part, std::int64_t ordinal) {
    if (rows_ >= most_ || (rows_ % kRowsPerLook == 0 && control_.should_stop(0))) return false;
    std::size_t source = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      columns_[i].push_back(cell(made_.fields[i], part, ordinal, source));
    ++rows_;
    return true;
  }

  std::int64_t cell(MadeField field, const CalendarPart& part, std::int64_t ordinal,
                    std::size_t& source) const {
    switch (field) {
      case MadeField::source: {
        const std::size_t at = source++;
        return static_cast<std::int64_t>(sources_[at][chosen_[at]].row);
      }
      case MadeField::year:
        return part.year;
      case MadeField::quarter:
        return (part.month + 2) / 3;
      case MadeField::month:
        return part.month;
      case MadeField::ordinal:
        return ordinal;
      case MadeField::first_day:
        return part.first_day;
      case MadeField::last_day:
        return part.last_day;
      case MadeField::days:
        return ordinal == 0 ? 0 : part.last_day - part.first_day + 1;
      case MadeField::full_days:
        return part.full_days;
      case MadeField::group:
        break;
    }
    return 0;
  }

  const plan::Plan& plan_;
  const MadeRows& made_;
  const Makers& makers_;
  std::uint64_t most_;
  RunControl& control_;
  std::vector<std::vector<SourceRow>> sources_;
  std::vector<std::size_t> chosen_;  // of each source
  std::vector<CalendarPart> parts_;  // of the span from_ .. to_
  std::int32_t from_ = 0, to_ = 0;
  std::vector<std::int32_t> cuts_;  // of other tables, ascending
  std::optional<Fault> cut_fault_;
  std::uint64_t rows_ = 0;
  std::vector<std::vector<std::int64_t>> columns_;
  table::Faults refused_;
};

table::Table groups_of(const MadeRows& made, const table::Dataset& dataset, const Makers& makers) {
  std::vector<const ColumnData*> parts;
  for (const ColumnId group : made.groups) parts.push_back(&makers.of(group));
  const std::vector<std::uint64_t> rows =
      first_of_groups(parts, dataset.tables[made.sources.front().rows].rows);
  table::Table table;
  table.given = true;
  table.rows = rows.size();
  for (const ColumnData* part : parts) table.columns.push_back(cells_at(*part, rows));
  return table;
}

std::uint64_t most_rows(const MadeRows& made, const Limits& limits) {
  const std::uint64_t cells = limits.memory_bytes / kBytesPerCell;
  return std::min(limits.rows, cells / made.fields.size());
}

}  // namespace

std::optional<Error> make_tables(const plan::Plan& plan, table::Dataset& dataset,
                                 const Limits& limits, RunControl& control) {
  for (const MadeRows& made : plan.made) {
    Makers makers(plan, dataset);
    const bool known = makers.compute(made, control);
    if (control.should_stop(0)) return control.reason();
    if (!known)
      return diagnostic::make_error(StatusCode::internal_error, text::api_internal,
                                    {plan.entities[made.entity].name});
    if (made.is_summary()) {
      dataset.tables[made.entity] = groups_of(made, dataset, makers);
      continue;
    }
    const std::uint64_t most = most_rows(made, limits);
    Crossing crossing(plan, made, dataset, makers, most, control);
    const bool whole = crossing.run();
    if (control.should_stop(0)) return control.reason();
    if (!whole)
      return diagnostic::make_error(StatusCode::limit_exceeded, text::api_limit_rows,
                                    {plan.entities[made.entity].name, most});
    dataset.tables[made.entity] = crossing.take();
  }
  return std::nullopt;
}

bool made_within(const plan::Plan& plan, const table::Dataset& dataset, const Limits& limits) {
  return std::ranges::all_of(plan.made, [&](const MadeRows& made) {
    return made.is_summary() || dataset.tables[made.entity].rows <= most_rows(made, limits);
  });
}

}  // namespace remit::run
