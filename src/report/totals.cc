#include "report/totals.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "base/hash_map.h"
#include "report/coefficients.h"
#include "report/ledger.h"

namespace remit::report {
namespace {

struct Account {
  CoefficientSum sum;
  std::uint64_t payments = 0;
  std::uint64_t undetermined = 0;

  void add(const Account& other) {
    sum.add(other.sum);
    payments += other.payments;
    undetermined += other.undetermined;
  }
};

/// Which account a row belongs to, found once per distinct payer cell.
class Payers {
 public:
  Payers(const ComputedRun& run, const plan::Payment& payment) : run_(run), payment_(payment) {
    const plan::Payer& payer = payment.payer;
    if (payer.kind == plan::Payer::Kind::column) column_ = run.stored(payer.column);
    whole_ = payer.kind == plan::Payer::Kind::column &&
             run.plan().columns[payer.column].entity == plan::kWhole;
    if (column_ == nullptr) return;
    codes_ = std::get_if<table::Buffer<std::int32_t>>(&column_->storage);
    rows_ = std::get_if<table::Buffer<std::int64_t>>(&column_->storage);
  }

  std::size_t operator()(std::uint64_t row) {
    const bool constant = payment_.payer.kind == plan::Payer::Kind::party ||
                          payment_.payer.kind == plan::Payer::Kind::none;
    if (constant) return named(0, row);
    const std::uint64_t at = whole_ ? 0 : row;
    if (column_ == nullptr) return by_text(row);
    if (column_->fault(at) != nullptr) return named(-1, row);
    if (codes_ != nullptr) return named((*codes_)[at], row);  // or narrow row numbers
    if (rows_ != nullptr) return named((*rows_)[at], row);
    return by_text(row);
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  /// The account of a payer known by a number.
  std::size_t named(std::int64_t number, std::uint64_t row) {
    const auto [account, is_new] = by_number_.try_emplace(number, names_.size());
    if (is_new) names_.push_back(payer_text(run_, payment_.payer, payment_.entity, row));
    return account->second;
  }
  std::size_t by_text(std::uint64_t row) {
    std::string name = payer_text(run_, payment_.payer, payment_.entity, row);
    const auto [account, is_new] = by_name_.try_emplace(name, names_.size());
    if (is_new) names_.push_back(std::move(name));
    return account->second;
  }

  const ComputedRun& run_;
  const plan::Payment& payment_;
  const table::ColumnData* column_ = nullptr;
  const table::Buffer<std::int32_t>* codes_ = nullptr;
  const table::Buffer<std::int64_t>* rows_ = nullptr;
  bool whole_ = false;
  base::HashMap<std::int64_t, std::size_t> by_number_;
  base::HashMap<std::string, std::size_t> by_name_;
  std::vector<std::string> names_;
};

/// Totals by payer and currency, in the order of first occurrence.
class Book {
 public:
  /// `back`: of what is to be paid back.
  void add(const std::string& payer, const plan::Column& column, const Account& account,
           bool back) {
    const std::pair key(payer, std::pair(column.type.kind, column.type.ref));
    const auto [known, is_new] = index_.try_emplace(key, totals_.size());
    if (is_new) totals_.push_back({payer, column.type, column.form.decimals, {}, {}, 0, 0});
    Total& total = totals_[known->second];
    total.decimals = std::max(total.decimals, column.form.decimals);
    (back ? total.repay : total.amount) +=
        number::Rational::from_decimal(account.sum.total(), column.form.decimals);
    if (!back) total.payments += account.payments;
    total.undetermined += account.undetermined;
  }
  std::vector<Total> take() { return std::move(totals_); }

 private:
  std::map<std::pair<std::string, std::pair<type::TypeKind, std::uint32_t>>, std::size_t> index_;
  std::vector<Total> totals_;
};

/// Whether a row's cell that says who pays or is paid names nobody; rows are asked in ascending
/// order.
class Unnamed {
 public:
  Unnamed(const ComputedRun& run, const plan::Payer& who) {
    if (who.kind != plan::Payer::Kind::column) return;
    const table::ColumnData* column = run.stored(who.column);
    if (column == nullptr) return;
    whole_ = run.plan().columns[who.column].entity == plan::kWhole;
    next_ = column->faults.begin();
    end_ = column->faults.end();
  }
  bool operator()(std::uint64_t row) {
    if (whole_) return next_ != end_;
    while (next_ != end_ && next_->first < row) ++next_;
    return next_ != end_ && next_->first == row;
  }

