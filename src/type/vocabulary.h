#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "number/rational.h"

// What the checked model and the plan both speak of.

namespace remit::type {

/// first, last: the value of the row that stands there in an order. only: of the one row. median:
/// the middle value, of an even number of rows half the sum of the two.
enum class FoldOp : std::uint8_t {
  sum,
  count,
  minimum,
  maximum,
  any,
  all,
  first,
  last,
  only,
  median
};

/// standard: 1,1,3. dense: 1,1,2. tied: how many rows share the place, this one included.
/// position: 1,2,3, equal keys in row order.
enum class RankOutput : std::uint8_t { standard, dense, tied, position };

/// The words of a `one of {...}`, or the reasons of a reward. Equal lists are one set.
struct CategorySet {
  struct Value {
    std::string name;
    std::string label_en;  ///< empty: the name serves
    std::string label_zh;
  };
  std::vector<Value> values{};
};

struct Currency {
  std::string code;  ///< CNY
  int decimals = 2;  ///< of its smallest coin
  /// Money whose currency stands in a field of the row: `code` is that field's name. Amounts of two
  /// rows need not have the same one.
  bool of_row = false;
};

/// How a number is written: as itself, or as a percentage or per mille of what it is taken of. Says
/// nothing of its value.
enum class Notation : std::uint8_t { plain, percent, per_mille };

/// One bracket, from its lower to its upper edge. Edges meet without gap or overlap.
struct Band {
  std::optional<number::Rational> lower{};  ///< none: no lower end
  bool lower_closed = true;                 ///< the edge itself belongs to this band
  std::optional<number::Rational> upper{};
  bool upper_closed = false;
  number::Rational value{};             ///< a rate (marginal, slab) or an amount (step)
  Notation notation = Notation::plain;  ///< of `value`
  base::Span span{};
};

/// marginal: each part of the value at its own band's rate. slab: the whole value at the rate of
/// its band. step: the amount of its band. A first marginal band without lower end counts from
/// zero, so that a negative value there gives a negative result.
enum class ScaleKind : std::uint8_t { marginal, slab, step };

struct Scale {
  std::string name{};
  ScaleKind kind = ScaleKind::step;
  std::vector<Band> bands{};  ///< ascending; a value outside all of them is CellFault::no_band
  std::string cite{};
  std::string label{};
};

/// What a column is to the form that made it; roles.def has their words.
enum class Role : std::uint8_t {
#define REMIT_ROLE(name, ...) name,
#include "type/roles.def"
#undef REMIT_ROLE
};

struct Party {
  std::string name;
  std::string label;
};

}  // namespace remit::type
