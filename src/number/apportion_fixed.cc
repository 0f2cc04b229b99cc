#include "number/apportion_fixed.h"

#include <algorithm>

#include "number/checked.h"

namespace remit::number {
namespace {

using Tail = ApportionScratch::Tail;
using Turn = ApportionScratch::Turn;

// A recipient as the arithmetic sees it.
struct Claim {
  Int128 weight;
  Int128 cap;
  Int128 floor;
};

// One apportionment of a whole that is not negative and fits the 128-bit road.
struct Task {
  Int128 whole;
  std::span<const FixedRecipient> recipients;
  ShareMethod method;

  // A cap at or above the whole never holds anything back.
  Claim claim(std::size_t i) const {
    const FixedRecipient& recipient = recipients[i];
    return {method == ShareMethod::equal ? Int128{1} : recipient.weight,
            recipient.cap >= whole ? kNoCap : recipient.cap, recipient.floor};
  }
};

// The shares by weight are numerator / denominator of a step per unit of weight, between bounds.
struct Rate {
  Int128 numerator;
  Int128 denominator;
};

struct Sums {
  Int128 floors = 0;
  Int128 weights = 0;
  Int128 capacity = 0;
  bool unlimited = false;  // somebody with a weight has no cap
  bool bounds = false;     // some cap or floor may hold
};

ApportionError check(std::span<const FixedRecipient> recipients, ShareMethod method) {
  for (const FixedRecipient& recipient : recipients) {
    if (method != ShareMethod::equal && recipient.weight < 0) {
      return ApportionError::negative_weight;
    }
    if (recipient.cap < 0 || recipient.floor < 0) return ApportionError::negative_bound;
    if (recipient.floor > recipient.cap) return ApportionError::floor_above_cap;
  }
  return ApportionError::none;
}

// False when a sum, or the product of the whole and all weights, leaves 128 bits. Every product
// formed later is at most that one: amounts are at most the whole, weights at most their sum.
bool add_up(const Task& task, Sums* sums) {
  for (std::size_t i = 0; i < task.recipients.size(); ++i) {
    const Claim claim = task.claim(i);
    if (!checked_add(sums->floors, claim.floor, &sums->floors)) return false;
    if (!checked_add(sums->weights, claim.weight, &sums->weights)) return false;
    if (claim.floor != 0 || claim.cap != kNoCap) sums->bounds = true;
    if (claim.weight != 0 && claim.cap == kNoCap) {
      sums->unlimited = true;
    } else if (!checked_add(sums->capacity, claim.weight == 0 ? claim.floor : claim.cap,
                            &sums->capacity)) {
      return false;
    }
  }
  Int128 largest = 0;
  return checked_multiply(task.whole, sums->weights, &largest);
}

// See common_rate() in apportion.cc; here a rate is a bound over a weight, compared crosswise.
Rate common_rate(const Task& task, const Sums& sums, std::vector<Turn>* turns) {
  if (!sums.bounds) return {task.whole, sums.weights};
  turns->clear();
  for (std::size_t i = 0; i < task.recipients.size(); ++i) {
    const Claim claim = task.claim(i);
    if (claim.weight == 0) continue;
    turns->push_back({claim.floor, claim.weight, true});
    if (claim.cap != kNoCap) turns->push_back({claim.cap, claim.weight, false});
  }
  std::sort(turns->begin(), turns->end(),
            [](const Turn& a, const Turn& b) { return a.bound * b.weight < b.bound * a.weight; });
  Int128 held = sums.floors;
  Int128 moving = 0;
  for (const Turn& turn : *turns) {
    if (moving * turn.bound >= (task.whole - held) * turn.weight) {
      if (moving == 0) return {turn.bound, turn.weight};
      break;
    }
    held += turn.enters ? -turn.bound : turn.bound;
    moving += turn.enters ? turn.weight : -turn.weight;
  }
  return {task.whole - held, moving};
}

struct Exact {
  Int128 steps;  // cut to whole steps
  Int128 tail;   // in parts of the common denominator
};

// The quotient of numbers that are not negative; a 64-bit division costs a fraction of a 128-bit
// one.
Int128 divide(Int128 n, Int128 d) {
  if (((n | d) >> 64) != 0) return n / d;
  return static_cast<std::uint64_t>(n) / static_cast<std::uint64_t>(d);
}

Exact share_at_rate(const Claim& claim, const Rate& rate) {
  const Int128 product = claim.weight * rate.numerator;
  const Int128 steps = divide(product, rate.denominator);
  const Int128 tail = product - steps * rate.denominator;
  if (steps < claim.floor) return {claim.floor, 0};
  if (steps >= claim.cap) return {claim.cap, 0};
  return {steps, tail};
}

// Gives `missing` steps, one each, to members of `tails`.
void give(Int128 missing, bool largest_first, std::vector<Tail>* tails, std::span<Int128> parts) {
  if (missing == 0) return;
  const auto count = static_cast<std::ptrdiff_t>(missing);
  const auto middle = tails->begin() + count;
  if (largest_first) {
    std::nth_element(tails->begin(), middle - 1, tails->end(), [](const Tail& a, const Tail& b) {
      return a.size != b.size ? a.size > b.size : a.index < b.index;
    });
  }
  for (auto tail = tails->begin(); tail != middle; ++tail) ++parts[tail->index];
}

// Parts by weight when the whole is below the capacity; `taker` is out of range for the rules
// without one.
void part_by_weight(const Task& task, const Rate& rate, const FixedApportionRule& rule,
                    RoundingMode mode, std::size_t taker, std::span<Int128> parts,
                    std::vector<Tail>* tails) {
  tails->clear();
  Int128 cut = 0;      // sum of the cut shares, the taker's not among them
  Int128 rounded = 0;  // sum of the rounded ones
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == taker) continue;
    const Exact share = share_at_rate(task.claim(i), rate);
    parts[i] = share.steps;
    cut += share.steps;
    rounded += share.steps;
    if (share.tail == 0) continue;
    tails->push_back({share.tail, i});
    const auto tail = share.tail <=> rate.denominator - share.tail;
    if (rounds_away(mode, false, share.steps % 2 != 0, tail)) ++rounded;
  }
  if (taker >= parts.size()) {
    give(task.whole - cut, rule.remainder == RemainderRule::largest_remainder, tails, parts);
    return;
  }
  const Claim claim = task.claim(taker);
  const Int128 rest = task.whole - rounded;
  parts[taker] = std::clamp(rest, claim.floor, claim.cap);
  if (parts[taker] != rest) {
    give(task.whole - parts[taker] - cut, true, tails, parts);
    return;
  }
  for (const Tail& tail : *tails) {
    const auto order = tail.size <=> rate.denominator - tail.size;
    if (rounds_away(mode, false, parts[tail.index] % 2 != 0, order)) ++parts[tail.index];
  }
}

