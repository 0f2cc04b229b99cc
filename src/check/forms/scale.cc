// A table of brackets.
#include "check/bands.h"
#include "check/data_scales.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/open_bands.h"
#include "diagnostic/code/habits.h"
#include "diagnostic/text/check.h"

namespace remit::check {

namespace {

/// Of brackets that are rows of a table: looked up where it is used.
void declare_data_scale(Context& context, NodeView item) {
  if (const NodeView entity = item[Label::entity])
    context.report_no_effect(entity, diagnostic::text::why_same_brackets);
  auto data = read_data_scale(context, item);
  if (!data) {
    type::Scale broken;
    broken.name = item[Label::name].text();
    declare_name(context, item, SymbolKind::scale,
                 context.tables.add_scale(std::move(broken), {.broken = true}));
    return;
  }
  const std::uint32_t id = context.tables.add_open_scale(
      {item, data->table, cited_clause(context, item), std::move(data)});
  declare_name(context, item, SymbolKind::open_scale, id);
}

/// Of the rows of an entity: its brackets are read where it is used. One that no row changes is a
/// table for all.
void declare_open_scale(Context& context, NodeView item) {
  const auto entity = entity_named(context, item[Label::entity]);
  if (!entity) return;
  const std::uint32_t id =
      context.tables.add_open_scale({item, *entity, cited_clause(context, item)});
  declare_name(context, item, SymbolKind::open_scale, id);
  context.columns.add_definition(
      std::string(item[Label::name].text()), item.span(), {}, [&context, item] {
        if (!differs_by_row(context, item[Label::bands]))
          context.report_no_effect(item[Label::entity], diagnostic::text::why_same_brackets);
      });
}

void declare_scale(Context& context, NodeView item) {
  if (item[Label::rows]) return declare_data_scale(context, item);
  if (item[Label::entity]) return declare_open_scale(context, item);
  type::Scale scale;
  scale.name = item[Label::name].text();
  scale.cite = cited_clause(context, item);
  scale.label = item[Label::label].text();
  scale.kind = scale_kind(item[Label::kind]);
  Tables::ScaleTypes types;
  auto bands = read_bands(context, item[Label::bands], false, types, scale.kind);
  types.broken = !bands;
  if (bands) {
    scale.bands = std::move(*bands);
    finish_brackets(context, scale, types);
  }
  const std::uint32_t id = context.tables.add_scale(std::move(scale), types);
  declare_name(context, item, SymbolKind::scale, id);
}

}  // namespace

constinit const Form kScale{.rule = Rule::scale,
                            .phase = Phase::tables,
                            .declare = declare_scale,
                            .unused = code::unused_definition};

}  // namespace remit::check
