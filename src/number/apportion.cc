#include "number/apportion.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace remit::number {
namespace {

// A recipient with its bounds counted in steps of the grid.
struct Claim {
  Rational weight;
  std::optional<Integer> cap;
  Integer floor;
};

// An exact share in steps, and what held it.
struct ExactShare {
  Rational steps;
  ShareBound bound = ShareBound::none;
};

ApportionError to_claims(std::span<const Recipient> recipients, const ApportionRule& rule,
                         std::vector<Claim>* claims) {
  const auto on_grid = [&](const Rational& amount, RoundingMode mode) {
    return round_to_steps(amount, {mode, rule.rounding.increment});
  };
  for (const Recipient& recipient : recipients) {
    Claim claim;
    claim.weight = rule.method == ShareMethod::equal ? Rational(1) : recipient.weight;
    if (claim.weight.is_negative()) return ApportionError::negative_weight;
    if (recipient.cap) {
      if (recipient.cap->is_negative()) return ApportionError::negative_bound;
      claim.cap = on_grid(*recipient.cap, RoundingMode::floor);
    }
    if (recipient.floor) {
      if (recipient.floor->is_negative()) return ApportionError::negative_bound;
      claim.floor = on_grid(*recipient.floor, RoundingMode::ceiling);
    }
    if (claim.cap && claim.floor > *claim.cap) return ApportionError::floor_above_cap;
    claims->push_back(std::move(claim));
  }
  return ApportionError::none;
}

Integer sum_of_floors(const std::vector<Claim>& claims) {
  Integer sum;
  for (const Claim& claim : claims) sum += claim.floor;
  return sum;
}

// The most that all claims together can take; nullopt without limit.
std::optional<Integer> capacity(const std::vector<Claim>& claims) {
  Integer sum;
  for (const Claim& claim : claims) {
    if (claim.weight.is_zero()) {
      sum += claim.floor;
    } else if (claim.cap) {
      sum += *claim.cap;
    } else {
      return std::nullopt;
    }
  }
  return sum;
}

// The rate at which the shares weight * rate, each held between floor and cap, add up to `whole`.
// The sum grows with the rate along straight pieces that bend where a share leaves its floor or
// meets its cap; the bends are visited in order until the piece that holds `whole` is found.
// The caller knows that sum of floors <= whole < capacity.
Rational common_rate(const Integer& whole, const std::vector<Claim>& claims) {
  struct Bend {
    Rational rate;
    const Claim* claim;
    bool leaves_floor;
  };
  std::vector<Bend> bends;
  for (const Claim& claim : claims) {
    if (claim.weight.is_zero()) continue;
    bends.push_back({Rational(claim.floor) / claim.weight, &claim, true});
    if (claim.cap) bends.push_back({Rational(*claim.cap) / claim.weight, &claim, false});
  }
  std::stable_sort(bends.begin(), bends.end(),
                   [](const Bend& a, const Bend& b) { return a.rate < b.rate; });
  const Rational target(whole);
  Rational held = sum_of_floors(claims);  // by those that stand at a bound
  Rational moving;                        // weight of those between their bounds
  for (const Bend& bend : bends) {
    if (held + moving * bend.rate >= target) {
      if (moving.is_zero()) return bend.rate;
      break;
    }
    if (bend.leaves_floor) {
      held -= bend.claim->floor;
      moving += bend.claim->weight;
    } else {
      held += *bend.claim->cap;
      moving -= bend.claim->weight;
    }
  }
  return (target - held) / moving;
}

ExactShare share_at_rate(const Claim& claim, const Rational& rate) {
  Rational steps = claim.weight * rate;
  if (steps < Rational(claim.floor)) return {claim.floor, ShareBound::floor};
  if (claim.cap && steps > Rational(*claim.cap)) return {*claim.cap, ShareBound::cap};
  return {std::move(steps), ShareBound::none};
}

// Exact shares by weight. Lowers `whole` to what the claims can take.
std::vector<ExactShare> by_weight(const std::vector<Claim>& claims, Integer* whole) {
  std::vector<ExactShare> shares;
  const std::optional<Integer> most = capacity(claims);
  if (most && *whole >= *most) {
    *whole = *most;
    for (const Claim& claim : claims) {
      const bool takes = !claim.weight.is_zero();
      const bool floor_holds = !takes && !claim.floor.is_zero();
      shares.push_back({takes ? *claim.cap : claim.floor, takes         ? ShareBound::cap
                                                          : floor_holds ? ShareBound::floor
                                                                        : ShareBound::none});
    }
    return shares;
  }
  const Rational rate = common_rate(*whole, claims);
  for (const Claim& claim : claims) shares.push_back(share_at_rate(claim, rate));
  return shares;
}

// Exact shares first come, first served. Lowers `whole` to what the claims can take.
std::vector<ExactShare> by_order(const std::vector<Claim>& claims, Integer* whole) {
  std::vector<ExactShare> shares;
  Integer rest = *whole - sum_of_floors(claims);
  for (const Claim& claim : claims) {
    Integer more = rest;
    ShareBound bound = ShareBound::none;
    if (claim.cap && *claim.cap - claim.floor <= more) {
      more = *claim.cap - claim.floor;
      bound = ShareBound::cap;
    } else if (more.is_zero() && !claim.floor.is_zero()) {
      bound = ShareBound::floor;
    }
    rest -= more;
    shares.push_back({claim.floor + more, bound});
  }
  *whole -= rest;
  return shares;
}

// Cuts the shares of `members` to whole steps and gives the steps missing to `whole` one each to
// those that lost something: the largest tails first, or the first in order.
void cut_and_give(const std::vector<ExactShare>& shares, std::vector<std::size_t> members,
                  const Integer& whole, bool largest_first, std::vector<Integer>* parts) {
  std::vector<Rational> tails(shares.size());
  Integer missing = whole;
  for (const std::size_t i : members) {
    (*parts)[i] = shares[i].steps.floor();
    tails[i] = shares[i].steps - (*parts)[i];
    missing -= (*parts)[i];
  }
  if (largest_first) {
    std::stable_sort(members.begin(), members.end(),
                     [&](std::size_t a, std::size_t b) { return tails[a] > tails[b]; });
  }
  // Each lost less than a step, so more of them lost something than steps are missing.
  for (auto member = members.begin(); !missing.is_zero(); ++member) {
    assert(member != members.end());
    if (tails[*member].is_zero()) continue;
    (*parts)[*member] += 1;
    missing -= 1;
  }
}

// Rounds everyone but `taker`, who takes the rest within its own bounds.
void round_and_take(const std::vector<ExactShare>& shares, const Claim& claim, std::size_t taker,
                    const Integer& whole, RoundingMode mode, std::vector<Integer>* parts) {
  Integer rest = whole;
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (i == taker) continue;
    others.push_back(i);
    (*parts)[i] = divide_round(shares[i].steps.numerator(), shares[i].steps.denominator(), mode);
    rest -= (*parts)[i];
  }
  Integer held = std::max(rest, claim.floor);
  if (claim.cap) held = std::min(held, *claim.cap);
  (*parts)[taker] = held;
  if (held != rest) cut_and_give(shares, std::move(others), whole - held, true, parts);
}

