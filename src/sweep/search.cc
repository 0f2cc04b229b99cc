#include "sweep/search.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/int128.h"
#include "base/keep_once.h"

namespace remit::sweep {

std::optional<Error> Search::run(const Compute& compute, std::vector<std::uint64_t> hints) {
  if (size_ <= whole_) {
    std::vector<std::uint64_t> all(static_cast<std::size_t>(size_));
    std::iota(all.begin(), all.end(), std::uint64_t{0});
    return attempt(compute, std::move(all));
  }
  std::vector<std::uint64_t> places = between(0, size_ - 1);
  places.insert(places.end(), {0, size_ - 1});
  for (const std::uint64_t hint : hints)
    for (std::uint64_t near = hint == 0 ? 0 : hint - 1; near <= hint + 1 && near < size_; ++near)
      places.push_back(near);
  if (auto error = attempt(compute, std::move(places))) return error;
  while (const auto best = found()) {
    const auto next = beyond(*best);
    if (!next) return std::nullopt;
    const auto [low, high] = std::minmax(*best, *next);
    if (high - low == 1) return std::nullopt;
    if (auto error = attempt(compute, between(low, high))) return error;
  }
  return std::nullopt;
}

std::optional<Error> Search::attempt(const Compute& compute, std::vector<std::uint64_t> places) {
  std::ranges::sort(places);
  base::keep_once(places);
  std::erase_if(places, [this](std::uint64_t place) { return tried_.contains(place); });
  auto figures = compute(places);
  if (!figures.ok()) return figures.error();
  for (std::size_t i = 0; i < places.size(); ++i) tried_[places[i]] = std::move((*figures)[i]);
  return std::nullopt;
}

std::vector<std::uint64_t> Search::between(std::uint64_t low, std::uint64_t high) const {
  std::vector<std::uint64_t> places;
  const std::uint64_t parts = std::min(at_once_ + 1, high - low);
  for (std::uint64_t i = 1; i < parts; ++i)
    places.push_back(low + static_cast<std::uint64_t>(UInt128{high - low} * i / parts));
  return places;
}

std::optional<std::uint64_t> Search::found() const {
  const auto is_it = [this](const auto& each) { return holds(each.second); };
  if (smallest_) {
    const auto first = std::ranges::find_if(tried_, is_it);
    return first == tried_.end() ? std::nullopt : std::optional(first->first);
  }
  const auto last = std::find_if(tried_.rbegin(), tried_.rend(), is_it);
  return last == tried_.rend() ? std::nullopt : std::optional(last->first);
}

std::optional<std::uint64_t> Search::beyond(std::uint64_t place) const {
  const auto at = tried_.find(place);
  if (smallest_) return at == tried_.begin() ? std::nullopt : std::optional(std::prev(at)->first);
  const auto next = std::next(at);
  return next == tried_.end() ? std::nullopt : std::optional(next->first);
}

std::uint64_t Search::changes() const {
  std::uint64_t changes = 0;
  for (auto at = tried_.begin(); at != tried_.end(); ++at)
    if (at != tried_.begin() && holds(at->second) != holds(std::prev(at)->second)) ++changes;
  return changes;
}

}  // namespace remit::sweep
