#include "sweep/variants.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/strings.h"
#include "check/amendments.h"
#include "check/check.h"
#include "check/figures.h"
#include "diagnostic/error.h"
#include "diagnostic/sink.h"
#include "diagnostic/text/sweep.h"
#include "lowering/from_model.h"
#include "plan/verify.h"
#include "remit/text.h"
#include "syntax/parse.h"

namespace remit::sweep {

using base::concat;
using diagnostic::make_error;
using syntax::Label;
using syntax::NodeView;
using syntax::Rule;
namespace text = diagnostic::text;

namespace {

/// Of one parameter: each is a line of policy text.
constexpr std::uint64_t kMostValues = 1'000'000;

Error policy_error(const diagnostic::DiagnosticSink& sink, const base::SourceSet& sources) {
  return make_error(StatusCode::policy_error, diagnostic::make_diagnostics(sink.sorted(), sources));
}

std::string figure_name(std::size_t index) { return concat("figure_of_what_if_", index); }

/// A parameter's declaration up to its value; `open` ones say the type last.
std::string head_of(NodeView item, const base::Source& source) {
  if (item.is(Rule::open_param))
    return concat("param ", item[Label::name].text(), " : ", source.text(item[Label::type].span()),
                  " = ");
  const base::Span whole = item.span();
  return concat(source.text({whole.begin, item[Label::value].span().begin}));
}

/// The number of which a value is written, with a sign and in brackets or without; nothing for any
/// other value.
NodeView number_of(NodeView value) {
  for (;;) {
    if (value.is(Rule::prefix))
      value = value[Label::operand];  // -5 CNY
    else if (value.is(Rule::group))
      value = value[Label::value];  // (5 CNY)
    else
      return value.is(Rule::number) ? value : NodeView();
  }
}

/// The unit of the amount or length of time that a parameter has: a number without one is meant in
/// it.
std::string unit_of(NodeView item) {
  const NodeView value = number_of(item[Label::value][Label::value]);
  const syntax::NumberLiteral* literal = value ? value.number() : nullptr;
  const bool has_unit = literal != nullptr && (literal->unit_kind == syntax::UnitKind::currency ||
                                               literal->unit_kind == syntax::UnitKind::duration);
  return has_unit ? concat(" ", literal->unit_text) : std::string();
}

}  // namespace

plan::Plan Variant::figures_only() const {
  plan::Plan only = *plan;
  for (plan::Column& column : only.columns) column.output = false;
  for (const plan::ColumnId figure : figures) only.columns[figure].output = true;
  return only;
}

Result<Variants> Variants::make(const Policy::Impl& policy, std::vector<Axis> axes,
                                const std::vector<AskedFigure>& figures,
                                const std::string& entity) {
  Variants variants(policy, std::move(axes));
  for (std::size_t i = 0; i < variants.axes_.size(); ++i) {
    const Axis& axis = variants.axes_[i];
    if (axis.size() > kMostValues)
      return make_error(StatusCode::limit_exceeded, text::sweep_too_many,
                        {axis.size(), kMostValues});
    for (std::size_t k = 0; k < i; ++k)
      if (variants.axes_[k].name() == axis.name())
        return make_error(StatusCode::invalid_argument, text::sweep_set_twice, {axis.name()});
    if (auto error = variants.read_values(axis)) return *error;
    variants.size_ *= axis.size();
  }
  if (auto error = variants.read_figures(figures, entity)) return *error;
  return variants;
}

std::vector<std::uint64_t> Variants::place(std::uint64_t variant) const {
  std::vector<std::uint64_t> place(axes_.size());
  for (std::size_t i = axes_.size(); i-- > 0; variant /= axes_[i].size())
    place[i] = variant % axes_[i].size();
  return place;
}

Result<NodeView> Variants::declaration(const Axis& axis) const {
  diagnostic::DiagnosticSink known(policy_.limits.diagnostics);
  const auto policies = check::assemble(policy_.trees, {}, known);
  std::vector<std::string_view> names;
  for (const NodeView item : policies[policy_.chosen].items) {
    if (!item.is(Rule::param) && !item.is(Rule::open_param)) continue;
    names.push_back(item[Label::name].text());
    if (names.back() != axis.name()) continue;
    const auto values = item.all(Label::value);
    const bool single =
        item.is(Rule::open_param) || (values.size() == 1 && !values[0][Label::since]);
    if (single) return item;
    return make_error(StatusCode::invalid_argument, text::sweep_not_single, {axis.name()});
  }
  return make_unknown_name(text::sweep_no_param, {axis.name()}, near_name(axis.name(), names));
}

std::optional<Error> Variants::read_values(const Axis& axis) {
  const Result<NodeView> item = declaration(axis);
  if (!item.ok()) return item.error();
  const base::Source& source = policy_.sources.at(item->span().begin);
  const std::string head = head_of(*item, source);
  const std::string unit = unit_of(*item);
  std::string values;
  for (std::uint64_t i = 0; i < axis.size(); ++i)
    values += concat("  ", head, axis.text(i), axis.is_bare(i) ? unit : "", "\n");
  auto read = this->read("--set", std::move(values));
  if (!read.ok()) return read.error();
  const bool whole = read->size() == axis.size() && std::ranges::all_of(*read, [&](NodeView each) {
                       return each.is(Rule::param) && each.all(Label::value).size() == 1 &&
                              !each[Label::value][Label::since] &&
                              each[Label::name].text() == axis.name();
                     });
  if (!whole)
    return make_error(StatusCode::invalid_argument, text::sweep_bad_value,
                      {axis.name(), axis.text(0)});
  values_.push_back(*std::move(read));
  return std::nullopt;
}

std::optional<Error> Variants::read_figures(const std::vector<AskedFigure>& figures,
                                            const std::string& entity) {
  const std::string rows = entity.empty() ? std::string() : concat(" for ", entity);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const AskedFigure& figure = figures[i];
    auto read = this->read(figure.option, concat("  intermediate define ", figure_name(i), rows,
                                                 " =\n    ", figure.formula, "\n"));
    if (!read.ok()) return read.error();
    const bool is_one = read->size() == 1 && read->front().is(Rule::define) &&
                        read->front()[Label::name].text() == figure_name(i);
    if (!is_one)
      return make_error(StatusCode::invalid_argument, text::sweep_bad_figure, {figure.formula});
    figures_.push_back(read->front());
  }
  return std::nullopt;
}

