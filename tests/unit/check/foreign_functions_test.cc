// Functions of spreadsheets and databases are told how they are written here.
#include "check/foreign_functions.h"

#include <gtest/gtest.h>

#include "base/source_set.h"
#include "syntax/parse.h"

namespace remit::check {
namespace {

std::string unquoted(const std::string& quoted, std::size_t mark) {
  return quoted.substr(mark, quoted.size() - 2 * mark);
}

TEST(ForeignFunctionsTest, WhatIsAdvisedCanBeRead) {
  for (const char* name :
       {"trunc", "INT",     "roundup", "AVG",    "sumif",   "countif",     "averageif", "vlookup",
        "iif",   "iferror", "isblank", "modulo", "datedif", "networkdays", "edate",     "eomonth",
        "now",   "mround",  "total",   "取整",   "求和",    "平均值",      "四舍五入"}) {
    const auto here = written_here(name);
    ASSERT_TRUE(here) << name;
    const std::string texts[] = {unquoted(here->in(base::Language::en), 1),
                                 unquoted(here->in(base::Language::zh), 3)};
    for (const std::string& text : texts) {
      base::SourceSet sources;
      const base::Source& source =
          sources.add("p.remit", "policy p {\n  define a = " + text + "\n}\n");
      diagnostic::DiagnosticSink sink;
      EXPECT_TRUE(syntax::parse(source, {}, sink).complete()) << name << ": " << text;
    }
  }
}

TEST(ForeignFunctionsTest, FunctionsOfTheLanguageAreNotForeign) {
  for (const char* name : {"sum", "average", "round", "min", "合计", "舍入", "anything"})
    EXPECT_FALSE(written_here(name)) << name;
}

}  // namespace
}  // namespace remit::check
