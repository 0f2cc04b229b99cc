#include "type/operations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "base/json.h"
#include "support/golden.h"
#include "type/constant_operations.h"
#include "type/functions.h"
#include "type/names.h"

namespace remit::type {
namespace {

using base::Json;

/// The arguments that a template has a place for.
std::set<std::string> placeholders(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 2] == '}') found.insert(std::string(text.substr(i, 3)));
  }
  return found;
}

std::string name_of(FunctionKind kind) {
  constexpr const char* kKinds[] = {"row",  "extreme", "fold",     "pick",
                                    "rank", "share",   "rounding", "derived"};
  return kKinds[static_cast<std::size_t>(kind)];
}

Json comparison_json(const OperationInfo& info) {
  if (!info.comparison) return nullptr;
  return {{"less", info.comparison->less},
          {"equal", info.comparison->equal},
          {"greater", info.comparison->greater}};
}

Json operation_json(const OperationInfo& info) {
  const bool many = info.most == OperationInfo::kMany;
  return {{"name", info.name},
          {"leaf", info.leaf},
          {"constant", info.constant},
          {"least", info.least},
          {"most", many ? Json(nullptr) : Json(info.most)},
          {"first", name(info.first)},
          {"rest", name(info.rest)},
          {"result", name(info.result)},
          {"evaluation", name(info.evaluation)},
          {"payload", name(info.payload)},
          {"digits", name(info.digits)},
          {"folds", info.folds},
          {"comparison", comparison_json(info)}};
}

Json function_json(const Function& function) {
  return {{"en", function.en},
          {"zh", function.zh},
          {"kind", name_of(function.kind)},
          {"operation", name(function.op)}};
}

// The oracle of tests/differential and the cases of tests/explain read the table from here.
TEST(Operations, AreExportedForTheOracle) {
  Json table = {{"operations", Json::array()}, {"functions", Json::array()}};
  for (const OperationInfo& info : operations())
    table["operations"].push_back(operation_json(info));
  for (const Function& f : functions()) table["functions"].push_back(function_json(f));
  testing_support::expect_golden("tests/differential/operations.json", table.dump(1) + "\n");
}

TEST(Operations, ReadAlikeInBothLanguages) {
  for (const OperationInfo& info : operations()) {
    if (info.leaf) continue;
    const Reading& reading = info.reading;
    EXPECT_FALSE(reading.en.empty() || reading.zh.empty()) << info.name;
    EXPECT_EQ(placeholders(reading.en), placeholders(reading.zh)) << info.name;
    EXPECT_EQ(placeholders(reading.not_en), placeholders(reading.not_zh)) << info.name;
    EXPECT_EQ(placeholders(reading.back_en), placeholders(reading.back_zh)) << info.name;
    EXPECT_EQ(reading.unit_en.empty(), reading.unit_zh.empty()) << info.name;
  }
}

TEST(Operations, ChineseReadingsHaveNoHalfWidthBrackets) {
  for (const OperationInfo& info : operations()) {
    for (const std::string_view text :
         {info.reading.zh, info.reading.not_zh, info.reading.back_zh}) {
      EXPECT_EQ(text.find_first_of("(),"), std::string_view::npos) << info.name;
    }
  }
}

// A phrase has a place for each operand, and says how tightly each must bind.
TEST(Operations, PhrasesTakeAllOperands) {
  for (const OperationInfo& info : operations()) {
    if (info.reading.shape != Reading::Shape::phrase) continue;
    ASSERT_LE(info.most, Reading::kOperands) << info.name;
    EXPECT_GE(placeholders(info.reading.en).size(), info.most) << info.name;
  }
}

TEST(Operations, ComparisonsAreDenied) {
  EXPECT_EQ(opposite(Opcode::less), Opcode::greater_equal);
  EXPECT_EQ(opposite(Opcode::less_equal), Opcode::greater);
  EXPECT_EQ(opposite(Opcode::equal), Opcode::not_equal);
  EXPECT_EQ(opposite(Opcode::add), std::nullopt);
  for (const OperationInfo& info : operations()) {
    if (!info.comparison) continue;
    const auto op = static_cast<Opcode>(&info - operations().data());
    EXPECT_EQ(opposite(*opposite(op)), op) << info.name;
  }
}

// What is computed of constants is said to be (the checker and the oracle rely on it).
TEST(Operations, ArithmeticOfConstantsIsSaidToFold) {
  const number::Rounding to_whole{number::RoundingMode::half_up, {1, 0}};
  for (const OperationInfo& info : operations()) {
    const auto op = static_cast<Opcode>(&info - operations().data());
    const bool computed = changed(op, 1, &to_whole) || combined(op, 1, 2);
    EXPECT_TRUE(!computed || info.folds) << info.name;
    const bool arithmetic =
        info.folds && (info.result == OperandKind::numeric || info.result == OperandKind::same) &&
        info.evaluation == Evaluation::strict;
    EXPECT_EQ(computed, arithmetic) << info.name;
  }
}

TEST(Functions, AreNamedOnceInEachLanguage) {
  std::set<std::string_view> words;
  for (const Function& function : functions()) {
    EXPECT_TRUE(words.insert(function.en).second) << function.en;
    EXPECT_TRUE(words.insert(function.zh).second) << function.zh;
    EXPECT_LE(function.least, function.most) << function.en;
  }
}

TEST(Functions, AreFoundByTheirNamesAlone) {
  for (const Function& function : functions()) {
    EXPECT_EQ(find_function(function.en), &function) << function.en;
    EXPECT_EQ(find_function(function.zh), &function) << function.zh;
    const std::string name(function.en);
    for (const std::string& other : {name + "x", "x" + name, name + "一", "~" + name})
      EXPECT_EQ(find_function(other), nullptr) << other;
  }
  for (const std::string_view none : {"", "~", "\x7F", "A", "z"})
    EXPECT_EQ(find_function(none), nullptr) << none;
}

// What an explanation calls a function is the name of the function that one can write.
TEST(Functions, CallsInExplanationsAreFunctions) {
  for (const OperationInfo& info : operations()) {
    if (info.reading.shape != Reading::Shape::call) continue;
    const Function* function = find_function(info.reading.en);
    ASSERT_NE(function, nullptr) << info.name;
    EXPECT_EQ(name(function->op), info.name);
    EXPECT_EQ(function->zh, info.reading.zh);
  }
}

}  // namespace
}  // namespace remit::type
