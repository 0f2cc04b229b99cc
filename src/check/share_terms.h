#pragma once

#include <optional>

#include "check/typer.h"

// What `share` and `shared among` say of the single parts: how much one gets at most and at least,
// and the step of which each is a whole number.

namespace remit::check {

struct ShareTerms {
  NodeView most = {};
  NodeView least = {};
  NodeView grid = {};
};

/// Reads limits and step for parts of an amount of that type; `declared` is the policy's rounding,
/// whose way of rounding holds for the step too. Nothing, with a complaint, if the step is none.
std::optional<number::Rounding> read_share_terms(Context& context, const ShareTerms& said,
                                                 const Scope& scope, type::Type type,
                                                 const number::Rounding& declared, Apportion& spec);

}  // namespace remit::check
