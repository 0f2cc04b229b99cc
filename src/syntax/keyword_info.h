#pragma once

#include <string_view>

#include "base/language.h"

namespace remit::syntax {

/// One keyword: a word or phrase of the grammar in both languages. A row of keywords.def.
struct KeywordInfo {
  /// As grammar.ebnf writes it: the English spelling, and after '@' the use, where one English
  /// word has several Chinese ones.
  std::string_view id;
  std::string_view chinese;
  /// Further spellings that are read but never written, separated by '|'.
  std::string_view aliases;
  /// Never a name, because an expression would be ambiguous.
  bool reserved;

  constexpr std::string_view english() const { return id.substr(0, id.find('@')); }
  constexpr std::string_view spelling(base::Language language) const {
    return language == base::Language::zh ? chinese : english();
  }
};

inline constexpr KeywordInfo kKeywords[] = {
#define REMIT_KEYWORD(id, chinese, aliases) {id, chinese, aliases, false},
#define REMIT_RESERVED_KEYWORD(id, chinese, aliases) {id, chinese, aliases, true},
#include "syntax/keywords.def"
#undef REMIT_KEYWORD
#undef REMIT_RESERVED_KEYWORD
};

}  // namespace remit::syntax
