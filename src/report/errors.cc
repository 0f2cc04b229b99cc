#include "report/errors.h"

#include <algorithm>
#include <variant>

#include "diagnostic/format.h"
#include "report/words.h"

namespace remit::report {
namespace {

using diagnostic::Text;

bool is_due(const ComputedRun& run, const plan::Payment& payment, std::uint64_t row) {
  if (payment.amount == plan::kNoColumn || run.stored(payment.amount) == nullptr) return false;
  const row::Value amount = run.at(payment.amount, row);
  return !row::is_fault(amount) && !row::number_of(amount).is_zero();
}

/// Whether the cell says who pays or is paid what is due.
bool names_somebody(const ComputedRun& run, plan::ColumnId column, std::uint64_t row) {
  const auto is_it = [&](const plan::Payer& who) {
    return who.kind == plan::Payer::Kind::column && who.column == column;
  };
  for (const plan::Payment& payment : run.plan().payments) {
    if (!is_it(payment.payer) && !is_it(payment.payee)) continue;
    if (run.plan().columns[column].entity == payment.entity) {
      if (is_due(run, payment, row)) return true;
      continue;
    }
    for (std::uint64_t of = 0; of < run.row_count(payment.entity); ++of) {
      if (is_due(run, payment, of)) return true;
    }
  }
  return false;
}

/// A hole that nobody filled is no error of its own: only what needs it is in error. A blank is one
/// where somebody is to be paid or to pay.
bool is_error(const ComputedRun& run, plan::ColumnId column,
              const std::pair<std::uint64_t, type::Fault>& fault) {
  const type::CellFault code = fault.second.code;
  if (code == type::CellFault::blank) return names_somebody(run, column, fault.first);
  return code != type::CellFault::hole ||
         !std::holds_alternative<plan::Input>(run.plan().columns[column].node);
}

std::size_t count_errors_of(const ComputedRun& run, plan::ColumnId column) {
  if (!run.covers(run.plan().columns[column].entity)) return 0;
  const table::ColumnData* data = run.stored(column);
  if (data == nullptr) return 0;
  return static_cast<std::size_t>(std::ranges::count_if(
      data->faults, [&](const auto& fault) { return is_error(run, column, fault); }));
}

}  // namespace

std::uint64_t count_errors(const ComputedRun& run) {
  std::uint64_t count = 0;
  for (plan::ColumnId column = 0; column < run.plan().columns.size(); ++column) {
    count += count_errors_of(run, column);
  }
  return count;
}

Errors::Errors(const ComputedRun& run) : run_(run), first_{0} {
  for (plan::ColumnId column = 0; column < run.plan().columns.size(); ++column) {
    const std::size_t errors = count_errors_of(run, column);
    if (errors == 0) continue;
    const table::Faults& faults = run.stored(column)->faults;
    Part part{column, {}, errors == faults.size()};
    for (std::uint32_t i = 0; !part.all && i < faults.size(); ++i) {
      if (is_error(run, column, faults[i])) part.faults.push_back(i);
    }
    parts_.push_back(std::move(part));
    first_.push_back(first_.back() + errors);
  }
}

CellError Errors::error(std::size_t index) const {
  const auto after = std::upper_bound(first_.begin(), first_.end(), index);
  const auto number = static_cast<std::size_t>(after - first_.begin()) - 1;
  const Part& part = parts_[number];
  const std::size_t within = index - first_[number];
  const auto& [row, fault] =
      run_.stored(part.column)->faults[part.all ? within : part.faults[within]];
  return {part.column, row, row::fault_where_needed(fault)};
}

std::string error_text(const ComputedRun& run, const CellError& error, base::Language language) {
  std::string reason(fault_text(error.fault.code, language));
  if (!error.is_consequence()) return reason;
  const std::string column = column_title(run.plan(), error.fault.column, language);
  const plan::EntityId entity = run.plan().columns[error.fault.column].entity;
  if (entity == plan::kWhole) {
    return diagnostic::format_text(Text::report_cause_whole, language, {reason, column});
  }
  const std::string row = run.row_title(entity, error.fault.row, language);
  return diagnostic::format_text(Text::report_cause, language, {reason, column, row});
}

}  // namespace remit::report
