#include "compare/payments.h"

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <utility>

#include "compare/cell_pair.h"
#include "report/coefficients.h"
#include "report/totals.h"

namespace remit::compare {
namespace {

using plan::Payment;
using report::ComputedRun;
using report::PaymentStatus;

/// What payments of two plans have in common that are one: entity, reward, kind, column, currency,
/// and which of those that have all this in common.
using PaymentName =
    std::tuple<std::string, std::string, Payment::Kind, std::string, std::string, std::size_t>;

std::vector<std::pair<PaymentName, std::uint32_t>> named_payments(const plan::Plan& plan) {
  std::vector<std::pair<PaymentName, std::uint32_t>> named;
  std::map<PaymentName, std::size_t> seen;
  for (std::uint32_t i = 0; i < plan.payments.size(); ++i) {
    const Payment& payment = plan.payments[i];
    if (payment.kind == Payment::Kind::attributed) continue;
    const bool money = payment.amount != plan::kNoColumn;
    PaymentName name{
        plan.entities[payment.entity].name,
        payment.reward,
        payment.kind,
        money ? plan.columns[payment.amount].name : std::string(),
        money ? report::currency_of(plan, plan.columns[payment.amount].type) : std::string(),
        0};
    std::get<5>(name) = seen[name]++;
    named.emplace_back(std::move(name), i);
  }
  return named;
}

/// One side of a payment, whose rows are asked for one by one.
class Side {
 public:
  Side(const ComputedRun& run, std::uint32_t payment)
      : payment_(run.plan().payments[payment]), quick_(is_quick(run)) {
    if (!quick_) return;
    if (payment_.amount != plan::kNoColumn) amounts_.emplace(*run.stored(payment_.amount));
    if (payment_.where != plan::kNoColumn) where_.emplace(*run.stored(payment_.where));
    if (payment_.honoured != plan::kNoColumn)
      honoured_ = std::get_if<table::Buffer<std::uint8_t>>(&run.stored(payment_.honoured)->storage);
    add_faults(run);
  }

  /// Whether rows without a fault can be told from the stored columns.
  bool quick() const { return quick_; }
  bool is_faulty(std::uint64_t row) const {
    return all_faulty_ || (!faulty_.empty() && std::ranges::binary_search(faulty_, row));
  }
  bool has_line(std::uint64_t row) const { return !where_ || (*where_)[row] != 0; }
  Int128 amount(std::uint64_t row) const {
    if (!amounts_ || payment_.kind == Payment::Kind::left) return 0;
    return payment_.kind == Payment::Kind::back ? -(*amounts_)[row] : (*amounts_)[row];
  }
  bool honoured(std::uint64_t row) const {
    return honoured_ != nullptr ? (*honoured_)[row] != 0 : !payment_.honour.empty();
  }

 private:
  bool is_quick(const ComputedRun& run) const {
    const auto is_number = [&run](plan::ColumnId id) {
      if (id == plan::kNoColumn) return true;
      const plan::Column& column = run.plan().columns[id];
      return run.stored(id) != nullptr && column.type.is_numeric() && !column.form.ratio &&
             column.entity != plan::kWhole;
    };
    return payment_.entity != plan::kWhole && is_number(payment_.amount) &&
           is_number(payment_.where) &&
           (payment_.honoured == plan::kNoColumn || run.stored(payment_.honoured) != nullptr);
  }

  void add_faults(const ComputedRun& run) {
    for (const plan::ColumnId id : {payment_.amount, payment_.where, payment_.honoured,
                                    payment_.reason, who(payment_.payer), who(payment_.payee)}) {
      if (id == plan::kNoColumn || run.stored(id) == nullptr) continue;
      const table::Faults& faults = run.stored(id)->faults;
      if (faults.empty()) continue;
      if (run.plan().columns[id].entity == plan::kWhole) all_faulty_ = true;
      for (const auto& [row, fault] : faults) faulty_.push_back(row);
    }
    if (const table::Faults* keys = run.key_faults(payment_.entity))
      for (const auto& [row, fault] : *keys) faulty_.push_back(row);
    std::ranges::sort(faulty_);
  }
  static plan::ColumnId who(const plan::Payer& payer) {
    return payer.kind == plan::Payer::Kind::column ? payer.column : plan::kNoColumn;
  }

