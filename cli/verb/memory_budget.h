#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/text/console.h"
#include "cli/verb/table_places.h"
#include "remit/policy.h"

namespace remit::cli {

/// "500M", "2G", "1536K", "2GiB", or a number of bytes.
std::optional<std::uint64_t> parse_memory(std::string_view text);
/// "1.5 GiB", "128 MiB".
std::string memory_text(std::uint64_t bytes);

/// What a run may take. By itself it is what the machine has, which nothing enforces.
struct MemoryLimit {
  std::uint64_t bytes = 0;  ///< 0: no limit
  bool stated = false;      ///< by whoever runs it, who means it
};

/// The limit that `--memory` states, or the machine's; nothing, and a complaint, if it is no
/// amount.
std::optional<MemoryLimit> memory_limit(const std::string& option, const Console& console);

/// Whether all of them, as far as they are named, can be read once more.
bool are_files(const std::vector<std::string>& paths);

/// Lets the system refuse memory beyond a stated limit: std::bad_alloc from then on.
void enforce(const MemoryLimit& limit);

/// About what the tables take in a run, with what the policy computes from them: by the sizes of
/// their files, within a quarter where cells are short and few are in error. Of files that are
/// none, or are not there, nothing is known: they count as 0.
class MemoryEstimate {
 public:
  /// By entity.
  MemoryEstimate(const Policy& policy, const std::vector<TablePlace>& places);

  std::uint64_t in_memory() const;
  std::uint64_t without(std::size_t entity) const { return in_memory() - taken_[entity]; }
  /// Entities with a table, the largest first.
  std::vector<std::size_t> by_size() const;

 private:
  std::vector<std::uint64_t> taken_;  ///< bytes, by entity
};

}  // namespace remit::cli
