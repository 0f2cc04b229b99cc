#include "check/check.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/hash_map.h"
#include "base/strings.h"
#include "check/amendments.h"
#include "check/blank_targets.h"
#include "check/clauses.h"
#include "check/declare.h"
#include "check/empty_texts.h"
#include "check/figures.h"
#include "check/forms/form.h"
#include "check/found_references.h"
#include "check/made_order.h"
#include "check/name_index.h"
#include "check/named_values.h"
#include "check/open_bands.h"
#include "check/probes.h"
#include "check/ranges.h"
#include "check/reached_bands.h"
#include "check/recurrences.h"
#include "check/said_twice.h"
#include "check/taken_names.h"
#include "check/unused.h"
#include "check/written_orders.h"
#include "diagnostic/code/limits.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/text/check.h"
#include "number/digit_limit.h"
#include "type/list_names.h"

namespace remit::check {
namespace {

using Items = absl::Span<const NodeView>;

void declare_by_form(Context& context, Items items, Phase phase) {
  for (const Form* form : forms()) {
    const bool announces = phase == Phase::names && form->announce != nullptr;
    if (form->phase != phase && !announces) continue;
    for (const NodeView item : items)
      if (item.is(form->rule)) (announces ? form->announce : form->declare)(context, item);
  }
}

void declare_in_order(Context& context, Items items, Phase phase) {
  for (const NodeView item : items) {
    const Form* form = form_of(item.rule());
    if (form != nullptr && form->phase == phase) form->declare(context, item);
  }
}

void declare_all(Context& context, Items items) {
  for (const Phase phase : {Phase::header, Phase::names, Phase::constants})
    declare_by_form(context, items, phase);
  for (const NodeView item : items) {
    const Form* form = form_of(item.rule());
    const bool later = form != nullptr && form->phase >= Phase::tables;
    if (later && item[Label::name]) context.names.foretell(item);
  }
  foretell_found_references(context, items);
  for (const Phase phase : {Phase::fields, Phase::tables, Phase::provisions}) {
    if (phase == Phase::fields) context.names.fields_only(diagnostic::text::reader_check);
    declare_in_order(context, items, phase);
    context.names.fields_only(std::nullopt);
    if (phase == Phase::fields) {
      refuse_reference_by_one_cell(context, items);
      declare_found_references(context, items);
    }
  }
  context.columns.declare_waiting();
}

/// The whole: the entity of one row, with the day the policy is evaluated for.
void add_whole(Context& context) {
  context.model.entities.push_back(
      {.name = "whole", .label = "", .fields = {}, .key = {}, .span = {}});
  Field day;
  day.name = type::kDayOfRun;
  day.type = type::kDate;
  day.hole = true;
  context.columns.add_field(kWhole, std::move(day));
}

/// Reports what outgrew the limits; true if nothing did.
bool within_limits(Context& context, base::Span policy) {
  const Model& model = context.model;
  const std::size_t errors = context.sink.error_count();
  std::vector<std::size_t> columns(model.entities.size(), 0);
  for (const Column& column : model.columns)
    if (++columns[column.entity] == std::size_t{context.limits.columns} + 1)
      context.sink.report(code::too_many_columns, model.entities[column.entity].span,
                          {model.entities[column.entity].name, context.limits.columns});
  if (model.exprs.size() > context.limits.expression_nodes)
    context.sink.report(code::expression_too_large, policy, {context.limits.expression_nodes});
  return context.sink.error_count() == errors;
}

/// Reports formulas of more digits than the limit, each once.
void report_too_long(Context& context, base::Span policy) {
  base::Span last;
  for (const base::Span span : context.build.too_long()) {
    if (span == last) continue;
    last = span;
    context.sink.report(code::too_many_digits, span.end > span.begin ? span : policy,
                        {context.model.written(span), context.limits.number_digits});
  }
}

/// Room for what a policy of that size becomes, so that large tables need not move.
void reserve(Model& model, const PolicyText& policy) {
  model.exprs.reserve(policy.node.span().size() / 4);
  model.columns.reserve(policy.items.size() * 8);
  model.probes.reserve(policy.items.size() * 4);
  model.bases.reserve(policy.items.size());
}

std::string text_of(NodeView cite, Rule note) {
  for (const NodeView each : cite.all(Label::note))
    if (each.is(note)) return std::string(each[Label::text].text());
  return {};
}

std::string form_word(Rule rule) {
  const syntax::Keyword keyword = syntax::first_keyword(rule);
  return std::string(keyword == syntax::Keyword::none ? syntax::name(rule)
                                                      : syntax::keyword_info(keyword).english());
}

/// What those figures of a summary rest on that say so themselves.
void record_figures(Context& context, NodeView summary) {
  for (const NodeView figure : summary.all(Label::figure)) {
    const NodeView cite = figure[Label::cite];
    if (!cite) continue;
    const NodeView owner = cite[Label::text] ? figure : summary;
    context.model.bases.push_back(
        {.form = form_word(summary.rule()),
         .name = base::concat(summary[Label::name].text(), ".", figure[Label::name].text()),
         .label = std::string(figure[Label::label].text()),
         .cite = cited_clause(context, owner),
         .says = text_of(cite, Rule::says),
         .reading = text_of(cite, Rule::understood),
         .not_computed = {},
         .span = figure.span()});
  }
}

/// What each declaration rests on, and the clauses that nothing computes.
void record_bases(Context& context, Items items) {
  for (const NodeView item : items) {
    if (form_of(item.rule()) == nullptr) continue;
    const bool computed = !item.is(Rule::uncomputed);
    const NodeView notes = computed ? item[Label::cite] : item;
    type::Basis& basis = context.model.bases.emplace_back();
    basis.form = form_word(item.rule());
    basis.name = item[Label::name].text();
    basis.label = item[Label::label].text();
    basis.cite = computed ? cited_clause(context, item) : std::string(item[Label::text].text());
    basis.says = text_of(notes, Rule::says);
    basis.reading = text_of(notes, Rule::understood);
    basis.not_computed = item[Label::why].text();
    basis.span = item.span();
    if (item.is(Rule::summary)) record_figures(context, item);
  }
  // As a rule they are in order, and large to move.
  const auto place = [](const type::Basis& basis) { return basis.span.begin; };
  if (!std::ranges::is_sorted(context.model.bases, {}, place))
    std::ranges::sort(context.model.bases, {}, place);
}

/// Declarations are read form by form.
void order_findings(Model& model) {
  std::ranges::stable_sort(model.findings, {},
                           [](const Finding& finding) { return finding.span.begin; });
}

/// `dated by` says something where the policy has a time, or something is counted as of a day.
void report_idle_days(Context& context) {
  if (context.model.effective_from) return;
  for (const auto& [entity, said] : context.tables.days_of_rows())
    if (!said.counted) context.report_no_effect(said.node, diagnostic::text::why_no_period);
}

void check_policy(Context& context, const PolicyText& policy, absl::Span<const syntax::Tree> trees,
                  Uses& uses) {
  Model& model = context.model;
  model.name = policy.node[Label::name].text();
  model.title = policy.node[Label::title].text();
  if (policy.items.size() > context.limits.declarations) {
    context.sink.report(code::too_many_declarations, policy.node[Label::name].span(),
                        {context.limits.declarations});
    return;
  }
  reserve(model, policy);
  const std::size_t errors = context.sink.error_count();
  // Of a what-if, which is a policy that was checked with other values, what the text alone tells
  // has been said.
  const bool is_new = !context.is_what_if();
  if (is_new) {
    check_clauses(context, policy.node, policy.items);
    report_empty_texts(context, policy.node);
    report_words_as_names(context, policy.items);
  }
  add_whole(context);
  declare_all(context, policy.items);
  if (is_new) report_shared_files(context, policy.node);
  context.columns.define_all(trees);
  if (context.figures != nullptr) context.figures->declare();
  order_made_rows(context);
  if (context.sink.error_count() == errors) {
    order_as_written(context);
    check_recurrences(context);
  }
  for (const NodeView item : policy.items) {
    if (!item.is(Rule::scale) || !item[Label::entity]) continue;
    const Symbol* symbol = context.names.find(kWhole, item[Label::name].text());
    const bool is_open = symbol != nullptr && symbol->kind == SymbolKind::open_scale;
    if (is_open && item[Label::bands] && !context.names.used(*symbol))
      type_open_bands(context, item[Label::bands], context.tables.open_scale(symbol->index).entity);
  }
  report_said_twice(context, policy.node, policy.items);
  report_too_long(context, policy.node[Label::name].span());
  if (!within_limits(context, policy.node[Label::name].span())) return;
  record_provisions(context);
  record_bases(context, policy.items);
  order_findings(model);
  // A formula that was not understood may use anything.
  const bool understood = context.sink.error_count() == errors;
  if (is_new) report_idle_days(context);
  report_unreachable(context);
  report_unreached_bands(context);
  warn_blank_targets(context);
  if (is_new && understood) look_at_uses(context, policy.items, uses);
  report_open(context);
}

/// `what_if` may be null.
std::unique_ptr<Model> check_one(const PolicyText& policy, absl::Span<const syntax::Tree> trees,
                                 const base::SourceSet& sources, const Limits& limits,
                                 diagnostic::DiagnosticSink& sink, Uses& uses,
                                 const WhatIf* what_if = nullptr, NameIndex* index = nullptr) {
  auto model = std::make_unique<Model>();
  model->sources = sources;
  model->rows_from = policy.rows_from;
  model->amends = policy.node.child(Rule::amends)[Label::base].text();
  model->by_row = bool(policy.node.child(Rule::amends)[Label::rows]);
  ExprBuilder build(*model, std::min<std::uint32_t>(limits.number_digits, number::kMaxRatioDigits));
  Applicability applicability(*model);
  Names names(sink, index);
  Columns columns(*model, build, names, limits, sink);
  Tables tables(*model, build, names, sink);
  Rewards rewards(*model, build, names, columns, sink);
  Claims claims;
  Formulas formulas;
  Charts charts;
  const Eras eras(policy.eras);
  Context context{*model, build,    applicability, names, columns, tables, rewards,
                  claims, formulas, charts,        eras,  sink,    limits, *policy.tree};
  std::optional<Figures> figures;
  if (what_if != nullptr) context.figures = &figures.emplace(context, *what_if);
  const std::size_t declared = index == nullptr ? 0 : index->declared.size();
  check_policy(context, policy, trees, uses);
  if (index != nullptr) describe_names(context, declared, *index);
  return model;
}

}  // namespace

std::vector<std::unique_ptr<Model>> check(absl::Span<const syntax::Tree> trees,
                                          const base::SourceSet& sources, const Limits& limits,
                                          diagnostic::DiagnosticSink& sink,
                                          absl::Span<const base::Span> unreadable,
                                          NameIndex* index) {
  std::vector<std::unique_ptr<Model>> models;
  base::HashMap<std::string, base::Span> named;
  Uses uses;
  for (const PolicyText& policy : assemble(trees, unreadable, sink)) {
    const NodeView name = policy.node[Label::name];
    const auto [first, fresh] = named.try_emplace(std::string(name.text()), name.span());
    if (!fresh)
      sink.report(code::duplicate_name, name.span(), {name.text()})
          .note(first->second, diagnostic::text::note_first_declared);
    models.push_back(check_one(policy, trees, sources, limits, sink, uses, nullptr, index));
  }
  uses.report(sink);
  return models;
}

std::unique_ptr<Model> check_what_if(absl::Span<const syntax::Tree> trees,
                                     const base::SourceSet& sources, const Limits& limits,
                                     diagnostic::DiagnosticSink& sink, std::size_t policy,
                                     const WhatIf& what_if) {
  diagnostic::DiagnosticSink known(limits.diagnostics);  // was said of the policy itself
  std::vector<PolicyText> policies = assemble(trees, {}, known);
  PolicyText& text = policies[policy];
  replace_params(text.items, what_if);
  Uses uses;
  return check_one(text, trees, sources, limits, sink, uses, &what_if);
}

}  // namespace remit::check
