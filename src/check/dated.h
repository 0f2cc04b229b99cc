#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/types/span.h"
#include "check/context.h"
#include "check/typer.h"

namespace remit::check {

/// "2010-01-31".
std::string iso_text(std::int32_t day);

/// A list of values with the days they begin, as a table over days; kNone if it is one value
/// without a day (then `single` is it).
struct DatedValues {
  std::uint32_t table = kNone;
  ExprId single = kNone;
  type::Type type;
};

/// Values in the order of their days; each holds until the next begins or its own end. A day
/// between two of them that has no value is a hole.
DatedValues read_dated(Context& context, const std::string& name, absl::Span<const NodeView> list,
                       type::Type wanted);

/// What such a list gives on `day`; one value without a day is itself.
ExprId value_on(Context& context, const std::string& name, absl::Span<const NodeView> list,
                type::Type wanted, ExprId day);

/// The constant that holds on that day, if any does.
std::optional<ExprId> value_of(const Dated& dated, std::int32_t day);

/// A value that the policy must know; reports what depends on data.
ExprId constant_value(Context& context, Typer& typer, NodeView node, type::Type wanted);

}  // namespace remit::check
