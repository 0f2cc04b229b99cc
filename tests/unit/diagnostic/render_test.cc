#include "diagnostic/render.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/utf8.h"
#include "diagnostic/code/data.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/habits.h"
#include "diagnostic/code/names.h"
#include "diagnostic/excerpt.h"
#include "diagnostic/text/check.h"
#include "support/json_reader.h"

namespace remit::diagnostic {
namespace {

using base::Language;
using base::SourceSet;
using base::Span;

/// The span of the first `needle` in `source`.
Span find(const base::Source& source, std::string_view needle) {
  const auto begin = source.base() + static_cast<uint32_t>(source.text().find(needle));
  return {begin, begin + static_cast<uint32_t>(needle.size())};
}

TEST(RenderText, ShowsPlaceLineCaretAndHelp) {
  SourceSet sources;
  const auto& source = sources.add("p.remit", "policy p {\n  when tax > 5\n}\n");
  const Diagnostic diagnostic{code::unknown_name, find(source, "tax"), {"tax"}, {}, {}};
  EXPECT_EQ(render_text(diagnostic, sources, {}),
            "p.remit:2:8: error[R0201]: nothing here is called `tax`\n"
            "   2 |   when tax > 5\n"
            "     |        ^~~\n"
            "     = help: declare it, or correct the name\n");
}

TEST(RenderText, ShowsSuggestionAndRelatedPlaces) {
  SourceSet sources;
  const auto& source = sources.add("p.remit", "param rate = 1\nparam rate = 2");
  Diagnostic diagnostic{code::duplicate_name, {21, 25}, {"rate"}, {}, {}};
  diagnostic.note(find(source, "rate"), text::note_first_declared).suggest({21, 25}, "rate_2");
  EXPECT_EQ(render_text(diagnostic, sources, {}),
            "p.remit:2:7: error[R0204]: `rate` is declared twice\n"
            "   2 | param rate = 2\n"
            "     |       ^~~~\n"
            "     = help: rename or remove one of them\n"
            "     = try: did you mean `rate_2`?\n"
            "p.remit:1:7: note: first declared here\n"
            "   1 | param rate = 1\n"
            "     |       ^~~~\n");
}

TEST(RenderText, SpeaksChinese) {
  SourceSet sources;
  const auto& source = sources.add("办法.remit", "  当 招商到伪 > 5\n");
  const Diagnostic diagnostic{code::unknown_name, find(source, "招商到伪"), {"招商到伪"}, {}, {}};
  EXPECT_EQ(render_text(diagnostic, sources, {Language::zh, false}),
            "办法.remit:1:5: 错误[R0201]：没有名为“招商到伪”的内容\n"
            "   1 |   当 招商到伪 > 5\n"
            "     |      ^~~~~~~~\n"
            "     = 改法：请先声明，或更正名称\n");
}

TEST(RenderText, WithoutSourcesThereIsNoPlace) {
  const Diagnostic diagnostic{code::repeated_header, {}, {"t.csv", 3}, {}, {}};
  EXPECT_EQ(render_text(diagnostic, SourceSet(), {}),
            "error[R1060]: line 3 of `t.csv` is the header once more\n"
            "     = help: take the line out\n");
}

TEST(RenderText, LinesOfHelpStandUnderEachOther) {
  SourceSet sources;
  sources.add("p", "x");
  const std::string text =
      render_text(Diagnostic{code::rounding_missing, {0, 1}, {"x"}, {}, {}}, sources, {});
  EXPECT_THAT(text, testing::HasSubstr("\n     = help: declare for example"));
  EXPECT_THAT(text, testing::HasSubstr("\n       choices: half_up"));
}

TEST(RenderText, ColoursOnlyWhenAsked) {
  SourceSet sources;
  sources.add("p", "x");
  const Diagnostic diagnostic{code::unknown_name, {0, 1}, {"x"}, {}, {}};
  EXPECT_EQ(render_text(diagnostic, sources, {}).find('\x1b'), std::string::npos);
  EXPECT_THAT(render_text(diagnostic, sources, {Language::en, true}),
              testing::HasSubstr("\x1b[1;31merror[R0201]\x1b[0m"));
}

TEST(RenderText, EndsWithASummary) {
  SourceSet sources;
  sources.add("p", "x");
  const std::vector<Diagnostic> diagnostics = {{code::unknown_name, {0, 1}, {"x"}, {}, {}},
                                               {code::no_cite, {0, 1}, {"x"}, {}, {}}};
  EXPECT_TRUE(render_text(diagnostics, sources, {}).ends_with("\nerrors: 1, warnings: 1\n"));
  EXPECT_TRUE(render_text(diagnostics, sources, {Language::zh, false})
                  .ends_with("\n共 1 个错误，1 个警告\n"));
  EXPECT_EQ(render_text(std::vector<Diagnostic>{}, sources, {}), "");
}

struct CaretCase {
  const char* line;
  const char* needle;
  uint32_t indent;
  uint32_t width;
};

class Caret : public testing::TestWithParam<CaretCase> {};

TEST_P(Caret, StandsUnderTheRightCells) {
  const base::Source source("p", GetParam().line);
  const Excerpt excerpt = make_excerpt(source, find(source, GetParam().needle));
  EXPECT_EQ(excerpt.indent, GetParam().indent);
  EXPECT_EQ(excerpt.width, GetParam().width);
}

INSTANTIATE_TEST_SUITE_P(Texts, Caret,
                         testing::Values(CaretCase{"a = b", "b", 4, 1},        // ASCII
                                         CaretCase{"奖励 b", "b", 5, 1},       // wide before
                                         CaretCase{"a 奖励", "奖励", 2, 4},    // wide under
                                         CaretCase{"，；b", "b", 4, 1},        // full-width marks
                                         CaretCase{"ｱb", "b", 1, 1},           // half-width kana
                                         CaretCase{"e\u0301b", "b", 1, 1},     // combining accent
                                         CaretCase{"\tb", "b", 4, 1},          // a tab
                                         CaretCase{"元\tb", "b", 4, 1},        // a tab after wide
                                         CaretCase{"\u202eb", "b", 1, 1},      // shown as U+FFFD
                                         CaretCase{"\xff\xfe元b", "b", 4, 1},  // bad bytes
                                         CaretCase{"ab", "", 0, 1}));          // an empty span

TEST(Excerpt, HidesNothingFromTheReader) {
  const base::Source source("p", "a\u202e\x01\x1b[31m\xff\u2066z");
  EXPECT_EQ(make_excerpt(source, {0, 1}).line, "a\uFFFD\uFFFD\uFFFD[31m\uFFFD\uFFFDz");
}

TEST(Excerpt, ASpanOverSeveralLinesEndsWithTheFirst) {
  const base::Source source("p", "ab cd\nef");
  const Excerpt excerpt = make_excerpt(source, {3, 8});
  EXPECT_EQ(excerpt.line, "ab cd");
  EXPECT_EQ(excerpt.indent, 3u);
  EXPECT_EQ(excerpt.width, 2u);
}

TEST(Excerpt, TheEndOfTheTextHasAPlace) {
  const base::Source source("p", "奖励");
  const Excerpt excerpt = make_excerpt(source, {6, 6});
  EXPECT_EQ(excerpt.indent, 4u);
  EXPECT_EQ(excerpt.width, 1u);
}

TEST(Excerpt, LongLinesAreCutAroundTheCaret) {
  std::string line;
  for (int i = 0; i < 500; ++i) line += "元";
  line += "X";
  for (int i = 0; i < 500; ++i) line += "元";
  const base::Source source("p", line);
  const Excerpt excerpt = make_excerpt(source, find(source, "X"), 60);
  EXPECT_TRUE(excerpt.line.starts_with("…元"));
  EXPECT_TRUE(excerpt.line.ends_with("元…"));
  EXPECT_LE(base::display_width(excerpt.line), 62u);
  const size_t caret = excerpt.line.find('X');
  EXPECT_EQ(base::display_width(std::string_view(excerpt.line).substr(0, caret)), excerpt.indent);
  EXPECT_EQ(excerpt.width, 1u);
}

TEST(RenderJson, FollowsItsSchema) {
  SourceSet sources;
  sources.add("other.remit", "\n");
  const auto& source = sources.add("p.remit", "\xEF\xBB\xBF# 说明\n当 tax > 5\n");
  Diagnostic diagnostic{code::unknown_name, find(source, "tax"), {"tax"}, {}, {}};
  diagnostic.note({0, 0}, text::note_declared_here, {"x"}).suggest(find(source, "tax"), "taxes");

  const test::JsonReader json(render_json({diagnostic}, sources, Language::en));
  EXPECT_EQ(json.at("/version"), "1");
  EXPECT_EQ(json.at("/errors"), "1");
  EXPECT_EQ(json.at("/warnings"), "0");
  const std::string first = "/diagnostics/0";
  EXPECT_EQ(json.text(first + "/code"), "R0201");
  EXPECT_EQ(json.text(first + "/name"), "unknown_name");
  EXPECT_EQ(json.text(first + "/severity"), "error");
  EXPECT_EQ(json.text(first + "/file"), "p.remit");
  // The offset counts bytes of the file: mark 3, "# " 2, two characters 6, line feed 1, "当 " 4.
  EXPECT_EQ(json.at(first + "/begin/offset"), "16");
  EXPECT_EQ(json.at(first + "/begin/line"), "2");
  EXPECT_EQ(json.at(first + "/begin/column"), "3");
  EXPECT_EQ(json.at(first + "/begin/display_column"), "4");
  EXPECT_EQ(json.at(first + "/end/offset"), "19");
  EXPECT_EQ(json.text(first + "/message"), "nothing here is called `tax`");
  EXPECT_EQ(json.text(first + "/arguments/0"), "tax");
  EXPECT_EQ(json.text(first + "/related/0/file"), "other.remit");
  EXPECT_EQ(json.text(first + "/related/0/message"), "`x` is declared here");
  EXPECT_EQ(json.text(first + "/fix/replacement"), "taxes");
}

TEST(RenderJson, IsUtf8WhateverWasQuoted) {
  SourceSet sources;
  sources.add("p\xFF", "x\xFF");
  const std::string json =
      render_json({{code::unknown_name, {1, 2}, {"\xFF"}, {}, {}}}, sources, Language::zh);
  EXPECT_EQ(base::first_invalid_utf8(json), std::nullopt);
  EXPECT_TRUE(test::JsonReader(json).valid());
}

TEST(RenderJson, AnEmptyListIsAnObjectToo) {
  const test::JsonReader json(render_json({}, SourceSet(), Language::en));
  EXPECT_EQ(json.at("/diagnostics"), "[]");
}

}  // namespace
}  // namespace remit::diagnostic
