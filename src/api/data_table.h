#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "api/policy_impl.h"
#include "remit/status.h"

namespace remit::api {

inline constexpr std::size_t kNoField = static_cast<std::size_t>(-1);

/// The field that each header names, kNoField for none. An error when two headers name one field,
/// or none names a field that has to be there.
Result<std::vector<std::size_t>> match_columns(const Policy::Impl& policy, std::size_t entity,
                                               const std::vector<std::string_view>& headers);

/// An error when a table may not have so many rows: too many, or other than one for the whole.
std::optional<Error> check_rows(const Policy::Impl& policy, std::size_t entity, std::uint64_t rows);

}  // namespace remit::api
