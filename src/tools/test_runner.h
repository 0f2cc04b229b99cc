#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/results_impl.h"
#include "diagnostic/codes.h"
#include "diagnostic/format.h"
#include "remit/policy.h"

namespace remit::tools {

/// Runs the tests of one policy, one after the other. Refers to policy and options.
class TestRunner {
 public:
  TestRunner(const Policy& policy, const TestOptions& options)
      : policy_(policy), impl_(*policy.impl()), options_(options) {}

  /// The outcome of a test on whose day the amendment that it stands in has no effect: a run of
  /// that day goes by the policy `then`, which does not know the test.
  TestOutcome without_effect(const check::Test& test, std::string_view then) const;
  Result<TestOutcome> run(const check::Test& test) const;
  /// What the test's data give; a text: why they could not be read.
  Result<std::variant<Results, std::string>> evaluate(const check::Test& test) const;

 private:
  using Trouble = std::optional<std::string>;

  std::string words(diagnostic::Code code, std::vector<diagnostic::Argument> arguments) const;
  std::string word(diagnostic::Text text, std::string_view argument = {}) const;
  Trouble fill(const check::Test& test, Data& data) const;
  Trouble fill_row(const check::Test::Given& given, Data& data) const;
  Trouble compare(const check::Test::Expectation& expected, const Results& results) const;
  /// Whether a cell is what was expected, and the cell as a reader sees it.
  bool holds(const check::Test::Expectation& expected, const Results& results,
             std::uint64_t row) const;
  std::string shown(const check::Test::Expectation& expected, const Results& results,
                    std::uint64_t row) const;
  std::string column_title(const check::Test::Expectation& expected) const;

  const Policy& policy_;
  const Policy::Impl& impl_;
  const TestOptions& options_;
};

}  // namespace remit::tools
