#include "syntax/units.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "base/utf8.h"
#include "type/currency.h"
#include "type/type.h"

namespace remit::syntax {
namespace {

struct Magnitude {
  std::string_view words;
  std::int32_t power;
};

constexpr Magnitude kMagnitudes[] = {
    {"百|hundred", 2}, {"千|thousand", 3}, {"万", 4}, {"million", 6}, {"亿", 8}, {"billion", 9},
};

struct Duration {
  std::string_view words;
  type::DurationUnit unit;
};

constexpr Duration kDurations[] = {
    {"天|日|个自然日|自然日|日历日|day|days", type::DurationUnit::days},
    {"个工作日|工作日|workday|workdays", type::DurationUnit::workdays},
    {"个月|月|month|months", type::DurationUnit::months},
    {"年|year|years", type::DurationUnit::years},
};

// Measure words: they say what a plain number counts, and change nothing.
constexpr std::string_view kCounting =
    "人|人次|名|位|户|户次|家|家次|支|个|项|件|次|台|套|辆|艘|座|所|间|条|宗|批|期|票|分|度|倍|亩|"
    "吨|公里|公顷|平方米|平方公里|persons|people|points";

using Table = std::unordered_map<std::string_view, UnitWord>;

void add(Table& table, std::string_view words, UnitWord unit) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find('|'), words.size());
    table.emplace(words.substr(0, end), unit);
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

Table build_table() {
  Table table;
  for (const Magnitude& m : kMagnitudes) add(table, m.words, {.magnitude = true, .power = m.power});
  add(table, "元", {.kind = UnitKind::currency, .unit = type::kOwnCurrency});
  for (std::uint32_t i = 0; i < type::currencies().size(); ++i) {
    const type::CurrencyInfo& currency = type::currencies()[i];
    const UnitWord unit{.kind = UnitKind::currency, .unit = i};
    add(table, currency.code, unit);
    add(table, currency.english, unit);
    add(table, currency.chinese, unit);
  }
  for (const Duration& d : kDurations) {
    add(table, d.words, {.kind = UnitKind::duration, .unit = static_cast<std::uint32_t>(d.unit)});
  }
  add(table, kCounting, {.kind = UnitKind::counting});
  return table;
}

const Table& table() {
  static const Table units = build_table();
  return units;
}

// No unit is longer in code points; 平方公里, 人民币元, 马来西亚林吉特.
constexpr int kLongestUnit = 7;

}  // namespace

std::optional<UnitWord> find_unit(std::string_view word) {
  const auto found = table().find(word);
  if (found == table().end()) return std::nullopt;
  return found->second;
}

std::optional<UnitPrefix> find_unit_prefix(std::string_view text) {
  std::size_t ends[kLongestUnit];
  int count = 0;
  for (std::size_t offset = 0; count < kLongestUnit && offset < text.size(); ++count) {
    const base::Decoded next = base::decode_utf8(text, offset);
    if (!next.valid || !base::is_xid_continue(next.code_point)) break;
    offset += next.size;
    ends[count] = offset;
  }
  while (count-- > 0) {
    if (const auto unit = find_unit(text.substr(0, ends[count])))
      return UnitPrefix{*unit, ends[count]};
  }
  return std::nullopt;
}

std::string common_units() {
  return "百 千 万 亿, thousand million billion, 元 CNY USD, 天 个工作日 个月 年, days workdays "
         "months years, 人 户 个 项 %";
}

std::vector<std::string_view> all_units() {
  std::vector<std::string_view> words;
  for (const auto& [word, unit] : table()) words.push_back(word);
  std::sort(words.begin(), words.end());
  return words;
}

}  // namespace remit::syntax
