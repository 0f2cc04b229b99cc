#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "base/language.h"

namespace remit::diagnostic {

enum class Severity { error, warning, note };

/// A diagnostic; the value is the number in its stable name, `R0201` for 201. Their names are
/// constants in the headers diagnostic/code/<room>.h, which are written from catalogue/<room>.def,
/// where the entries stand with their words in both languages.
enum class Code : uint16_t {};

namespace code {}  // namespace code

/// What the catalogue says of one diagnostic in one language. `{0}`, `{1}` ... stand for arguments.
struct Wording {
  /// One line: what is wrong, without a full stop at the end.
  std::string_view message;
  /// One line or more: how to mend it.
  std::string_view help;
  /// A paragraph for `--explain`: when it happens and why Remit insists. Without arguments.
  std::string_view why = {};
};

/// A fragment of policy that draws the diagnostic, and its correction. It stands inside the frame
/// that `example_frame` gives, unless it is a whole policy.
struct Example {
  std::string_view bad = {};
  std::string_view good = {};
};

/// One entry of the catalogue. Lives as long as the program.
struct CatalogueEntry {
  Code code;
  std::string_view name;  ///< of the constant, e.g. "unknown_name"
  Severity severity;
  Wording en;
  Wording zh;
  Example example_en = {};
  Example example_zh = {};

  const Wording& wording(base::Language language) const {
    return language == base::Language::zh ? zh : en;
  }
  const Example& example(base::Language language) const {
    return language == base::Language::zh ? example_zh : example_en;
  }
};

/// The whole catalogue, ascending by code.
absl::Span<const CatalogueEntry> catalogue();

/// The entry of `code`. O(log n).
const CatalogueEntry& entry(Code code);

/// "R0201".
std::string code_text(Code code);

/// Reads "R0201", "r201" or "unknown_name".
std::optional<Code> parse_code(std::string_view text);

}  // namespace remit::diagnostic
