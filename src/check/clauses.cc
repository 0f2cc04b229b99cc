#include "check/clauses.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/hash_map.h"
#include "syntax/keywords.h"

namespace remit::check {
namespace {

using diagnostic::Argument;

/// What a form requires of its clauses, by grammar rules; words separated by spaces.
struct FormClauses {
  std::string_view form;
  std::string_view keyword;
  /// Each of these must stand in it.
  std::string_view required;
  /// At least one of these must stand in it; the first is the one to name.
  std::string_view one_of;
  /// These may stand in it more than once.
  std::string_view repeatable;
};

constexpr FormClauses kFormClauses[] = {
    {"reward", "reward", "", "pay honour top_up claw_back",
     "when cap floor rounding honour claw_back"},
    {"split", "split", "amount share", "", "when deduct share rounding"},
    {"fund", "fund", "budget pays", "", "pays rounding"},
    {"ranking", "rank", "ranking_by", "", "when"},
    {"sanction", "sanction", "when", "", "when block"},
    {"score", "score", "points", "", "points bonus penalty rounding"},
    {"deadline", "deadline", "", "", ""},
};

/// What a policy says of itself once.
constexpr std::string_view kOnce = "source issued effective currency rounding";

/// The keyword a clause begins with, where it is not the name of its rule.
constexpr std::pair<std::string_view, std::string_view> kClauseKeywords[] = {
    {"share", "share@part"},    {"ranking_by", "by"},         {"points", "item@score"},
    {"counted", "from@time"},   {"allowed", "within@time"},   {"from", "from@payer"},
    {"to", "to@payee"},         {"rank_by", "rank"},          {"top_up", "top up"},
    {"claw_back", "claw back"}, {"when_short", "when short"}, {"carry_over", "carry over"},
    {"total_cap", "total"},
};

/// Calls `visit` for each word of a list until it returns true; whether it did.
template <typename Visit>
bool any_word(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t end = list.find(' ');
    if (visit(list.substr(0, end))) return true;
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
  }
  return false;
}

bool lists(std::string_view list, std::string_view word) {
  return any_word(list, [word](std::string_view each) { return each == word; });
}

Argument keyword(std::string_view id) {
  const syntax::KeywordId found = syntax::find_keyword(id);
  if (found == syntax::kNoKeyword) return Argument(id);
  const syntax::Keyword& keyword = syntax::keywords()[found];
  return {std::string(keyword.english()), std::string(keyword.chinese)};
}

Argument clause_keyword(std::string_view rule) {
  for (const auto& [clause, id] : kClauseKeywords)
    if (clause == rule) return keyword(id);
  return keyword(rule);
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
          .report(Code::duplicate_clause, nodes[i].span(), {clause_keyword(nodes[i].rule()), where})
          .note(nodes[first].span(), diagnostic::Text::note_other_place);
      break;
    }
  }
}

void check_form(Context& context, NodeView item, const FormClauses& form) {
  const syntax::NodeList clauses = item.all("clause");
  const auto stands = [&clauses](std::string_view rule) {
    return std::ranges::any_of(clauses, [rule](NodeView each) { return each.is(rule); });
  };
  const Argument name = keyword(form.keyword);
  const auto lacks = [&](std::string_view rule) {
    context.sink.report(Code::missing_clause, item["name"].span(), {clause_keyword(rule), name});
  };
  any_word(form.required, [&](std::string_view rule) {
    if (!stands(rule)) lacks(rule);
    return false;
  });
  if (!form.one_of.empty() && !any_word(form.one_of, stands))
    lacks(form.one_of.substr(0, form.one_of.find(' ')));
  report_repeated(context, clauses, name,
                  [&form](std::string_view rule) { return lists(form.repeatable, rule); });
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
    if (item.is("test")) tests.push_back(item["title"]);
    if (!item.is("fund")) continue;
    for (const NodeView clause : item.all("clause"))
      if (clause.is("pays"))
        for (const NodeView reward : clause.all("reward")) paid.push_back(reward);
  }
  report_twice(context, paid, Code::paid_by_two_funds);
  report_twice(context, tests, Code::duplicate_test);
  std::vector<NodeView> header;
  for (const NodeView item : policy.all("item"))
    if (lists(kOnce, item.rule())) header.push_back(item);
  report_repeated(context, header, keyword("policy"), [](std::string_view) { return false; });
}

}  // namespace remit::check
