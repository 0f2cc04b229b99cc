// Advice that is followed is accepted: wherever a diagnostic proposes other words for a place, the
// text with these words draws it no more there, and nothing that it did not draw before.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "compiled.h"
#include "diagnostic/explain.h"
#include "diagnostic/render.h"

namespace remit::catalogue {
namespace {

using base::Language;
using diagnostic::Code;
using diagnostic::Diagnostic;

std::map<Code, int> codes_of(const Compiled& compiled) {
  std::map<Code, int> codes;
  for (const Diagnostic& each : compiled.diagnostics)
    if (each.severity() == diagnostic::Severity::error) ++codes[each.code];
  return codes;
}

std::string mended(const Compiled& compiled, const Diagnostic& found) {
  const base::Source& source = compiled.sources[0];
  std::string text(source.text());
  text.replace(found.fix->span.begin - source.base(), found.fix->span.end - found.fix->span.begin,
               found.fix->replacement);
  return text;
}

/// Follows every proposal that a text draws; answers how many there were.
int follow_advice(const std::string& name, const std::string& text) {
  const Compiled bad = compile(name, text);
  const auto before = codes_of(bad);
  int followed = 0;
  for (const Diagnostic& found : bad.diagnostics) {
    if (!found.fix) continue;
    ++followed;
    const Compiled good = compile(name, mended(bad, found));
    const auto after = codes_of(good);
    const std::string shown = diagnostic::render_text(found, bad.sources, {});
    EXPECT_LT(good.count(found.code), bad.count(found.code)) << shown;
    // A text that could not be read was not checked; then there may be more to say of it.
    if (static_cast<int>(found.code) < 200) continue;
    for (const auto& [code, count] : after) {
      // What the policy leaves unsaid comes up when the rest of a declaration is understood.
      if (static_cast<int>(code) / 100 == 6) continue;
      const auto known = before.find(code);
      EXPECT_LE(count, known == before.end() ? 0 : known->second)
          << shown << "draws " << diagnostic::code_text(code) << ":\n"
          << diagnostic::render_text(good.diagnostics.front(), good.sources, {});
    }
  }
  return followed;
}

TEST(Advice, OfTheExamplesIsAccepted) {
  int followed = 0;
  for (const diagnostic::CatalogueEntry& entry : diagnostic::catalogue()) {
    for (const Language language : {Language::en, Language::zh}) {
      const std::string_view bad = entry.example(language).bad;
      if (bad.empty()) continue;
      followed += follow_advice(std::string(entry.name), diagnostic::framed_example(bad, language));
    }
  }
  EXPECT_GT(followed, 15);
}

TEST(Advice, OfTheCasesIsAccepted) {
  int followed = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("tests/spec")) {
    if (entry.path().parent_path().filename() != "bad" || entry.path().extension() != ".spec")
      continue;
    std::ifstream file(entry.path());
    std::ostringstream text;
    text << file.rdbuf();
    const std::string all = text.str();
    const std::size_t head = all.find("=== policy");
    if (head == std::string::npos || all.find("=== policy", head + 1) != std::string::npos)
      continue;
    const std::size_t begin = all.find('\n', head) + 1;
    const std::size_t end = std::min(all.find("\n===", begin), all.size());
    followed += follow_advice(entry.path().string(), all.substr(begin, end - begin) + "\n");
  }
  EXPECT_GT(followed, 15);
}

}  // namespace
}  // namespace remit::catalogue
