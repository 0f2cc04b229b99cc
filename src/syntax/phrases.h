#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "syntax/tree.h"

// What documents say in several words that the language says otherwise.

namespace remit::syntax {

/// A stretch of the text that is written otherwise here.
struct SaidPhrase {
  base::Span span;
  std::string en;
  std::string zh;
  bool replaces = false;  ///< what is written instead may be put in its place
  bool chinese = false;   ///< it was said in Chinese
  std::size_t words = 0;  ///< of its own, beside names and numbers

  /// What may be put in its place.
  const std::string& instead() const { return chinese ? zh : en; }
};

/// The phrase in which reading got stuck at token `at`: it covers the token or ends just before it,
/// on the same line. O(length of the line x phrases).
std::optional<SaidPhrase> phrase_around(const Tree& tree, std::uint32_t at);

/// The keyword or operator that the words from token `at` on are but for the case of their letters:
/// `IS GIVEN`. Nothing for a word that is in its own letters.
std::optional<SaidPhrase> in_other_letters(const Tree& tree, std::uint32_t at);

/// The words on the line of token `at`, itself left out, that are a reserved keyword or an operator
/// but for the case of their letters, and stand where nothing else could: `IF open THEN 1`.
std::vector<SaidPhrase> capitals_around(const Tree& tree, std::uint32_t at);

}  // namespace remit::syntax
