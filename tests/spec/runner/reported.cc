#include "reported.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>

#include "base/source.h"

namespace remit::spec {
namespace {

/// What of `diagnostics` stands in a file, as marks.
class Marker {
 public:
  explicit Marker(const SourceText& source) : name_(source.name), source_("", source.text) {}

  std::vector<Mark> marks(const std::vector<Diagnostic>& diagnostics) const {
    std::vector<Mark> marks;
    for (const Diagnostic& each : diagnostics) {
      const std::string fix = each.fix ? each.fix->replacement : "";
      if (each.file == name_) marks.push_back(mark(each.begin, each.end, false, each.code, fix));
      for (const RelatedPlace& place : each.related) {
        if (place.file == name_) marks.push_back(mark(place.begin, place.end, true, each.code, ""));
      }
    }
    std::ranges::sort(marks);
    return marks;
  }

 private:
  Mark mark(const Position& begin, const Position& end, bool second, const std::string& code,
            const std::string& suggestion) const {
    const bool goes_on = end.line > begin.line;
    const base::Span line = source_.line_span(begin.line);
    const std::uint32_t last = goes_on ? source_.position(line.end).display_column
                                       : std::max(end.display_column, begin.display_column + 1);
    return {begin.line, begin.display_column, last, goes_on, second, code, suggestion};
  }

  std::string name_;
  base::Source source_;
};

std::vector<std::string> texts_of(const std::vector<Mark>& marks) {
  std::vector<std::string> texts;
  for (const Mark& mark : marks) texts.push_back(mark.text());
  std::ranges::sort(texts);
  return texts;
}

/// Those of `a` that `b` lacks, one a line; both ascend.
std::string without(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> rest;
  std::ranges::set_difference(a, b, std::back_inserter(rest));
  std::string lines;
  for (const std::string& each : rest) lines += "  " + each + "\n";
  return lines;
}

}  // namespace

Diagnostics complaints_of(const std::vector<SourceText>& sources, std::optional<Date> as_of) {
  CompileOptions options;
  options.as_of = as_of;
  const auto policy = compile(sources, options);
  return policy.ok() ? policy->diagnostics() : policy.error().diagnostics();
}

std::vector<Diagnostic> list_of(const Diagnostics& diagnostics) {
  std::vector<Diagnostic> list;
  for (std::size_t i = 0; i < diagnostics.size(); ++i)
    list.push_back(diagnostics.at(i, Language::en));
  return list;
}

std::vector<Mark> expect_as_marked(const Diagnostics& reported,
                                   const std::vector<SourceText>& sources) {
  const std::vector<Diagnostic> diagnostics = list_of(reported);
  std::vector<Mark> all_marks;
  for (const SourceText& source : sources) {
    const MarkedText marked = read_marks(source.text);
    for (const std::string& line : marked.unreadable) ADD_FAILURE() << "no marks: " << line;
    const auto expected = texts_of(marked.marks);
    const auto found = texts_of(Marker(source).marks(diagnostics));
    EXPECT_EQ(without(expected, found), "") << "marked in " << source.name << ", not reported";
    EXPECT_EQ(without(found, expected), "") << "reported in " << source.name << ", not marked";
    all_marks.insert(all_marks.end(), marked.marks.begin(), marked.marks.end());
  }
  return all_marks;
}

void mark_anew(CaseFile& file, std::optional<Date> as_of) {
  const auto policies = file.named("policy");
  for (const auto& [name, text] : policies) *text = without_marks(*text);
  const std::vector<SourceText> bare = file.policies();
  const std::vector<Diagnostic> diagnostics = list_of(complaints_of(bare, as_of));
  for (std::size_t i = 0; i < bare.size(); ++i)
    *policies[i].second = with_marks(bare[i].text, Marker(bare[i]).marks(diagnostics));
}

}  // namespace remit::spec
