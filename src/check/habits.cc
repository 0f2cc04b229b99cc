#include "check/habits.h"

#include <algorithm>
#include <string_view>

namespace remit::check {

void report_habits(Context& context, const std::vector<NodeView>& items) {
  Model& model = context.model;
  for (EntityId entity = 1; entity < model.entities.size(); ++entity) {
    const Entity& of = model.entities[entity];
    for (std::uint32_t i = 0; i < of.fields.size(); ++i) {
      const Symbol* symbol = context.find(entity, of.fields[i].name);
      if (of.key != i && symbol != nullptr && !symbol->used)
        context.sink.report(Code::unused_input, of.fields[i].span, {of.fields[i].name, of.name});
    }
  }
  for (const NodeView item : items) {
    const std::string_view name = item[Label::name].text();
    const Symbol* symbol = context.find(kWhole, name);
    if (symbol == nullptr || symbol->used) continue;
    if (item.is(Rule::param) || item.is(Rule::event) || item.is(Rule::open_param))
      context.sink.report(Code::unused_parameter, item[Label::name].span(), {name});
    if (item.is(Rule::party))
      context.sink.report(Code::unused_party, item[Label::name].span(), {name});
  }
  for (const NodeView item : items) {
    const Symbol* symbol = nullptr;
    if (item.is(Rule::scale)) symbol = context.find(kWhole, item[Label::name].text());
    if (item.is(Rule::define) && item[Label::intermediate])
      for (const Form& form : context.forms)
        if (form.node.id() == item.id()) symbol = context.find(form.entity, form.name);
    if (symbol != nullptr && !symbol->used)
      context.sink.report(Code::unused_definition, item[Label::name].span(),
                          {item[Label::name].text()});
  }
  static constexpr std::string_view kRules[] = {"target", "reward", "split", "fund", "sanction"};
  for (const Form& form : context.forms) {
    const bool rule = std::ranges::find(kRules, std::string_view(form.keyword)) != std::end(kRules);
    if (rule && form.cite.empty())
      context.sink.report(Code::no_cite, form.node[Label::name].span(), {form.name});
  }
  for (const Rate& rate : context.rates)
    if (!rate.used)
      context.sink.report(Code::unused_rate, rate.span,
                          {model.currencies[rate.base].code, model.currencies[rate.quote].code});
  for (const Field& field : model.entities[kWhole].fields)
    if (field.hole && field.name != "as_of")
      context.sink.report(Code::open_hole, field.span, {field.name});
}

}  // namespace remit::check
