// Every example of the catalogue is compiled: the bad one draws its diagnostic, the good one draws
// no error and not that diagnostic. So the pages of `remit check --explain` never lie.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/source_set.h"
#include "check/check.h"
#include "diagnostic/explain.h"
#include "diagnostic/render.h"
#include "diagnostic/sink.h"
#include "syntax/parse.h"

namespace remit {
namespace {

using base::Language;
using diagnostic::CatalogueEntry;
using diagnostic::Code;

struct Outcome {
  std::vector<diagnostic::Diagnostic> diagnostics;
  std::string errors;
  bool has_errors = false;

  auto count(Code code) const {
    return std::count_if(diagnostics.begin(), diagnostics.end(),
                         [code](const auto& each) { return each.code == code; });
  }
};

Outcome compile(std::string_view fragment, Language language) {
  base::SourceSet sources;
  const base::Source& source =
      sources.add("example", diagnostic::framed_example(fragment, language));
  diagnostic::DiagnosticSink sink;
  std::vector<syntax::Tree> trees;
  trees.push_back(syntax::parse(source, base::Limits{}, sink));
  check::check(trees, sources, base::Limits{}, sink);
  Outcome outcome{sink.sorted(), {}, sink.has_errors()};
  for (const auto& each : outcome.diagnostics) {
    EXPECT_GE(each.arguments.size(), diagnostic::placeholder_count(entry(each.code).en.message))
        << diagnostic::code_text(each.code) << " is reported with too few arguments";
    if (each.severity() != diagnostic::Severity::error) continue;
    outcome.errors += diagnostic::render_text(each, sources, {});
  }
  return outcome;
}

struct ExampleCase {
  const CatalogueEntry* entry;
  Language language;
};

std::vector<ExampleCase> cases() {
  std::vector<ExampleCase> cases;
  for (const CatalogueEntry& entry : diagnostic::catalogue()) {
    for (const Language language : {Language::en, Language::zh}) {
      if (!entry.example(language).bad.empty()) cases.push_back({&entry, language});
    }
  }
  return cases;
}

class CatalogueExample : public testing::TestWithParam<ExampleCase> {};

TEST_P(CatalogueExample, DrawsItsDiagnosticUntilMended) {
  const auto [entry, language] = GetParam();
  const Outcome bad = compile(entry->example(language).bad, language);
  EXPECT_GT(bad.count(entry->code), 0) << "errors of the bad example:\n" << bad.errors;
  const Outcome good = compile(entry->example(language).good, language);
  EXPECT_LT(good.count(entry->code), bad.count(entry->code)) << good.errors;
  EXPECT_FALSE(good.has_errors) << "errors of the good example:\n" << good.errors;
}

INSTANTIATE_TEST_SUITE_P(All, CatalogueExample, testing::ValuesIn(cases()), [](const auto& test) {
  return std::string(test.param.entry->name) + "_" +
         std::string(base::language_tag(test.param.language));
});

}  // namespace
}  // namespace remit
