#include "check/row_check.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "base/budget.h"
#include "check/expr_parts.h"
#include "check/guards.h"
#include "check/typer.h"
#include "diagnostic/text/check.h"
#include "type/functions.h"

namespace remit::check {
namespace {

class Mentions {
 public:
  Mentions(const Context& context, EntityId entity) : context_(context), entity_(entity) {}

  void collect(NodeView node) {
    base::go_deeper();
    if (node.is(Rule::path)) {
      for (const NodeView step : node.all(Label::step)) name(step.text());
      return;
    }
    if (node.is(Rule::call)) {
      const std::string_view called = node[Label::function].text();
      figures_ = figures_ || (type::find_function(called) == nullptr &&
                              static_cast<bool>(context_.names.foretold(called)));
    }
    for (const NodeView child : node.children()) collect(child);
  }

  Mentioned take() { return {{fields_.begin(), fields_.end()}, figures_}; }

 private:
  void name(std::string_view text) {
    const auto& fields = context_.model.entities[entity_].fields;
    const auto field = std::ranges::find(fields, text, &Field::name);
    if (field != fields.end()) {
      fields_.insert(static_cast<std::uint32_t>(field - fields.begin()));
      const Symbol* symbol = context_.names.find(entity_, text);
      figures_ = figures_ || (symbol != nullptr && symbol->kind == SymbolKind::column &&
                              context_.columns.awaits(symbol->index));
      return;
    }
    const NodeView declared = context_.names.foretold(text);
    if (!declared) return;
    figures_ = true;
    // By what a reference is found says which row is meant; it is not what the check finds wrong.
    if (!declared.is(Rule::define)) return;
    const bool of_rows = declared[Label::entity].text() == context_.model.entities[entity_].name;
    if (of_rows && seen_.insert(declared.span().begin).second) collect(declared[Label::value]);
  }

  const Context& context_;
  EntityId entity_;
  std::set<std::uint32_t> fields_;
  std::set<std::uint32_t> seen_;  ///< where the declarations begin that were looked into
  bool figures_ = false;
};

/// The columns that the condition reads, also through steps that were made for it: those from
/// `first` on.
void collect_columns(const Model& model, ExprId root, std::size_t first,
                     std::set<ColumnId>& columns) {
  std::vector<ExprId> stack{root};
  std::set<ExprId> seen;
  while (!stack.empty()) {
    const ExprId id = stack.back();
    stack.pop_back();
    if (!seen.insert(id).second) continue;
    const Expr& expr = model.exprs[id];
    if (expr.kind == ExprKind::column && columns.insert(expr.payload).second &&
        expr.payload >= first && model.columns[expr.payload].value != kNone)
      stack.push_back(model.columns[expr.payload].value);
    visit_parts(model, expr, [&](ExprId part) { stack.push_back(part); });
  }
}

struct Guarded {
  ColumnId guard = kNone;
  ColumnId field = kNone;   ///< as the data has it
  ColumnId before = kNone;  ///< as the checks before let it through
};

void define_guards(Context& context, NodeView condition, const std::vector<Guarded>& guards,
                   UncheckedRow row) {
  const base::Span span = condition.span();
  const std::size_t errors = context.sink.error_count();
  const std::size_t first = context.model.columns.size();
  const ExprId holds = Typer(context).check_of(condition, row);
  std::set<ColumnId> read;
  collect_columns(context.model, holds, first, read);
  const bool reads_fields =
      std::ranges::any_of(guards, [&](const Guarded& each) { return read.contains(each.before); });
  if (context.sink.error_count() == errors && !reads_fields)
    refuse_without_fields(context, condition, holds);
  for (const Guarded& each : guards) {
    const Column& of = context.model.columns[each.guard];
    const type::Type type = of.type;
    const ExprId raw = context.build.column(each.field, of.origin.span);
    const bool checked = read.contains(each.before);
    context.columns.define(
        each.guard,
        checked
            ? context.build.choose(
                  holds, raw, context.build.fail(type::CellFault::check_failed, type, span), span)
            : raw);
  }
}

}  // namespace

void refuse_without_fields(const Context& context, NodeView condition, ExprId holds) {
  if (!context.build.is_constant(holds))
    context.report_no_effect(condition, diagnostic::text::why_same_for_all);
}

Mentioned mentioned_in(const Context& context, EntityId entity, NodeView condition) {
  Mentions mentions(context, entity);
  mentions.collect(condition);
  return mentions.take();
}

std::vector<ColumnId> guard_by_figures(Context& context, EntityId entity, NodeView condition,
                                       const std::vector<std::uint32_t>& fields) {
  UncheckedRow row{.entity = entity};
  std::vector<Guarded> guards;
  std::vector<ColumnId> columns;
  for (const std::uint32_t index : fields) {
    const Field& field = context.model.entities[entity].fields[index];
    const Symbol* symbol = context.names.find(entity, field.name);
    if (symbol == nullptr || symbol->kind != SymbolKind::column) continue;
    const ColumnId before = symbol->index, raw = field.column;
    row.fields.emplace(field.name, before);
    const ColumnId guard = await_guard(context, entity, index, condition.span());
    context.columns.promise(guard, field.type, field.decimals, true);
    guards.push_back({guard, raw, before});
    columns.push_back(guard);
  }
  context.columns.wait(Wave::choices, [&context, condition, guards, columns, row] {
    context.columns.add_definition(
        std::string(condition.text()), condition.span(), columns,
        [&context, condition, guards, row] { define_guards(context, condition, guards, row); });
  });
  return columns;
}

}  // namespace remit::check
