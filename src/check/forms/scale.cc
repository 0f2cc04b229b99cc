// A table of brackets.
#include "check/bands.h"
#include "check/declare.h"
#include "check/forms/form.h"

namespace remit::check {

namespace {

void declare_scale(Context& context, NodeView item) {
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
                            .unused = Code::unused_definition};

}  // namespace remit::check
