#include "base/edit_distance.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/budget.h"
#include "base/utf8.h"

namespace remit::base {
namespace {

std::u32string decode_all(std::string_view text) {
  std::u32string code_points;
  for (size_t offset = 0; offset < text.size();) {
    const Decoded decoded = decode_utf8(text, offset);
    code_points.push_back(decoded.code_point);
    offset += decoded.size;
  }
  return code_points;
}

size_t edit_distance(const std::u32string& a, const std::u32string& b, size_t cutoff) {
  const size_t longer = std::max(a.size(), b.size());
  if (longer - std::min(a.size(), b.size()) > cutoff) return cutoff + 1;
  spend(a.size() * b.size() / 8);

  // Three rolling rows of the table: a swap looks two rows back.
  std::vector<size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    size_t least = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
      least = std::min(least, row[j]);
    }
    // A swap may still reach back to the previous row, so both must be past the cut-off.
    if (least > cutoff && *std::min_element(last.begin(), last.end()) > cutoff) return cutoff + 1;
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], cutoff + 1);
}

bool is_digit(char32_t letter) { return letter >= U'0' && letter <= U'9'; }

std::u32string digits_of(const std::u32string& text) {
  std::u32string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

/// Whether one says the contrary of the other: 非达产 and 达产, inactive and active.
bool negates(const std::u32string& a, const std::u32string& b) {
  static constexpr std::u32string_view kNot[] = {U"非",  U"未",  U"不",   U"无",   U"無",
                                                 U"in",  U"im",  U"il",   U"ir",   U"un",
                                                 U"non", U"dis", U"not_", U"non_", U"no_"};
  const std::u32string& longer = a.size() > b.size() ? a : b;
  const std::u32string& shorter = a.size() > b.size() ? b : a;
  return std::any_of(std::begin(kNot), std::end(kNot), [&](std::u32string_view no) {
    return longer.size() == no.size() + shorter.size() && longer.starts_with(no) &&
           longer.ends_with(shorter);
  });
}

/// Whether one may be a misspelling of the other. Another number is another thing; the word itself,
/// known elsewhere, is none.
bool may_be_meant(const std::u32string& a, const std::u32string& b) {
  return a != b && digits_of(a) == digits_of(b) && !negates(a, b);
}

}  // namespace

size_t edit_distance(std::string_view a, std::string_view b, size_t cutoff) {
  return edit_distance(decode_all(a), decode_all(b), cutoff);
}

std::optional<std::string_view> suggest(std::string_view name,
                                        absl::Span<const std::string_view> candidates) {
  // Another case of the same letters, before anything else.
  const std::string folded = fold_case(name);
  for (const std::string_view candidate : candidates)
    if (candidate.size() == name.size() && candidate != name && fold_case(candidate) == folded)
      return candidate;
  const std::u32string wanted = decode_all(name);
  size_t cutoff = std::max<size_t>(1, wanted.size() / 3);
  std::optional<std::string_view> best;
  for (const std::string_view candidate : candidates) {
    const std::size_t size = count_code_points(candidate);
    if (std::max(size, wanted.size()) - std::min(size, wanted.size()) > cutoff) continue;
    const std::u32string code_points = decode_all(candidate);
    const size_t distance = edit_distance(wanted, code_points, cutoff);
    // A name replaced whole is no misspelling.
    if (distance > cutoff || distance >= std::max(wanted.size(), code_points.size())) continue;
    if (!may_be_meant(wanted, code_points)) continue;
    best = candidate;
    if (distance == 0) return best;
    cutoff = distance - 1;
  }
  return best;
}

}  // namespace remit::base
