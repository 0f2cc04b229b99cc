// A value that the document leaves open: an input of the policy.
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/guards.h"
#include "check/types.h"
#include "diagnostic/code/habits.h"

namespace remit::check {

namespace {

void declare_open_param(Context& context, NodeView item) {
  const FieldType type = read_type(context, item[Label::type]);
  Field field;
  field.name = item[Label::name].text();
  field.label = item[Label::label].text();
  field.type = type.type;
  field.decimals = type.decimals;
  field.hole = true;
  field.percent = type.percent;
  field.bounded = static_cast<bool>(item[Label::bounds]);
  field.cite = item[Label::cite][Label::text].text();
  field.span = item[Label::name].span();
  context.columns.add_field(kWhole, std::move(field));
  if (const NodeView bounds = item.child(Rule::bounds)) {
    const auto last = context.model.entities[kWhole].fields.size() - 1;
    guard_bounds(context, kWhole, static_cast<std::uint32_t>(last), bounds);
  }
}

}  // namespace

constinit const Form kOpenParam{.rule = Rule::open_param,
                                .phase = Phase::tables,
                                .declare = declare_open_param,
                                .unused = code::unused_parameter};

}  // namespace remit::check
