// Every sentence of the catalogue once, as a user reads it, with its remedy and where it points: in
// expected/R06.en.txt and R06.zh.txt those of R06xx. The cases of tests/spec name codes and places
// only, so these files are where wordings are read. `make docs` writes them.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/strings.h"
#include "compiled.h"
#include "diagnostic/explain.h"
#include "diagnostic/render.h"
#include "diagnostic/text/common.h"
#include "samples.h"
#include "support/golden.h"

namespace remit::catalogue {
namespace {

using base::Language;
using diagnostic::CatalogueEntry;

/// What is said with `code` of one text, if anything.
std::vector<std::string> said(const Compiled& compiled, diagnostic::Code code, Language language) {
  std::vector<std::string> texts;
  for (const auto& each : compiled.diagnostics) {
    if (each.code == code)
      texts.push_back(diagnostic::render_text(each, compiled.sources, {.language = language}));
  }
  return texts;
}

/// What is said of the bad example, and not also of the good one: the policy around the two has
/// unused fields of its own.
std::string said_of_example(const CatalogueEntry& entry, Language language) {
  const auto of = [&entry, language](std::string_view example) {
    return said(compile("example", diagnostic::framed_example(example, language)), entry.code,
                language);
  };
  const std::vector<std::string> around = of(entry.example(language).good);
  std::string text;
  for (const std::string& each : of(entry.example(language).bad)) {
    if (std::ranges::find(around, each) == around.end()) text += each;
  }
  return text;
}

/// A message without a place in a text.
std::string sentence(const ArgumentSample& sample, Language language) {
  const diagnostic::Diagnostic said{sample.code, {}, sample.arguments, {}, {}};
  const auto text = [language](diagnostic::Text id) {
    return diagnostic::text_template(id, language);
  };
  return base::concat(text(diagnostic::severity_label(said.severity())), "[",
                      diagnostic::code_text(sample.code), "]",
                      text(diagnostic::text::label_separator), said.message(language),
                      "\n     = ", text(diagnostic::text::label_help), said.help(language), "\n");
}

std::string shown(const CatalogueEntry& entry, Language language) {
  if (!entry.example(language).bad.empty()) return said_of_example(entry, language);
  for (const TextSample& sample : text_samples()) {
    if (sample.code != entry.code) continue;
    std::string text;
    for (const std::string& each :
         said(compile(sample.name, sample.text, sample.limits), entry.code, language)) {
      text += each;
    }
    return text;
  }
  for (const ArgumentSample& sample : argument_samples()) {
    if (sample.code == entry.code) return sentence(sample, language);
  }
  return "";
}

TEST(Wordings, AreThoseOnRecord) {
  for (const Language language : {Language::en, Language::zh}) {
    std::map<std::string, std::string> pages;
    for (const CatalogueEntry& entry : diagnostic::catalogue()) {
      const std::string code = diagnostic::code_text(entry.code);
      const std::string text = shown(entry, language);
      EXPECT_NE(text, "") << code << " " << entry.name << " needs an example, or a sample";
      EXPECT_EQ(text.find("{0}"), std::string::npos) << text;
      base::append(pages[code.substr(0, 3)], "=== ", code, " ", entry.name, "\n", text, "\n");
    }
    for (const auto& [group, page] : pages) {
      testing_support::expect_golden(base::concat("tests/catalogue/expected/", group, ".",
                                                  base::language_tag(language), ".txt"),
                                     page);
    }
  }
}

TEST(Wordings, ASampleIsOfACodeWithoutExample) {
  std::vector<diagnostic::Code> codes;
  for (const TextSample& sample : text_samples()) codes.push_back(sample.code);
  for (const ArgumentSample& sample : argument_samples()) codes.push_back(sample.code);
  for (const diagnostic::Code code : codes) {
    EXPECT_EQ(std::ranges::count(codes, code), 1) << diagnostic::code_text(code);
    EXPECT_EQ(diagnostic::entry(code).example_en.bad, "") << diagnostic::code_text(code);
  }
}

TEST(Wordings, ASampleFillsEveryPlaceholder) {
  for (const ArgumentSample& sample : argument_samples()) {
    const CatalogueEntry& entry = diagnostic::entry(sample.code);
    EXPECT_EQ(sample.arguments.size(), std::max(diagnostic::placeholder_count(entry.en.message),
                                                diagnostic::placeholder_count(entry.en.help)))
        << entry.name;
  }
}

}  // namespace
}  // namespace remit::catalogue
