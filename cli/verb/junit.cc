#include "cli/verb/junit.h"

#include <algorithm>
#include <string_view>

#include "remit/text.h"

namespace remit::cli {
namespace {

/// As an attribute of XML 1.0, which has no control characters but the tab, and where a line break
/// that is not written out is read as a space.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : markup_text(text)) {
    if (c == '\n')
      out += "&#10;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t')
      out += c;
  }
  return out;
}

std::string testcase(const std::string& suite, const TestOutcome& outcome) {
  std::string out = "    <testcase classname=\"" + escaped(suite) + "\" name=\"" +
                    escaped(outcome.title) + "\" file=\"" + escaped(outcome.file) + "\" line=\"" +
                    std::to_string(outcome.begin.line) + "\"";
  if (outcome.passed) return out + "/>\n";
  return out + ">\n      <failure message=\"" + escaped(outcome.message) +
         "\"/>\n    </testcase>\n";
}

}  // namespace

std::size_t TestSuite::failures() const {
  return static_cast<std::size_t>(
      std::count_if(outcomes.begin(), outcomes.end(),
                    [](const TestOutcome& outcome) { return !outcome.passed; }));
}

std::string junit_xml(const std::vector<TestSuite>& suites) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const TestSuite& suite : suites) {
    out += "  <testsuite name=\"" + escaped(suite.policy) + "\" tests=\"" +
           std::to_string(suite.outcomes.size()) + "\" failures=\"" +
           std::to_string(suite.failures()) + "\">\n";
    for (const TestOutcome& outcome : suite.outcomes) out += testcase(suite.policy, outcome);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace remit::cli