  const Payment& payment_;
  bool quick_;
  std::optional<report::Coefficients> amounts_, where_;
  const table::Buffer<std::uint8_t>* honoured_ = nullptr;
  std::vector<std::uint64_t> faulty_;  ///< rows to be looked at closely, ascending
  bool all_faulty_ = false;
};

/// Whether who pays, or is paid, is the same on both sides. Of rows without a fault there.
class SamePerson {
 public:
  SamePerson(const ComputedRun& before, const plan::Payer& ours, plan::EntityId entity,
             const ComputedRun& after, const plan::Payer& theirs, plan::EntityId other,
             const RowMatches& rows)
      : before_(before),
        after_(after),
        ours_(ours),
        theirs_(theirs),
        entity_(entity),
        other_(other) {
    using Kind = plan::Payer::Kind;
    if (ours.kind == Kind::column && theirs.kind == Kind::column &&
        before.stored(ours.column) != nullptr && after.stored(theirs.column) != nullptr) {
      cells_ = std::make_unique<CellPair>(before, ours.column, *before.stored(ours.column), after,
                                          theirs.column, *after.stored(theirs.column), rows);
    } else if (ours.kind == theirs.kind && ours.kind != Kind::column) {
      always_ = ours.kind != Kind::party ||
                before.plan().parties[ours.party].name == after.plan().parties[theirs.party].name;
      never_ = !always_;
    }
  }
  bool operator()(std::uint64_t row_before, std::uint64_t row_after) const {
    if (always_ || never_) return always_;
    if (cells_ != nullptr && cells_->same(row_before, row_after)) return true;
    return report::payer_text(before_, ours_, entity_, row_before) ==
           report::payer_text(after_, theirs_, other_, row_after);
  }

 private:
  const ComputedRun& before_;
  const ComputedRun& after_;
  const plan::Payer& ours_;
  const plan::Payer& theirs_;
  plan::EntityId entity_, other_;
  std::unique_ptr<CellPair> cells_;
  bool always_ = false, never_ = false;
};

bool differ(const Line& before, const Line& after) {
  const auto status = [](const Line& line) {
    return line.ledger ? line.ledger->status : PaymentStatus::nothing;
  };
  if (status(before) != status(after)) return true;
  if (!before.ledger || !after.ledger || before.is_error()) return false;
  if (before.amount() != after.amount() || before.honoured() != after.honoured()) return true;
  if (status(before) == PaymentStatus::nothing) return false;
  return before.ledger->payer != after.ledger->payer ||
         before.ledger->payee != after.ledger->payee ||
         (before.honoured() && before.ledger->payment->honour != after.ledger->payment->honour);
}

/// The rows of one payment, held against each other.
class PairScan {
 public:
  PairScan(const ComputedRun& before, const ComputedRun& after, const RowMatches& rows,
           std::uint32_t index, const PaymentPair& pair, std::vector<Change>& changes)
      : before_(before), after_(after), rows_(rows), index_(index), pair_(pair), changes_(changes) {
    if (pair.before != PaymentPair::kNone) ours_.emplace(before, pair.before);
    if (pair.after != PaymentPair::kNone) theirs_.emplace(after, pair.after);
    decimals_before_ = decimals(before, pair.before);
    decimals_after_ = decimals(after, pair.after);
    if (!ours_ || !theirs_) return;
    aligned_ = decimals_before_ == decimals_after_;
    const Payment& a = before.plan().payments[pair.before];
    const Payment& b = after.plan().payments[pair.after];
    payer_ =
        std::make_unique<SamePerson>(before, a.payer, a.entity, after, b.payer, b.entity, rows);
    payee_ =
        std::make_unique<SamePerson>(before, a.payee, a.entity, after, b.payee, b.entity, rows);
    same_title_ = a.honour == b.honour;
  }

