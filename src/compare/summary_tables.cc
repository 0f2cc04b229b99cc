#include "compare/summary_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/hash_map.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/compare.h"
#include "report/assembler.h"
#include "report/group_totals.h"
#include "report/line_words.h"
#include "report/totals.h"

namespace remit::compare {
namespace {

namespace text = diagnostic::text;
using number::Rational;
using report::ComputedRun;
using report::NumberCells;
using report::TextCells;

Rational whole(std::uint64_t count) { return Rational(number::Integer::from_unsigned(count)); }

/// What both runs come to for one group in one currency.
struct Balance {
  std::vector<std::string> group;
  std::string currency;
  Rational before, after, repay_before, repay_after;
  std::uint64_t gain = 0, lose = 0, undetermined_before = 0, undetermined_after = 0;
};

/// Balances by group and currency, in the order of first occurrence.
class Balances {
 public:
  Balance& of(const std::vector<std::string>& group, const std::string& currency) {
    const auto [at, is_new] = index_.try_emplace({group, currency}, list_.size());
    if (is_new) {
      list_.emplace_back();
      list_.back().group = group;
      list_.back().currency = currency;
    }
    return list_[at->second];
  }

  /// What one side of a line is for its group.
  void move(const std::vector<std::string>& group, const std::string& currency,
            const Rational& more) {
    if (more.is_zero()) return;
    Balance& balance = of(group, currency);
    ++(more.sign() > 0 ? balance.gain : balance.lose);
  }

  void keep_decimals(int decimals) { decimals_ = std::max(decimals_, decimals); }

  /// `add_groups` puts the columns of the groups first.
  template <typename AddGroups>
  Table table(const Comparison::Impl& comparison, AddGroups add_groups) const {
    TextCells currency;
    NumberCells before(type::kNumber, decimals_), after(type::kNumber, decimals_);
    NumberCells difference(type::kNumber, decimals_), repay_before(type::kNumber, decimals_);
    NumberCells repay_after(type::kNumber, decimals_);
    NumberCells gain(type::kNumber, 0), lose(type::kNumber, 0);
    NumberCells undetermined_before(type::kNumber, 0), undetermined_after(type::kNumber, 0);
    for (const Balance& balance : list_) {
      currency.add(balance.currency);
      before.add(balance.before);
      after.add(balance.after);
      difference.add(balance.after - balance.before);
      repay_before.add(balance.repay_before);
      repay_after.add(balance.repay_after);
      gain.add(whole(balance.gain));
      lose.add(whole(balance.lose));
      undetermined_before.add(whole(balance.undetermined_before));
      undetermined_after.add(whole(balance.undetermined_after));
    }
    report::Assembler table("totals", list_.size());
    add_groups(table, list_);
    table.add("currency", text::ledger_currency, currency);
    table.add("before", text::compare_before, before);
    table.add("after", text::compare_after, after);
    table.add("difference", text::compare_difference, difference);
    if (report::claws_back(comparison.run_before.plan()) ||
        report::claws_back(comparison.run_after.plan())) {
      table.add("repay_before", text::compare_repay_before, repay_before);
      table.add("repay_after", text::compare_repay_after, repay_after);
    }
    table.add("gain", text::compare_gain, gain);
    table.add("lose", text::compare_lose, lose);
    table.add("undetermined_before", text::compare_undetermined_before, undetermined_before);
    table.add("undetermined_after", text::compare_undetermined_after, undetermined_after);
    return table.take();
  }

