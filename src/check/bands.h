#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/context.h"

namespace remit::check {

/// Brackets that stand among others: in a table by a number and by words, those of one set of
/// words.
struct BracketList {
  syntax::NodeList entries;
  std::size_t axis = 0;  ///< which of an entry's edges are those of the number
  base::Span span;
  std::string words_before = {}, words_after = {};  ///< told beside a number: "2021, rural"
};

/// The bands of a scale, checked for order, gaps and overlaps. `types` become those of edges and
/// values; a type of money they bring along is what plain numbers should have been. With `places`,
/// bare integers, each band reaches to just before the next integer. `types.whole_numbers`: it is
/// looked up with whole numbers only.
std::optional<std::vector<type::Band>> read_bands(Context& context, NodeView bands, bool places,
                                                  Tables::ScaleTypes& types, type::ScaleKind kind);
std::optional<std::vector<type::Band>> read_bands(Context& context, const BracketList& list,
                                                  bool places, Tables::ScaleTypes& types,
                                                  type::ScaleKind kind);

/// The first name in a formula, outside of a fold, that is one of a row and differs from row to
/// row.
NodeView name_of_row(const Context& context, NodeView formula);

/// Whether a `lower_edge` or `upper_edge` belongs to the band: by its word, by a mark in brackets,
/// or, for 以上 and 以下, by the document's own reading.
bool edge_is_closed(NodeView edge, bool reading);

/// The kind that a `scale_kind` node says; an absent one is a step.
type::ScaleKind scale_kind(NodeView kind);

/// Refuses what a table of brackets cannot mean and warns of what is odd about it.
void finish_brackets(Context& context, type::Scale& scale, const Tables::ScaleTypes& types);

}  // namespace remit::check
