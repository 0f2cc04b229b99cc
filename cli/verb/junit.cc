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

}  // namespace

std::string junit_xml(const std::string& suite, const std::vector<TestOutcome>& outcomes) {
  const auto failures = std::count_if(outcomes.begin(), outcomes.end(),
                                      [](const TestOutcome& outcome) { return !outcome.passed; });
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  out += "  <testsuite name=\"" + escaped(suite) + "\" tests=\"" + std::to_string(outcomes.size()) +
         "\" failures=\"" + std::to_string(failures) + "\">\n";
  for (const TestOutcome& outcome : outcomes) {
    out += "    <testcase classname=\"" + escaped(suite) + "\" name=\"" + escaped(outcome.title) +
           "\" file=\"" + escaped(outcome.file) + "\" line=\"" +
           std::to_string(outcome.begin.line) + "\"";
    if (outcome.passed) {
      out += "/>\n";
    } else {
      out += ">\n      <failure message=\"" + escaped(outcome.message) + "\"/>\n    </testcase>\n";
    }
  }
  return out + "  </testsuite>\n</testsuites>\n";
}

}  // namespace remit::cli
