#pragma once

#include <cstdint>
#include <span>
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

/// A number for a keyword table (FNV-1a of all its texts): the grammar compiler writes that of the
/// table it has read, so that a compiler built from another table does not go unnoticed.
constexpr std::uint64_t fingerprint(std::span<const KeywordInfo> keywords) {
  std::uint64_t hash = 14695981039346656037u;
  const auto add = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    hash = (hash ^ 0xFF) * 1099511628211u;
  };
  for (const KeywordInfo& keyword : keywords) {
    for (const std::string_view text : {keyword.id, keyword.chinese, keyword.aliases}) add(text);
    add(keyword.reserved ? "reserved" : "");
  }
  return hash;
}

}  // namespace remit::syntax
