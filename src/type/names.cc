#include "type/names.h"

#include <array>
#include <cstddef>

namespace remit::type {
namespace {

template <typename E, std::size_t N>
std::string_view at(const std::array<std::string_view, N>& names, E value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? names[index] : "unknown";
}

constexpr std::array<std::string_view, 9> kTypeKindNames = {{
    "unknown",
    "boolean",
    "number",
    "money",
    "date",
    "duration",
    "text",
    "category",
    "reference",
}};
static_assert(kTypeKindNames.size() == static_cast<std::size_t>(TypeKind::reference) + 1);

constexpr std::array<std::string_view, 4> kDurationUnitNames = {{
    "days",
    "workdays",
    "months",
    "years",
}};
static_assert(kDurationUnitNames.size() == static_cast<std::size_t>(DurationUnit::years) + 1);

constexpr std::array<std::string_view, 10> kFoldOpNames = {{
    "sum",
    "count",
    "minimum",
    "maximum",
    "any",
    "all",
    "first",
    "last",
    "only",
    "median",
}};
static_assert(kFoldOpNames.size() == static_cast<std::size_t>(FoldOp::median) + 1);

constexpr std::array<std::string_view, 4> kRankOutputNames = {{
    "standard",
    "dense",
    "tied",
    "position",
}};
static_assert(kRankOutputNames.size() == static_cast<std::size_t>(RankOutput::position) + 1);

constexpr std::array<std::string_view, 3> kScaleKindNames = {{
    "marginal",
    "slab",
    "step",
}};
static_assert(kScaleKindNames.size() == static_cast<std::size_t>(ScaleKind::step) + 1);

constexpr std::array<std::string_view, 23> kCellFaultNames = {{
    "none",
    "blank",
    "missing",
    "bad_cell",
    "division_by_zero",
    "overflow",
    "bad_reference",
    "duplicate_key",
    "out_of_bounds",
    "check_failed",
    "hole",
    "no_quotation",
    "out_of_period",
    "no_band",
    "cannot_share",
    "negative_weight",
    "no_holidays",
    "circular",
    "left_out",
    "edges_not_ascending",
    "none_found",
    "several_found",
    "not_applicable",
}};
static_assert(kCellFaultNames.size() == static_cast<std::size_t>(CellFault::not_applicable) + 1);

constexpr std::array<std::string_view, 3> kShareMethodNames = {{
    "pro_rata",
    "equal",
    "in_order",
}};
static_assert(kShareMethodNames.size() ==
              static_cast<std::size_t>(number::ShareMethod::in_order) + 1);

constexpr std::array<std::string_view, 4> kRemainderRuleNames = {{
    "largest_remainder",
    "first_in_order",
    "named",
    "last",
}};
static_assert(kRemainderRuleNames.size() ==
              static_cast<std::size_t>(number::RemainderRule::last) + 1);

constexpr std::array<std::string_view, 10> kMadeFieldNames = {{
    "source",
    "group",
    "year",
    "quarter",
    "month",
    "ordinal",
    "first_day",
    "last_day",
    "days",
    "full_days",
}};
static_assert(kMadeFieldNames.size() == static_cast<std::size_t>(MadeField::full_days) + 1);

}  // namespace

std::string_view name(TypeKind value) { return at(kTypeKindNames, value); }
std::string_view name(DurationUnit value) { return at(kDurationUnitNames, value); }
std::string_view name(FoldOp value) { return at(kFoldOpNames, value); }
std::string_view name(RankOutput value) { return at(kRankOutputNames, value); }
std::string_view name(ScaleKind value) { return at(kScaleKindNames, value); }
std::string_view name(CellFault value) { return at(kCellFaultNames, value); }
std::string_view name(number::ShareMethod value) { return at(kShareMethodNames, value); }
std::string_view name(number::RemainderRule value) { return at(kRemainderRuleNames, value); }
std::string_view name(CalendarUnit value) { return calendar_unit(value).name; }
std::string_view name(MadeField value) { return at(kMadeFieldNames, value); }

}  // namespace remit::type
