#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "absl/types/span.h"

namespace remit::base {

/// Damerau-Levenshtein distance in code points, in its optimal string alignment form: insertions,
/// deletions, replacements and swaps of neighbours cost 1, and no stretch is edited twice.
/// Returns `cutoff + 1` as soon as the distance is known to exceed `cutoff`.
/// O(|a| * |b|) time, O(|b|) space.
size_t edit_distance(std::string_view a, std::string_view b, size_t cutoff);

/// The candidate that `name` is most likely a misspelling of: the nearest within a third of the
/// length of `name` (at least one edit); of equally near ones the first. Nothing when none is near.
std::optional<std::string_view> suggest(std::string_view name,
                                        absl::Span<const std::string_view> candidates);

}  // namespace remit::base
