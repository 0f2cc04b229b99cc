#include "check/clauses.h"

#include <algorithm>
#include <bitset>
#include <initializer_list>

#include "check/forms/form.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/text/check.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"

namespace remit::check {
namespace {

using diagnostic::Argument;
using syntax::Mark;

bool lists(std::initializer_list<Rule> list, Rule rule) {
  return std::ranges::find(list, rule) != list.end();
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
          .report(code::duplicate_clause, nodes[i].span(), {first_word(nodes[i].rule()), where})
          .note(nodes[first].span(), diagnostic::text::note_other_place);
      break;
    }
  }
}

/// Behind a limit, a deduction or the like a condition would read as that line's own.
void tell_when_behind(Context& context, NodeView item, const Form& form) {
  std::uint32_t left = 0;  // conditions
  item.visit_children([&left](NodeView clause) { left += clause.is(Rule::when) ? 1 : 0; });
  if (left == 0) return;
  NodeView before;
  for (const NodeView clause : item.children()) {
    if (left == 0) return;
    if (clause.is(Rule::when)) --left;
    if (clause.is(Rule::when) && before)
      context.sink.report(code::when_behind, clause.span(),
                          {first_word(before.rule()), first_word(form.rule)});
    if (lists({Rule::cap, Rule::floor, Rule::rounding, Rule::top_up, Rule::rank_by,
               Rule::instalments, Rule::claw_back, Rule::amount, Rule::deduct, Rule::share,
               Rule::remainder, Rule::ranking_by, Rule::within, Rule::block, Rule::milestone},
              clause.rule()))
      before = clause;
  }
}

void check_declaration(Context& context, NodeView item, const Form& form) {
  std::bitset<syntax::kRuleCount> standing;
  bool repeated = false;
  item.visit_children([&](NodeView clause) {
    if (clause.label() != Label::clause) return;
    const auto rule = static_cast<std::size_t>(clause.rule());
    repeated = repeated || standing[rule];
    standing.set(rule);
  });
  const auto stands = [&standing](Rule rule) { return standing[static_cast<std::size_t>(rule)]; };
  const auto lacks = [&](Rule rule) {
    context.sink.report(code::missing_clause, item[Label::name].span(),
                        {first_word(rule), first_word(form.rule)});
  };
  for (const Rule rule : form.required)
    if (!stands(rule)) lacks(rule);
  if (form.one_of.size() > 0 && std::ranges::none_of(form.one_of, stands))
    lacks(*form.one_of.begin());
  std::vector<Rule> missing;
  for (const auto& [clause, needs] : form.belonging) {
    if (!stands(clause) || stands(needs) || std::ranges::find(missing, needs) != missing.end())
      continue;
    missing.push_back(needs);
    lacks(needs);
  }
  if (item.child(Rule::when)) tell_when_behind(context, item, form);
  if (repeated)
    report_repeated(context, item.all(Label::clause), first_word(form.rule),
                    [&form](Rule rule) { return lists(form.repeatable, rule); });
}

}  // namespace

Argument first_word(Rule rule) {
  const syntax::KeywordInfo& keyword = syntax::keyword_info(syntax::first_keyword(rule));
  return {std::string(keyword.english()), std::string(keyword.chinese)};
}

void check_clauses(Context& context, NodeView policy, absl::Span<const NodeView> items) {
  for (const NodeView item : items)
    if (const Form* form = form_of(item.rule())) check_declaration(context, item, *form);
  for (const Form* form : forms()) {
    if (form->compare == nullptr) continue;
    std::vector<NodeView> declared;
    for (const NodeView item : items)
      if (item.is(form->rule)) declared.push_back(item);
    form->compare(context, declared);
  }
  std::vector<NodeView> header;
  for (const NodeView item : policy.all(Label::item))
    if (syntax::has_mark(item.rule(), Mark::once)) header.push_back(item);
  report_repeated(context, header, first_word(Rule::policy), [](Rule) { return false; });
}

}  // namespace remit::check