  PairSum scan() {
    if (ours_) {
      const plan::EntityId entity = before_.plan().payments[pair_.before].entity;
      const bool matched = theirs_ && rows_.after(entity);
      const std::uint64_t count = before_.row_count(entity);
      for (std::uint64_t row = 0; row < count; ++row)
        look_at(row, matched ? rows_.after(entity, row) : kNoRow);
    }
    if (theirs_) {
      const plan::EntityId entity = after_.plan().payments[pair_.after].entity;
      if (ours_) {
        for (const std::uint64_t row : rows_.only_after(entity)) look_at(kNoRow, row);
      } else {
        const std::uint64_t count = after_.row_count(entity);
        for (std::uint64_t row = 0; row < count; ++row) look_at(kNoRow, row);
      }
    }
    return take();
  }

 private:
  static int decimals(const ComputedRun& run, std::uint32_t payment) {
    if (payment == PaymentPair::kNone) return 0;
    const plan::ColumnId amount = run.plan().payments[payment].amount;
    return amount == plan::kNoColumn ? 0 : run.plan().columns[amount].form.decimals;
  }
  bool has(const std::optional<Side>& side, std::uint64_t row) const {
    return side.has_value() && row != kNoRow;
  }
  bool is_quick(const std::optional<Side>& side, std::uint64_t row) const {
    return !has(side, row) || (side->quick() && !side->is_faulty(row));
  }

  void look_at(std::uint64_t ours, std::uint64_t theirs) {
    if (!is_quick(ours_, ours) || !is_quick(theirs_, theirs) || !aligned_) {
      look_closely(ours, theirs);
      return;
    }
    const bool line_before = has(ours_, ours) && ours_->has_line(ours);
    const bool line_after = has(theirs_, theirs) && theirs_->has_line(theirs);
    if (!line_before && !line_after) return;
    const Int128 a = line_before ? ours_->amount(ours) : 0;
    const Int128 b = line_after ? theirs_->amount(theirs) : 0;
    const bool title_before = line_before && ours_->honoured(ours);
    const bool title_after = line_after && theirs_->honoured(theirs);
    if (a != 0) before_sum_.add(a);
    if (b != 0) after_sum_.add(b);
    if (a == b && title_before == title_after) {
      if (a == 0 && !title_before) {
        ++sum_.counts.nothing;
        return;
      }
      ++sum_.counts.stay;
      const bool same =
          (*payer_)(ours, theirs) && (*payee_)(ours, theirs) && (!title_before || same_title_);
      if (!same) changes_.push_back({index_, true, 0, ours, theirs});
      return;
    }
    ++(b > a || (a == b && title_after) ? sum_.counts.gain : sum_.counts.lose);
    report::CoefficientSum& moved = b > a ? gained_ : lost_;
    moved.add(b);
    moved.add(-a);
    const bool narrow = fits_int64(a) && fits_int64(b) && fits_int64(b - a);
    changes_.push_back(
        {index_, narrow, narrow ? static_cast<std::int64_t>(b - a) : 0, ours, theirs});
  }

  void look_closely(std::uint64_t ours, std::uint64_t theirs) {
    const Line a = line_of(before_, pair_.before, ours), b = line_of(after_, pair_.after, theirs);
    count(a, b, sum_.counts);
    if (a.ledger && !a.is_error()) sum_.before += a.amount();
    if (b.ledger && !b.is_error()) sum_.after += b.amount();
    if (const auto more = difference(a, b)) (more->sign() > 0 ? sum_.gained : sum_.lost) += *more;
    if (differ(a, b)) changes_.push_back({index_, false, 0, ours, theirs});
  }

