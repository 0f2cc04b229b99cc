// What bars rows from rewards and titles.
#include "check/forms/sanction.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/chinese_script.h"
#include "base/strings.h"
#include "check/declare.h"
#include "check/forms/finding.h"
#include "check/forms/form.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "type/roles.h"

namespace remit::check {

using type::Opcode;
using type::Role;

namespace {

/// Every name that a sanction blocks is of something that can be blocked.
void check_blocked(Context& context, NodeView sanction) {
  std::vector<NodeView> all;
  for (const NodeView clause : sanction.all(Label::clause))
    for (const NodeView blocked : clause.all(Label::blocked)) all.push_back(blocked);
  report_twice(context, all, code::named_twice);
  for (const NodeView clause : sanction.all(Label::clause)) {
    for (const NodeView blocked : clause.all(Label::blocked)) {
      const NodeView name = blocked[Label::name];
      const auto& provisions = context.columns.provisions();
      bool known = false;
      for (const Provision& each : provisions) {
        if ((each.name != name.text() && each.called != name.text()) || !each.form->blockable)
          continue;
        known = true;
        if (const Symbol* symbol = context.names.find(each.entity, each.name))
          context.names.mean(*symbol, name.span());
      }
      if (known) continue;
      std::vector<std::string_view> candidates;
      for (const Provision& each : provisions) candidates.push_back(each.name);
      context.names.report_kind(name, diagnostic::text::kind_blockable, candidates);
    }
  }
}

/// What may be done where the sanction applies, of which somebody chooses one.
struct Choice {
  NodeView clause;
  std::vector<NodeView> alternatives{};
  std::vector<ColumnId> chosen{};  ///< one for each
  ColumnId undecided = kNone;      ///< it applies, and nothing is decided
  ColumnId waived = kNone;         ///< it applies, and something else is decided
  ColumnId unfounded = kNone;      ///< one is chosen, and it does not apply

