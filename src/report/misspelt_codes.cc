#include "report/misspelt_codes.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "diagnostic/text/report.h"
#include "report/words.h"
#include "type/currency.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::Argument;
namespace text = diagnostic::text;

constexpr std::uint64_t kMostExamples = 5;
constexpr std::size_t kLetters = 3;

bool has_shape_of_code(std::string_view code) {
  return code.size() == kLetters &&
         std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Of two codes of one length, the letters in which they differ.
std::size_t letters_off(std::string_view a, std::string_view b) {
  std::size_t off = 0;
  for (std::size_t i = 0; i < kLetters; ++i) off += a[i] == b[i] ? 0 : 1;
  return off;
}

bool is_misspelt(const plan::Plan& plan, const std::string& code) {
  if (!has_shape_of_code(code)) return true;
  if (type::find_currency(code)) return false;
  return std::ranges::any_of(plan.currencies, [&](const auto& known) {
    return has_shape_of_code(known.code) && letters_off(known.code, code) == 1;
  });
}

}  // namespace

std::optional<MisspeltCodes> misspelt_codes(const ComputedRun& run,
                                            const QuotedCurrencies& quoted) {
  if (run.stored(quoted.currency) == nullptr) return std::nullopt;
  std::uint64_t found = 0;
  std::string en, zh;
  const auto list = [&](const Argument& item) {
    append_item(en, item.in(Language::en), Language::en);
    append_item(zh, item.in(Language::zh), Language::zh);
  };
  for (std::uint64_t row = 0; row < run.row_count(quoted.entity); ++row) {
    const row::Value value = run.at(quoted.currency, row);
    if (row::is_fault(value)) continue;
    std::string code = plain_text(run, quoted.currency, value);
    if (!is_misspelt(run.plan(), code) || ++found > kMostExamples) continue;
    std::string key = run.key(quoted.entity, row);
    if (key.empty()) key = std::to_string(run.row_number(quoted.entity, row));
    list(diagnostic::worded(text::explain_row_inputs, {std::move(key), std::move(code)}));
  }
  if (found == 0) return std::nullopt;
  if (found > kMostExamples) list("…");
  return MisspeltCodes{found, {std::move(en), std::move(zh)}};
}

}  // namespace remit::report
