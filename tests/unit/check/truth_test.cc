// What can never or must always hold is found for every comparison, of every type that compares:
// conditions are drawn, tried on every value that a field can have, and what the checker says of
// them is compared with that.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "base/source_set.h"
#include "base/strings.h"
#include "check/check.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/sink.h"
#include "syntax/parse.h"
#include "type/operations.h"
#include "type/operators.h"

namespace remit::check {
namespace {

namespace code = diagnostic::code;
using diagnostic::Code;

/// Values are whole hundredths, days, words or texts times 100.
struct FieldOfType {
  std::string name;
  int step;                    ///< between values that there can be
  std::vector<int> constants;  ///< what it is compared with
  std::vector<int> domain;
  bool ordered;
};

std::vector<int> every(int from, int to, int step) {
  std::vector<int> values;
  for (int value = from; value <= to; value += step) values.push_back(value);
  return values;
}

const std::vector<FieldOfType>& fields() {
  static const std::vector<FieldOfType> all = {
      {"n", 100, every(-200, 300, 50), every(-2000, 2000, 100), true},
      {"size", 10, every(-100, 100, 25), every(-1000, 1000, 10), true},
      {"fee", 1, every(-100, 100, 25), every(-300, 300, 1), true},
      {"day", 100, every(100, 800, 100), every(-500, 2000, 100), true},
      {"ok", 100, every(0, 100, 100), every(0, 100, 100), false},
      {"kind", 100, every(0, 200, 100), every(0, 200, 100), false},
      {"street", 100, every(0, 200, 100), every(0, 400, 100), false},
  };
  return all;
}

std::string written(const FieldOfType& field, int value) {
  const int whole = value / 100;
  if (field.name == "day") return base::concat("2010-01-0", whole);
  if (field.name == "ok") return value == 0 ? "false" : "true";
  if (field.name == "kind") return base::concat("word", whole);
  if (field.name == "street") return base::concat("\"street ", whole, "\"");
  const int part = std::abs(value % 100);
  std::string text = base::concat(std::abs(whole), ".", part / 10, part % 10);
  if (field.name == "fee") text += " CNY";
  return value < 0 ? base::concat("-(", text, ")") : text;
}

struct Comparison {
  const type::OperatorInfo* op;
  std::vector<int> with;

  bool holds(int value) const {
    const bool among = std::ranges::find(with, value) != with.end();
    if (op->shape == type::OperatorShape::set)
      return op->id == type::OperatorId::in_set ? among : !among;
    return type::operation(*op->op).comparison->holds(value <=> with[0]);
  }
  bool says_the_same(const Comparison& other) const {
    return op->shape == other.op->shape && op->op == other.op->op && with == other.with &&
           (op->shape != type::OperatorShape::set || op->id == other.op->id);
  }
  std::string text(const FieldOfType& field) const {
    const std::string_view sign = op->symbol.empty() ? op->english : op->symbol;
    if (op->shape != type::OperatorShape::set)
      return base::concat(field.name, " ", sign, " ", written(field, with[0]));
    std::string members;
    for (const int each : with)
      base::append(members, members.empty() ? "" : ", ", written(field, each));
    return base::concat(field.name, " ", sign, " { ", members, " }");
  }
};

std::vector<const type::OperatorInfo*> comparisons(bool ordered) {
  std::vector<const type::OperatorInfo*> found;
  for (const type::OperatorInfo& info : type::operators()) {
    if (info.precedence != type::kComparison) continue;
    const bool equality =
        info.shape == type::OperatorShape::set ||
        (info.op && (*info.op == type::Opcode::equal || *info.op == type::Opcode::not_equal));
    if (info.shape != type::OperatorShape::postfix && (ordered || equality)) found.push_back(&info);
  }
  return found;
}

std::vector<Code> all_codes_for(const std::string& condition, const std::string& type) {
  base::SourceSet sources;
  const base::Source& source = sources.add(
      "conditions", base::concat("policy p { currency CNY rounding half_up to 0.01\n"
                                 "  entity stall { key id : text  n : count  size : number to 0.1\n"
                                 "    fee : money  other : money  day : date  ok : bool\n"
                                 "    kind : one of { word0, word1, word2 }  street : text }\n"
                                 "  define x for stall : ",
                                 type, " = ", condition, "\n}\n"));
  diagnostic::DiagnosticSink sink(100);
  std::vector<syntax::Tree> trees;
  trees.push_back(syntax::parse(source, Limits(), sink));
  (void)check(trees, sources, Limits(), sink);
  std::vector<Code> codes;
  for (const diagnostic::Diagnostic& each : sink.sorted())
    if (each.severity() == diagnostic::Severity::error || each.code == code::covered_condition)
      codes.push_back(each.code);
  return codes;
}

std::vector<Code> codes_for(const std::string& condition) {
  std::vector<Code> codes = all_codes_for(condition, "bool");
  std::erase(codes, code::covered_condition);
  return codes;
}

/// Whether one of the conditions holds wherever the others together do; of parts of an `or`: fails
/// wherever they fail. What stands twice counts once.
bool covered_among(const FieldOfType& field, const std::vector<Comparison>& said, bool both) {
  std::vector<Comparison> all;
  for (const Comparison& each : said)
    if (std::ranges::none_of(all,
                             [&](const Comparison& other) { return other.says_the_same(each); }))
      all.push_back(each);
  if (all.size() < 2) return false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto decided = [&](int value) {
      for (std::size_t j = 0; j < all.size(); ++j)
        if (j != i && all[j].holds(value) != both) return true;
      return all[i].holds(value) == both;
    };
    if (std::ranges::all_of(field.domain, decided)) return true;
  }
  return false;
}

/// Whether one of the conditions is covered by those around it: each two and more from the first on
/// are joined, and then the next to them.
bool one_is_covered(const FieldOfType& field, const std::vector<Comparison>& all, bool both) {
  for (std::size_t count = 2; count <= all.size(); ++count)
    if (covered_among(field, {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)}, both))
      return true;
  return false;
}

