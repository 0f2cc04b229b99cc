// Several rewards share one limit.
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/row_order.h"

namespace remit::check {

using type::Opcode;
using type::Role;

namespace {

/// A limit on the sum of several rewards of a row, or of all rows of one unit.
void cap_jointly(Context& context, NodeView item, const std::vector<GroupedReward>& members) {
  const base::Span span = item.span();
  const auto values = context.rewards.amounts(members, span);
  if (values.empty()) return;
  ExprBuilder& build = context.build;
  Typer typer(context);
  const EntityId entity = context.rewards.provision(members[0]).entity;
  ExprId sum = values[0];
  for (std::size_t i = 1; i < values.size(); ++i) sum = build.add(sum, values[i], span);
  const ExprId limit =
      typer.of_type(item[Label::limit], Scope{.entity = entity}, build.type_of(sum));
  if (!context.model.rounding) {
    context.sink.report(Code::rounding_missing, span, {item.text()});
    return;
  }
  if (!item[Label::how]) context.sink.report(Code::reduction_order_missing, span);
  PartySplit split;
  split.rounding = *context.model.rounding;
  split.total =
      build.round(build.minimum(sum, build.maximum(limit, build.zero(build.type_of(sum))), span),
                  {number::RoundingMode::down, split.rounding.increment}, span);
  if (item[Label::how][Label::order]) split.method = number::ShareMethod::in_order;
  split.weights = values;
  split.caps = values;
  ExprId together = sum;
  if (item[Label::key]) {
    Apportion rows;
    rows.partition = typer.partition(item.all(Label::key), Scope{.entity = entity});
    together = build.fold(entity,
                          {.op = type::FoldOp::sum,
                           .rows = entity,
                           .partitioned = true,
                           .partition = rows.partition,
                           .value = sum},
                          span);
    rows.total = build.minimum(together, limit, span);
    rows.weight = sum;
    rows.cap = sum;
    rows.rounding = split.rounding;
    RowOrder order = read_row_order(context, entity, {item[Label::how][Label::ties]});
    if (item[Label::how]) require_total(context, order, entity, item[Label::how].span());
    rows.order = std::move(order.keys);
    split.total = build.apportion(entity, std::move(rows), span);
  }
  typer.probe(Probe::Kind::limit, build.compare(Opcode::greater, together, limit, span),
              item[Label::limit].span());
  const std::uint32_t index = build.add_split(std::move(split));
  for (std::uint32_t i = 0; i < members.size(); ++i)
    context.columns.define(members[i].after, build.party(entity, index, i, span), span);
}

void declare_cap_together(Context& context, NodeView item) {
  context.columns.wait(Wave::joint_caps, [&context, item] {
    const auto members = context.rewards.add_stage(
        item.all(Label::reward), Role::cap,
        {.reason = diagnostic::Text::reason_joint_cap, .name = ""}, false);
    if (members.empty()) return;
    context.columns.add_definition(
        std::string(item.text()), item.span(), columns_after(members),
        [&context, item, members] { cap_jointly(context, item, members); });
  });
}

}  // namespace

constinit const Form kCapTogether{.rule = Rule::cap_together, .declare = declare_cap_together};

}  // namespace remit::check
