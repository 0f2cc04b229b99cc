#include "shrink.h"

#include <algorithm>
#include <vector>

#include "base/source.h"
#include "diagnostic/sink.h"
#include "parts.h"
#include "syntax/parse.h"

namespace remit::walk {
namespace {

/// What may go from the text, the longest first.
std::vector<base::Span> removable(const std::string& text) {
  const base::Source source("drawn.remit", text);
  diagnostic::DiagnosticSink sink;
  const syntax::Tree tree = syntax::parse(source, Limits(), sink);
  std::vector<NodeView> unread;
  std::vector<base::Span> spans;
  for (const LoosePart& part : loose_parts(tree, tree.root(), unread)) spans.push_back(part.span);
  // An operation instead of which one of its operands may stand.
  std::ranges::stable_sort(spans, std::ranges::greater(),
                           [](base::Span span) { return span.size(); });
  return spans;
}

}  // namespace

std::string shrunk(std::string text, const std::function<bool(const std::string&)>& still) {
  for (int rounds = 0; rounds < 500; ++rounds) {
    bool smaller = false;
    for (const base::Span span : removable(text)) {
      std::string shorter = text;
      shorter.erase(span.begin, span.size());
      if (!still(shorter)) continue;
      text = std::move(shorter);
      smaller = true;
      break;
    }
    if (!smaller) break;
  }
  return text;
}

}  // namespace remit::walk
