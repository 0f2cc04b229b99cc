#include "diagnostic/codes.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cstddef>
#include <iterator>

#include "absl/strings/str_format.h"
#include "diagnostic/code/cells.h"
#include "diagnostic/code/currencies.h"
#include "diagnostic/code/data.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/habits.h"
#include "diagnostic/code/lexical.h"
#include "diagnostic/code/limits.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/tests.h"
#include "diagnostic/code/types.h"
#include "diagnostic/pieces.h"

namespace remit::diagnostic {
namespace {

struct Numbered {
  Code code;
  Severity severity;
};

constexpr Numbered kNumbered[] = {
#define REMIT_DIAGNOSTIC(number, name, severity, ...) {code::name, Severity::severity},
#include "diagnostic/catalogue/all.def"
#undef REMIT_DIAGNOSTIC
};
constexpr std::size_t kCount = std::size(kNumbered);

constexpr bool ascending() {
  return std::is_sorted(std::begin(kNumbered), std::end(kNumbered),
                        [](const auto& a, const auto& b) { return a.code < b.code; });
}
static_assert(ascending(), "catalogue/*.def must be in ascending order of their numbers");

// Of each entry the name, both wordings, the examples where it has some, and a piece that ends it.
#define REMIT_ENTRY_ENDS "\x1e"
#define EN(message, help, why) message "\0" help "\0" why "\0"
#define ZH(message, help, why) EN(message, help, why)
#define EXAMPLE(bad_en, good_en, bad_zh, good_zh) bad_en "\0" good_en "\0" bad_zh "\0" good_zh "\0"
#define REMIT_DIAGNOSTIC(number, name, severity, en, zh, ...) \
#name "\0" en zh __VA_ARGS__ REMIT_ENTRY_ENDS "\0"

// Compilers need not take a literal of more than 65 536 characters; all that build this do.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"
constexpr char kWords[] =
#include "diagnostic/catalogue/all.def"
    ;
#pragma GCC diagnostic pop

#undef REMIT_DIAGNOSTIC
#undef EXAMPLE
#undef ZH
#undef EN

/// All of it, cut out of kWords when the first entry is asked for.
class Catalogue {
 public:
  Catalogue() {
    Pieces pieces(kWords);
    for (std::size_t i = 0; i < kCount; ++i) read(pieces, kNumbered[i], entries_[i]);
    assert(pieces.at_end());
  }

  absl::Span<const CatalogueEntry> entries() const { return entries_; }

 private:
  static void read(Pieces& pieces, const Numbered& numbered, CatalogueEntry& entry) {
    entry.code = numbered.code;
    entry.severity = numbered.severity;
    entry.name = pieces.next();
    for (Wording* wording : {&entry.en, &entry.zh}) {
      wording->message = pieces.next();
      wording->help = pieces.next();
      wording->why = pieces.next();
    }
    const std::string_view more = pieces.next();
    if (more == REMIT_ENTRY_ENDS) return;
    entry.example_en = {more, pieces.next()};
    entry.example_zh.bad = pieces.next();
    entry.example_zh.good = pieces.next();
    [[maybe_unused]] const std::string_view end = pieces.next();
    assert(end == REMIT_ENTRY_ENDS);
  }

  std::array<CatalogueEntry, kCount> entries_{};
};

}  // namespace

absl::Span<const CatalogueEntry> catalogue() {
  static const Catalogue made;
  return made.entries();
}

const CatalogueEntry& entry(Code code) {
  const auto* found = std::lower_bound(
      std::begin(kNumbered), std::end(kNumbered), code,
      [](const Numbered& numbered, Code wanted) { return numbered.code < wanted; });
  assert(found != std::end(kNumbered) && found->code == code);
  return catalogue()[static_cast<std::size_t>(found - std::begin(kNumbered))];
}

std::string code_text(Code code) { return absl::StrFormat("R%04d", static_cast<int>(code)); }

std::optional<Code> parse_code(std::string_view text) {
  int number = -1;
  if (text.starts_with('R') || text.starts_with('r')) {
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data() + 1, end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end) number = -1;
  }
  for (const CatalogueEntry& entry : catalogue()) {
    if (entry.name == text || static_cast<int>(entry.code) == number) return entry.code;
  }
  return std::nullopt;
}

}  // namespace remit::diagnostic
