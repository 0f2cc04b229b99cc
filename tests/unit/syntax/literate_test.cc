#include "syntax/literate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "syntax/format.h"
#include "syntax_testing.h"

namespace remit::syntax {
namespace {

using testing::ElementsAre;

TEST(LiterateTest, PositionsPointIntoTheMarkdown) {
  const Parsed parsed("# Title\n\nText with a { brace.\n\n```remit\npolicy p {\n  prty a\n}\n```\n",
                      "p.md");
  EXPECT_THAT(parsed.places(), ElementsAre("7:3 R0105"));
}

TEST(LiterateTest, BlocksContinueOneAnother) {
  const Parsed parsed(read_sample("literate.md"), "literate.md");
  ASSERT_EQ(parsed.report(), "");
  EXPECT_EQ(parsed.tree.regions().size(), 2u);
  EXPECT_EQ(parsed.tree.root().children().size(), 1u);
}

TEST(LiterateTest, HeadingsGiveTheDefaultClause) {
  const Parsed parsed(read_sample("literate.md"), "literate.md");
  const NodeView policy = parsed.tree.root().child(Rule::policy);
  EXPECT_EQ(parsed.tree.default_cite(policy.child(Rule::entity).span().begin),
            "I. What is counted");
  EXPECT_EQ(parsed.tree.default_cite(policy.child(Rule::reward).span().begin), "II. Rewards");
  EXPECT_EQ(parsed.tree.default_cite(0), "Opinion on the open economy");
  EXPECT_EQ(Parsed("policy p { }").tree.default_cite(3), "");
}

TEST(LiterateTest, OtherFencesAreProse) {
  const Parsed parsed(
      "````text\n```remit\nno policy\n```\n````\n~~~ remit\npolicy p { "
      "}\n~~~\n```remitx\nno\n```\n",
      "p.md");
  EXPECT_EQ(parsed.report(), "");
  EXPECT_EQ(parsed.tree.regions().size(), 1u);
}

TEST(LiterateTest, ReportsMissingAndUnclosedBlocks) {
  EXPECT_THAT(Parsed("# Title\n", "p.md").places(), ElementsAre("1:1 R0009"));
  EXPECT_THAT(Parsed("a\n\n```remit\npolicy p { }\n", "p.md").places(), ElementsAre("3:1 R0010"));
}

TEST(LiterateTest, FormattingTouchesOnlyTheBlocks) {
  base::SourceSet sources;
  const base::Source& source = sources.add("p.md",
                                           "#  Title  \n\n*  a\n\n```remit\npolicy p{\n```\n\n  "
                                           "text { \n\n```remit\nparty a}\n```\nend");
  diagnostic::DiagnosticSink sink;
  EXPECT_EQ(format(source, {}, {}, sink),
            "#  Title  \n\n*  a\n\n```remit\npolicy p {\n```\n\n  text { \n\n```remit\n  party "
            "a\n}\n```\nend");
}

}  // namespace
}  // namespace remit::syntax
