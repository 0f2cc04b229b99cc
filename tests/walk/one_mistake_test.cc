// One mistake, one message: every formula of the world in turn is a name that nothing has, in a
// policy with whatever uses the declaration. That is said, and nothing else: no warning that
// follows from it, no second error.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "effects.h"
#include "lesson.h"

namespace remit::walk {
namespace {

Lesson world() {
  std::ifstream file("tests/walk/world.remit", std::ios::binary);
  return Lesson({std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
}

void formulas_in(const Lesson& lesson, NodeView node, std::vector<NodeView>& found) {
  if (lesson.formula(node) != nullptr) found.push_back(node);
  for (const NodeView child : node.children()) formulas_in(lesson, child, found);
}

/// The declarations that speak of this one.
std::string users_of(const Lesson& lesson, const Sample& sample) {
  const std::string_view name = sample.node[Label::name].text();
  std::string users;
  for (const Sample& other : lesson.declarations()) {
    if (other.node.id() == sample.node.id() || other.node.is(Rule::test)) continue;
    const auto words = words_in(lesson.text(other.node));
    if (!name.empty() && std::ranges::find(words, name) != words.end())
      users += std::string(lesson.text(other.node)) + "\n";
  }
  return users;
}

TEST(OneMistake, IsSaidOnce) {
  const Lesson lesson = world();
  for (const Sample& sample : lesson.declarations()) {
    if (sample.node.is(Rule::amends)) continue;
    const std::string own(lesson.text(sample.node));
    const std::string users = users_of(lesson, sample);
    const std::vector<std::string> before = codes_of(lesson.policy_of(users + own + "\n"));
    std::vector<NodeView> formulas;
    formulas_in(lesson, sample.node, formulas);
    for (const NodeView formula : formulas) {
      // A target that is no comparison is another kind of target.
      if (sample.node.is(Rule::target) && formula.id() == sample.node[Label::goal].id()) continue;
      std::string broken = own;
      broken.replace(formula.span().begin - sample.node.span().begin, formula.span().size(),
                     "nobody_has_this_name");
      std::vector<std::string> said =
          codes_of(lesson.policy_of(users + broken + "\n", sample.node));
      for (const std::string& code : before)
        if (const auto at = std::ranges::find(said, code); at != said.end()) said.erase(at);
      std::string all;
      for (const std::string& code : said) all += code + " ";
      EXPECT_EQ(said.size(), 1u) << all << "in\n" << broken;
    }
  }
}

}  // namespace
}  // namespace remit::walk
