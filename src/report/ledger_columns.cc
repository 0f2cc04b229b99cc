#include "report/ledger_columns.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/coefficients.h"
#include "report/ledger.h"
#include "report/sections.h"
#include "report/totals.h"
#include "report/words.h"
#include "table/column_texts.h"
#include "table/narrow_column.h"

namespace remit::report {
namespace {

using Rows = std::span<const std::uint64_t>;

/// Writes what cells of the run say, as payer_text() does.
class Texts {
 public:
  explicit Texts(const ComputedRun& run) : run_(run) {}

  void add_keys(plan::EntityId entity, Rows rows, TextCells& to) {
    if (const table::ColumnData* key = plain_key(entity, rows)) return add_plain(*key, rows, to);
    for (const std::uint64_t row : rows) to.add(run_.key(entity, row));
  }

  void add(const plan::Payer& who, plan::EntityId entity, Rows rows, TextCells& to) {
    if (who.kind == plan::Payer::Kind::row) return add_keys(entity, rows, to);
    if (who.kind == plan::Payer::Kind::column && add_column(who.column, rows, to)) return;
    if (who.kind != plan::Payer::Kind::column || is_of_whole(who.column))
      return to.add(payer_text(run_, who, entity, rows.front()), rows.size());
    for (const std::uint64_t row : rows) to.add(payer_text(run_, who, entity, row));
  }

 private:
  bool is_of_whole(plan::ColumnId column) const {
    return run_.plan().columns[column].entity == plan::kWhole;
  }

  /// The only part of the key, if its text can be told without looking at each cell's value.
  const table::ColumnData* plain_key(plan::EntityId entity, Rows rows) const {
    const plan::Entity& definition = run_.plan().entities[entity];
    if (definition.key.size() != 1) return nullptr;
    const table::Table& table = run_.dataset().tables[entity];
    for (const std::uint64_t row : rows)
      if (row >= table.rows) return nullptr;
    const table::ColumnData& part = table.columns[definition.key.front()];
    return part.faults.empty() && table::is_plain(part) ? &part : nullptr;
  }

  /// Whether that went without looking at each cell's value.
  bool add_column(plan::ColumnId column, Rows rows, TextCells& to) {
    const table::ColumnData* stored = run_.stored(column);
    if (stored == nullptr || is_of_whole(column) || !stored->faults.empty()) return false;
    const plan::Column& definition = run_.plan().columns[column];
    if (definition.type.kind == type::TypeKind::reference) {
      referred_.clear();
      for (const std::uint64_t row : rows) referred_.push_back(table::referred_row(*stored, row));
      add_keys(definition.type.ref, referred_, to);
      return true;
    }
    const bool is_text = definition.type.kind == type::TypeKind::text;
    if (!table::is_plain(*stored) || (!is_text && stored->decimals != definition.form.decimals))
      return false;
    add_plain(*stored, rows, to);
    return true;
  }

  void add_plain(const table::ColumnData& column, Rows rows, TextCells& to) {
    table::texts_of(column, {0, rows.size(), rows.data()}, {}, cells_, made_);
    to.add_all(cells_);
  }

  const ComputedRun& run_;
  std::vector<std::uint64_t> referred_;
  std::vector<std::string_view> cells_;
  std::string made_;
};

/// What a column says of the rows of an entity, one of the whole of all of them.
class Cells {
 public:
  Cells(const ComputedRun& run, plan::ColumnId column)
      : stored_(column == plan::kNoColumn ? nullptr : run.stored(column)),
        whole_(column != plan::kNoColumn && run.plan().columns[column].entity == plan::kWhole) {}

  const table::ColumnData* stored() const { return stored_; }
  std::uint64_t at(std::uint64_t row) const { return whole_ ? 0 : row; }
  bool may_fail() const { return stored_ != nullptr && !stored_->faults.empty(); }
  bool fails(std::uint64_t row) const { return may_fail() && stored_->fault(at(row)) != nullptr; }

 private:
  const table::ColumnData* stored_;
  bool whole_;
};

bool has_coefficients(const table::ColumnData& column) {
  return std::holds_alternative<table::Buffer<std::int32_t>>(column.storage) ||
         std::holds_alternative<table::Buffer<std::int64_t>>(column.storage) ||
         std::holds_alternative<table::Buffer<Int128>>(column.storage);
}

std::optional<Int128> power_of_ten(int digits) {
  if (digits < 0 || digits > 18) return std::nullopt;
  Int128 power = 1;
  for (; digits > 0; --digits) power *= 10;
  return power;
}

/// Amount, status, reason and title of the lines of a payment.
class Judgements {
 public:
  Judgements(const ComputedRun& run, const plan::Payment& payment, base::Language language,
             LedgerColumns& to)
      : run_(run),
        payment_(payment),
        language_(language),
        to_(to),
        amount_(run, payment.amount),
        reason_(run, payment.reason),
        honoured_(run, payment.honoured),
        payer_(run, named_column(payment.payer)),
        payee_(run, named_column(payment.payee)),
        keys_(run.key_faults(payment.entity)) {
    if (keys_ != nullptr && keys_->empty()) keys_ = nullptr;
    may_fail_ = keys_ != nullptr;
    for (const Cells* cells : {&amount_, &reason_, &honoured_, &payer_, &payee_})
      may_fail_ = may_fail_ || cells->may_fail();
    if (amount_.stored() != nullptr && has_coefficients(*amount_.stored())) {
      coefficients_.emplace(*amount_.stored());
      power_ = power_of_ten(to.decimals() - amount_.stored()->decimals);
    }
    if (reason_.stored() != nullptr && reason_.stored()->type.kind == type::TypeKind::category)
      codes_ = std::get_if<table::Buffer<std::int32_t>>(&reason_.stored()->storage);
    if (honoured_.stored() != nullptr)
      titles_ = std::get_if<table::Buffer<std::uint8_t>>(&honoured_.stored()->storage);
  }

