// Accepted means effective, for calls: every part that the grammar lets a call have, of every
// function of the table, either changes what is computed (or what is asked for) or is refused.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/source_set.h"
#include "base/strings.h"
#include "check/check.h"
#include "check/print_model.h"
#include "diagnostic/code/types.h"
#include "diagnostic/sink.h"
#include "syntax/parse.h"
#include "type/functions.h"
#include "type/names.h"
#include "type/operations.h"

namespace remit::check {
namespace {

namespace code = diagnostic::code;
using diagnostic::Code;
using type::CallPart;
using type::FunctionKind;

constexpr CallPart kParts[] = {CallPart::direction, CallPart::grid,   CallPart::mode,
                               CallPart::weight,    CallPart::most,   CallPart::least,
                               CallPart::via,       CallPart::within, CallPart::where,
                               CallPart::by_day,    CallPart::ties,   CallPart::remainder,
                               CallPart::order,     CallPart::top,    CallPart::without};
static_assert(std::size(kParts) == static_cast<std::size_t>(CallPart::without) + 1);

/// What one formula becomes, or what is complained of.
struct Outcome {
  std::string model;
  std::vector<Code> codes;

  bool operator==(const Outcome&) const = default;
  bool has(Code code) const { return std::ranges::find(codes, code) != codes.end(); }
};

Outcome checked(const std::string& call) {
  base::SourceSet sources;
  const base::Source& source = sources.add(
      "calls",
      base::concat(
          "policy p { effective 2009-01-01 currency CNY rounding half_up to 0.01 party t\n"
          "  calendar c\n  entity town { key name : text }\n"
          "  entity stall { key id : text  town : town  other : town  street : text\n"
          "    n : count  m : count  fee : money  flag : bool  day : date  dated by day }\n"
          "  intermediate define x for ",
          call.find("stall") != std::string::npos ? "town" : "stall", " = ", call, "\n}\n"));
  diagnostic::DiagnosticSink sink(100);
  std::vector<syntax::Tree> trees;
  trees.push_back(syntax::parse(source, Limits(), sink));
  const auto models = check(trees, sources, Limits(), sink);
  Outcome outcome;
  for (const diagnostic::Diagnostic& each : sink.sorted())
    if (each.severity() == diagnostic::Severity::error) outcome.codes.push_back(each.code);
  if (outcome.codes.empty()) outcome.model = print_model(*models.front());
  return outcome;
}

std::string operand(type::OperandKind kind) {
  if (kind == type::OperandKind::date) return "day";
  if (kind == type::OperandKind::text) return "street";
  return kind == type::OperandKind::boolean ? "flag" : "n";
}

std::string derived_values(type::Derived what) {
  switch (what) {
    case type::Derived::none:
      break;
    case type::Derived::modulo:
      return "n, m";
    case type::Derived::power:
      return "n, 2";
    case type::Derived::date:
      return "n, m, 1";
    case type::Derived::days_in_month:
    case type::Derived::days_in_year:
    case type::Derived::next_workday:
    case type::Derived::previous_workday:
      return "day";
    case type::Derived::prorated:
    case type::Derived::prorated_by_month:
      return "fee, day, 2010-12-31";
  }
  return "";
}

/// A call of the function that is accepted, apart from parts that it must have.
std::string values_of(const type::Function& function) {
  switch (function.kind) {
    case FunctionKind::row: {
      const type::OperationInfo& info = type::operation(function.op);
      std::string values;
      for (int i = 0; i < function.least; ++i)
        base::append(values, i == 0 ? "" : ", ",
                     operand(info.operand(static_cast<std::size_t>(i))));
      return values;
    }
    case FunctionKind::extreme:
      return "n, m";
    case FunctionKind::fold: {
      if (function.fold == type::FoldOp::count) return "stall";
      const bool of_conditions =
          function.fold == type::FoldOp::any || function.fold == type::FoldOp::all;
      return of_conditions ? "stall.flag" : "stall.n";
    }
    case FunctionKind::pick:
      return "stall.n";
    case FunctionKind::rank:
      return "n";
    case FunctionKind::share:
      return "9 CNY";
    case FunctionKind::rounding:
      return "fee / 3";
    case FunctionKind::derived:
      return derived_values(function.derived);
  }
  return "";
}

/// The part as it stands among the values, or behind them.
std::string written(CallPart part) {
  switch (part) {
    case CallPart::direction:
      return " desc";
    case CallPart::grid:
      return ", to 0.05 CNY";
    case CallPart::mode:
      return ", down";
    case CallPart::weight:
      return ", by m";
    case CallPart::most:
      return " at most 8 CNY";
    case CallPart::least:
      return " at least 1 CNY";
    case CallPart::via:
      return " via town";
    case CallPart::within:
      return " within street";
    case CallPart::where:
      return " where n > 3";
    case CallPart::by_day:
      return " as of 2010-01-01";
    case CallPart::ties:
      return " ties by m asc, id";
    case CallPart::remainder:
      return " remainder to last";
    case CallPart::order:
      return " by m asc ties by key";
    case CallPart::top:
      return " top 2 by m ties by key";
    case CallPart::without:
      return " without highest 1";
  }
  return "";
}

std::string call(const type::Function& function, std::initializer_list<CallPart> parts) {
  std::string text = base::concat(function.en, "(", values_of(function));
  for (const CallPart part : parts) text += written(part);
  return text + ")";
}

bool goes_over_rows(const type::Function& function) {
  return function.kind == FunctionKind::fold || function.kind == FunctionKind::pick;
}

/// All that a call of it needs.
std::string whole_call(const type::Function& function, CallPart without, bool leave_out) {
  std::string text = base::concat(function.en, "(", values_of(function));
  for (const CallPart part : kParts) {
    const type::CallShape shape = type::shape_of(function, 1);
    // Rows of another entity have no group of the row that asks, and those of one's own no way.
    if (part == CallPart::within && goes_over_rows(function)) continue;
    if (shape.knows(part) && !(leave_out && part == without)) text += written(part);
  }
  return text + ")";
}

TEST(CallParts, WhatAFunctionDoesNotKnowIsRefused) {
  int refused = 0;
  for (const type::Function& function : type::functions()) {
    const int values = static_cast<int>(std::ranges::count(values_of(function), ',')) + 1;
    for (const CallPart part : kParts) {
      if (type::shape_of(function, values).knows(part)) continue;
      const std::string text = call(function, {part});
      EXPECT_TRUE(checked(text).has(code::option_unknown) ||
                  checked(text).has(code::argument_count) ||
                  checked(text).has(code::rounds_of_two_limits))
          << text;
      ++refused;
    }
  }
  EXPECT_GT(refused, 100);
}

TEST(CallParts, WhatItKnowsHasAnEffect) {
  int compared = 0;
  for (const type::Function& function : type::functions()) {
    if (function.kind == FunctionKind::extreme) continue;  // a fold like the others, tried below
    for (const CallPart part : type::shape_of(function, 1).parts) {
      if (part == CallPart::within && goes_over_rows(function)) continue;
      const std::string with = whole_call(function, part, false);
      const std::string without = whole_call(function, part, true);
      EXPECT_TRUE(checked(with).codes.empty()) << with;
      EXPECT_NE(checked(with), checked(without)) << with << " and " << without;
      ++compared;
    }
  }
  EXPECT_GE(compared, 20);
}

TEST(CallParts, AGroupHasAnEffectOnRowsOfOnesOwn) {
  for (const char* const name : {"sum", "average", "min", "max"}) {
    const std::string with = base::concat(name, "(n within street)");
    EXPECT_TRUE(checked(with).codes.empty()) << with;
    EXPECT_NE(checked(with), checked(base::concat(name, "(n)"))) << with;
  }
}

}  // namespace
}  // namespace remit::check
