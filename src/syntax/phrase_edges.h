#pragma once

#include <cstdint>
#include <string_view>

#include "syntax/tree.h"

namespace remit::syntax {

/// Whether what is put in the place of a phrase means between what stands about it what the phrase
/// did.
enum class Edges : std::uint8_t {
  fit,
  fit_in_brackets,  ///< `a / half of b` is a quotient of a product
  open,             ///< a value at the edge may be more than the phrase took
  beside_a_value,   ///< `2 twice fee`, which says nothing
};

/// Of a phrase of the tokens `first` to `last`, put as `instead` says. A slot, `{x}`, is one value:
/// where an operator stands beside it, the value may be more. `said` and `instead` are as in
/// phrases.def, in English.
Edges edges_of(const Tree& tree, std::string_view said, std::string_view instead,
               std::uint32_t first, std::uint32_t last);

/// Whether what is written instead holds its values more loosely than a sum does: `a + b between 1
/// and 5` is of the whole sum.
bool takes_sums(std::string_view instead);

/// Whether operators stand in it outside of brackets.
bool has_operators(std::string_view instead);

/// Whether a phrase that ends with a value ends too early: `between 1 and 10%` before `of fee`.
bool goes_on_behind(const Tree& tree, std::string_view said, std::uint32_t last);

bool begins_with_slot(std::string_view text);
bool ends_with_slot(std::string_view text);

}  // namespace remit::syntax
