// Texts, one row at a time: a column holds their codes.

#include "base/budget.h"
#include "base/find_part.h"
#include "base/identity_numbers.h"
#include "base/utf8.h"
#include "column/compile/formula_compiler.h"

namespace remit::column {

using plan::Expression;
using plan::Opcode;

namespace {

constexpr std::int64_t kLongestText = std::int64_t{1} << 40;

}  // namespace

Operand FormulaCompiler::map_texts(std::span<Operand> v, TextFunction function,
                                   const Interval& range) {
  const TextCodes* texts = &environment_.texts;
  return map_rows(
      &v[0], &v.back(),
      [texts, function = std::move(function)](std::int64_t a, std::int64_t b) {
        const std::string_view text = texts->text(static_cast<std::int32_t>(a));
        constexpr std::size_t kBytesPerUnit = 64;
        base::spend(1 + text.size() / kBytesPerUnit);
        return function(text, texts->text(static_cast<std::int32_t>(b)));
      },
      range);
}

Operand FormulaCompiler::test_texts(std::span<Operand> v, TextFunction function) {
  return compare_values(map_texts(v, std::move(function), {0, 1}), integer(0), Opcode::not_equal);
}

Operand FormulaCompiler::lower_text_length(const Expression&, std::span<Operand> v) {
  return map_texts(v,
                   [](std::string_view text, std::string_view) {
                     return IntResult{static_cast<std::int64_t>(base::count_code_points(text))};
                   },
                   {0, kLongestText});
}
Operand FormulaCompiler::lower_contains(const Expression&, std::span<Operand> v) {
  return test_texts(v, [](std::string_view text, std::string_view part) {
    return IntResult{base::has_part(text, part) ? 1 : 0};
  });
}
Operand FormulaCompiler::lower_starts_with(const Expression&, std::span<Operand> v) {
  return test_texts(v, [](std::string_view text, std::string_view part) {
    return IntResult{text.starts_with(part) ? 1 : 0};
  });
}
Operand FormulaCompiler::lower_ends_with(const Expression&, std::span<Operand> v) {
  return test_texts(v, [](std::string_view text, std::string_view part) {
    return IntResult{text.ends_with(part) ? 1 : 0};
  });
}
Operand FormulaCompiler::lower_is_citizen_id(const Expression&, std::span<Operand> v) {
  return test_texts(v, [](std::string_view text, std::string_view) {
    return IntResult{base::is_citizen_id(text) ? 1 : 0};
  });
}
Operand FormulaCompiler::lower_is_credit_code(const Expression&, std::span<Operand> v) {
  return test_texts(v, [](std::string_view text, std::string_view) {
    return IntResult{base::is_credit_code(text) ? 1 : 0};
  });
}
Operand FormulaCompiler::lower_birth_date(const Expression&, std::span<Operand> v) {
  return map_texts(v,
                   [](std::string_view text, std::string_view) {
                     const auto date = base::birth_date(text);
                     if (!date) return IntResult{0, type::CellFault::bad_cell};
                     return IntResult{base::days_from_civil(*date)};
                   },
                   {base::days_from_civil({base::kMinYear, 1, 1}),
                    base::days_from_civil({base::kMaxYear, 12, 31})});
}
Operand FormulaCompiler::lower_is_digits(const Expression&, std::span<Operand> v) {
  return test_texts(v, [](std::string_view text, std::string_view) {
    return IntResult{base::is_digits(text) ? 1 : 0};
  });
}
Operand FormulaCompiler::lower_is_male(const Expression&, std::span<Operand> v) {
  return test_texts(v, [](std::string_view text, std::string_view) {
    const auto male = base::is_male(text);
    if (!male) return IntResult{0, type::CellFault::bad_cell};
    return IntResult{*male ? 1 : 0};
  });
}
Operand FormulaCompiler::lower_region_code(const Expression&, std::span<Operand> v) {
  return map_texts(v,
                   [](std::string_view text, std::string_view) {
                     const auto code = base::region_code(text);
                     if (!code) return IntResult{0, type::CellFault::bad_cell};
                     return IntResult{*code};
                   },
                   {0, 999'999});
}

}  // namespace remit::column
