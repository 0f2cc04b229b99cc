#pragma once

#include <cstdint>

#include "syntax/grammar.h"

namespace remit::syntax::grammar {

/// Of a choice between many, by symbol: the first alternative that may begin with it, or with
/// nothing; how many there are, if none may. Written by the build like the tables of grammar.h.
extern const std::uint8_t kFirstFitting[][kMaxSymbols];

/// The first alternative of a choice that is to be tried where that symbol stands. A choice has
/// nothing to cut: there its row of the table stands.
inline std::uint32_t first_fitting(const Item& choice, SymbolId symbol) {
  constexpr std::uint16_t kNoRow = 0xFFFF;
  return choice.cut == kNoRow ? 0 : kFirstFitting[choice.cut][symbol];
}

}  // namespace remit::syntax::grammar
