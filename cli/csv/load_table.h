#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/language.h"
#include "remit/data.h"
#include "remit/schema.h"

namespace remit::cli {

struct LoadOptions {
  bool thousands = false;  ///< accept 1,234,567.89
  base::Language language = base::Language::en;
};

/// Fills the table of an entity from a CSV file: any column order, headers by name or by label,
/// with or without a unit. What is wrong with the file as a whole comes back as one message in the
/// language asked; a bad cell is not such a thing, it becomes an error in the results.
std::optional<std::string> load_table(const std::string& path, const EntityInfo& entity,
                                      std::size_t index, const LoadOptions& options, Data& data);

}  // namespace remit::cli
