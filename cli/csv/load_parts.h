#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "cli/csv/load_table.h"

namespace remit::cli {

/// What a part of a text has, as a rule: its cells stay in the nearer caches.
inline constexpr std::size_t kPartBytes = std::size_t{128} << 10;

/// A table that was taken in from parts of its text.
struct PartsLoaded {
  std::optional<CsvError> numbered;  ///< CsvTable::numbered
};

/// Fills the table of an entity from a text, part by part, on LoadOptions::threads, so that no more
/// than the cells of a part for each thread are held. What comes in does not depend on how many
/// they are, nor on `part_bytes`. Nothing where the text is a short one, or where anything is wrong
/// with it as a whole: no table is filled then, and who reads all of it says what is wrong.
std::optional<PartsLoaded> load_parts(const std::string& path, std::string_view text,
                                      const EntityInfo& entity, std::size_t index,
                                      const LoadOptions& options, Data& data,
                                      std::size_t part_bytes = kPartBytes);

}  // namespace remit::cli
