#include "compare/parting.h"

#include <algorithm>

#include "row/encode.h"
#include "run/compute_more.h"

namespace remit::compare {
namespace {

using plan::ColumnId;
using report::ComputedRun;

bool reads_other_rows(const plan::Node& node) {
  return !std::holds_alternative<plan::Input>(node) && !std::holds_alternative<plan::Map>(node) &&
         !std::holds_alternative<plan::Lookup>(node) &&
         !std::holds_alternative<plan::PartyShare>(node);
}

/// These columns, from those that the run kept.
Result<table::Results> compute_steps(const ComputedRun& run, const std::vector<bool>& wanted,
                                     const RunOptions& options) {
  if (std::ranges::find(wanted, true) == wanted.end()) {
    table::Results none;
    none.columns.resize(wanted.size());
    return none;
  }
  return run::compute_more(run.plan(), run.dataset(), run.results(), wanted, options);
}

}  // namespace

PartingFinder::PartingFinder(Run before, Run after, const RowMatches& rows,
                             const std::vector<PaymentPair>& pairs)
    : before_(before),
      after_(after),
      rows_(rows),
      pairs_(pairs),
      columns_(before.run.plan(), after.run.plan()),
      clauses_({before.run.plan(), before.text}, {after.run.plan(), after.text}, columns_) {}

std::vector<ColumnId> PartingFinder::columns_of(const plan::Payment& payment) {
  std::vector<ColumnId> columns{payment.amount, payment.honoured, payment.where, payment.reason};
  for (const plan::Payer* who : {&payment.payer, &payment.payee})
    columns.push_back(who->kind == plan::Payer::Kind::column ? who->column : plan::kNoColumn);
  return columns;
}

/// Marks what the column is made of in its own row, and in the rows that it looks up.
void PartingFinder::add_steps(const plan::Plan& plan, ColumnId column,
                              std::vector<bool>& wanted) const {
  std::vector<ColumnId> open{column};
  while (!open.empty()) {
    const ColumnId id = open.back();
    open.pop_back();
    if (wanted[id]) continue;
    wanted[id] = true;
    const Reads reads = reads_of(plan, id);
    open.insert(open.end(), reads.own.begin(), reads.own.end());
    if (std::holds_alternative<plan::Lookup>(plan.columns[id].node))
      open.insert(open.end(), reads.others.begin(), reads.others.end());
  }
}

std::optional<Error> PartingFinder::prepare(const std::vector<Change>& changes,
                                            const RunOptions& options) {
  std::vector<bool> used(pairs_.size());
  for (const Change& change : changes) used[change.pair] = true;
  std::vector<bool> ours(before_.run.plan().columns.size());
  std::vector<bool> theirs(after_.run.plan().columns.size());
  const auto add = [this](const ComputedRun& run, std::uint32_t payment,
                          std::vector<bool>& wanted) {
    for (const ColumnId column : columns_of(run.plan().payments[payment]))
      if (column != plan::kNoColumn) add_steps(run.plan(), column, wanted);
  };
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    const PaymentPair& pair = pairs_[i];
    if (!used[i] || pair.before == PaymentPair::kNone || pair.after == PaymentPair::kNone) continue;
    add(before_.run, pair.before, ours);
    add(after_.run, pair.after, theirs);
  }
  for (ColumnId id = 0; id < ours.size(); ++id)
    if (before_.run.stored(id) != nullptr || columns_.after(id) == plan::kNoColumn)
      ours[id] = false;
  for (ColumnId id = 0; id < theirs.size(); ++id)
    if (after_.run.stored(id) != nullptr || columns_.before(id) == plan::kNoColumn)
      theirs[id] = false;
  Result<table::Results> steps = compute_steps(before_.run, ours, options);
  if (!steps.ok()) return steps.error();
  steps_before_ = *std::move(steps);
  steps = compute_steps(after_.run, theirs, options);
  if (!steps.ok()) return steps.error();
  steps_after_ = *std::move(steps);
  return std::nullopt;
}

const table::ColumnData* PartingFinder::cells_of(bool later, ColumnId column) const {
  const ComputedRun& run = later ? after_.run : before_.run;
  if (const table::ColumnData* stored = run.stored(column)) return stored;
  const table::Results& steps = later ? steps_after_ : steps_before_;
  return column < steps.columns.size() && steps.columns[column] ? &*steps.columns[column] : nullptr;
}

