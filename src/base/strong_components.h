#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace remit::base {

/// The nodes that `roots` lead to, those that lead to each other together, and each component after
/// all that it leads to; otherwise in the order of `roots`, members in the order in which they were
/// met. `next(node)` is asked once for each: the nodes that it leads to, as a vector. Nodes are
/// less than `count`. Linear, after Tarjan; no recursion.
template <typename Next>
std::vector<std::vector<std::uint32_t>> strong_components(std::uint32_t count,
                                                          std::span<const std::uint32_t> roots,
                                                          Next next) {
  struct Visit {
    std::uint32_t node;
    std::vector<std::uint32_t> leads_to;
    std::size_t at = 0;
  };
  constexpr std::uint32_t kDone = 0xFFFFFFFF;
  std::vector<std::uint32_t> met(count, 0);     // when, from 1; 0: not yet
  std::vector<std::uint32_t> lowest(count, 0);  // the earliest open node that it leads to
  std::uint32_t time = 0;
  std::vector<std::uint32_t> open;
  std::vector<Visit> visits;
  std::vector<std::vector<std::uint32_t>> components;
  const auto enter = [&](std::uint32_t node) {
    met[node] = lowest[node] = ++time;
    open.push_back(node);
    visits.push_back({node, next(node)});
  };
  for (const std::uint32_t root : roots) {
    if (met[root] == 0) enter(root);
    while (!visits.empty()) {
      Visit& visit = visits.back();
      if (visit.at < visit.leads_to.size()) {
        const std::uint32_t other = visit.leads_to[visit.at++];
        if (met[other] == 0)
          enter(other);
        else if (met[other] != kDone)
          lowest[visit.node] = std::min(lowest[visit.node], met[other]);
        continue;
      }
      const std::uint32_t node = visit.node;
      visits.pop_back();
      if (!visits.empty())
        lowest[visits.back().node] = std::min(lowest[visits.back().node], lowest[node]);
      if (lowest[node] != met[node]) continue;
      const auto first = std::find(open.rbegin(), open.rend(), node).base() - 1;
      components.emplace_back(first, open.end());
      for (auto member = first; member != open.end(); ++member) met[*member] = kDone;
      open.erase(first, open.end());
    }
  }
  return components;
}

}  // namespace remit::base
