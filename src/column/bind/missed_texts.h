// Texts that a run put together and that have no code yet.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/budget.h"
#include "base/hash_map.h"

namespace remit::column {

/// Filled by all workers of a run at once. Which texts it holds at the end of a run depends on
/// neither their number nor their order.
///
/// A run that missed some is worth nothing but for these: it is begun anew with codes for them
/// (with_texts). That is once for each text that is put together from others put together, and
/// once more.
class MissedTexts {
 public:
  void add(std::string_view text) {
    const std::lock_guard lock(mutex_);
    if (texts_.contains(text)) return;
    // Here, in the list that they become, and as a code.
    constexpr std::int64_t kBeside = 128;
    base::take_memory(2 * static_cast<std::int64_t>(text.size()) + kBeside);
    texts_.emplace(text);
  }
  bool is_empty() const {
    const std::lock_guard lock(mutex_);
    return texts_.empty();
  }
  std::vector<std::string> list() const {
    const std::lock_guard lock(mutex_);
    // In any order: they are given codes by their own order.
    return {texts_.begin(), texts_.end()};
  }

 private:
  mutable std::mutex mutex_;  // guards texts_
  base::HashSet<std::string> texts_;
};

}  // namespace remit::column
