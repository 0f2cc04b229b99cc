#include "check/foreign_names.h"

#include <algorithm>

#include "base/chinese_number.h"
#include "base/month_names.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "base/word_list.h"

namespace remit::check {
namespace {

struct Word {
  std::string_view names;  ///< in lower case, with a bar between
  std::string_view en;
  std::string_view zh;
  bool replaces = true;  ///< what is written can stand in its place
};

constexpr Word kNames[] = {
    {"null|nil|nan|undefined|none|空值|空白", "blank`, as a condition `x is not given",
     "空”，作条件写“甲 未填", false},
    {"yes|y|.t.|对", "true", "真"},
    {"no|.f.|不是", "false", "假"},
    {"true", "true", "真"},
    {"false", "false", "假"},
    {"today|now|sysdate|current_date|getdate|当前日期|系统日期", "today", "今天"},
    {"rmb|cny|yuan|元|人民币", "5 CNY", "5元", false},
    {"usd|dollar|dollars|美元", "5 USD", "5美元", false},
    {"eur|euro|euros|欧元", "5 EUR", "5欧元", false},
    {"不", "not x", "非 甲", false},
    {"and|&", "a and b", "甲 且 乙", false},
    {"or", "a or b", "甲 或 乙", false},
    {"not", "not x", "非 甲", false},
    {"either|neither|any", "a or b", "甲 或 乙", false},
    {"both|all", "a and b", "甲 且 乙", false},
    {"given", "x is given", "甲 已填", false},
    {"within", "(days between a and b) <= 30", "(相差天数 a 与 b) <= 30", false},
    {"rank", "rank(x desc ties standard)", "名次(x 降序 并列 跳号)", false},
    {"top", "sum(rows.x top 3 by x)", "合计(表.x 取前 3 按 x)", false},
    {"case|switch", "if c then a else b", "如果 c 则 a 否则 b", false},
    {"if", "if c then a else b", "如果 c 则 a 否则 b", false},
};

constexpr Word kTypes[] = {
    {"string|str|varchar|char|字符串|字符|字符型|文字|文本型", "text", "文本"},
    {"int|integer|long|short|bigint|whole|整型|整数型", "count", "整数"},
    {"float|double|decimal|numeric|real|num|小数|浮点|浮点数|数值型|实数", "number to 0.01",
     "数值 到 0.01"},
    {"boolean|logical|yesno|flag|bit|布尔值|布尔型|逻辑|真假|是否型", "bool", "是否"},
    {"datetime|timestamp|time|day|日期型|时间|日期时间", "date", "日期"},
    {"percentage|pct|ratio|rate|百分数|百分率|比率", "percent", "百分比"},
    {"currency|amount|cash|price|人民币|金额型|货币型|钱|元|万元", "money", "金额"},
    {"enum|enumeration|choice|category|list|set|枚举型|列表|单选", "one of { a, b }",
     "选项 { 甲, 乙 }", false},
};

template <typename Table>
std::optional<WrittenHere> in_table(const Table& table, std::string_view word) {
  std::string name(word);
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const bool chinese = (static_cast<unsigned char>(word[0]) & 0x80) != 0;
  for (const Word& each : table) {
    if (!base::is_among(each.names, name)) continue;
    WrittenHere here{{base::concat("`", each.en, "`"), base::concat("“", each.zh, "”")}, {}};
    if (each.replaces) here.replacement = std::string(chinese ? each.zh : each.en);
    return here;
  }
  return std::nullopt;
}

/// 若合格则5元否则0元, 每人1000元, 人民币500元: what no space sets apart is read as one name.
std::optional<WrittenHere> joined_here(std::string_view name) {
  const auto quoted = [](std::string_view en, std::string_view zh) {
    return WrittenHere{{base::concat("`", en, "`"), base::concat("“", zh, "”")}, {}};
  };
  const bool asks = name.starts_with("若") || name.starts_with("如");
  if (asks && name.find("则") != std::string_view::npos)
    return quoted("if c then a else b", "如果 c 则 a 否则 b");
  // 主管的基数: a field of another row.
  constexpr std::string_view kOf = "的";
  const std::size_t of = name.find(kOf);
  if (of != std::string_view::npos && of > 0 && of + kOf.size() < name.size()) {
    std::string path = base::concat(name.substr(0, of), ".", name.substr(of + kOf.size()));
    return WrittenHere{{base::concat("`", path, "`"), base::concat("“", path, "”")}, path};
  }
  const bool has_digits = name.find_first_of("0123456789") != std::string_view::npos;
  if (has_digits && name.starts_with("每")) return quoted("1000 CNY * n", "1000元 × 人数");
  constexpr std::string_view kRmb = "人民币";
  if (!has_digits || !name.starts_with(kRmb)) return std::nullopt;
  std::string amount(name.substr(kRmb.size()));
  if (!amount.ends_with("元")) amount += "元";
  return WrittenHere{{base::concat("`", amount, "`"), base::concat("“", amount, "”")}, amount};
}

/// 大于等于100万元: a comparison that no space sets apart.
std::optional<WrittenHere> comparison_here(std::string_view name) {
  for (const auto& [word, sign] : {std::pair{"大于或等于", ">="}, std::pair{"大于等于", ">="},
                                   std::pair{"小于或等于", "<="}, std::pair{"小于等于", "<="}}) {
    if (!name.starts_with(word)) continue;
    const std::string_view rest = name.substr(std::string_view(word).size());
    const bool least = sign[0] == '>';
    const std::string en = base::concat(sign, " ", rest);
    const std::string zh = base::concat(least ? "不低于 " : "不超过 ", rest);
    return WrittenHere{{base::concat("`", en, "`"), base::concat("“", zh, "”")}, zh};
  }
  return std::nullopt;
}

}  // namespace

std::optional<WrittenHere> name_here(std::string_view name) {
  if (name.empty()) return std::nullopt;
  if (auto digits = base::in_digits(name))
    return WrittenHere{{base::concat("`", *digits, "`"), base::concat("“", *digits, "”")}, *digits};
  if (auto compared = comparison_here(name)) return compared;
  if (auto joined = joined_here(name)) return joined;
  const std::string lower = base::fold_case(name);
  if (base::is_month(lower) && lower != "may")
    return WrittenHere{{"`2010-01-31`", "“2010-01-31”"}, {}};
  return in_table(kNames, name);
}

std::optional<WrittenHere> type_here(std::string_view type) {
  return type.empty() ? std::nullopt : in_table(kTypes, type);
}

}  // namespace remit::check
