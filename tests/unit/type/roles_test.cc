#include "type/roles.h"

#include <gtest/gtest.h>

namespace remit::type {
namespace {

using base::Language;

// What one writes after a dot and what the report calls it are one word.
TEST(Roles, AnAttributeIsFoundByItsWordInBothLanguages) {
  for (const Role role : {Role::metric, Role::shortfall, Role::amount, Role::late, Role::points}) {
    for (const Language language : {Language::en, Language::zh}) {
      const Role* found = find_attribute(role_word(role, language));
      ASSERT_NE(found, nullptr);
      EXPECT_EQ(*found, role);
    }
  }
  EXPECT_EQ(role_word(Role::shortfall, Language::zh), "差额");
}

TEST(Roles, FormerWordsAreStillRead) {
  const auto is = [](std::string_view word, Role role) {
    const Role* found = find_attribute(word);
    return found != nullptr && *found == role;
  };
  EXPECT_TRUE(is("实绩", Role::metric));
  EXPECT_TRUE(is("目标值", Role::goal));
  EXPECT_TRUE(is("缺口", Role::shortfall));
  EXPECT_TRUE(is("金额", Role::amount));
  EXPECT_TRUE(is("应得", Role::entitled));
  EXPECT_TRUE(is("本次应付", Role::payable));
  EXPECT_TRUE(is("应追回", Role::repay));
  EXPECT_TRUE(is("申请额", Role::requested));
  EXPECT_TRUE(is("实付", Role::paid));
}

TEST(Roles, WhatCannotBeAskedForIsNoAttribute) {
  EXPECT_EQ(find_attribute("intermediate figure"), nullptr);
  EXPECT_EQ(find_attribute("份额"), nullptr);
  EXPECT_EQ(find_attribute("实"), nullptr);
  EXPECT_EQ(find_attribute(""), nullptr);
}

}  // namespace
}  // namespace remit::type
