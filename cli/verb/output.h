#pragma once

#include <cstddef>
#include <string>

#include "cli/text/console.h"
#include "remit/policy.h"

namespace remit::cli {

/// What the table of an entity is called in files and in JSON; the whole by the name of the policy.
const std::string& table_name(const Policy& policy, std::size_t entity);

/// DIR/NAME.csv
std::string table_path(const std::string& directory, const std::string& name);

// These complain when they fail.
bool make_directory(const std::string& directory, const Console& console);
bool write_table(const std::string& directory, const std::string& name, const Table& table,
                 const Console& console);

}  // namespace remit::cli
