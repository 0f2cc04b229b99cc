// Runs every case under tests/spec/<topic>/bad: the checker reports what the policy's marks say,
// nothing else, and the same of the same words when the keywords are rewritten in either language.
// REMIT_RECORD=1 writes the marks; a person then reads them.

#include <gtest/gtest.h>

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "case_file.h"
#include "diagnostic/sink.h"
#include "marks.h"
#include "remit/limits.h"
#include "remit/remit.h"
#include "remit/text.h"
#include "reported.h"
#include "syntax/parse.h"

namespace remit::spec {
namespace {

/// Of a policy without hidden signs nothing is said that has some: a text that outlived what it was
/// read from shows what memory holds by then.
void expect_readable(const Diagnostics& diagnostics, const std::vector<SourceText>& sources) {
  for (const SourceText& source : sources)
    if (visible_text(source.text, true) != source.text) return;
  for (const Language language : {Language::en, Language::zh}) {
    for (std::size_t i = 0; i < diagnostics.size(); ++i) {
      const Diagnostic each = diagnostics.at(i, language);
      for (const std::string& text : {each.message, each.help}) {
        EXPECT_EQ(visible_text(text, true), text) << each.code << " in line " << each.begin.line;
        for (const char* const written_out : {"\\x", "<U+"})
          EXPECT_EQ(text.find(written_out), std::string::npos)
              << each.code << " in line " << each.begin.line << ": " << text;
      }
    }
  }
}

/// A place by the words it covers, which stay when the text is laid out anew or its keywords are
/// rewritten.
struct WordPlace {
  std::string file;
  std::string code;
  bool second = false;
  std::uint32_t first_word = 0;
  std::uint32_t last_word = 0;  ///< exclusive

  friend auto operator<=>(const WordPlace&, const WordPlace&) = default;
};

std::string text_of(const WordPlace& place) {
  return place.file + " words " + std::to_string(place.first_word) + "-" +
         std::to_string(place.last_word) + (place.second ? " second place of " : " ") + place.code;
}

std::vector<std::string> word_places(const std::vector<SourceText>& sources) {
  const std::vector<Diagnostic> diagnostics = list_of(complaints_of(sources));
  std::vector<std::string> places;
  for (const SourceText& text : sources) {
    const base::Source source(text.name, text.text);
    diagnostic::DiagnosticSink ignored;
    const syntax::Tree tree = syntax::parse(source, Limits{}, ignored);
    const auto place = [&](const Position& begin, const Position& end, bool second,
                           const std::string& code) {
      WordPlace found{text.name, code, second};
      for (const syntax::Token& token : tree.tokens()) {
        if (token.span.end <= begin.offset) ++found.first_word;
        if (token.span.begin < end.offset) ++found.last_word;
      }
      places.push_back(text_of(found));
    };
    for (const Diagnostic& each : diagnostics) {
      if (each.file == text.name) place(each.begin, each.end, false, each.code);
      for (const RelatedPlace& other : each.related)
        if (other.file == text.name) place(other.begin, other.end, true, each.code);
    }
  }
  std::ranges::sort(places);
  return places;
}

/// The sources in the canonical layout. Nothing when one cannot be read, which its marks then say.
std::vector<SourceText> rewritten(const std::vector<SourceText>& written, KeywordStyle keywords,
                                  const std::vector<Mark>& marks) {
  std::vector<SourceText> texts = written;
  for (SourceText& source : texts) {
    const auto formatted = format(source, keywords, {}, written);
    if (!formatted.ok()) {
      for (const Diagnostic& each : list_of(formatted.error().diagnostics())) {
        EXPECT_TRUE(std::ranges::any_of(
            marks, [&each](const Mark& mark) { return mark.code == each.code; }))
            << "not rewritten, because of " << each.code << " " << each.message;
      }
      return {};
    }
    source.text = *formatted;
  }
  return texts;
}

class Bad : public testing::TestWithParam<std::string> {};

TEST_P(Bad, IsReportedWhereItIsMarked) {
  CaseFile file = CaseFile::read(GetParam());
  const auto policies = file.named("policy");
  ASSERT_FALSE(policies.empty());
  if (recording()) {
    mark_anew(file);
    file.write(GetParam());
  }
  const std::vector<SourceText> sources = file.policies();
  const Diagnostics complaints = complaints_of(sources);
  const std::vector<Mark> all_marks = expect_as_marked(complaints, sources);
  EXPECT_FALSE(all_marks.empty()) << "a bad case without a mark";
  expect_readable(complaints, sources);
  if (HasFailure()) FAIL() << complaints.text(Language::en);

  const std::vector<std::string> places = word_places(sources);
  for (const auto keywords : {KeywordStyle::as_written, KeywordStyle::en, KeywordStyle::zh}) {
    const std::vector<SourceText> texts = rewritten(sources, keywords, all_marks);
    if (texts.empty()) break;
    EXPECT_EQ(word_places(texts), places) << "in style " << static_cast<int>(keywords);
  }
}

INSTANTIATE_TEST_SUITE_P(Spec, Bad, testing::ValuesIn(find_cases("bad")), test_name);

}  // namespace
}  // namespace remit::spec
