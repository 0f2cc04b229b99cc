// Any bytes at all have lines, positions and an excerpt; none of it reads outside the text.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/source_set.h"
#include "base/utf8.h"
#include "diagnostic/code/names.h"
#include "diagnostic/excerpt.h"
#include "diagnostic/render.h"
#include "diagnostic/text/check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace remit;
  if (size < 2) return 0;
  const uint32_t begin = data[0];
  const uint32_t end = begin + data[1];
  base::SourceSet sources;
  const base::Source& source =
      sources.add("fuzz", std::string(reinterpret_cast<const char*>(data) + 2, size - 2));

  diagnostic::Diagnostic diagnostic{
      diagnostic::code::unknown_name, {begin, end}, {source.text()}, {}, {}};
  diagnostic.note({end, end}, diagnostic::text::note_first_declared).suggest({begin, end}, "x");
  const std::string text = diagnostic::render_text(diagnostic, sources, {});
  const std::string json = diagnostic::render_json({diagnostic}, sources, base::Language::zh);
  if (text.empty() || base::first_invalid_utf8(json)) std::abort();
  const diagnostic::Excerpt excerpt = diagnostic::make_excerpt(source, {begin, end}, 40);
  if (excerpt.indent + excerpt.width > 2 * 40 + 2) std::abort();
  base::normalise_nfc(source.text());
  return 0;
}
