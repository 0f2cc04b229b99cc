#include "diagnostic/sink.h"

#include <gtest/gtest.h>

#include <vector>

#include "diagnostic/code/habits.h"
#include "diagnostic/code/limits.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/text/check.h"

namespace remit::diagnostic {
namespace {

std::vector<Code> codes(const std::vector<Diagnostic>& diagnostics) {
  std::vector<Code> codes;
  for (const Diagnostic& diagnostic : diagnostics) codes.push_back(diagnostic.code);
  return codes;
}

TEST(DiagnosticSink, SortsByPlace) {
  DiagnosticSink sink;
  sink.report(code::cycle, {9, 10}, {"x", "y"});
  sink.report(code::no_cite, {3, 4}, {"x"});
  sink.report(code::unknown_name, {3, 4}, {"x"});
  EXPECT_EQ(codes(sink.sorted()), (std::vector{code::unknown_name, code::no_cite, code::cycle}));
}

TEST(DiagnosticSink, SaysTheSameThingOnce) {
  DiagnosticSink sink;
  sink.report(code::unknown_name, {3, 4}, {"x"});
  sink.report(code::unknown_name, {3, 4}, {"x"});
  sink.report(code::unknown_name, {3, 4}, {"y"});
  EXPECT_EQ(sink.sorted().size(), 2u);
}

TEST(DiagnosticSink, OnlyErrorsAreErrors) {
  DiagnosticSink sink;
  sink.report(code::no_cite, {0, 1}, {"x"});
  sink.report(code::open_hole, {0, 1}, {"x"});
  EXPECT_FALSE(sink.has_errors());
  EXPECT_EQ(sink.warning_count(), 1u);
  sink.report(code::unknown_name, {0, 1}, {"x"});
  EXPECT_TRUE(sink.has_errors());
  EXPECT_EQ(sink.error_count(), 1u);
}

TEST(DiagnosticSink, WarningsNeverCrowdOutErrors) {
  DiagnosticSink sink(3);
  for (uint32_t i = 0; i < 10; ++i) sink.report(code::no_cite, {i, i + 1}, {"x"});
  for (uint32_t i = 0; i < 5; ++i) sink.report(code::unknown_name, {50 + i, 60}, {"x"});
  const std::vector<Diagnostic> sorted = sink.sorted();
  EXPECT_EQ(codes(sorted),
            (std::vector{code::no_cite, code::no_cite, code::no_cite, code::unknown_name,
                         code::unknown_name, code::unknown_name, code::too_many_diagnostics}));
  EXPECT_EQ(sorted.back().message(base::Language::en), "9 more diagnostics are not shown");
  EXPECT_EQ(sink.error_count(), 5u);
}

TEST(DiagnosticSink, WhatReportReturnsCanBeAddedTo) {
  DiagnosticSink sink(1);
  Diagnostic& kept = sink.report(code::unknown_name, {0, 1}, {"x"});
  sink.report(code::unknown_name, {5, 6}, {"y"}).suggest({5, 6}, "z");  // past the limit
  kept.note({2, 3}, text::note_declared_here, {"x"});
  EXPECT_EQ(sink.sorted()[0].related.size(), 1u);
  EXPECT_FALSE(sink.sorted()[0].fix.has_value());
}

}  // namespace
}  // namespace remit::diagnostic
