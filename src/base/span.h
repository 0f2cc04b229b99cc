#pragma once

#include <algorithm>
#include <cstdint>

namespace remit::base {

/// A half-open byte range `[begin, end)` of one source.
///
/// Offsets count in the space of a `SourceSet`: the first source begins at 0, so for a single
/// source they are offsets into its text. An empty span marks a place between two bytes.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(uint32_t offset) const { return begin <= offset && offset < end; }

  friend constexpr bool operator==(Span, Span) = default;
};

/// The smallest span that covers both.
constexpr Span cover(Span a, Span b) {
  return Span{std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace remit::base
