#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "lesson.h"
#include "syntax/grammar.h"
#include "syntax/tree.h"

namespace remit::walk {

/// A part of a text that the grammar lets one leave out.
struct LoosePart {
  enum class Kind { optional, entry, element };
  Kind kind = Kind::optional;
  Rule rule = Rule::none;   ///< in whose right-hand side it stands
  syntax::ItemId item = 0;  ///< the optional part, repeat or list of the grammar
  base::Span span;          ///< what goes
};

/// All of them below `node`, found by laying the grammar over the tree once more. `unread` gets the
/// nodes for which that failed: none, or parser and grammar disagree.
std::vector<LoosePart> loose_parts(const syntax::Tree& tree, NodeView node,
                                   std::vector<NodeView>& unread);

/// The part of the grammar as its author wrote it, for messages: `cap: scope`.
std::string describe(Rule rule, syntax::ItemId item);

}  // namespace remit::walk
