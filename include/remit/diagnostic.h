#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/language.h"

namespace remit {

enum class Severity : std::int32_t { error = 0, warning = 1, note = 2 };

/// A place in a policy text.
struct Position {
  std::uint32_t offset = 0;          ///< bytes of the file as given, byte order mark included
  std::uint32_t line = 1;            ///< from 1
  std::uint32_t column = 1;          ///< from 1, in code points
  std::uint32_t display_column = 1;  ///< from 1, in terminal cells: wide characters take two
};

/// A second place that belongs to a diagnostic.
struct RelatedPlace {
  std::string file;
  Position begin;
  Position end;  ///< exclusive
  std::string message;
};

/// A change of the text that would mend it.
struct SuggestedFix {
  std::string file;
  Position begin;
  Position end;
  std::string replacement;
};

/// One complaint about a policy text, worded in one language.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  ///< "R0201": stable, for programs
  std::string name;  ///< "unknown_name"
  std::string file;
  Position begin;
  Position end;  ///< exclusive
  std::string message;
  std::string help;
  std::vector<RelatedPlace> related;
  std::optional<SuggestedFix> fix;
};

/// The complaints of one compilation, in the order of the text. Immutable, cheap to copy; any
/// number of threads may read one. Keeps the texts it quotes.
class Diagnostics {
 public:
  struct Impl;
  Diagnostics();
  explicit Diagnostics(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  bool empty() const { return size() == 0; }
  std::size_t size() const;
  std::size_t error_count() const;
  std::size_t warning_count() const;

  /// One of them, worded. `index` < size().
  Diagnostic at(std::size_t index, Language language) const;
  /// All of them as a compiler prints them, with the line and a caret; empty when there are none.
  /// `colour` adds ANSI colours for a terminal.
  std::string text(Language language, bool colour = false) const;
  /// All of them as one JSON object; its fields are listed in docs/diagnostics.md.
  std::string json(Language language) const;

  const Impl* impl() const { return impl_.get(); }

 private:
  std::shared_ptr<const Impl> impl_;
};

/// What `remit check --explain` prints of a code ("R0201") or its name: message, reason, remedy,
/// and an example with its correction, with a line feed at the end. Nothing for an unknown one.
std::optional<std::string> explain_code(std::string_view code_or_name, Language language);

/// A complaint of the catalogue about what the host itself has read, such as a file: worded,
/// without a place. The arguments fill the placeholders of its message. Nothing for an unknown code
/// or name.
std::optional<Diagnostic> word_diagnostic(std::string_view code_or_name,
                                          std::span<const std::string> arguments,
                                          Language language);

}  // namespace remit
