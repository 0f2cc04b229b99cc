#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "api/policy_impl.h"
#include "remit/status.h"
#include "table/header.h"

namespace remit::api {

/// What is wrong with the headers of a table, all of it; nothing if they fit.
std::optional<Error> header_error(const table::EntitySchema& schema,
                                  const std::vector<std::string_view>& headers,
                                  const table::HeaderMatch& match);

/// An error when the policy makes the rows of the entity, so that no table of it can be given.
std::optional<Error> made_error(const Policy::Impl& policy, std::size_t entity);

/// An error when a table may not have so many rows: too many, or other than one for the whole.
std::optional<Error> check_rows(const Policy::Impl& policy, std::size_t entity, std::uint64_t rows);

}  // namespace remit::api
