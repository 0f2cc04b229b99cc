#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace remit::report {

/// Lines of several parts, one part after the other.
class Stacked {
 public:
  struct Place {
    std::size_t part = 0;
    std::uint64_t within = 0;
  };

  void add(std::uint64_t lines) { first_.push_back(first_.back() + lines); }
  std::uint64_t size() const { return first_.back(); }
  std::uint64_t size_of(std::size_t part) const { return first_[part + 1] - first_[part]; }
  /// Where a line stands; `index` < size(). O(log parts).
  Place find(std::uint64_t index) const {
    const auto after = std::upper_bound(first_.begin(), first_.end(), index);
    const auto part = static_cast<std::size_t>(after - first_.begin()) - 1;
    return {part, index - first_[part]};
  }

 private:
  std::vector<std::uint64_t> first_{0};  // index of each part's first line, and the end
};

}  // namespace remit::report
