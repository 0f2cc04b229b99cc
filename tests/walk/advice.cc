#include "advice.h"

#include <algorithm>
#include <cstdint>
#include <memory>

#include "base/source_set.h"
#include "base/strings.h"
#include "check/check.h"
#include "diagnostic/sink.h"
#include "syntax/parse.h"

namespace remit::walk {
namespace {

using diagnostic::Diagnostic;

/// Codes below are of texts that cannot be read.
constexpr std::uint16_t kFirstOfMeaning = 200;

/// Where a diagnostic stands in its text, and what it proposes there.
struct Said {
  diagnostic::Code code{};
  std::size_t begin = 0;
  std::size_t end = 0;
  bool error = false;
  std::string message;
  bool proposes = false;
  std::size_t fix_begin = 0;
  std::size_t fix_end = 0;
  std::string replacement;
};

std::vector<Said> said_of(const std::string& text) {
  base::SourceSet sources;
  const base::Source& source = sources.add("drawn.remit", text);
  diagnostic::DiagnosticSink sink;
  std::vector<syntax::Tree> trees;
  trees.push_back(syntax::parse(source, Limits(), sink));
  if (!sink.has_errors()) check::check(trees, sources, Limits(), sink);
  std::vector<Said> all;
  for (const Diagnostic& each : sink.sorted()) {
    Said said;
    said.code = each.code;
    said.begin = each.span.begin - source.base();
    said.end = each.span.end - source.base();
    said.message = each.message(base::Language::en);
    said.error = each.severity() == diagnostic::Severity::error;
    if (each.fix) {
      said.proposes = true;
      said.fix_begin = each.fix->span.begin - source.base();
      said.fix_end = each.fix->span.end - source.base();
      said.replacement = each.fix->replacement;
    }
    all.push_back(std::move(said));
  }
  return all;
}

std::string line_of(const std::string& text, std::size_t at) {
  const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  return text.substr(begin, text.find('\n', at) - begin);
}

}  // namespace

std::vector<std::string> follow_advice(const std::string& text,
                                       std::vector<std::string>& complaints) {
  std::vector<std::string> followed;
  for (const Said& found : said_of(text)) {
    if (!found.proposes) continue;
    followed.push_back(diagnostic::code_text(found.code));
    std::string better = text;
    better.replace(found.fix_begin, found.fix_end - found.fix_begin, found.replacement);
    const std::size_t end = found.fix_begin + found.replacement.size();
    for (const Said& still : said_of(better)) {
      const bool here = still.begin < end && still.end > found.fix_begin;
      const bool unreadable =
          still.error && static_cast<std::uint16_t>(still.code) < kFirstOfMeaning;
      // The same of another part is a mistake of its own, which the first one hid.
      const bool whole = still.begin <= found.fix_begin && still.end >= end;
      const bool same = still.code == found.code && (whole || still.message == found.message);
      if (!here || (!same && !unreadable)) continue;
      complaints.push_back(
          base::concat("advice that does not help, ", diagnostic::code_text(found.code), " then ",
                       diagnostic::code_text(still.code), ":\n", line_of(text, found.fix_begin),
                       '\n', line_of(better, found.fix_begin)));
      break;
    }
  }
  return followed;
}

}  // namespace remit::walk