PartingFinder::Step& PartingFinder::step(Columns columns) {
  const auto [at, is_new] = steps_.try_emplace(columns);
  Step& made = at->second;
  if (!is_new) return made;
  const auto [a, b] = columns;
  const auto cells = [this](ColumnId ours, ColumnId theirs) -> std::unique_ptr<CellPair> {
    const table::ColumnData* before = cells_of(false, ours);
    const table::ColumnData* after = cells_of(true, theirs);
    if (before == nullptr || after == nullptr) return nullptr;
    return std::make_unique<CellPair>(before_.run, ours, *before, after_.run, theirs, *after,
                                      rows_);
  };
  made.cells = cells(a, b);
  const plan::Node& ours = before_.run.plan().columns[a].node;
  const plan::Node& theirs = after_.run.plan().columns[b].node;
  made.among_rows = reads_other_rows(ours) || reads_other_rows(theirs);
  // What has no partner is passed through: what it is made of stands for it.
  std::vector<bool> seen(before_.run.plan().columns.size());
  std::vector<ColumnId> open = reads_of(before_.run.plan(), a).own;
  while (!open.empty()) {
    const ColumnId read = open.back();
    open.pop_back();
    if (seen[read]) continue;
    seen[read] = true;
    if (columns_.after(read) != plan::kNoColumn) {
      made.reads.emplace_back(read, columns_.after(read));
    } else {
      const std::vector<ColumnId> through = reads_of(before_.run.plan(), read).own;
      open.insert(open.end(), through.begin(), through.end());
    }
  }
  std::ranges::sort(made.reads);
  const auto* lookup = std::get_if<plan::Lookup>(&ours);
  const auto* other = std::get_if<plan::Lookup>(&theirs);
  if (lookup != nullptr && other != nullptr && columns_.after(lookup->target) == other->target) {
    made.looks_up = true;
    made.target = {lookup->target, other->target};
    made.via = cells(lookup->via, other->via);
  }
  return made;
}

bool PartingFinder::differs(Columns columns, std::uint64_t row_before, std::uint64_t row_after) {
  const Step& of = step(columns);
  return of.cells != nullptr && !of.cells->same(row_before, row_after);
}

std::optional<type::Fault> PartingFinder::error_in(bool later, ColumnId column,
                                                   std::uint64_t row) const {
  const table::ColumnData* cells = cells_of(later, column);
  if (cells == nullptr || cells->faults.empty()) return std::nullopt;
  const ComputedRun& run = later ? after_.run : before_.run;
  const bool whole = run.plan().columns[column].entity == plan::kWhole;
  const row::Value value = row::decode(*cells, whole ? 0 : row);
  if (!row::is_fault(value)) return std::nullopt;
  const type::Fault& fault = row::fault_of(value);
  return fault.code == type::CellFault::blank ? std::nullopt : std::optional(fault);
}

/// What is in error on one side only is so because something is that it reads: another cell that
/// differs is no reason. Where none of its own row is in error, the error came from other rows, or
/// it began here.
std::optional<PartingFinder::Columns> PartingFinder::next_read(Columns columns,
                                                               std::uint64_t row_before,
                                                               std::uint64_t row_after) {
  const Step& here = step(columns);
  const auto before = error_in(false, columns.first, row_before);
  const auto after = error_in(true, columns.second, row_after);
  const bool one_sided = before.has_value() != after.has_value();
  const auto explains = [&](const Columns& read) {
    return !one_sided || (after ? error_in(true, read.second, row_after)
                                : error_in(false, read.first, row_before));
  };
  std::optional<Columns> first;
  for (const Columns& read : here.reads) {
    if (!differs(read, row_before, row_after)) continue;
    if (explains(read)) return read;
    if (!first) first = read;
  }
  const type::Fault fault = before.value_or(after.value_or(type::Fault{}));
  const bool began_here = fault.column == (after ? columns.second : columns.first);
  return began_here || !here.among_rows ? first : std::nullopt;
}

Parting PartingFinder::walk(Columns columns, std::uint64_t row_before, std::uint64_t row_after,
                            const std::string& reasons) {
  bool other_row = false;
  constexpr int kMostSteps = 10'000;  // along rows that look at rows before them
  for (int i = 0; i < kMostSteps; ++i) {
    if (const auto next = next_read(columns, row_before, row_after)) {
      columns = *next;
      continue;
    }
    const Step& here = step(columns);
    if (!here.looks_up || here.via == nullptr || !here.via->same(row_before, row_after)) break;
    const auto referred = [](const table::ColumnData& via, std::uint64_t row) {
      const row::Value value = row::decode(via, row);
      const auto* reference = std::get_if<row::Reference>(&value);
      return reference == nullptr ? kNoRow : reference->row;
    };
    const auto* ours = std::get_if<plan::Lookup>(&before_.run.plan().columns[columns.first].node);
    const auto* theirs = std::get_if<plan::Lookup>(&after_.run.plan().columns[columns.second].node);
    const std::uint64_t a = referred(*cells_of(false, ours->via), row_before);
    const std::uint64_t b = referred(*cells_of(true, theirs->via), row_after);
    if (a == kNoRow || b == kNoRow || !differs(here.target, a, b)) break;
    columns = here.target;
    other_row = true;
    row_before = a;
    row_after = b;
  }
  Parting parting{Parting::Kind::place, {},        columns.first, columns.second,
                  row_before,           row_after, other_row};
  const plan::Node& node = before_.run.plan().columns[columns.first].node;
  if (std::holds_alternative<plan::Input>(node)) {
    parting.text = clauses_.find_of_field(columns.first, columns.second);
    parting.kind = parting.text ? Parting::Kind::clause : Parting::Kind::input;
    return parting;
  }
  Step& last = step(columns);
  const auto [text, is_new] = last.texts.try_emplace(reasons);
  if (is_new) {
    text->second = clauses_.find(columns.first, columns.second, reasons);
    if (!text->second && last.among_rows)
      text->second = clauses_.find_beneath(columns.first, columns.second);
  }
  if (text->second) {
    parting.kind = Parting::Kind::clause;
    parting.text = text->second;
  }
  return parting;
}