  PairSum take() {
    const auto rational = [](const report::CoefficientSum& sum, int decimals) {
      return number::Rational::from_decimal(sum.total(), decimals);
    };
    const int decimals = ours_ ? decimals_before_ : decimals_after_;
    sum_.before += rational(before_sum_, decimals_before_);
    sum_.after += rational(after_sum_, decimals_after_);
    sum_.gained += rational(gained_, decimals);
    sum_.lost += rational(lost_, decimals);
    sum_.decimals = std::max(decimals_before_, decimals_after_);
    const bool later = pair_.before == PaymentPair::kNone;
    const plan::Plan& plan = later ? after_.plan() : before_.plan();
    const plan::ColumnId amount = plan.payments[later ? pair_.after : pair_.before].amount;
    if (amount != plan::kNoColumn)
      sum_.currency = report::currency_of(plan, plan.columns[amount].type);
    return std::move(sum_);
  }

  const ComputedRun& before_;
  const ComputedRun& after_;
  const RowMatches& rows_;
  std::uint32_t index_;
  const PaymentPair& pair_;
  std::vector<Change>& changes_;
  std::optional<Side> ours_, theirs_;
  std::unique_ptr<SamePerson> payer_, payee_;
  bool same_title_ = true;
  int decimals_before_ = 0, decimals_after_ = 0;
  bool aligned_ = true;  ///< both sides count in the same steps
  report::CoefficientSum before_sum_, after_sum_, gained_, lost_;
  PairSum sum_;
};

}  // namespace

std::vector<PaymentPair> pair_payments(const plan::Plan& before, const plan::Plan& after) {
  std::map<PaymentName, std::uint32_t> later;
  const auto theirs = named_payments(after);
  for (const auto& [name, index] : theirs) later.emplace(name, index);
  std::vector<PaymentPair> pairs;
  std::vector<bool> taken(after.payments.size());
  for (const auto& [name, index] : named_payments(before)) {
    const auto found = later.find(name);
    pairs.push_back({index, found == later.end() ? PaymentPair::kNone : found->second});
    if (found != later.end()) taken[found->second] = true;
  }
  for (const auto& [name, index] : theirs)
    if (!taken[index]) pairs.push_back({PaymentPair::kNone, index});
  return pairs;
}

void Counts::add(const Counts& other) {
  gain += other.gain;
  lose += other.lose;
  stay += other.stay;
  nothing += other.nothing;
  undetermined += other.undetermined;
}

PaymentComparison compare_payments(const ComputedRun& before, const ComputedRun& after,
                                   const RowMatches& rows) {
  PaymentComparison comparison;
  comparison.pairs = pair_payments(before.plan(), after.plan());
  for (std::uint32_t i = 0; i < comparison.pairs.size(); ++i) {
    comparison.sums.push_back(
        PairScan(before, after, rows, i, comparison.pairs[i], comparison.changes).scan());
  }
  return comparison;
}

number::Rational Line::amount() const {
  return ledger ? row::number_of(ledger->amount) : number::Rational();
}

Line line_of(const ComputedRun& run, std::uint32_t payment, std::uint64_t row) {
  if (payment == PaymentPair::kNone || row == kNoRow) return {};
  const Payment& of = run.plan().payments[payment];
  if (!report::has_line(run, of, row)) return {};
  return {report::ledger_line(run, of, row)};
}

std::optional<number::Rational> difference(const Line& before, const Line& after) {
  if (before.is_error() || after.is_error()) return std::nullopt;
  return after.amount() - before.amount();
}

void count(const Line& before, const Line& after, Counts& counts) {
  if (!before.ledger && !after.ledger) return;
  const std::optional<number::Rational> more = difference(before, after);
  if (!more) {
    ++counts.undetermined;
  } else if (!more->is_zero() || before.honoured() != after.honoured()) {
    const bool gains = more->sign() > 0 || (more->is_zero() && after.honoured());
    ++(gains ? counts.gain : counts.lose);
  } else {
    const bool something = before.honoured() || !before.amount().is_zero();
    ++(something ? counts.stay : counts.nothing);
  }
}

}  // namespace remit::compare
