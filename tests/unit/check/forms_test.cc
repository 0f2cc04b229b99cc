#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "check/forms/form.h"
#include "gtest/gtest.h"
#include "syntax/grammar.h"
#include "type/roles.h"

namespace remit::check {
namespace {

namespace grammar = syntax::grammar;

void add_rules(const syntax::Item& item, std::set<Rule>& rules) {
  if (item.kind == syntax::ItemKind::rule) rules.insert(item.rule());
  for (std::uint32_t i = 0; i < item.child_count; ++i)
    add_rules(grammar::item(grammar::child(item, i)), rules);
}

/// The rules of the nodes that may stand in one of that rule; those that only choose are followed.
std::set<Rule> parts_of(Rule rule) {
  std::set<Rule> parts;
  add_rules(grammar::item(grammar::rule(rule).body), parts);
  std::set<Rule> chosen;
  for (const Rule part : parts) {
    if (!grammar::rule(part).transparent) continue;
    for (const Rule inner : parts_of(part)) chosen.insert(inner);
  }
  parts.insert(chosen.begin(), chosen.end());
  return parts;
}

TEST(FormsTest, EveryDeclarationOfTheGrammarHasOneForm) {
  const std::set<Rule> declarations = parts_of(Rule::item);
  ASSERT_TRUE(declarations.contains(Rule::reward));
  for (const Rule rule : declarations) {
    if (grammar::rule(rule).transparent || rule == Rule::amends) continue;
    EXPECT_NE(form_of(rule), nullptr) << name(rule);
  }
  std::set<Rule> described;
  for (const Form* form : forms()) {
    EXPECT_TRUE(declarations.contains(form->rule)) << name(form->rule);
    EXPECT_TRUE(described.insert(form->rule).second) << name(form->rule);
  }
}

TEST(FormsTest, AClauseThatIsRequiredOrRepeatedMayStandInTheForm) {
  for (const Form* form : forms()) {
    const std::set<Rule> parts = parts_of(form->rule);
    for (const auto& clauses : {form->required, form->one_of, form->repeatable})
      for (const Rule clause : clauses)
        EXPECT_TRUE(parts.contains(clause)) << name(clause) << " of " << name(form->rule);
  }
}

TEST(FormsTest, AttributesCanBeAskedForAndTheGrammarMarksTheirForms) {
  for (const Form* form : forms()) {
    for (const type::Role role : form->attributes) {
      for (const auto language : {base::Language::en, base::Language::zh}) {
        const std::string_view word = type::role_word(role, language);
        const type::Role* asked = type::find_attribute(word);
        ASSERT_NE(asked, nullptr) << word << " of " << name(form->rule);
        EXPECT_EQ(*asked, role) << word;
      }
    }
    EXPECT_TRUE(form->attributes.size() == 0 || syntax::has_mark(form->rule, syntax::Mark::form))
        << name(form->rule);
    for (const auto& role : {form->bare, form->effect}) {
      if (!role) continue;
      EXPECT_EQ(std::ranges::count(form->attributes, *role), 1) << name(form->rule);
    }
  }
}

TEST(FormsTest, ThePageOfFormsSaysWhatCanBeAsked) {
  for (const auto& [path, language] : {std::pair{"docs/forms.md", base::Language::en},
                                       std::pair{"docs/zh/forms.md", base::Language::zh}}) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    for (const Form* form : forms())
      for (const type::Role role : form->attributes) {
        const std::string word = "`" + std::string(type::role_word(role, language)) + "`";
        EXPECT_NE(text.str().find(word), std::string::npos) << path << " " << word;
      }
  }
}

}  // namespace
}  // namespace remit::check