/// The conditions that the reasons of a change name.
std::string PartingFinder::reasons_of(const Change& change) const {
  const PaymentPair& pair = pairs_[change.pair];
  std::string reasons;
  const auto add = [&reasons](const ComputedRun& run, std::uint32_t payment, std::uint64_t row) {
    const ColumnId column = run.plan().payments[payment].reason;
    if (column == plan::kNoColumn || run.stored(column) == nullptr) return;
    const row::Value value = run.at(column, row);
    const auto* reason = std::get_if<row::Category>(&value);
    if (reason == nullptr) return;
    reasons += run.plan()
                   .category_sets[run.plan().columns[column].type.ref]
                   .values[static_cast<std::size_t>(reason->code)]
                   .name;
    reasons += '\n';
  };
  add(before_.run, pair.before, change.row_before);
  add(after_.run, pair.after, change.row_after);
  return reasons;
}

Parting PartingFinder::find(const Change& change) {
  const PaymentPair& pair = pairs_[change.pair];
  const bool ours = pair.before != PaymentPair::kNone, theirs = pair.after != PaymentPair::kNone;
  Parting parting{Parting::Kind::row, {}, plan::kNoColumn, plan::kNoColumn, change.row_before,
                  change.row_after};
  const auto main_column = [](const ComputedRun& run, std::uint32_t payment) {
    for (const ColumnId column : columns_of(run.plan().payments[payment]))
      if (column != plan::kNoColumn) return column;
    return plan::kNoColumn;
  };
  if (!ours || !theirs) {
    const ColumnId a = ours ? main_column(before_.run, pair.before) : plan::kNoColumn;
    const ColumnId b = theirs ? main_column(after_.run, pair.after) : plan::kNoColumn;
    parting.kind = Parting::Kind::clause;
    if (a != plan::kNoColumn || b != plan::kNoColumn) parting.text = clauses_.of_one_side(a, b);
    return parting;
  }
  if (change.row_before == kNoRow || change.row_after == kNoRow) {
    const plan::EntityId entity = before_.run.plan().payments[pair.before].entity;
    const plan::EntityId other = after_.run.plan().payments[pair.after].entity;
    parting.entity = change.row_after == kNoRow ? entity : other;
    const std::vector<type::Field>& fields = before_.run.plan().entities[entity].fields;
    if (!before_.run.plan().entities[entity].made || fields.empty()) return parting;
    const ColumnId made = fields.front().column;
    if (columns_.after(made) == plan::kNoColumn) return parting;
    parting.text = clauses_.find_of_field(made, columns_.after(made));
    if (parting.text) parting.kind = Parting::Kind::clause;
    return parting;
  }
  const std::vector<ColumnId> a = columns_of(before_.run.plan().payments[pair.before]);
  const std::vector<ColumnId> b = columns_of(after_.run.plan().payments[pair.after]);
  const std::string reasons = reasons_of(change);
  std::optional<Columns> last;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == plan::kNoColumn || b[i] == plan::kNoColumn) continue;
    if (!last) last = {a[i], b[i]};
    if (differs({a[i], b[i]}, change.row_before, change.row_after))
      return walk({a[i], b[i]}, change.row_before, change.row_after, reasons);
  }
  // Who pays or is paid, or what the title is called.
  if (!last) return parting;
  parting.kind = Parting::Kind::place;
  std::tie(parting.column_before, parting.column_after) = *last;
  parting.text = clauses_.find(last->first, last->second, {});
  if (parting.text) parting.kind = Parting::Kind::clause;
  return parting;
}

row::Value PartingFinder::value_before(const Parting& parting) const {
  const bool whole = before_.run.plan().columns[parting.column_before].entity == plan::kWhole;
  return row::decode(*cells_of(false, parting.column_before), whole ? 0 : parting.row_before);
}

row::Value PartingFinder::value_after(const Parting& parting) const {
  const bool whole = after_.run.plan().columns[parting.column_after].entity == plan::kWhole;
  return row::decode(*cells_of(true, parting.column_after), whole ? 0 : parting.row_after);
}

}  // namespace remit::compare
