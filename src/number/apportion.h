// Apportionment: dividing one amount among recipients so that the parts, each on the rounding grid,
// add up to the whole to the last fen.
//
// The remainder rules are the classical ones: `largest_remainder` is Hamilton's method, also called
// Hare-Niemeyer (M. L. Balinski and H. P. Young, "Fair Representation", 1982, chapter 3). Shares
// under caps and floors are the water-filling (bounded proportional) solution: every recipient gets
// its weight times one common rate, held between its floor and its cap.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "number/decimal.h"
#include "number/rational.h"
#include "number/rounding.h"

namespace remit::number {

enum class ShareMethod {
  pro_rata,  // in proportion to the weights
  equal,     // the same for everyone; weights are ignored
  in_order,  // floors first, then each up to its cap in the given order; weights are ignored
};

enum class RemainderRule {
  // Everyone's exact share is cut to the grid towards zero. The steps that are missing go one each
  // to the largest cut-off tails; equal tails in the given order.
  largest_remainder,
  // The same cut; the missing steps go one each to the first recipients that lost something.
  first_in_order,
  // Everyone else's exact share is rounded by the mode of the rounding; recipient `named` takes
  // what remains of the whole.
  named,
  // As `named`, for the last recipient.
  last,
};

struct Recipient {
  Rational weight;                // not negative
  std::optional<Rational> cap;    // most it may get; absent: no limit
  std::optional<Rational> floor;  // least it must get; absent: 0
};

struct ApportionRule {
  ShareMethod method = ShareMethod::pro_rata;
  RemainderRule remainder = RemainderRule::largest_remainder;
  std::size_t named = 0;  // index of the recipient, for RemainderRule::named
  Rounding rounding;      // the grid; the mode matters to `named` and `last` only
};

enum class ApportionError {
  none,
  negative_weight,
  negative_bound,       // a cap or floor below zero
  floor_above_cap,      // for one recipient, on the grid
  floors_exceed_whole,  // the floors together are more than there is
  no_such_recipient,    // `named` is out of range
};

enum class ShareBound { none, cap, floor };

struct Share {
  Rational exact;                       // before rounding, after caps and floors
  Rational part;                        // what the recipient gets: a multiple of the increment
  Rational gained;                      // part - exact: what rounding gave (+) or took (-)
  ShareBound bound = ShareBound::none;  // the cap or floor that held the exact share
};

struct Apportionment {
  ApportionError error = ApportionError::none;  // when not none, nothing is apportioned
  std::vector<Share> shares;                    // in the order of the recipients
  Rational left;                                // whole - sum of the parts
};

// Divides `whole`. Always: sum of parts + left == whole; every part is a multiple of the increment
// and lies between floor and cap.
//
// - `left` is what nobody can take: what exceeds the caps, everything above the floors when all
//   weights are zero, everything when there are no recipients, and the piece of the whole that is
//   not a multiple of the increment (cut towards zero; round the whole first to have none).
// - A cap off the grid counts as the multiple below it, a floor as the multiple above it.
// - What a capped recipient cannot take goes to the others by their weights, again and again until
//   nothing is left or everybody is at the cap; in the same way the others give pro rata what a
//   floor needs.
// - Nobody's part differs from the exact share by a whole step, except the taker of the remainder
//   under `named` and `last`. Should that remainder push the taker beyond its own cap or floor (or
//   below zero), it stops there and the others share by largest remainder.
// - A negative whole (a refund) is divided as its mirror image: the parts of -whole with the sign
//   changed. Caps and floors limit the size of the part; ceiling and floor keep their directions.
//
// Cost: n log n operations on rationals.
Apportionment apportion(const Rational& whole, std::span<const Recipient> recipients,
                        const ApportionRule& rule);

}  // namespace remit::number
