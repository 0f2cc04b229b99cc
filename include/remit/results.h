#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/decimal.h"
#include "remit/options.h"
#include "remit/schema.h"
#include "remit/status.h"

struct ArrowSchema;
struct ArrowArray;
struct ArrowArrayStream;

namespace remit {

/// Whether a cell has a value. An error says why: see `Table::fault_text`.
enum class CellState : std::int32_t { value = 0, blank = 1, error = 2 };

/// One column of a `Table`.
struct TableColumn {
  std::string name;  ///< stable, for programs: "amount"
  std::string label_en;
  std::string label_zh;
  ValueType type;
  bool captioned = false;  ///< the labels are captions that the policy gives the column
};

/// Rows of a list that belong to one declaration, or to one column: they begin at `first_row` and
/// go on until the next section begins.
struct TableSection {
  std::uint32_t number = 0;  ///< from 0, ascending; sections without rows are left out
  std::uint64_t first_row = 0;
};

/// The parts of a key as one text: `甲/2019`.
std::string key_text(std::span<const std::string_view> parts);

struct PaymentList;

/// Something tabular that came out of a run: the defined columns of an entity, the ledger, the
/// totals. Immutable, a cheap handle that keeps its results alive; any number of threads may read.
/// `row` < row_count(), `column` < columns().size() is the caller's duty.
class Table {
 public:
  struct Impl;
  explicit Table(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  const std::string& name() const;
  std::uint64_t row_count() const;
  const std::vector<TableColumn>& columns() const;
  std::optional<std::size_t> find_column(std::string_view name) const;
  /// The same rows with these columns only, in this order.
  Table select(std::span<const std::size_t> columns) const;
  /// Of ledger, targets, findings and errors, which go through the policy section by section and
  /// within each through the rows. The lists of a run's batches, put together section by section
  /// with the list of what the run answers, are the list of a run in memory. Empty for other
  /// tables.
  const std::vector<TableSection>& sections() const;
  /// The row with that key; only in the table of an entity. A key of several fields by its parts in
  /// the policy's order, or as one text joined by `/` where that means one row alone.
  std::optional<std::uint64_t> find_row(std::string_view key) const;
  std::optional<std::uint64_t> find_row(std::span<const std::string_view> key) const;

  CellState state(std::uint64_t row, std::size_t column) const;
  /// The value as text: "500000.00", "2010-01-31", "true", a category's word, a reference's key.
  /// Empty for blank and error.
  std::string text(std::uint64_t row, std::size_t column) const;
  /// Appends the same to `out`.
  void append_text(std::uint64_t row, std::size_t column, std::string& out) const;
  /// The same of the rows `begin` to `end` at once, begin <= end <= row_count(), for a fraction of
  /// what they cost one by one. `cells` becomes their texts, which live as long as the table and as
  /// long as `made`, where some of them are, is left alone. Both keep their memory for another
  /// call.
  void texts(std::size_t column, std::uint64_t begin, std::uint64_t end,
             std::vector<std::string_view>& cells, std::string& made) const;
  /// The value of a number, money or duration; nothing for other kinds, blank, error and ratios
  /// that no decimal equals.
  std::optional<Decimal> decimal(std::uint64_t row, std::size_t column) const;
  std::optional<bool> boolean(std::uint64_t row, std::size_t column) const;
  std::optional<Date> date(std::uint64_t row, std::size_t column) const;
  /// Why a cell is an error, worded; empty for others.
  std::string fault_text(std::uint64_t row, std::size_t column, Language language) const;
  /// The stable name of the fault, "division_by_zero"; "" for others. Lives forever.
  const char* fault_name(std::uint64_t row, std::size_t column) const;

  /// Writes all columns as an Arrow struct array of independent life: the receiver releases both.
  /// Blank cells and errors are null. Figures are decimal128 (ratios utf8). The results of a run
  /// are written on the threads of its RunOptions.
  Status export_arrow(ArrowSchema* schema, ArrowArray* array) const;
  /// The same as a stream of one array.
  Status export_arrow(ArrowArrayStream* stream) const;

 private:
  std::shared_ptr<const Impl> impl_;
};

/// The tables of Results::payments. Their column `list` says to which list a row belongs.
enum class PaymentTable : std::int32_t {
  lists = 0,      ///< list, payer, currency, repay, payments, undetermined, asked, cut, amount,
                  ///< in_capitals
  lines = 1,      ///< list, and what PaymentList::lines has
  by_reward = 2,  ///< list, reward, payments, asked, cut, amount
  by_payee = 3,   ///< list, payee, and the same
};

/// Which columns the table of an entity has.
enum class ResultColumns : std::int32_t {
  shown = 0,  ///< those that the policy shows (`show`), where it says so; else all
  all = 1,    ///< the key and every defined column
};

struct ExplainOptions {
  Language language = Language::en;
  /// Steps from the cell that are spelled out; 0: down to the inputs.
  std::uint32_t depth = 0;
  /// Spell out how the figures of other rows came about that a sum, a rank or a fund reads; else
  /// they are named with their values. (JSON has their cells in any case.)
  bool unfolded = false;
};

/// A cell where an error began that spread to others.
struct ErrorOrigin {
  std::size_t entity = 0;   ///< index in Policy::entities
  std::uint64_t row = 0;    ///< from 0; of a batch: within it
  std::string column;       ///< field or defined column; empty for an intermediate figure
  const char* reason = "";  ///< stable name of the fault; lives forever
  std::uint64_t cells = 0;  ///< in error because of it, itself included
};

/// What there is to say of a run beside its figures; it stopped nothing.
struct RunNote {
  std::string code;     ///< of the catalogue, "R0810"
  std::string entity;   ///< that it is about; empty: the run as a whole
  std::string message;  ///< one sentence, without a full stop
};

/// What one run computed. Immutable; owns its memory and keeps the policy and the data it read
/// alive; any number of threads may read one. Of what the run was not asked for (RunOptions::only)
/// tables have neither columns nor rows, and what can fail is StatusCode::unsupported.
class Results {
 public:
  struct Impl;
  explicit Results(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  std::size_t entity_count() const;
  /// What the run was asked for.
  Outputs asked() const;
  /// StatusCode::unsupported if the run was not asked for that, with what to do.
  Status require(Output output) const;
  /// The results of an entity, by index in Policy::entities: the columns that the policy shows, or
  /// else its key and every defined column. Reasons of rewards are Remit's words, in that language;
  /// all else is the policy's and the same in each.
  Table entity(std::size_t index, Language language = Language::en,
               ResultColumns columns = ResultColumns::shown) const;
  /// One line per reward and row: reward, entity, key, payer, payee, amount, currency, clause,
  /// status (due, nothing, error, repay), reason (in words), honour; account and purpose where the
  /// policy names any. What is to be paid back has a line of its own, `repay`, with the amount
  /// below zero. An expense has its line as a reward has.
  Table ledger(Language language = Language::en) const;
  /// What each payer owes: payer, currency, amount, payments, undetermined; and, if the policy
  /// claims anything back, what is to be paid back to it: repay.
  Table totals() const;
  /// The same by other groups: by `payer`, `payee`, `reward`, `clause`, by a field or computed
  /// column of the rows that are paid, or by one of a row that they refer to (`unit.region`); one
  /// column for each, then those of totals. What has no such column, or a blank there, is in the
  /// group of the blank text. StatusCode::not_found for a word that no paid row has.
  Result<Table> totals_by(std::span<const std::string> by) const;
  /// The payments as an office files them, one list for each payer and currency (and one for what
  /// is paid back to it), in the order of first occurrence (remit/payment_list.h). `columns`:
  /// further columns of the lines by the words of totals_by (`unit.account`); StatusCode::not_found
  /// for a word that no paid row has.
  Result<std::vector<PaymentList>> payment_lists(std::span<const std::string> columns = {},
                                                 Language language = Language::en) const;
  /// All lists in tables, in each of which the number of the list, from 1, leads.
  Result<Table> payments(PaymentTable which, std::span<const std::string> columns = {},
                         Language language = Language::en) const;
  /// Targets and whether they are met: target, entity, key, metric, goal, progress, met, clause,
  /// comparison.
  Table targets() const;
  /// What counts as whose without being paid, by splits without a payer: split, part, entity, key,
  /// whose, amount, currency, clause. Without columns for a policy that attributes nothing.
  Table attributions() const;
  /// The same by split and receiver: split, whose, amount, currency, rows, undetermined. Not of the
  /// rows of batches.
  Table attribution_totals() const;
  /// What holds of which rows: findings, sanctions, titles, what an open list does not cover,
  /// checks that fail, and what was owed and is late or missing: finding, form (finding, sanction,
  /// honour, open list, check, duty, deadline), entity, key, against, clause, holds (true, or an
  /// error where it is not known), reason (the conditions that hold). Without columns for a policy
  /// that has none of these.
  Table findings(Language language = Language::en) const;
  /// What rounding changed, line by line: declaration, entity, key, exact, rounded, difference.
  /// Measured when asked for, which takes about as long as the run on one thread, and ends with
  /// StatusCode::cancelled when the cancel of the run's options is requested.
  Result<Table> rounding() const;
  /// The same by declaration: form, declaration, clause, currency, changed (rows), gained (sum of
  /// what rounding added), lost (of what it took away, below zero), net, undetermined (rows).
  /// Sums that no decimal equals are ratios `n/d`.
  Result<Table> rounding_totals() const;
  /// Cells in error, fields and results: entity, key, row (from 1), column, reason, detail (in
  /// words).
  Table errors(Language language = Language::en) const;
  /// The same by cause: of each place where errors began one line, with the columns of `errors` and
  /// `cells`, how many are in error because of it.
  Table causes(Language language = Language::en) const;
  /// Where the errors began: each such cell once, by entity and row.
  std::vector<ErrorOrigin> error_origins() const;
  /// Number of rows of `errors`, without building it. Of a run that was not asked for the errors:
  /// of the cells in error among the fields and what was computed.
  std::uint64_t error_count() const;
  /// What is to be said of the run as a whole: that the policy, or an amendment, does not hold on
  /// its day (Policy::notes), and periods that a table lacks between its rows, where a row reads
  /// the one of the period before. Linear in those tables, when asked for.
  std::vector<RunNote> notes(Language language) const;

  /// 32 hexadecimal digits over every figure: equal for equal results at any number of
  /// threads, batch size, instruction set and evaluator. Empty for a run that was not asked for the
  /// columns.
  std::string digest() const;

  /// How a cell came about: in one paragraph what it is and why it is not another figure; then the
  /// steps, with clause, formula, what was capped and rounded; then the inputs. As text, as a page
  /// that needs nothing else and can be printed, and as JSON (docs/explanation-schema.md). Computed
  /// on demand by the row evaluator.
  Result<std::string> explain_text(std::size_t entity, std::uint64_t row, std::string_view column,
                                   const ExplainOptions& options = {}) const;
  Result<std::string> explain_html(std::size_t entity, std::uint64_t row, std::string_view column,
                                   const ExplainOptions& options = {}) const;
  Result<std::string> explain_json(std::size_t entity, std::uint64_t row, std::string_view column,
                                   const ExplainOptions& options = {}) const;

  const std::shared_ptr<const Impl>& impl() const { return impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

}  // namespace remit
