#include "check/clauses.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "base/hash_map.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"

namespace remit::check {
namespace {

using diagnostic::Argument;
using syntax::Mark;

/// What a form requires of its clauses, by grammar rules.
struct FormClauses {
  Rule form;
  /// Each of these must stand in it.
  std::initializer_list<Rule> required;
  /// At least one of these must stand in it; the first is the one to name.
  std::initializer_list<Rule> one_of;
  /// These may stand in it more than once.
  std::initializer_list<Rule> repeatable;
};

constexpr FormClauses kFormClauses[] = {
    {Rule::reward,
     {},
     {Rule::pay, Rule::honour, Rule::top_up, Rule::claw_back},
     {Rule::when, Rule::cap, Rule::floor, Rule::rounding, Rule::honour, Rule::claw_back}},
    {Rule::split,
     {Rule::amount, Rule::share},
     {},
     {Rule::when, Rule::deduct, Rule::share, Rule::rounding}},
    {Rule::fund, {Rule::budget, Rule::pays}, {}, {Rule::pays, Rule::rounding}},
    {Rule::ranking, {Rule::ranking_by}, {}, {Rule::when}},
    {Rule::sanction, {Rule::when}, {}, {Rule::when, Rule::block}},
    {Rule::score, {Rule::points}, {}, {Rule::points, Rule::bonus, Rule::penalty, Rule::rounding}},
    {Rule::deadline, {}, {}, {}},
};

bool lists(std::initializer_list<Rule> list, Rule rule) {
  return std::ranges::find(list, rule) != list.end();
}

/// The word that a declaration or a clause begins with.
Argument first_word(Rule rule) {
  const syntax::KeywordInfo& keyword = syntax::keyword_info(syntax::first_keyword(rule));
  return {std::string(keyword.english()), std::string(keyword.chinese)};
}

/// Complains of the second and further ones of `nodes` that have the same rule.
template <typename MayRepeat>
void report_repeated(Context& context, absl::Span<const NodeView> nodes, const Argument& where,
                     MayRepeat may_repeat) {
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    if (may_repeat(nodes[i].rule())) continue;
    for (std::size_t first = 0; first < i; ++first) {
      if (!nodes[first].is(nodes[i].rule())) continue;
      context.sink
          .report(Code::duplicate_clause, nodes[i].span(), {first_word(nodes[i].rule()), where})
          .note(nodes[first].span(), diagnostic::Text::note_other_place);
      break;
    }
  }
}

void check_form(Context& context, NodeView item, const FormClauses& form) {
  const syntax::NodeList clauses = item.all(Label::clause);
  const auto stands = [&clauses](Rule rule) {
    return std::ranges::any_of(clauses, [rule](NodeView each) { return each.is(rule); });
  };
  const Argument name = first_word(form.form);
  const auto lacks = [&](Rule rule) {
    context.sink.report(Code::missing_clause, item[Label::name].span(), {first_word(rule), name});
  };
  for (const Rule rule : form.required)
    if (!stands(rule)) lacks(rule);
  if (form.one_of.size() > 0 && std::ranges::none_of(form.one_of, stands))
    lacks(*form.one_of.begin());
  report_repeated(context, clauses, name,
                  [&form](Rule rule) { return lists(form.repeatable, rule); });
}

/// Complains of names or titles that stand twice in `nodes`; `code` takes the name.
void report_twice(Context& context, const std::vector<NodeView>& nodes, Code code) {
  base::HashMap<std::string, base::Span> seen;
  for (const NodeView node : nodes) {
    const auto [first, fresh] = seen.try_emplace(std::string(node.text()), node.span());
    if (!fresh)
      context.sink.report(code, node.span(), {node.text()})
          .note(first->second, diagnostic::Text::note_other_place);
  }
}

}  // namespace

void check_clauses(Context& context, NodeView policy, const std::vector<NodeView>& items) {
  for (const NodeView item : items)
    for (const FormClauses& form : kFormClauses)
      if (item.is(form.form)) check_form(context, item, form);
  std::vector<NodeView> paid;
  std::vector<NodeView> tests;
  for (const NodeView item : items) {
    if (item.is(Rule::test)) tests.push_back(item[Label::title]);
    if (!item.is(Rule::fund)) continue;
    for (const NodeView clause : item.all(Label::clause))
      if (clause.is(Rule::pays))
        for (const NodeView reward : clause.all(Label::reward)) paid.push_back(reward);
  }
  report_twice(context, paid, Code::paid_by_two_funds);
  report_twice(context, tests, Code::duplicate_test);
  std::vector<NodeView> header;
  for (const NodeView item : policy.all(Label::item))
    if (syntax::has_mark(item.rule(), Mark::once)) header.push_back(item);
  report_repeated(context, header, first_word(Rule::policy), [](Rule) { return false; });
}

}  // namespace remit::check
