#include "base/source.h"

#include <gtest/gtest.h>

#include <string>

#include "base/source_set.h"

namespace remit::base {
namespace {

TEST(Source, FindsLinesWhateverTheirEnds) {
  const Source source("p", "one\ntwo\r\n\nfour");
  EXPECT_EQ(source.line_count(), 4u);
  EXPECT_EQ(source.line_text(1), "one");
  EXPECT_EQ(source.line_text(2), "two");
  EXPECT_EQ(source.line_text(3), "");
  EXPECT_EQ(source.line_text(4), "four");
  EXPECT_EQ(source.line_text(0), "");
  EXPECT_EQ(source.line_text(5), "");
}

TEST(Source, ALineFeedAtTheEndBeginsAnEmptyLine) {
  const Source source("p", "one\n");
  EXPECT_EQ(source.line_count(), 2u);
  EXPECT_EQ(source.position(4), (Position{2, 1, 1}));
}

TEST(Source, AnEmptyTextHasOnePlace) {
  const Source source("p", "");
  EXPECT_EQ(source.line_count(), 1u);
  EXPECT_EQ(source.position(0), (Position{1, 1, 1}));
  EXPECT_EQ(source.position(99), (Position{1, 1, 1}));
}

TEST(Source, ColumnsCountCodePointsAndCells) {
  const std::string text = "奖励 x\n\te\u0301=1";
  const Source source("p", text);
  const auto at = [&](std::string_view needle) {
    return source.position(static_cast<uint32_t>(text.find(needle)));
  };
  EXPECT_EQ(at("励"), (Position{1, 2, 3}));
  EXPECT_EQ(at("x"), (Position{1, 4, 6}));
  EXPECT_EQ(at("e"), (Position{2, 2, 5}));   // the tab fills four cells
  EXPECT_EQ(at("="), (Position{2, 4, 6}));   // the combining accent takes none
  EXPECT_EQ(at("\n"), (Position{1, 5, 7}));  // the end of the line has a place of its own
}

TEST(Source, AByteOrderMarkIsNotPartOfTheText) {
  const Source source("p", "\xEF\xBB\xBFpolicy");
  EXPECT_EQ(source.text(), "policy");
  EXPECT_EQ(source.bom_size(), 3u);
  EXPECT_EQ(source.position(0), (Position{1, 1, 1}));
}

TEST(Source, BadBytesStillHavePlaces) {
  const Source source("p", "a\xFF\xFE=");
  EXPECT_EQ(source.position(3), (Position{1, 4, 4}));
}

TEST(Source, SpansAreClippedToTheText) {
  const Source source("p", "policy", 100);
  EXPECT_EQ(source.text(Span{102, 104}), "li");
  EXPECT_EQ(source.text(Span{0, 102}), "po");
  EXPECT_EQ(source.text(Span{104, 999}), "cy");
  EXPECT_EQ(source.text(Span{200, 300}), "");
  EXPECT_EQ(source.span(), (Span{100, 106}));
}

TEST(SourceSet, ASpanSaysWhichFileItIsIn) {
  SourceSet sources;
  const Source& first = sources.add("first", "abc");
  const Source& second = sources.add("second", "\ndef");
  const Source& third = sources.add("third", "");
  EXPECT_EQ(&sources.at(0), &first);
  EXPECT_EQ(&sources.at(first.span().end), &first);
  EXPECT_EQ(&sources.at(second.span().begin), &second);
  EXPECT_EQ(&sources.at(second.span().end), &second);
  EXPECT_EQ(&sources.at(third.span().begin), &third);
  EXPECT_EQ(&sources.at(9999), &third);
  EXPECT_EQ(second.position(second.base() + 1), (Position{2, 1, 1}));
}

TEST(SourceSet, ReferencesOutliveGrowthAndCopies) {
  SourceSet copy;
  const Source* first = nullptr;
  {
    SourceSet sources;
    first = &sources.add("first", "abc");
    for (int i = 0; i < 100; ++i) sources.add("more", "x");
    copy = sources;
  }
  EXPECT_EQ(&copy[0], first);
  EXPECT_EQ(first->text(), "abc");
}

TEST(Span, CoversBoth) {
  EXPECT_EQ(cover(Span{3, 5}, Span{1, 4}), (Span{1, 5}));
  EXPECT_TRUE((Span{1, 3}).contains(2));
  EXPECT_FALSE((Span{1, 3}).contains(3));
}

}  // namespace
}  // namespace remit::base
