#include "shrink.h"

#include <algorithm>
#include <vector>

#include "base/source.h"
#include "diagnostic/sink.h"
#include "parts.h"
#include "syntax/parse.h"

namespace remit::walk {
namespace {

/// What may go from the text, the last first; of whole declarations only, or of anything.
std::vector<base::Span> removable(const std::string& text, bool declarations) {
  const base::Source source("drawn.remit", text);
  diagnostic::DiagnosticSink sink;
  const syntax::Tree tree = syntax::parse(source, Limits(), sink);
  std::vector<NodeView> unread;
  std::vector<base::Span> spans;
  for (const LoosePart& part : loose_parts(tree, tree.root(), unread))
    if (!declarations || part.rule == Rule::policy) spans.push_back(part.span);
  std::ranges::stable_sort(spans, std::ranges::greater(), &base::Span::begin);
  return spans;
}

/// Takes away what it can in one walk from the end of the text to its beginning.
bool shorten(std::string& text, bool declarations,
             const std::function<bool(const std::string&)>& still) {
  std::vector<base::Span> gone;
  for (const base::Span span : removable(text, declarations)) {
    std::uint32_t size = span.size();
    for (const base::Span part : gone)
      if (part.end <= span.end) size -= std::min(size, part.size());
    std::string shorter = text;
    shorter.erase(span.begin, size);
    if (size == 0 || !still(shorter)) continue;
    text = std::move(shorter);
    std::erase_if(gone, [span](base::Span part) { return part.end <= span.end; });
    gone.push_back(span);
  }
  return !gone.empty();
}

}  // namespace

std::string shrunk(std::string text, const std::function<bool(const std::string&)>& still) {
  shorten(text, true, still);
  for (int rounds = 0; rounds < 8 && shorten(text, false, still); ++rounds) continue;
  return text;
}

}  // namespace remit::walk
