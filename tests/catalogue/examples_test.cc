// Every example of the catalogue is compiled: the bad one draws its diagnostic, the good one draws
// no error and not that diagnostic. So the pages of `remit check --explain` never lie.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiled.h"
#include "diagnostic/explain.h"
#include "diagnostic/render.h"

namespace remit::catalogue {
namespace {

using base::Language;
using diagnostic::CatalogueEntry;

Compiled compile_example(std::string_view fragment, Language language) {
  return compile("example", diagnostic::framed_example(fragment, language));
}

std::string errors_of(const Compiled& compiled) {
  std::string errors;
  for (const auto& each : compiled.diagnostics) {
    if (each.severity() == diagnostic::Severity::error)
      errors += diagnostic::render_text(each, compiled.sources, {});
  }
  return errors;
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
  const Compiled bad = compile_example(entry->example(language).bad, language);
  EXPECT_GT(bad.count(entry->code), 0u) << "errors of the bad example:\n" << errors_of(bad);
  for (const auto& each : bad.diagnostics) {
    EXPECT_GE(each.arguments.size(),
              diagnostic::placeholder_count(diagnostic::entry(each.code).en.message))
        << diagnostic::code_text(each.code) << " is reported with too few arguments";
  }
  const Compiled good = compile_example(entry->example(language).good, language);
  EXPECT_LT(good.count(entry->code), bad.count(entry->code)) << errors_of(good);
  EXPECT_FALSE(good.has_errors) << "errors of the good example:\n" << errors_of(good);
}

INSTANTIATE_TEST_SUITE_P(All, CatalogueExample, testing::ValuesIn(cases()), [](const auto& test) {
  return std::string(test.param.entry->name) + "_" +
         std::string(base::language_tag(test.param.language));
});

}  // namespace
}  // namespace remit::catalogue
