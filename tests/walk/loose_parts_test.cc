// Accepted means effective, for the whole grammar: every optional part of every form and clause,
// every entry of a block and every element of a list, left out of the world's samples one by one,
// changes what the policy means or is complained of. A part of the grammar that no sample has
// fails: a form that is new needs one in world.remit.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "base/source.h"
#include "diagnostic/sink.h"
#include "effects.h"
#include "lesson.h"
#include "parts.h"
#include "syntax/parse.h"
#include "type/functions.h"

namespace remit::walk {
namespace {

namespace grammar = syntax::grammar;

std::string world() {
  std::ifstream file("tests/walk/world.remit", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<LoosePart> parts_of(const std::string& text) {
  const base::Source source("world.remit", text);
  diagnostic::DiagnosticSink sink;
  const syntax::Tree tree = syntax::parse(source, Limits(), sink);
  EXPECT_TRUE(tree.complete());
  std::vector<NodeView> unread;
  auto parts = loose_parts(tree, tree.root(), unread);
  for (const NodeView node : unread) ADD_FAILURE() << "not laid over: " << node.text();
  return parts;
}

bool is_loose(const syntax::Item& item) {
  return item.kind == syntax::ItemKind::optional || item.kind == syntax::ItemKind::repeat ||
         item.kind == syntax::ItemKind::list;
}

void expect_samples(Rule rule, syntax::ItemId id, const std::set<syntax::ItemId>& seen) {
  const syntax::Item& item = grammar::item(id);
  if (is_loose(item)) {
    EXPECT_TRUE(seen.contains(id)) << describe(rule, id);
  }
  for (std::uint32_t i = 0; i < item.child_count; ++i)
    expect_samples(rule, grammar::child(item, i), seen);
}

TEST(LooseParts, StandInTheWorldAllOfThem) {
  std::set<syntax::ItemId> seen;
  for (const LoosePart& part : parts_of(world())) seen.insert(part.item);
  for (std::size_t id = 1; id < syntax::kRuleCount; ++id) {
    const auto rule = static_cast<Rule>(id);
    if (rule == Rule::file || grammar::rule(rule).name.empty()) continue;
    expect_samples(rule, grammar::rule(rule).body, seen);
  }
}

TEST(World, CallsEveryFunction) {
  const std::string text = world();
  for (const type::Function& function : type::functions()) {
    // These cannot say which of the world's calendars they go by.
    if (function.derived == type::Derived::next_workday) continue;
    if (function.derived == type::Derived::previous_workday) continue;
    const std::regex call("\\b" + std::string(function.en) + "\\(");
    EXPECT_TRUE(std::regex_search(text, call)) << function.en;
  }
}

TEST(LooseParts, ChangeWhatTheWorldMeans) {
  const Lesson lesson(world());
  for (const Sample& sample : lesson.declarations()) {
    const std::string own = std::string(lesson.text(sample.node)) + "\n";
    const std::string text = lesson.policy_of(own);
    const std::size_t begin = text.size() - own.size() - 2;
    const std::string whole = meaning(text);
    for (const LoosePart& part : parts_of(text)) {
      if (part.span.begin < begin || part.span.end > begin + own.size()) continue;
      // Brackets of the rows of a table, or that are its rows, are read where they are applied,
      // which is not part of this.
      const bool applied = sample.node[syntax::Label::entity] || sample.node[syntax::Label::rows];
      if (sample.node.is(Rule::scale) && applied) continue;
      if (const auto complaint = without_effect(text, part, whole)) ADD_FAILURE() << *complaint;
    }
  }
}

TEST(LooseParts, ClausesOfParamsThatAreTablesAreKept) {
  const Lesson lesson(world());
  for (const std::string values : {"= 10% from 2010-01-01, 15% from 2011-01-01",
                                   "by unit.kind { town : 1%, county : 2%, city : 3% }"}) {
    const std::string cited = meaning(lesson.policy_of("param p cite \"1\" " + values + "\n"));
    const std::string silent = meaning(lesson.policy_of("param p " + values + "\n"));
    EXPECT_NE(cited, silent) << values;
  }
}

}  // namespace
}  // namespace remit::walk
