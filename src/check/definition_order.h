#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "base/span.h"
#include "syntax/tree.h"

namespace remit::check {

/// A declaration as far as its place in the order matters.
struct Declared {
  std::string_view name;
  base::Span span;
};

/// An order in which a declaration comes after those whose names its text mentions, as far as there
/// is one: an estimate from words alone, so that the checker need not follow a chain of thousands
/// of declarations by recursion. Linear in the number of tokens; no recursion.
std::vector<std::size_t> order_by_mention(const std::vector<Declared>& declared,
                                          absl::Span<const syntax::Tree> trees);

}  // namespace remit::check
