#pragma once

#include <cstdint>
#include <string_view>

#include "base/span.h"
#include "syntax/grammar_names.h"
#include "syntax/symbols.h"

namespace remit::syntax {

enum class TokenKind : std::uint8_t {
  end,          ///< of the text
  word,         ///< a name or a keyword, perhaps of several words
  text,         ///< "..." or “...”
  number,       ///< with its magnitude and unit: 50万元, 12.5%, 20 workdays
  date,         ///< 2010-01-01, 2010年1月1日
  punctuation,  ///< one of { } ( ) : , . .. = != < <= > >= + - * /
  bad,          ///< already reported
};

enum class UnitKind : std::uint8_t {
  none,
  percent,   ///< 12.5% or 5‰; the exponent already holds the division
  currency,  ///< `unit`: index into type::currencies(), or type::kOwnCurrency for 元
  duration,  ///< `unit`: a type::DurationUnit
  counting,  ///< 人, 户, 项 ...: a way to write a plain number
};

/// A number as written: exactly `digits` * 10^`exponent`, never rounded.
struct NumberLiteral {
  std::string_view digits;  ///< decimal digits only, at least one
  std::int32_t exponent = 0;
  UnitKind unit_kind = UnitKind::none;
  std::uint32_t unit = 0;
  std::string_view unit_text;  ///< as written: "元", "CNY", "%"; empty without unit
};

/// One lexical token. `text` lives as long as the tree it belongs to.
struct Token {
  TokenKind kind = TokenKind::end;
  bool first_on_line = false;
  SymbolId symbol = 0;
  /// The keyword it was read as; `none` when it stands for a name, or is no word.
  Keyword keyword = Keyword::none;
  base::Span span;
  /// A word in normal form C; the content of a text without its quotes; else as written.
  std::string_view text;
  /// number: index into Tree::numbers(). date: days since 1970-01-01.
  std::int32_t value = 0;
};

}  // namespace remit::syntax
