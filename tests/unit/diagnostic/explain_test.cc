#include "diagnostic/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "diagnostic/code/cells.h"
#include "diagnostic/code/data.h"
#include "diagnostic/code/habits.h"
#include "diagnostic/code/names.h"
#include "support/golden.h"

namespace remit::diagnostic {
namespace {

using base::Language;
using testing::HasSubstr;
using testing_support::expect_golden;

TEST(Explain, NamesCodeSeverityMessageAndRemedy) {
  EXPECT_THAT(explain(code::unknown_name, Language::en),
              HasSubstr("error[R0201]: nothing here is called `…`\n"));
  EXPECT_THAT(explain(code::unknown_name, Language::en), HasSubstr("  declare it"));
  EXPECT_THAT(explain(code::no_cite, Language::zh), HasSubstr("警告[R0803]："));
}

TEST(Explain, FragmentsStandInsideTheFrame) {
  const std::string framed = framed_example("define a = 1\ndefine b = 2", Language::en);
  EXPECT_THAT(framed, HasSubstr("\n  define a = 1\n  define b = 2\n"));
  EXPECT_THAT(framed, HasSubstr("policy example"));
  EXPECT_EQ(framed_example("policy p { }", Language::en), "policy p { }");
  EXPECT_EQ(framed_example("政策 p { }", Language::zh), "政策 p { }");
}

TEST(Explain, AnExampleComesWithItsCorrectionInBothLanguages) {
  for (const CatalogueEntry& entry : catalogue()) {
    EXPECT_EQ(entry.example_en.bad.empty(), entry.example_en.good.empty()) << entry.name;
    EXPECT_EQ(entry.example_en.bad.empty(), entry.example_zh.bad.empty()) << entry.name;
    EXPECT_EQ(entry.example_zh.bad.empty(), entry.example_zh.good.empty()) << entry.name;
  }
}

TEST(Explain, AnEllipsisStandsForWhatAReportWouldName) {
  EXPECT_TRUE(explain(code::bad_cell, base::Language::en)
                  .starts_with("error[R1003]: …, column `…` of `…`: `…` is not …\n"));
  for (const CatalogueEntry& entry : catalogue())
    for (const base::Language language : {base::Language::en, base::Language::zh})
      EXPECT_EQ(explain(entry.code, language).find("{0}"), std::string::npos) << entry.name;
}

TEST(Explain, ACellFaultHasAPage) {
  EXPECT_EQ(parse_code("division_by_zero"), code::division_by_zero);
  EXPECT_TRUE(
      explain(code::division_by_zero, base::Language::zh).starts_with("错误[R1104]：除数为零\n"));
}

TEST(Gallery, IsTheOneInTheDocumentation) {
  expect_golden("docs/diagnostics.md", gallery(Language::en));
  expect_golden("docs/zh/diagnostics.md", gallery(Language::zh));
}

}  // namespace
}  // namespace remit::diagnostic
