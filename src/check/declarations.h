#pragma once

#include "check/context.h"
#include "check/typer.h"

// The first walk over a policy: what is declared. Each function reads one kind of declaration.
// Names come first, so that a formula may use what stands below it; formulas are typed when the
// units run.

namespace remit::check {

/// currency, rounding, periods: what the document says of itself.
void read_header(Context& context, NodeView item);

void read_rounding(Context& context, NodeView item);
void declare_entity_name(Context& context, NodeView item);
void declare_party(Context& context, NodeView item);
/// Fields, keys, checks and periods of an entity; all entity names are known by now.
void declare_members(Context& context, NodeView item);
void declare_event(Context& context, NodeView item);
void declare_param(Context& context, NodeView item);
void declare_open_param(Context& context, NodeView item);
void declare_rate(Context& context, NodeView item);
void declare_calendar(Context& context, NodeView item);
void declare_scale(Context& context, NodeView item);

/// A list of values with the days they begin, on `day`; one value without a day is itself.
ExprId value_on(Context& context, const std::string& name, absl::Span<const NodeView> list,
                type::Type wanted, ExprId day);

/// The bands of a scale, checked for order, gaps and overlaps. `input` and `output` become their
/// types. With `places`, bare whole numbers, each band reaches to just before the next whole
/// number.
struct BandTypes {
  type::Type input;
  type::Type output;
};
std::optional<std::vector<type::Band>> read_bands(Context& context, NodeView bands, bool places,
                                                  BandTypes& types);
std::uint32_t add_scale(Context& context, type::Scale scale, const BandTypes& types);

/// The type that a `type` node writes, and the decimals of its values.
struct FieldType {
  type::Type type;
  int scale = 0;
};
FieldType read_type(Context& context, NodeView type);

/// Index of a form in Context::forms.
std::uint32_t index_of(const Context& context, const Form* form);
/// An output that may not come out in decimals must say how it is rounded.
void require_decimal(Context& context, ColumnId column, base::Span span);

/// Registers a declaration that gives columns; nullptr if its name is taken or its entity unknown.
Form* declare_form(Context& context, NodeView item);

/// Whether a sanction hits a row of the blocked form: itself, or the row it refers to.
ExprId block_applies(Context& context, const Block& block, std::uint32_t blocked_form);

void declare_define(Context& context, NodeView item);
void declare_target(Context& context, NodeView item);
void declare_reward(Context& context, NodeView item);
void declare_honour(Context& context, NodeView item);
void declare_sanction(Context& context, NodeView item);
void declare_choose(Context& context, NodeView item);
void declare_cap_together(Context& context, NodeView item);
void declare_split(Context& context, NodeView item);
void declare_fund(Context& context, NodeView item);
void declare_ranking(Context& context, NodeView item);
void declare_score(Context& context, NodeView item);
void declare_deadline(Context& context, NodeView item);
void declare_schedule(Context& context, NodeView item);
void declare_test(Context& context, NodeView item);

}  // namespace remit::check
