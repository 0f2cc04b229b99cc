#pragma once

#include <string>

#include "base/language.h"
#include "report/computed_run.h"

// Values as a person writes them in a memo: digits grouped, money with its currency, large amounts
// in 万元 and 亿元 where that is exact and short. Every figure is exact; where no decimal is, it
// stands as a fraction, with "about".

namespace remit::report {

/// "1,234.5", at least `least_scale` digits after the point; "1,000/3 (about 333.333333)". What
/// stands beside a fraction has as many digits as tell it from a round number, from the half
/// between two, and from `apart`, which it is compared with.
std::string number_text(const number::Rational& value, int least_scale, base::Language language,
                        const number::Rational* apart = nullptr);

/// "CNY 500,000.00"; "50万元", "500,000.01元", "1.5亿美元".
std::string money_text(const number::Rational& value, const plan::Plan& plan,
                       std::uint32_t currency, base::Language language,
                       const number::Rational* apart = nullptr);

/// A number of that type: money as money, durations with their unit; whole numbers below 10,000
/// without grouping.
std::string quantity_text(const number::Rational& value, const plan::Plan& plan, type::Type type,
                          base::Language language, const number::Rational* apart = nullptr);

/// "20%", "0.5", "5‰", as it is written; where that is no decimal, its first digits.
std::string number_in(const number::Rational& value, type::Notation notation,
                      base::Language language);

/// The same; a plain number where that is no decimal.
std::string rate_text(const number::Rational& rate, type::Notation notation,
                      base::Language language);

/// A number of that type where others are written that way: of plain numbers, decimals as a
/// percentage or per mille.
std::string quantity_text(const number::Rational& value, const plan::Plan& plan, type::Type type,
                          type::Notation notation, base::Language language,
                          const number::Rational* apart = nullptr);

/// "2010-01-31"; "2010年1月31日".
std::string date_text(row::Date date, base::Language language);

/// Any value of that type: "yes", "CNY 3.00", `“a text”`, `unit “B”`, "error: division by zero".
std::string value_text(const ComputedRun& run, type::Type type, const row::Value& value,
                       base::Language language);

/// The value of a cell of that column; percentages as such (notation.h).
std::string cell_text(const ComputedRun& run, plan::ColumnId column, const row::Value& value,
                      base::Language language);

}  // namespace remit::report