  std::vector<ColumnId> columns() const {
    std::vector<ColumnId> all = chosen;
    all.insert(all.end(), {undecided, waived, unfounded});
    return all;
  }
};

/// The decision, and the value that each alternative is; nothing where something is wrong.
struct Decision {
  ExprId value = kNone;
  std::vector<ExprId> words{};
};
std::optional<Decision> read_decision(Context& context, const Choice& choice, EntityId entity) {
  Typer typer(context);
  const NodeView path = choice.clause[Label::decision];
  Decision decision{.value = typer.copied(path, Scope{.entity = entity})};
  const type::Type type = context.build.type_of(decision.value);
  if (type.kind != type::TypeKind::category) {
    if (type.kind != type::TypeKind::unknown)
      context.sink.report(code::type_mismatch, path.span(),
                          {diagnostic::text::type_category, typer.describe(type), ""});
    return std::nullopt;
  }
  const auto& words = context.model.category_sets[type.ref].values;
  for (const NodeView each : choice.alternatives) {
    const auto word =
        std::ranges::find(words, each[Label::name].text(), &type::CategorySet::Value::name);
    if (word == words.end()) {
      typer.report_unknown_category(each[Label::name], type);
      continue;
    }
    const auto code = static_cast<std::uint32_t>(word - words.begin());
    decision.words.push_back(context.build.category(type.ref, code, each.span()));
  }
  if (decision.words.size() != choice.alternatives.size()) return std::nullopt;
  return decision;
}

void define_choice(Context& context, const Choice& choice, EntityId entity, ColumnId applies) {
  ExprBuilder& build = context.build;
  const base::Span span = choice.clause.span();
  const auto decision = read_decision(context, choice, entity);
  if (!decision) return;
  const ExprId holds = context.columns.use(applies, span);
  const ExprId given = build.is_given(decision->value, span);
  std::vector<ExprId> any;
  for (std::size_t i = 0; i < choice.chosen.size(); ++i) {
    any.push_back(build.compare(Opcode::equal, decision->value, decision->words[i], span));
    // Nothing is chosen where the decision is blank.
    const ExprId chosen = build.conjunction({holds, given, any.back()}, span);
    context.columns.define(choice.chosen[i], chosen, choice.alternatives[i].span());
  }
  context.columns.define(choice.undecided,
                         build.conjunction({holds, build.negation(given, span)}, span), span);
  const ExprId chosen = build.disjunction(std::move(any), span);
  context.columns.define(
      choice.waived, build.conjunction({holds, given, build.negation(chosen, span)}, span), span);
  const ExprId vain = build.conjunction({build.negation(holds, span), given, chosen}, span);
  context.columns.define(choice.unfounded, vain, span);
}

/// What the policy does not name itself is listed under a word of the language, in the script of
/// the sanction's name.
std::size_t add_listed(Context& context, ProvisionId id, ColumnId column) {
  const std::size_t finding = add_finding(context, id, column);
  const std::string& name = context.columns.provision(id).name;
  if (base::has_chinese(name)) {
    const Role role = context.model.columns[column].origin.role;
    context.model.findings[finding].name =
        base::concat(name, ".", type::role_word(role, base::Language::zh));
  }
  return finding;
}

/// The columns of the alternatives and what is listed of them: that alone, since all who are liable
/// stand in one of them.
std::vector<std::size_t> declare_choice(Context& context, NodeView clause, ProvisionId id,
                                        ColumnId applies) {
  Choice choice{.clause = clause};
  for (const NodeView each : clause.all(Label::alternative)) choice.alternatives.push_back(each);
  if (choice.alternatives.size() == 1)
    context.report_no_effect(clause, diagnostic::text::why_one_alternative);
  std::vector<std::size_t> findings;
  for (const NodeView each : choice.alternatives) {
    const NodeView name = each[Label::name];
    choice.chosen.push_back(
        context.columns.add_part(id, name.text(), Role::condition, name.span()));
    findings.push_back(add_finding(context, id, choice.chosen.back()));
  }
  choice.undecided = context.columns.add_attribute(id, Role::undecided);
  findings.push_back(add_listed(context, id, choice.undecided));
  choice.waived = context.columns.add_attribute(id, Role::waived);
  findings.push_back(add_listed(context, id, choice.waived));
  choice.unfounded = context.columns.add_attribute(id, Role::unfounded);
  add_listed(context, id, choice.unfounded);
  const EntityId entity = context.columns.provision(id).entity;
  context.columns.add_definition(
      context.columns.provision(id).name, clause.span(), choice.columns(),
      [&context, choice, entity, applies] { define_choice(context, choice, entity, applies); });
  return findings;
}

void declare_sanction(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const ColumnId applies = context.columns.add_bare(id, Role::condition);
  const NodeView alternatives = clause_of(item, Rule::alternatives);
  const std::size_t first = context.model.findings.size();
  const std::vector<std::size_t> findings =
      alternatives ? declare_choice(context, alternatives, id, applies)
                   : std::vector<std::size_t>{add_finding(context, id, applies)};
  std::optional<std::size_t> unfounded;
  if (alternatives) unfounded = context.model.findings.size() - 1;  // listed last
  std::vector<std::size_t> listed;
  for (std::size_t i = first; i < context.model.findings.size(); ++i) listed.push_back(i);
  read_against(context, item, id, listed);
  context.columns.add_definition(context.columns.provision(id).name, item.span(), {applies},
                                 [&context, item, id, applies, findings, unfounded] {
                                   Typer typer(context);
                                   const ExprId holds =
                                       read_grounds(context, typer, clauses_of(item, Rule::when),
                                                    id, findings, unfounded);
                                   context.columns.define(applies, holds, item.span());
                                 });
  for (const NodeView clause : item.all(Label::clause)) {
    if (!clause.is(Rule::block)) continue;
    for (const NodeView blocked : clause.all(Label::blocked))
      context.rewards.add_block({id, blocked});
  }
  context.columns.wait(Wave::everything, [&context, item] { check_blocked(context, item); });
}

}  // namespace

ExprId block_applies(Context& context, const Blocking& block, const Provision& blocked) {
  const Provision& sanction = context.columns.provision(block.sanction);
  const base::Span span = block.node.span();
  const ExprId applies = context.columns.use(sanction.main, span);
  const NodeView via = block.node[Label::via];
  if (sanction.entity == kWhole || sanction.entity == blocked.entity) {
    context.report_no_effect(via, sanction.entity == kWhole ? diagnostic::text::why_all_rows
                                                            : diagnostic::text::why_same_rows);
    return applies;
  }
  Typer typer(context);
  const ExprId up = typer.reference_between(blocked.entity, sanction.entity, via, span);
  if (context.build.type_of(up).kind == type::TypeKind::unknown) return up;
  return context.build.choose(context.build.is_given(up), context.build.lookup(up, applies, span),
                              context.build.boolean(false), span);
}

constinit const Form kSanction{.rule = Rule::sanction,
                               .declare = declare_sanction,
                               .required = {Rule::when},
                               .repeatable = {Rule::when, Rule::block},
                               .attributes = {Role::undecided, Role::waived, Role::unfounded},
                               .wants_cite = true,
                               .coverage = Coverage::effect};

}  // namespace remit::check
