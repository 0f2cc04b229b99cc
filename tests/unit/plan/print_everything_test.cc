// What a print says of parts that are not there, not all there, or not to be printed as they are.
#include <gtest/gtest.h>

#include <string>

#include "everything.h"
#include "plan/print.h"

namespace remit::plan::testing {
namespace {

/// Whether the print after the slip has that in one of its lines.
bool prints(const Slip& slip, const std::string& part) {
  Everything all;
  slip(all);
  return print(all.plan).find(part) != std::string::npos;
}

TEST(PrintEverything, TextsAreQuoted) {
  EXPECT_TRUE(prints([](E& a) { a.plan.title = "a \\ b\nc"; }, R"("a \\ b\nc")"));
}

TEST(PrintEverything, ADashStandsForNoColumn) {
  EXPECT_TRUE(prints([](E&) {}, "weights (c6, c9) caps (c6, -) owner 0\n"));
  EXPECT_FALSE(prints([](E& a) { a.plan.party_splits[0].caps.clear(); }, " caps "));
}

TEST(PrintEverything, KeptRowsAreThoseTakenOrThoseLeftOut) {
  const auto kept = [](type::Kept rows) {
    return [rows](E& a) { a.at<Fold>(a.best).kept = rows; };
  };
  EXPECT_TRUE(prints(kept({.left = 1}), " kept without 0, 1 "));
  EXPECT_TRUE(prints(kept({.passed = 2}), " kept without 2, 0 "));
  EXPECT_TRUE(prints(kept({.most = 3}), " kept 3 "));
  EXPECT_TRUE(prints(kept({.passed = 1, .most = 3}), " kept 3 without 1, 0 "));
}

// A plan that cannot be is printed too: that is how one sees what is wrong with it.
TEST(PrintEverything, WhatAPlanDoesNotList) {
  EXPECT_TRUE(prints([](E& a) { a.plan.columns[a.fee].type = type::money(9); }, ": money #9 "));
  EXPECT_TRUE(prints([](E& a) { a.at<Fold>(a.middle).rows = kWhole; }, " over whole "));
}

}  // namespace
}  // namespace remit::plan::testing