  void add(Rows rows) {
    const bool quick = coefficients_ && power_ &&
                       (codes_ != nullptr || payment_.reason == plan::kNoColumn) &&
                       (titles_ != nullptr || payment_.honoured == plan::kNoColumn);
    for (const std::uint64_t row : rows)
      if (!quick || (may_fail_ && fails(row)) || !add_quickly(row)) add_line(row);
  }

 private:
  /// What lines say that are told by the same figures.
  struct Told {
    bool known = false;
    std::string status, reason, honour;
  };

  static plan::ColumnId named_column(const plan::Payer& who) {
    return who.kind == plan::Payer::Kind::column ? who.column : plan::kNoColumn;
  }

  bool fails(std::uint64_t row) const {
    if (keys_ != nullptr && table::fault_of_row(*keys_, row) != nullptr) return true;
    for (const Cells* cells : {&amount_, &reason_, &honoured_, &payer_, &payee_})
      if (cells->fails(row)) return true;
    return false;
  }

  /// The reason says something of the row itself.
  bool has_detail(std::int32_t code) const {
    for (const type::ReasonDetail& detail : payment_.details)
      if (detail.reason == static_cast<std::uint64_t>(code)) return true;
    return false;
  }

  Told told_by(const LedgerLine& line) const {
    return {true, status_name(line.status), status_text(run_, line, language_),
            line.honoured ? payment_.honour : std::string()};
  }

  /// False where that is no way for this row.
  bool add_quickly(std::uint64_t row) {
    Int128 amount = sign_ * (*coefficients_)[amount_.at(row)];
    if (__builtin_mul_overflow(amount, *power_, &amount)) return false;
    const std::int32_t code = codes_ != nullptr ? (*codes_)[reason_.at(row)] : 0;
    const bool titled = titles_ != nullptr && (*titles_)[honoured_.at(row)] != 0;
    const auto number =
        static_cast<std::size_t>(code) * 4 + (titled ? 2 : 0) + (amount != 0 ? 1 : 0);
    if (number >= told_.size()) told_.resize(number + 4);
    Told& told = told_[number];
    if (!told.known) {
      if (codes_ != nullptr && has_detail(code)) return false;
      told = told_by(ledger_line(run_, payment_, row));
    }
    if (to_.wants(LedgerColumn::amount)) to_.amount.add_coefficient(amount);
    add(told);
    return true;
  }

  void add(const Told& told) {
    if (TextCells* to = to_.texts(LedgerColumn::status)) to->add(told.status);
    if (TextCells* to = to_.texts(LedgerColumn::reason)) to->add(told.reason);
    if (TextCells* to = to_.texts(LedgerColumn::honour)) to->add(told.honour);
  }

  void add_line(std::uint64_t row) {
    const LedgerLine line = ledger_line(run_, payment_, row);
    if (to_.wants(LedgerColumn::amount)) add_number(to_.amount, line.amount);
    add(told_by(line));
  }

  const ComputedRun& run_;
  const plan::Payment& payment_;
  base::Language language_;
  LedgerColumns& to_;
  Cells amount_, reason_, honoured_, payer_, payee_;
  const table::Faults* keys_;
  bool may_fail_ = false;
  std::optional<Coefficients> coefficients_;
  std::optional<Int128> power_;
  Int128 sign_ = sign_of(payment_);
  const table::Buffer<std::int32_t>* codes_ = nullptr;
  const table::Buffer<std::uint8_t>* titles_ = nullptr;
  std::vector<Told> told_;  // by reason, title and whether anything is paid
};

}  // namespace

void add_lines(const ComputedRun& run, const plan::Payment& payment, Rows rows,
               base::Language language, LedgerColumns& to) {
  if (rows.empty()) return;
  const plan::Plan& plan = run.plan();
  const auto same = [&](LedgerColumn column, std::string_view text) {
    if (TextCells* cells = to.texts(column)) cells->add(text, rows.size());
  };
  same(LedgerColumn::reward, payment.reward);
  same(LedgerColumn::entity, plan.entities[payment.entity].name);
  same(LedgerColumn::currency, currency_of(plan, plan.columns[payment.amount].type));
  same(LedgerColumn::clause, clause_of(plan, payment));
  Texts texts(run);
  if (TextCells* cells = to.texts(LedgerColumn::key)) texts.add_keys(payment.entity, rows, *cells);
  const auto who = [&](LedgerColumn column, const plan::Payer& payer) {
    if (TextCells* cells = to.texts(column)) texts.add(payer, payment.entity, rows, *cells);
  };
  who(LedgerColumn::payer, payment.payer);
  who(LedgerColumn::payee, payment.payee);
  who(LedgerColumn::account, payment.account);
  who(LedgerColumn::purpose, payment.purpose);
  Judgements(run, payment, language, to).add(rows);
}

}  // namespace remit::report