bool holds_or_fails(const FieldOfType& field, const auto& holds, bool always) {
  return std::ranges::all_of(field.domain, [&](int value) { return holds(value) == always; });
}

TEST(Truth, IsTheSameAsTriedOnEveryValue) {
  std::mt19937_64 random(7);
  const auto pick = [&random](const auto& list) { return list[random() % list.size()]; };
  int told = 0;
  for (int round = 0; round < 3000; ++round) {
    const FieldOfType& field = fields()[static_cast<std::size_t>(round) % fields().size()];
    std::vector<Comparison> all;
    for (std::size_t i = 0; i < 2 + random() % 2; ++i) {
      Comparison each{pick(comparisons(field.ordered)), {pick(field.constants)}};
      const int second = pick(field.constants);
      if (each.op->shape == type::OperatorShape::set && second != each.with[0])
        each.with.push_back(second);
      all.push_back(each);
    }
    const bool both = random() % 2 == 0;
    std::string text;
    bool single = false;
    for (const Comparison& each : all) {
      base::append(text, text.empty() ? "" : both ? " and " : " or ", each.text(field));
      const auto holds = [&each](int value) { return each.holds(value); };
      single = single || holds_or_fails(field, holds, true) || holds_or_fails(field, holds, false);
    }
    const auto holds = [&](int value) {
      const auto at_value = [value](const Comparison& each) { return each.holds(value); };
      return both ? std::ranges::all_of(all, at_value) : std::ranges::any_of(all, at_value);
    };
    const bool never = both && holds_or_fails(field, holds, false);
    const bool always = !both && holds_or_fails(field, holds, true);
    std::vector<Code> codes = codes_for(text);
    std::erase(codes, code::same_on_both_sides);
    const bool covered = one_is_covered(field, all, both);
    EXPECT_EQ(codes.empty(), !single && !never && !always && (both || !covered)) << text;
    told += codes.empty() ? 0 : 1;
    if (single || never || !both) continue;
    const auto everything = all_codes_for(text, "bool");
    EXPECT_EQ(std::ranges::count(everything, code::covered_condition) > 0, covered) << text;
  }
  EXPECT_GT(told, 500);
}

/// A rung of an `if` is decided by those before it, if no value is left for one of its branches.
TEST(Truth, OfARungIsWhatThoseBeforeLeave) {
  std::mt19937_64 random(11);
  const auto pick = [&random](const auto& list) { return list[random() % list.size()]; };
  int told = 0;
  for (int round = 0; round < 2000; ++round) {
    const FieldOfType& field = fields()[static_cast<std::size_t>(round) % fields().size()];
    std::vector<int> left = field.domain;
    std::string text;
    bool single = false;
    bool decided = false;
    const std::size_t rungs = 2 + random() % 2;
    for (std::size_t i = 0; i < rungs; ++i) {
      Comparison each{pick(comparisons(field.ordered)), {pick(field.constants)}};
      const auto holds = [&each](int value) { return each.holds(value); };
      single = single || holds_or_fails(field, holds, true) || holds_or_fails(field, holds, false);
      base::append(text, "if ", each.text(field), " then ", i + 1, " else ");
      const auto kept = std::ranges::count_if(left, holds);
      decided = decided || (i > 0 && !left.empty() && (kept == 0 || kept == std::ssize(left)));
      std::erase_if(left, holds);
    }
    base::append(text, "9");
    if (single) continue;
    const std::vector<Code> codes = all_codes_for(text, "count");
    EXPECT_EQ(std::ranges::count(codes, code::unreachable_branch) > 0, decided) << text;
    told += decided ? 1 : 0;
  }
  EXPECT_GT(told, 200);
}

TEST(Truth, OfAValueAndTheSameMoved) {
  for (const type::OperatorInfo* op : comparisons(true)) {
    if (op->shape == type::OperatorShape::set) continue;
    const std::string_view sign = op->symbol.empty() ? op->english : op->symbol;
    const auto& comparison = *type::operation(*op->op).comparison;
    const auto expect = [&](const std::string& left, const std::string& right, bool holds) {
      const std::string text = base::concat(left, " ", sign, " ", right);
      EXPECT_EQ(codes_for(text), std::vector<Code>{holds ? code::always_holds : code::never_holds})
          << text;
    };
    for (const char* value : {"n", "size", "fee", "day", "ok", "kind", "street", "stall.n"})
      expect(value, value, comparison.holds(std::strong_ordering::equal));
    for (const char* later :
         {"day + 3 days", "day + 1 month", "day + 2 years", "(day + 1 day) + 1 day"}) {
      expect(later, "day", comparison.holds(std::strong_ordering::greater));
      expect("day", later, comparison.holds(std::strong_ordering::less));
    }
    for (const char* more : {"fee + 1 CNY", "2 CNY + fee", "fee - (-(1 CNY))"})
      expect(more, "fee", comparison.holds(std::strong_ordering::greater));
    expect("n - 1", "n", comparison.holds(std::strong_ordering::less));
    expect("day - 1 month", "day", comparison.holds(std::strong_ordering::less));
    for (const char* open : {"fee + other", "other", "other + 1 CNY"})
      EXPECT_EQ(codes_for(base::concat(open, " ", sign, " fee")), std::vector<Code>{}) << open;
  }
}

}  // namespace
}  // namespace remit::check