 private:
  std::vector<Balance> list_;
  std::map<std::pair<std::vector<std::string>, std::string>, std::size_t> index_;
  int decimals_ = 0;
};

/// Adds what changes of lines are for their groups: a line whose group changed is one less for the
/// one and one more for the other. `groups_of` answers the groups of both sides.
template <typename GroupsOf>
void add_moves(const Comparison::Impl& comparison, const Change& change, GroupsOf groups_of,
               Balances& balances) {
  const Line before = comparison.line_before(change), after = comparison.line_after(change);
  if (before.is_error() || after.is_error()) return;
  const std::string& currency = comparison.payments.sums[change.pair].currency;
  const auto [ours, theirs] = groups_of(before, after);
  if (!ours || !theirs || *ours == *theirs) {
    balances.move(ours ? *ours : *theirs, currency, after.amount() - before.amount());
  } else {
    balances.move(*ours, currency, -before.amount());
    balances.move(*theirs, currency, after.amount());
  }
}

using Group = std::optional<std::vector<std::string>>;

}  // namespace

namespace {

/// The one payer of all lines of the pair; nothing if rows have different ones.
std::optional<std::string> one_payer(const Comparison::Impl& comparison, std::uint32_t pair) {
  const PaymentPair& of = comparison.payments.pairs[pair];
  std::optional<std::string> payer;
  const auto add = [&payer](const ComputedRun& run, std::uint32_t payment) {
    if (payment == PaymentPair::kNone) return true;
    const plan::Payment& paid = run.plan().payments[payment];
    using Kind = plan::Payer::Kind;
    if (paid.payer.kind != Kind::party && paid.payer.kind != Kind::none) return false;
    const std::string name = report::payer_text(run, paid.payer, paid.entity, 0);
    if (payer && *payer != name) return false;
    payer = name;
    return true;
  };
  const bool one = add(comparison.run_before, of.before) && add(comparison.run_after, of.after);
  return one ? payer : std::nullopt;
}

}  // namespace

Table payer_table(const Comparison::Impl& comparison) {
  Balances balances;
  for (const report::Total& total : report::totals(comparison.run_before)) {
    Balance& balance =
        balances.of({total.payer}, report::currency_of(comparison.run_before.plan(), total.type));
    balances.keep_decimals(total.decimals);
    balance.before = total.amount;
    balance.repay_before = total.repay;
    balance.undetermined_before = total.undetermined;
  }
  for (const report::Total& total : report::totals(comparison.run_after)) {
    Balance& balance =
        balances.of({total.payer}, report::currency_of(comparison.run_after.plan(), total.type));
    balances.keep_decimals(total.decimals);
    balance.after = total.amount;
    balance.repay_after = total.repay;
    balance.undetermined_after = total.undetermined;
  }
  std::vector<std::optional<std::string>> one;
  for (std::uint32_t i = 0; i < comparison.payments.pairs.size(); ++i)
    one.push_back(one_payer(comparison, i));
  const auto payers_of = [](const Line& before, const Line& after) {
    const auto group = [](const Line& line) {
      return line.ledger ? Group{{line.ledger->payer}} : Group();
    };
    return std::pair(group(before), group(after));
  };
  for (const Change& change : comparison.payments.changes) {
    if (one[change.pair] && change.known) {
      balances.move({*one[change.pair]}, comparison.payments.sums[change.pair].currency,
                    Rational(change.more));
    } else {
      add_moves(comparison, change, payers_of, balances);
    }
  }
  return balances.table(comparison, [](report::Assembler& table, const auto& list) {
    TextCells payer;
    for (const Balance& balance : list) payer.add(balance.group[0]);
    table.add("payer", text::ledger_payer, payer);
  });
}

Table group_table(const Comparison::Impl& comparison, const std::vector<std::string>& by) {
  Balances balances;
  for (const report::GroupTotal& total : report::GroupTotals(comparison.run_before, by).totals()) {
    Balance& balance =
        balances.of(total.group, report::currency_of(comparison.run_before.plan(), total.type));
    balances.keep_decimals(total.decimals);
    balance.before = total.amount;
    balance.repay_before = total.repay;
    balance.undetermined_before = total.undetermined;
  }
  for (const report::GroupTotal& total : report::GroupTotals(comparison.run_after, by).totals()) {
    Balance& balance =
        balances.of(total.group, report::currency_of(comparison.run_after.plan(), total.type));
    balances.keep_decimals(total.decimals);
    balance.after = total.amount;
    balance.repay_after = total.repay;
    balance.undetermined_after = total.undetermined;
  }
  const report::LineWords ours(comparison.run_before, by), theirs(comparison.run_after, by);
  const auto groups_of = [&](const Line& before, const Line& after) {
    const auto group = [](const report::LineWords& words, const Line& line) {
      if (!line.ledger) return Group();
      Group of{std::in_place};
      for (std::size_t i = 0; i < words.size(); ++i) of->push_back(words.text(i, *line.ledger));
      return of;
    };
    return std::pair(group(ours, before), group(theirs, after));
  };
  for (const Change& change : comparison.payments.changes)
    add_moves(comparison, change, groups_of, balances);
  return balances.table(comparison, [&](report::Assembler& table, const auto& list) {
    for (std::size_t i = 0; i < by.size(); ++i) {
      TextCells cells;
      for (const Balance& balance : list) cells.add(balance.group[i]);
      ours.add_to(table, i, cells);
    }
  });
}

namespace {

/// Sums of pairs that have a name in common.
struct NamedSums {
  std::vector<std::pair<std::string, PairSum>> list;

