#include "compare/common_parts.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "base/hash_map.h"

namespace remit::compare {
namespace {

using Texts = std::vector<std::string>;

/// The stretches of both lists that are looked at.
struct Stretch {
  std::size_t a_begin, a_end, b_begin, b_end;

  std::size_t pairs() const { return (a_end - a_begin) * (b_end - b_begin); }
};

constexpr std::size_t kLargestTable = 1 << 20;

/// The longest common subsequence by a table of all pairs: its cost is their number.
void by_table(const Texts& a, const Texts& b, const Stretch& of, std::vector<PlacePair>& pairs) {
  const std::size_t rows = of.a_end - of.a_begin, columns = of.b_end - of.b_begin;
  std::vector<std::uint32_t> longest((rows + 1) * (columns + 1));
  const auto at = [&](std::size_t i, std::size_t k) -> std::uint32_t& {
    return longest[i * (columns + 1) + k];
  };
  const auto equal = [&](std::size_t i, std::size_t k) {
    return a[of.a_begin + i] == b[of.b_begin + k];
  };
  for (std::size_t i = rows; i-- > 0;)
    for (std::size_t k = columns; k-- > 0;)
      at(i, k) = equal(i, k) ? at(i + 1, k + 1) + 1 : std::max(at(i + 1, k), at(i, k + 1));
  for (std::size_t i = 0, k = 0; i < rows && k < columns;) {
    if (equal(i, k)) {
      pairs.emplace_back(of.a_begin + i++, of.b_begin + k++);
    } else {
      ++(at(i + 1, k) >= at(i, k + 1) ? i : k);
    }
  }
}

/// The texts that stand once in each stretch, in the order of a.
std::vector<PlacePair> once_in_each(const Texts& a, const Texts& b, const Stretch& of) {
  struct Seen {
    std::size_t in_a = 0, in_b = 0, place = 0;
  };
  base::HashMap<std::string_view, Seen> seen;
  for (std::size_t i = of.a_begin; i < of.a_end; ++i) ++seen[a[i]].in_a;
  for (std::size_t k = of.b_begin; k < of.b_end; ++k) {
    Seen& text = seen[b[k]];
    ++text.in_b;
    text.place = k;
  }
  std::vector<PlacePair> pairs;
  for (std::size_t i = of.a_begin; i < of.a_end; ++i) {
    const Seen& text = seen[a[i]];
    if (text.in_a == 1 && text.in_b == 1) pairs.emplace_back(i, text.place);
  }
  return pairs;
}

/// The longest run of pairs whose places rise in both lists; they rise in the first already.
/// Patience sorting: Aldous and Diaconis, "Longest increasing subsequences", 1999.
std::vector<PlacePair> rising(const std::vector<PlacePair>& pairs) {
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> ends;  // by length less one: the pair that ends the run lowest
  std::vector<std::size_t> previous(pairs.size(), kNone);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto end = std::ranges::lower_bound(ends, pairs[i].second, {},
                                              [&](std::size_t pair) { return pairs[pair].second; });
    if (end != ends.begin()) previous[i] = *(end - 1);
    if (end == ends.end()) {
      ends.push_back(i);
    } else {
      *end = i;
    }
  }
  std::vector<PlacePair> run;
  for (std::size_t i = ends.empty() ? kNone : ends.back(); i != kNone; i = previous[i])
    run.push_back(pairs[i]);
  std::ranges::reverse(run);
  return run;
}

}  // namespace

std::vector<PlacePair> common_parts(const Texts& a, const Texts& b) {
  Stretch of{0, a.size(), 0, b.size()};
  std::vector<PlacePair> pairs;
  while (of.a_begin < of.a_end && of.b_begin < of.b_end && a[of.a_begin] == b[of.b_begin])
    pairs.emplace_back(of.a_begin++, of.b_begin++);
  while (of.a_begin < of.a_end && of.b_begin < of.b_end && a[of.a_end - 1] == b[of.b_end - 1]) {
    --of.a_end;
    --of.b_end;
  }
  if (of.pairs() <= kLargestTable) {
    by_table(a, b, of, pairs);
  } else {
    const std::vector<PlacePair> between = rising(once_in_each(a, b, of));
    pairs.insert(pairs.end(), between.begin(), between.end());
  }
  for (std::size_t i = of.a_end; i < a.size(); ++i) pairs.emplace_back(i, of.b_end + i - of.a_end);
  return pairs;
}

}  // namespace remit::compare
