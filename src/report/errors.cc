#include "report/errors.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/words.h"

namespace remit::report {
namespace {

namespace text = diagnostic::text;

bool is_due(const ComputedRun& run, const plan::Payment& payment, std::uint64_t row) {
  if (payment.amount == plan::kNoColumn || run.stored(payment.amount) == nullptr) return false;
  const row::Value amount = run.at(payment.amount, row);
  return !row::is_fault(amount) && !row::number_of(amount).is_zero();
}

bool names(const plan::Payer& who, plan::ColumnId column) {
  return who.kind == plan::Payer::Kind::column && who.column == column;
}

/// Which faults of one column are errors of the run. A hole that nobody filled, and a cell that
/// says that it does not apply, is none of its own: only what needs it is in error. Nor are the
/// fields of a row that has no key of its own. A blank or a hole is one where somebody is to be
/// paid or to pay.
class ErrorsOf {
 public:
  /// Allocates nothing: errors are counted where memory cannot be asked for.
  ErrorsOf(const ComputedRun& run, plan::ColumnId id)
      : run_(run),
        id_(id),
        is_input_(std::holds_alternative<plan::Input>(run.plan().columns[id].node)),
        names_somebody_(std::ranges::any_of(
            run.plan().payments, [id](const auto& payment) { return is_named(payment, id); })) {}

  bool operator()(const std::pair<std::uint64_t, type::Fault>& fault) const {
    const type::CellFault code = fault.second.code;
    // The row is in error as a whole: its key says so, and what is computed of it.
    if (is_input_ && is_said_before()) return false;
    if (is_input_ && fault.second.column != id_ && is_of_own_key(fault)) return false;
    const bool unfilled =
        is_input_ && (code == type::CellFault::hole || code == type::CellFault::not_applicable);
    if (code == type::CellFault::blank || unfilled)
      return names_somebody_ && is_wanted(fault.first);
    return true;
  }

 private:
  /// Of a made row that is in error the first of its fields that is no reference says so.
  bool is_said_before() const {
    const plan::Column& column = run_.plan().columns[id_];
    const plan::Entity& entity = run_.plan().entities[column.entity];
    if (!entity.made) return false;
    const auto* field = std::get_if<plan::Input>(&column.node);
    return field->field > 0 &&
           entity.fields[field->field - 1].type.kind != type::TypeKind::reference;
  }
  bool is_of_own_key(const std::pair<std::uint64_t, type::Fault>& fault) const {
    const plan::ColumnId at = fault.second.column;
    return fault.second.row == fault.first && run_.is_of_key(fault.second) &&
           run_.plan().columns[at].entity == run_.plan().columns[id_].entity;
  }
  static bool is_named(const plan::Payment& payment, plan::ColumnId id) {
    return names(payment.payer, id) || names(payment.payee, id);
  }

  /// Whether something is due for which the row says who pays or is paid; the one row of the whole
  /// says it for all rows.
  bool is_wanted(std::uint64_t row) const {
    for (std::size_t at = 0; at < run_.plan().payments.size(); ++at) {
      const plan::Payment& payment = run_.plan().payments[at];
      if (!is_named(payment, id_)) continue;
      const bool own = run_.plan().columns[id_].entity == payment.entity;
      if (!own && run_.was_due_in_batches(at)) return true;
      const std::uint64_t end = own ? row + 1 : run_.row_count(payment.entity);
      for (std::uint64_t each = own ? row : 0; each < end; ++each) {
        if (is_due(run_, payment, each)) return true;
      }
    }
    return false;
  }

  const ComputedRun& run_;
  plan::ColumnId id_;
  bool is_input_;
  bool names_somebody_;
};

/// The faults of a column, if it is a field or one of the run's results. A step that was kept for
/// explanations is none: whatever comes of it says the same.
const table::Faults* faults_of(const ComputedRun& run, plan::ColumnId column) {
  const plan::Column& definition = run.plan().columns[column];
  if (!run.covers(definition.entity)) return nullptr;
  if (!definition.output && !std::holds_alternative<plan::Input>(definition.node)) return nullptr;
  const table::ColumnData* data = run.stored(column);
  return data == nullptr ? nullptr : &data->faults;
}

}  // namespace

void note_due(const ComputedRun& run, std::vector<bool>& due) {
  const std::vector<plan::Payment>& payments = run.plan().payments;
  due.resize(payments.size());
  const auto of_whole = [&run](const plan::Payer& who) {
    return who.kind == plan::Payer::Kind::column &&
           run.plan().columns[who.column].entity == plan::kWhole;
  };
  for (std::size_t i = 0; i < payments.size(); ++i) {
    const plan::Payment& payment = payments[i];
    if (due[i] || !(of_whole(payment.payer) || of_whole(payment.payee))) continue;
    const std::uint64_t rows = run.row_count(payment.entity);
    for (std::uint64_t row = 0; row < rows && !due[i]; ++row) due[i] = is_due(run, payment, row);
  }
}

std::uint64_t count_errors(const ComputedRun& run) {
  std::uint64_t count = 0;
  for (plan::ColumnId column = 0; column < run.plan().columns.size(); ++column) {
    const table::Faults* faults = faults_of(run, column);
    if (faults == nullptr) continue;
    count += static_cast<std::uint64_t>(std::ranges::count_if(*faults, ErrorsOf(run, column)));
  }
  for (const auto& [column, tally] : run.results().tallies) count += tally.faults;
  return count;
}

Errors::Errors(const ComputedRun& run) : run_(run) {
  for (plan::ColumnId column = 0; column < run.plan().columns.size(); ++column) {
    const table::Faults* faults = faults_of(run, column);
    if (faults == nullptr) continue;
    const ErrorsOf is_error(run, column);
    std::vector<std::uint32_t> errors;
    for (std::uint32_t i = 0; i < faults->size(); ++i) {
      if (is_error((*faults)[i])) errors.push_back(i);
    }
    if (errors.empty()) continue;
    lines_.add(errors.size());
    const bool all = errors.size() == faults->size();
    parts_.push_back({column, all ? std::vector<std::uint32_t>() : std::move(errors), all});
  }
}

CellError Errors::error(std::size_t index) const {
  const auto [number, within] = lines_.find(index);
  const Part& part = parts_[number];
  const auto& [row, fault] =
      run_.stored(part.column)->faults[part.all ? within : part.faults[within]];
  return {part.column, row, row::fault_where_needed(fault)};
}

std::string error_text(const ComputedRun& run, const CellError& error, base::Language language) {
  return error_text(run, error, fault_text(run, error.fault, language), language);
}

std::string error_text(const ComputedRun& run, const CellError& error, const std::string& reason,
                       base::Language language) {
  if (!error.is_consequence() || is_day_of_run(run.plan(), error.fault.column)) return reason;
  const std::string column = column_title(run.plan(), error.fault.column, language);
  const plan::EntityId entity = run.plan().columns[error.fault.column].entity;
  if (entity == plan::kWhole) {
    return diagnostic::format_text(text::report_cause_whole, language, {reason, column});
  }
  const std::string row = run.row_title(entity, error.fault.row, language);
  return diagnostic::format_text(text::report_cause, language, {reason, column, row});
}

}  // namespace remit::report
