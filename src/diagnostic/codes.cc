#include "diagnostic/codes.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

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

namespace remit::diagnostic {
namespace {

#define EN(...) \
  Wording { __VA_ARGS__ }
#define ZH(...) \
  Wording { __VA_ARGS__ }
#define EXAMPLE(bad_en, good_en, bad_zh, good_zh) \
  Example{bad_en, good_en}, Example { bad_zh, good_zh }
#define REMIT_DIAGNOSTIC(number, name, severity, ...) \
  CatalogueEntry{code::name, #name, Severity::severity, __VA_ARGS__},

constexpr CatalogueEntry kCatalogue[] = {
#include "diagnostic/catalogue/all.def"
};

#undef REMIT_DIAGNOSTIC
#undef EXAMPLE
#undef ZH
#undef EN

constexpr bool ascending() {
  return std::is_sorted(std::begin(kCatalogue), std::end(kCatalogue),
                        [](const auto& a, const auto& b) { return a.code < b.code; });
}
static_assert(ascending(), "catalogue/*.def must be in ascending order of their numbers");

}  // namespace

absl::Span<const CatalogueEntry> catalogue() { return kCatalogue; }

const CatalogueEntry& entry(Code code) {
  const auto* found = std::lower_bound(
      std::begin(kCatalogue), std::end(kCatalogue), code,
      [](const CatalogueEntry& entry, Code wanted) { return entry.code < wanted; });
  assert(found != std::end(kCatalogue) && found->code == code);
  return *found;
}

std::string code_text(Code code) { return absl::StrFormat("R%04d", static_cast<int>(code)); }

std::optional<Code> parse_code(std::string_view text) {
  int number = -1;
  if (text.starts_with('R') || text.starts_with('r')) {
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data() + 1, end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end) number = -1;
  }
  for (const CatalogueEntry& entry : kCatalogue) {
    if (entry.name == text || static_cast<int>(entry.code) == number) return entry.code;
  }
  return std::nullopt;
}

}  // namespace remit::diagnostic
