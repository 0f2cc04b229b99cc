#include "syntax/parse.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/source_set.h"

namespace remit::syntax {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file("tests/unit/syntax/samples/" + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

class SampleTest : public testing::TestWithParam<const char*> {};

TEST_P(SampleTest, ParsesWithoutComplaint) {
  const std::string text = read_file(GetParam());
  ASSERT_FALSE(text.empty());
  base::SourceSet sources;
  diagnostic::DiagnosticSink sink;
  const Tree tree = parse(sources.add(GetParam(), text), {}, sink);
  EXPECT_EQ(sink.error_count(), 0u);
  EXPECT_TRUE(tree.complete());
  EXPECT_FALSE(tree.root().children().empty());
}

INSTANTIATE_TEST_SUITE_P(Samples, SampleTest,
                         testing::Values("open_economy.remit", "open_economy_zh.remit", "every_form.remit"));

}  // namespace
}  // namespace remit::syntax