void part_in_order(const Task& task, const Sums& sums, std::span<Int128> parts) {
  Int128 rest = task.whole - sums.floors;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Claim claim = task.claim(i);
    const Int128 more = std::min(rest, claim.cap - claim.floor);
    parts[i] = claim.floor + more;
    rest -= more;
  }
}

// The general road, for amounts that 128 bits do not carry through.
ApportionError apportion_wide(Int128 whole, std::span<const FixedRecipient> recipients,
                              const FixedApportionRule& rule, std::span<Int128> parts,
                              Int128* left) {
  std::vector<Recipient> wide;
  for (const FixedRecipient& recipient : recipients) {
    wide.push_back({recipient.weight, std::nullopt, Rational(recipient.floor)});
    if (recipient.cap != kNoCap) wide.back().cap = Rational(recipient.cap);
  }
  const Apportionment result =
      apportion(whole, wide, {rule.method, rule.remainder, rule.named, {rule.mode, {1, 0}}});
  if (result.error != ApportionError::none) return result.error;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i] = result.shares[i].part.numerator().to_int128();
  }
  *left = result.left.numerator().to_int128();
  return ApportionError::none;
}

}  // namespace

ApportionError apportion_fixed(Int128 whole, std::span<const FixedRecipient> recipients,
                               const FixedApportionRule& rule, std::span<Int128> parts,
                               Int128* left, ApportionScratch* scratch) {
  assert(parts.size() == recipients.size());
  std::size_t taker = recipients.size();
  if (rule.remainder == RemainderRule::named) taker = rule.named;
  if (rule.remainder == RemainderRule::last && taker != 0) --taker;
  if (rule.remainder == RemainderRule::named && taker >= recipients.size()) {
    return ApportionError::no_such_recipient;
  }
  const ApportionError error = check(recipients, rule.method);
  if (error != ApportionError::none) return error;

  const bool refund = whole < 0;
  if (whole == kInt128Min) return apportion_wide(whole, recipients, rule, parts, left);
  const Task task{refund ? -whole : whole, recipients, rule.method};
  Sums sums;
  if (!add_up(task, &sums)) return apportion_wide(whole, recipients, rule, parts, left);
  if (sums.floors > task.whole) return ApportionError::floors_exceed_whole;

  if (rule.method == ShareMethod::in_order) {
    part_in_order(task, sums, parts);
  } else if (!sums.unlimited && sums.capacity <= task.whole) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Claim claim = task.claim(i);
      parts[i] = claim.weight == 0 ? claim.floor : claim.cap;
    }
  } else {
    const Rate rate = common_rate(task, sums, &scratch->turns);
    const RoundingMode mode = refund ? mirrored(rule.mode) : rule.mode;
    part_by_weight(task, rate, rule, mode, taker, parts, &scratch->tails);
  }
  *left = task.whole;
  for (Int128& part : parts) {
    *left -= part;
    if (refund) part = -part;
  }
  if (refund) *left = -*left;
  return ApportionError::none;
}

}  // namespace remit::number
