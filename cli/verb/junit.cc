#include "cli/verb/junit.h"

#include <algorithm>
#include <string_view>

namespace remit::cli {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default:
        // XML 1.0 has no other control characters but the tab.
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') out += c;
    }
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