std::vector<Integer> to_parts(const std::vector<ExactShare>& shares,
                              const std::vector<Claim>& claims, const Integer& whole,
                              const ApportionRule& rule, RoundingMode mode) {
  std::vector<Integer> parts(shares.size());
  if (shares.empty()) return parts;
  if (rule.remainder == RemainderRule::named || rule.remainder == RemainderRule::last) {
    const std::size_t taker =
        rule.remainder == RemainderRule::named ? rule.named : shares.size() - 1;
    round_and_take(shares, claims[taker], taker, whole, mode, &parts);
    return parts;
  }
  std::vector<std::size_t> everyone(shares.size());
  std::iota(everyone.begin(), everyone.end(), std::size_t{0});
  const bool largest_first = rule.remainder == RemainderRule::largest_remainder;
  cut_and_give(shares, std::move(everyone), whole, largest_first, &parts);
  return parts;
}

}  // namespace

Apportionment apportion(const Rational& whole, std::span<const Recipient> recipients,
                        const ApportionRule& rule) {
  Apportionment result;
  if (rule.remainder == RemainderRule::named && rule.named >= recipients.size()) {
    result.error = ApportionError::no_such_recipient;
    return result;
  }
  std::vector<Claim> claims;
  result.error = to_claims(recipients, rule, &claims);
  if (result.error != ApportionError::none) return result;

  const bool refund = whole.is_negative();
  const Decimal& increment = rule.rounding.increment;
  Integer steps = round_to_steps(whole.abs(), {RoundingMode::down, increment});
  if (sum_of_floors(claims) > steps) {
    result.error = ApportionError::floors_exceed_whole;
    return result;
  }
  const std::vector<ExactShare> shares =
      rule.method == ShareMethod::in_order ? by_order(claims, &steps) : by_weight(claims, &steps);
  const RoundingMode mode = refund ? mirrored(rule.rounding.mode) : rule.rounding.mode;
  const std::vector<Integer> parts = to_parts(shares, claims, steps, rule, mode);

  const Rational step = refund ? -increment.to_rational() : increment.to_rational();
  result.left = whole;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    Share share{shares[i].steps * step, step * parts[i], {}, shares[i].bound};
    share.gained = share.part - share.exact;
    result.left -= share.part;
    result.shares.push_back(std::move(share));
  }
  return result;
}

}  // namespace remit::number
