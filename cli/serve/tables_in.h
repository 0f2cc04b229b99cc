#pragma once

#include <optional>
#include <set>

#include "cli/serve/json_in.h"
#include "cli/serve/problem.h"
#include "remit/policy.h"

namespace remit::cli::serve {

/// Puts the tables of a body into `data`: {"unit": [{"name": "A", "size": "12.5"}], "whole":
/// {...}}. An entity goes by name or label, the whole by `whole` or by the name of the policy. A
/// cell is a text, a number, true, false or null; a number counts as it is written. Members that a
/// row lacks are blank there. `there`, if not null, gets the entities of which a table came.
/// Answered is the refusal, if there is one.
std::optional<Answer> take_tables(const Json& tables, const Policy& policy, Language language,
                                  Data& data, std::set<std::size_t>* there = nullptr);

/// The text of a cell; nothing for what is no cell.
std::optional<std::string_view> cell_text(const Json& cell);

/// Index of an entity by name or label; of the whole by `whole`, `-` or the policy's name.
std::optional<std::size_t> find_table(const Policy& policy, const Data& data,
                                      std::string_view name);

}  // namespace remit::cli::serve
