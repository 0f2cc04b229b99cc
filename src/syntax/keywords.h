#pragma once

#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "base/language.h"
#include "syntax/token.h"

namespace remit::syntax {

/// One keyword: a word or phrase of the grammar in both languages.
struct Keyword {
  /// As grammar.ebnf writes it: the English spelling, and after '@' the use, where one English
  /// word has several Chinese ones.
  std::string_view id;
  std::string_view chinese;
  /// Further spellings that are read but never written, separated by '|'.
  std::string_view aliases = {};
  /// Never a name, because an expression would be ambiguous.
  bool reserved = false;

  std::string_view english() const { return id.substr(0, id.find('@')); }
  std::string_view spelling(base::Language language) const {
    return language == base::Language::zh ? chinese : english();
  }
};

/// The keyword table; word operators are in type::operators().
absl::Span<const Keyword> keywords();

/// The keyword with that id, or kNoKeyword. O(log n).
KeywordId find_keyword(std::string_view id);

}  // namespace remit::syntax
