// What a policy calls a column, where it has a name for it.
#include "report/path_of.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "fixture.h"

namespace remit::report {
namespace {

/// What the policy names: its fields and definitions, and those that a form makes to read them.
TEST(PathOf, IsTheNameOfWhatTheTextNames) {
  Case c;
  plan::Builder& b = c.builder;
  const EntityId e = b.add_entity("e");
  const ExpressionId x = b.column(c.field(e, "x", kNumber, "1"));
  const std::set<Role> named{Role::field, Role::value, Role::guard, Role::argument};
  for (const Role role :
       {Role::field, Role::value, Role::guard, Role::argument, Role::amount, Role::eligible,
        Role::total, Role::points, Role::condition, Role::applied, Role::helper}) {
    const ColumnId id = b.add_map(e, "", x, {"define", "need", "", "", role, {}});
    EXPECT_EQ(path_of(b.plan(), id), named.contains(role) ? "need" : "") << static_cast<int>(role);
  }
}

TEST(PathOf, LeadsThroughReferences) {
  Case c;
  plan::Builder& b = c.builder;
  const EntityId unit = b.add_entity("unit"), project = b.add_entity("project");
  const ColumnId name = c.field(unit, "name", kText, "A");
  const ColumnId of = c.field(project, "of", type::reference(unit), "#0");
  const plan::Origin helper{"define", "seen", "", "", Role::helper, {}};
  const ColumnId read = b.add_node(project, "", kText, plan::Lookup{of, name}, helper);
  EXPECT_EQ(path_of(b.plan(), read), "of.name");
  const ColumnId nameless = b.add_map(unit, "", b.column(name), helper);
  EXPECT_EQ(path_of(b.plan(), b.add_node(project, "", kText, plan::Lookup{of, nameless}, helper)),
            "");
}

}  // namespace
}  // namespace remit::report
