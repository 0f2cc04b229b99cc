#pragma once

#include <algorithm>
#include <vector>

#include "base/source.h"
#include "remit/limits.h"
#include "syntax/grammar.h"

namespace remit::syntax {

/// What may stand at a place of a text: keywords and signs, each once, and classes of things.
struct Fitting {
  std::vector<Keyword> keywords = {};
  std::vector<SymbolId> symbols = {};  ///< kName: a name of any kind
  bool expression = false;
  bool type = false;

  /// What that part of the grammar may begin with fits too.
  void add(ItemId id);
  bool has(SymbolId symbol) const { return std::ranges::find(symbols, symbol) != symbols.end(); }
};

/// What that rule may begin with: where an expression fits, the keywords of its primaries.
Fitting beginnings(Rule rule);

/// What may follow the end of `source`, the beginning of a policy that is being written. Linear in
/// its length.
Fitting fitting_at_end(const base::Source& source, const Limits& limits);

}  // namespace remit::syntax
