#pragma once

#include <string>
#include <vector>

#include "remit/policy.h"

namespace remit::cli {

/// The outcomes of one policy's tests.
struct TestSuite {
  std::string policy;
  std::vector<TestOutcome> outcomes;

  std::size_t failures() const;
};

/// As JUnit XML, which build servers read.
std::string junit_xml(const std::vector<TestSuite>& suites);

}  // namespace remit::cli
