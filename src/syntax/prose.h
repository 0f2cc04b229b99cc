#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diagnostic/format.h"

// What documents and spreadsheets say in words that the language says otherwise.

namespace remit::syntax {

/// The places that a word means, as a bracket has them: 前10名 is 1..10, 第3名 is 3. Nothing for
/// other words.
std::optional<std::string> places_in_words(std::string_view word);

/// A number in English words, in digits: twelve is 12. Nothing for other words.
std::optional<std::string> number_in_words(std::string_view word);

/// Where in a text reading got stuck.
enum class Stuck {
  after_value,  ///< what stands before is complete
  in_field,     ///< a field of a table is declared
  in_bracket,   ///< the edges of a bracket are read
  at_entry,     ///< a declaration is to begin
  at_clause,    ///< a clause of a reward is to begin
  at_sign,      ///< a sign that means nothing
  behind,       ///< anywhere: a word and the one before it
  ahead,        ///< anywhere: a word and the one behind it
  led_by,       ///< behind a word that introduces something, whatever follows
};

/// The words about the place where reading got stuck; empty where there is none.
struct Around {
  std::string before;
  std::string token;
  std::string after;
  std::string second = "...";  ///< the value behind a word that joins it to the one after
  std::string whole = {};      ///< the sum or product that ends with `before`
};

/// How the thing that begins with this token is written, where documents or spreadsheets would
/// write it so; nothing for other tokens.
std::optional<diagnostic::Argument> written_instead(const Around& words, Stuck where);

/// The same of a number in a notation of elsewhere: with the currency before it, a comma for the
/// decimal point or between thousands, no digit before the point, no sign before a bracket.
std::optional<diagnostic::Argument> number_instead(const Around& words);

}  // namespace remit::syntax
