// What a node knows of its children is what a look at them tells.
#include <gtest/gtest.h>

#include <set>
#include <utility>
#include <vector>

#include "syntax_testing.h"

namespace remit::syntax {
namespace {

/// Whether here or below two children are of one label and rule, the steps of a path apart.
bool repeats(NodeView node) {
  std::set<std::pair<Label, Rule>> kinds;
  bool twice = false;
  node.visit_children([&](NodeView child) {
    const bool fresh = kinds.emplace(child.label(), child.rule()).second;
    twice = twice || (!fresh && !node.is(Rule::path)) || repeats(child);
  });
  return twice;
}

void expect_known(NodeView node, std::size_t& told) {
  EXPECT_EQ(node.may_repeat(), repeats(node)) << node.text();
  told += node.may_repeat() ? 0 : 1;
  for (std::size_t i = 1; i < kRuleCount; ++i) {
    const auto rule = static_cast<Rule>(i);
    NodeView found, labelled;
    node.visit_children([&](NodeView child) {
      if (!found && child.is(rule)) found = child;
      if (!labelled && child.is(rule) && child.label() == Label::clause) labelled = child;
    });
    EXPECT_EQ(node.child(rule).id(), found.id()) << name(rule) << " in " << node.text();
    EXPECT_EQ(node.first(Label::clause, rule).id(), labelled.id()) << node.text();
  }
  for (std::size_t i = 1; i < kLabelCount; ++i) {
    const auto label = static_cast<Label>(i);
    std::vector<NodeId> those;
    node.visit_children([&](NodeView child) {
      if (child.label() == label) those.push_back(child.id());
    });
    const NodeList all = node.all(label);
    ASSERT_EQ(all.size(), those.size()) << name(label) << " in " << node.text();
    for (std::size_t at = 0; at < those.size(); ++at) EXPECT_EQ(all[at].id(), those[at]);
    EXPECT_EQ(node[label].id(), those.empty() ? kNoNode : those[0]) << node.text();
  }
  node.visit_children([&](NodeView child) { expect_known(child, told); });
}

TEST(Tree, KnowsOfItsChildrenWhatTheyAre) {
  std::size_t told = 0;
  for (const auto& path : policies()) expect_known(Parsed(read_text(path)).tree.root(), told);
  EXPECT_GT(told, 1000u);  // of most nodes it is told that nothing repeats
}

TEST(Tree, TellsWhatStandsTwice) {
  const auto may_repeat = [](const std::string& clauses) {
    const Parsed parsed("policy p {\n  reward r for e {\n" + clauses + "\n  }\n}\n");
    return parsed.tree.root().child(Rule::policy).child(Rule::reward).may_repeat();
  };
  EXPECT_FALSE(may_repeat("when a.b > c\npay 5 CNY\ncap 3 CNY"));
  EXPECT_TRUE(may_repeat("when a > c\nwhen b > c\npay 5 CNY"));
  EXPECT_TRUE(may_repeat("pay max(a, a)"));
}

}  // namespace
}  // namespace remit::syntax
