#pragma once

#include <cstdint>

namespace remit::syntax {

/// The parts that the right-hand side of a rule is made of.
enum class ItemKind : std::uint8_t {
  keyword,
  symbol,  ///< a sign or a token class
  rule,
  expression,  ///< of operators that bind no weaker than a given precedence
  sequence,    ///< all children; past the cut the alternative is chosen
  choice,      ///< the first child that fits
  optional,    ///< its child or nothing
  repeat,      ///< its child any number of times, or at least once
  list,        ///< its first child, separated by its second
};

}  // namespace remit::syntax
