#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "remit/schema.h"

namespace remit::cli {

/// A header such as `投资额(万元)`, taken apart.
struct HeaderParts {
  std::string name;
  std::string unit;  ///< what stands in the brackets at the end; empty if there are none
};

/// Round, square and full-width brackets count. The name is trimmed, not folded any further.
HeaderParts split_header(std::string_view header);

/// The power of ten that a unit in a header means for a field: 4 for 万元 or `10k CNY`, 6 for
/// `million`, -2 for `%`. Nothing when the unit is unknown, or is another currency than the
/// field's: then guessing would be wrong by orders of magnitude. Fields that hold no number have
/// no unit: 0, whatever the brackets say.
std::optional<int> unit_exponent(std::string_view unit, const ValueType& type);

}  // namespace remit::cli