  void add(const std::string& name, const PairSum& sum) {
    const auto at = std::ranges::find_if(list, [&](const auto& known) {
      return known.first == name && known.second.currency == sum.currency;
    });
    if (at == list.end()) {
      list.emplace_back(name, sum);
      return;
    }
    PairSum& total = at->second;
    total.decimals = std::max(total.decimals, sum.decimals);
    total.before += sum.before;
    total.after += sum.after;
    total.gained += sum.gained;
    total.lost += sum.lost;
    total.counts.add(sum.counts);
  }
  int decimals() const {
    int most = 0;
    for (const auto& [name, sum] : list) most = std::max(most, sum.decimals);
    return most;
  }
};

/// The columns of the counts of lines.
class CountCells {
 public:
  void add(const Counts& counts) {
    lines_.add(whole(counts.sum()));
    gain_.add(whole(counts.gain));
    lose_.add(whole(counts.lose));
    stay_.add(whole(counts.stay));
    nothing_.add(whole(counts.nothing));
    undetermined_.add(whole(counts.undetermined));
  }
  void add_lines(report::Assembler& table) { table.add("lines", text::compare_lines, lines_); }
  void add_to(report::Assembler& table) {
    table.add("gain", text::compare_gain, gain_);
    table.add("lose", text::compare_lose, lose_);
    table.add("stay", text::compare_stay, stay_);
    table.add("nothing", text::compare_nothing, nothing_);
    table.add("undetermined", text::compare_undetermined, undetermined_);
  }