 private:
  bool whole_ = false;
  table::Faults::const_iterator next_{}, end_{};
};

/// What the one payer pays of which no more is known; nobody who is paid lacks a name.
std::vector<Account> pay_at_once(const table::Tally& tally, Payers& payer_of) {
  std::vector<Account> accounts(payer_of(0) + 1);
  accounts.front().sum.add(tally.sum);
  accounts.front().payments = tally.nonzero;
  accounts.front().undetermined = tally.faults;
  return accounts;
}

/// What each payer pays, in the order in which they first occur.
std::vector<Account> pay(const ComputedRun& run, const plan::Payment& payment, Payers& payer_of) {
  if (const table::Tally* tally = run.tally(payment.amount)) return pay_at_once(*tally, payer_of);
  const table::ColumnData& amounts = *run.stored(payment.amount);
  const Coefficients coefficients(amounts);
  std::vector<Account> accounts;
  static const table::Faults kNone;
  const table::Faults* keys = run.key_faults(payment.entity);
  const table::Faults& key_faults = keys == nullptr ? kNone : *keys;
  Unnamed no_payer(run, payment.payer), no_payee(run, payment.payee);
  const bool left = is_left_over(payment);
  auto fault = amounts.faults.begin();
  auto key_fault = key_faults.begin();
  for (std::uint64_t row = 0; row < amounts.size(); ++row) {
    const std::size_t number = payer_of(row);
    if (number >= accounts.size()) accounts.resize(number + 1);
    Account& account = accounts[number];
    const bool faulty = fault != amounts.faults.end() && fault->first == row;
    const bool ambiguous = key_fault != key_faults.end() && key_fault->first == row;
    if (faulty) ++fault;
    if (ambiguous) ++key_fault;
    const bool unnamed = no_payer(row);
    const bool nothing = !faulty && coefficients[row] == 0;
    if (nothing && (unnamed || payment.where != plan::kNoColumn)) continue;
    if (faulty || ambiguous) {
      if (!left || has_line(run, payment, row)) ++account.undetermined;
      continue;
    }
    if (left) continue;
    const Int128 amount = coefficients[row];
    if (amount == 0) continue;
    if (unnamed || no_payee(row)) {
      ++account.undetermined;
      continue;
    }
    account.sum.add(amount);
    ++account.payments;
  }
  return accounts;
}

}  // namespace

bool is_paid_money(const ComputedRun& run, const plan::Payment& payment) {
  if (payment.amount == plan::kNoColumn) return false;
  if (run.stored(payment.amount) == nullptr && run.tally(payment.amount) == nullptr) return false;
  if (payment.kind == plan::Payment::Kind::attributed) return false;
  const plan::Column& column = run.plan().columns[payment.amount];
  return column.type.is_numeric() && !column.form.ratio;
}

std::string currency_of(const plan::Plan& plan, type::Type type) {
  return type.kind == type::TypeKind::money ? plan.currencies[type.ref].code : std::string();
}

bool claws_back(const plan::Plan& plan) {
  return std::ranges::any_of(plan.payments, [](const plan::Payment& payment) {
    return payment.kind == plan::Payment::Kind::back;
  });
}

struct TotalsOfParts::Accounts {
  /// Where a payer first occurs.
  using Place = std::pair<std::uint64_t, std::uint64_t>;

  const plan::Column* column = nullptr;
  bool back = false;
  std::vector<std::string> payers;
  std::vector<Account> accounts;
  std::vector<Place> places;
  base::HashMap<std::string, std::size_t> index;

  void add(const std::string& payer, const Account& account, Place place) {
    const auto [known, is_new] = index.try_emplace(payer, payers.size());
    if (is_new) {
      payers.push_back(payer);
      accounts.emplace_back();
      places.push_back(place);
    }
    accounts[known->second].add(account);
    places[known->second] = std::min(places[known->second], place);
  }
  /// The accounts, by where their payers first occur.
  std::vector<std::size_t> in_order() const {
    std::vector<std::size_t> order(payers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [this](std::size_t i) { return places[i]; });
    return order;
  }
};

TotalsOfParts::TotalsOfParts() = default;
TotalsOfParts::TotalsOfParts(const TotalsOfParts&) = default;
TotalsOfParts::~TotalsOfParts() = default;

void TotalsOfParts::add(const ComputedRun& part, std::uint64_t place) {
  const std::vector<plan::Payment>& payments = part.plan().payments;
  payments_.resize(payments.size());
  for (std::size_t i = 0; i < payments.size(); ++i) {
    if (!is_paid_money(part, payments[i])) continue;
    payments_[i].column = &part.plan().columns[payments[i].amount];
    payments_[i].back = payments[i].kind == plan::Payment::Kind::back;
    Payers payer_of(part, payments[i]);
    const std::vector<Account> accounts = pay(part, payments[i], payer_of);
    for (std::size_t k = 0; k < accounts.size(); ++k) {
      payments_[i].add(payer_of.names()[k], accounts[k], {place, k});
    }
  }
}

bool TotalsOfParts::add(const plan::Plan& plan, const Share& share) {
  if (share.payment >= plan.payments.size()) return false;
  const plan::Payment& payment = plan.payments[share.payment];
  if (payment.amount == plan::kNoColumn) return false;
  payments_.resize(plan.payments.size());
  Accounts& to = payments_[share.payment];
  to.column = &plan.columns[payment.amount];
  to.back = payment.kind == plan::Payment::Kind::back;
  Account account;
  account.sum.add(share.sum);
  account.payments = share.payments;
  account.undetermined = share.undetermined;
  to.add(share.payer, account, {share.place, share.nth});
  return true;
}

std::vector<TotalsOfParts::Share> TotalsOfParts::shares() const {
  std::vector<Share> shares;
  for (std::uint32_t i = 0; i < payments_.size(); ++i) {
    const Accounts& of = payments_[i];
    for (std::size_t k = 0; k < of.payers.size(); ++k) {
      const Account& account = of.accounts[k];
      shares.push_back({i, of.payers[k], of.places[k].first, of.places[k].second,
                        account.sum.total(), account.payments, account.undetermined});
    }
  }
  return shares;
}

std::vector<Total> TotalsOfParts::totals() const {
  Book book;
  for (const Accounts& payment : payments_) {
    for (const std::size_t i : payment.in_order()) {
      const Account& account = payment.accounts[i];
      if (account.payments == 0 && account.undetermined == 0) continue;
      book.add(payment.payers[i], *payment.column, account, payment.back);
    }
  }
  return book.take();
}

std::vector<std::string> TotalsOfParts::payers_of(std::size_t payment) const {
  std::vector<std::string> payers;
  if (payment >= payments_.size()) return payers;
  const Accounts& of = payments_[payment];
  for (const std::size_t i : of.in_order())
    if (of.accounts[i].payments > 0) payers.push_back(of.payers[i]);
  return payers;
}

std::vector<Total> totals(const ComputedRun& run) {
  TotalsOfParts whole;
  whole.add(run);
  return whole.totals();
}

}  // namespace remit::report
