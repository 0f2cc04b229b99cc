// Nothing is said twice in vain: every entry of a block and every element of a list of the world,
// written twice, changes what the policy means or is complained of. A part that may stand any
// number of times needs an answer for the second one.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/source.h"
#include "base/strings.h"
#include "diagnostic/sink.h"
#include "effects.h"
#include "lesson.h"
#include "parts.h"
#include "syntax/parse.h"

namespace remit::walk {
namespace {

std::string world() {
  std::ifstream file("tests/walk/world.remit", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<LoosePart> parts_of(const std::string& text) {
  const base::Source source("world.remit", text);
  diagnostic::DiagnosticSink sink;
  const syntax::Tree tree = syntax::parse(source, Limits(), sink);
  std::vector<NodeView> unread;
  return loose_parts(tree, tree.root(), unread);
}

/// The part once more behind itself. Of the first element of a list the comma behind it is part.
std::string doubled(const std::string& text, const LoosePart& part) {
  std::string twice = text;
  const std::string own = text.substr(part.span.begin, part.span.size());
  const bool first = part.kind == LoosePart::Kind::element && own[0] != ',';
  twice.insert(first ? part.span.begin : part.span.end, base::concat(" ", own, " "));
  return twice;
}

/// Where the same may stand twice, as `said_twice.cc` has it: the unit above the unit above; rows
/// of one key, to test what becomes of them; what a text is put together of.
bool may_stand_twice(const LoosePart& part, std::string_view own, std::string_view declaration) {
  if (part.rule == Rule::call && declaration.find("= join(") != std::string_view::npos) return true;
  return part.rule == Rule::path || (part.rule == Rule::test && own.starts_with("given"));
}

TEST(DoubledParts, AreComplainedOfOrChangeWhatTheWorldMeans) {
  const Lesson lesson(world());
  int tried = 0;
  for (const Sample& sample : lesson.declarations()) {
    const std::string own = std::string(lesson.text(sample.node)) + "\n";
    const std::string text = lesson.policy_of(own);
    const std::size_t begin = text.size() - own.size() - 2;
    for (const LoosePart& part : parts_of(text)) {
      if (part.span.begin < begin || part.span.end > begin + own.size()) continue;
      if (part.kind == LoosePart::Kind::optional) continue;
      if (may_stand_twice(part, std::string_view(text).substr(part.span.begin), own)) continue;
      ++tried;
      if (codes_of(doubled(text, part)) == codes_of(text))
        ADD_FAILURE() << "twice without effect: " << describe(part.rule, part.item) << " -- `"
                      << text.substr(part.span.begin, part.span.size()) << "` in\n    " << own;
    }
  }
  EXPECT_GT(tried, 300);
}

}  // namespace
}  // namespace remit::walk