 private:
  NumberCells lines_{type::kNumber, 0}, gain_{type::kNumber, 0}, lose_{type::kNumber, 0};
  NumberCells stay_{type::kNumber, 0}, nothing_{type::kNumber, 0}, undetermined_{type::kNumber, 0};
};

}  // namespace

Table reward_table(const Comparison::Impl& comparison) {
  NamedSums sums;
  for (std::uint32_t i = 0; i < comparison.payments.pairs.size(); ++i)
    sums.add(comparison.payment(i).reward, comparison.payments.sums[i]);
  const int decimals = sums.decimals();
  TextCells reward, currency;
  NumberCells before(type::kNumber, decimals), after(type::kNumber, decimals);
  NumberCells difference(type::kNumber, decimals);
  CountCells counts;
  for (const auto& [name, sum] : sums.list) {
    reward.add(name);
    currency.add(sum.currency);
    before.add(sum.before);
    after.add(sum.after);
    difference.add(sum.after - sum.before);
    counts.add(sum.counts);
  }
  report::Assembler table("rewards", sums.list.size());
  table.add("reward", text::ledger_reward, reward);
  table.add("currency", text::ledger_currency, currency);
  table.add("before", text::compare_before, before);
  table.add("after", text::compare_after, after);
  table.add("difference", text::compare_difference, difference);
  counts.add_to(table);
  return table.take();
}

Table count_table(const Comparison::Impl& comparison) {
  NamedSums sums;
  for (const PairSum& sum : comparison.payments.sums) sums.add({}, sum);
  const int decimals = sums.decimals();
  TextCells currency;
  NumberCells gained(type::kNumber, decimals), lost(type::kNumber, decimals);
  NumberCells difference(type::kNumber, decimals);
  CountCells counts;
  for (const auto& [name, sum] : sums.list) {
    currency.add(sum.currency);
    gained.add(sum.gained);
    lost.add(sum.lost);
    difference.add(sum.gained + sum.lost);
    counts.add(sum.counts);
  }
  report::Assembler table("counts", sums.list.size());
  table.add("currency", text::ledger_currency, currency);
  counts.add_lines(table);
  counts.add_to(table);
  table.add("gained", text::compare_gained, gained);
  table.add("lost", text::compare_lost, lost);
  table.add("difference", text::compare_difference, difference);
  return table.take();
}

namespace {

/// Differences of one currency in steps of 10^-decimals.
struct Spread {
  std::string currency;
  int decimals = 0;
  std::vector<Int128> differences;
};

std::vector<Spread> spreads_of(const Comparison::Impl& comparison) {
  std::vector<Spread> spreads;
  std::vector<std::size_t> of_pair;
  for (const PairSum& sum : comparison.payments.sums) {
    auto at = std::ranges::find(spreads, sum.currency, &Spread::currency);
    if (at == spreads.end()) at = spreads.insert(spreads.end(), {sum.currency, 0, {}});
    at->decimals = std::max(at->decimals, sum.decimals);
    of_pair.push_back(static_cast<std::size_t>(at - spreads.begin()));
  }
  for (const Change& change : comparison.payments.changes) {
    Spread& spread = spreads[of_pair[change.pair]];
    const int shift = spread.decimals - comparison.payments.sums[change.pair].decimals;
    if (change.known && shift == 0) {
      if (change.more != 0) spread.differences.push_back(change.more);
      continue;
    }
    const auto more = comparison.more(change);
    if (!more || more->is_zero()) continue;
    const number::Integer steps =
        (*more * Rational(number::Integer::pow10(spread.decimals))).numerator();
    if (steps.fits_int128()) spread.differences.push_back(steps.to_int128());
  }
  return spreads;
}

}  // namespace

Table distribution_table(const Comparison::Impl& comparison) {
  constexpr int kPercents[] = {0, 1, 5, 10, 25, 50, 75, 90, 95, 99, 100};
  std::vector<Spread> spreads = spreads_of(comparison);
  std::erase_if(spreads, [](const Spread& spread) { return spread.differences.empty(); });
  int decimals = 0;
  for (const Spread& spread : spreads) decimals = std::max(decimals, spread.decimals);
  TextCells currency;
  NumberCells share(type::kNumber, 2), difference(type::kNumber, decimals);
  std::uint64_t rows = 0;
  for (Spread& spread : spreads) {
    auto from = spread.differences.begin();
    for (const int percent : kPercents) {
      const std::uint64_t count = spread.differences.size();
      // So many lines do not exceed it: the first such place, at least the first line.
      const std::uint64_t place = (count * static_cast<std::uint64_t>(percent) + 99) / 100;
      const auto at = spread.differences.begin() +
                      static_cast<std::ptrdiff_t>(std::max<std::uint64_t>(place, 1) - 1);
      std::nth_element(from, at, spread.differences.end());
      from = at;
      currency.add(spread.currency);
      share.add(Rational::from_decimal(number::Integer(percent), 2));
      difference.add(Rational::from_decimal(number::Integer(*at), spread.decimals));
      ++rows;
    }
  }
  report::Assembler table("distribution", rows);
  table.add("currency", text::ledger_currency, currency);
  table.add("share", text::compare_share, share);
  table.add("difference", text::compare_difference, difference);
  return table.take();
}

Table row_table(const Comparison::Impl& comparison) {
  TextCells entity, key, only;
  std::uint64_t rows = 0;
  const auto add = [&](const ComputedRun& run, plan::EntityId of, std::uint64_t row,
                       const char* side) {
    entity.add(run.plan().entities[of].name);
    key.add(run.key(of, row));
    only.add(side);
    ++rows;
  };
  const auto is_given = [](const ComputedRun& run, plan::EntityId id) {
    return id != plan::kWhole && !run.plan().entities[id].made;
  };
  const ComputedRun& before = comparison.run_before;
  for (plan::EntityId id = 0; id < before.plan().entities.size(); ++id) {
    if (!is_given(before, id)) continue;
    const bool known = comparison.rows.after(id).has_value();
    if (known && comparison.rows.is_identity(id)) continue;
    for (std::uint64_t row = 0; row < before.row_count(id); ++row)
      if (!known || comparison.rows.after(id, row) == kNoRow) add(before, id, row, "before");
  }
  const ComputedRun& after = comparison.run_after;
  for (plan::EntityId id = 0; id < after.plan().entities.size(); ++id) {
    if (!is_given(after, id)) continue;
    for (const std::uint64_t row : comparison.rows.only_after(id)) add(after, id, row, "after");
  }
  report::Assembler table("rows", rows);
  table.add("entity", text::ledger_entity, entity);
  table.add("key", text::ledger_key, key);
  table.add("only", text::compare_only, only);
  return table.take();
}

}  // namespace remit::compare