Result<std::vector<NodeView>> Variants::read(const char* name, std::string text) {
  const base::Source& source = sources_.add(name, concat("policy what_if {\n", text, "}\n"));
  diagnostic::DiagnosticSink sink(policy_.limits.diagnostics);
  trees_.push_back(std::make_unique<syntax::Tree>(syntax::parse(source, policy_.limits, sink)));
  if (sink.has_errors()) return policy_error(sink, sources_);
  const auto policies = trees_.back()->root().children();
  if (policies.size() != 1) return std::vector<NodeView>();
  const auto items = policies[0].all(Label::item);
  return std::vector<NodeView>(items.begin(), items.end());
}

Result<Variant> Variants::compile(std::uint64_t variant, bool careful) const {
  check::WhatIf what_if;
  what_if.careful = careful;
  what_if.figures = figures_;
  const std::vector<std::uint64_t> place = this->place(variant);
  for (std::size_t i = 0; i < place.size(); ++i)
    what_if.params.push_back(values_[i][static_cast<std::size_t>(place[i])]);
  diagnostic::DiagnosticSink sink(policy_.limits.diagnostics);
  const std::unique_ptr<check::Model> model =
      check::check_what_if(policy_.trees, sources_, policy_.limits, sink, policy_.chosen, what_if);
  if (sink.has_errors()) return policy_error(sink, sources_);
  std::vector<plan::ColumnId> columns;
  Variant compiled;
  compiled.plan = lowering::lower(*model, &columns);
  if (compiled.plan == nullptr)
    return make_error(StatusCode::internal_error, text::sweep_bad_figure, {"lower"});
  for (std::size_t i = 0; i < figures_.size(); ++i) {
    const auto column = std::ranges::find(model->columns, figure_name(i), &check::Column::name);
    compiled.figures.push_back(columns[static_cast<std::size_t>(column - model->columns.begin())]);
  }
  return compiled;
}

}  // namespace remit::sweep
