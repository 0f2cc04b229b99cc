#include "check/foreign_functions.h"

#include <algorithm>
#include <string>

#include "base/strings.h"
#include "base/word_list.h"

namespace remit::check {
namespace {

struct Foreign {
  std::string_view names;  ///< with a bar between
  std::string_view en;
  std::string_view zh;
};

constexpr Foreign kForeign[] = {
    {"trunc|truncate|fix|截尾", "round(x, to 1, down)", "舍入(x, 到 1, 舍去)"},
    {"int|取整|取整数", "floor(x)", "向下取整(x)"},
    {"roundup", "round(x, to 0.01, up)", "舍入(x, 到 0.01, 进位)"},
    {"rounddown", "round(x, to 0.01, down)", "舍入(x, 到 0.01, 舍去)"},
    {"mround", "round(x, to 5, half_up)", "舍入(x, 到 5, 四舍五入)"},
    {"avg|mean|平均值|均值", "average(rows.x)", "平均(表.x)"},
    {"total|求和|总和|总计", "sum(rows.x)", "合计(表.x)"},
    {"sumif|sumifs|条件求和", "sum(rows.x where c)", "合计(表.x 其中 c)"},
    {"countif|countifs|counta|条件计数", "count(rows where c)", "计数(表 其中 c)"},
    {"averageif|averageifs|条件平均", "average(rows.x where c)", "平均(表.x 其中 c)"},
    {"vlookup|hlookup|xlookup|lookup|index|match|查找", "office.base", "单位.基数"},
    {"if|iif|ifs|switch|case|when|choose", "if c then a else b", "如果 c 则 a 否则 b"},
    {"iferror|ifnull|coalesce|nvl|ifna", "x otherwise 0", "x 否则取 0"},
    {"isblank|isempty|isnull|is_null|是否为空", "x is not given", "x 未填"},
    {"age|years_old|年龄", "years between born and today", "相差年数 出生日期 与 今天"},
    {"modulo|求余|取余", "mod(x, n)", "余数(x, n)"},
    {"datedif|datediff|days|days_between|daysbetween|daydiff|date_diff", "days between a and b",
     "相差天数 a 与 b"},
    {"networkdays", "workdays between a and b", "相差工作日 a 与 b"},
    {"edate|dateadd|addmonths", "d + 3 months", "d + 3个月"},
    {"eomonth", "end_of_month(d)", "月末(d)"},
    {"now|today|date_now|当前日期|今天", "today", "今天"},
    {"len|strlen|char_length|lenb|长度|字数", "length(x)", "字数(x)"},
    {"pow|幂", "power(x, 2)", "乘方(x, 2)"},
    {"and|并且", "a and b", "甲 且 乙"},
    {"or|或者", "a or b", "甲 或 乙"},
    {"not", "not x", "非 甲"},
    {"left|mid|substr|substring|startswith|begins", "starts_with(x, \"a\")", "开头是(x, “甲”)"},
    {"right|endswith", "ends_with(x, \"a\")", "结尾是(x, “甲”)"},
    {"find|search|instr|includes|查找文本", "contains(x, \"a\")", "含有(x, “甲”)"},
    {"isnumber|isnumeric", "is_digits(x)", "全为数字(x)"},
    {"datevalue|todate|to_date|makedate", "date(2010, 1, 31)", "日期(2010, 1, 31)"},
    {"workday|addworkdays", "d + 3 workdays", "d + 3个工作日"},
    {"adddays|addday", "d + 30 days", "d + 30天"},
    {"concat|concatenate|textjoin|text_join|joined|合并|拼接|连结|合并文本", "join(a, \"/\", b)",
     "连接(甲, “/”, 乙)"},
    {"isna|is_na|isapplicable", "x is not applicable", "x 不适用"},
    {"previous|prev|lag|lastyear|last_year|上期|上一期|上年|前期", "previous.x", "上期.x"},
    {"sumproduct", "sum(rows.a * rows.b)", "合计(表.甲 × 表.乙)"},
    {"large|maxif|maxifs", "max(rows.x where c)", "最大(表.x 其中 c)"},
    {"small|minif|minifs", "min(rows.x where c)", "最小(表.x 其中 c)"},
    {"排名|排序|row_number|dense_rank|ranking", "rank(x desc ties standard)",
     "名次(x 降序 并列 跳号)"},
    {"最大值|greatest", "max(a, b)", "最大(a, b)"},
    {"最小值|least", "min(a, b)", "最小(a, b)"},
    {"平均数", "average(rows.x)", "平均(表.x)"},
    {"countd|countdistinct|unique|distinct", "count(rows)", "计数(表)"},
    {"四舍五入", "round(x, to 0.01, half_up)", "舍入(x, 到 0.01, 四舍五入)"},
};

}  // namespace

std::optional<diagnostic::Argument> written_here(std::string_view foreign) {
  std::string name(foreign);
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  for (const Foreign& each : kForeign) {
    if (base::is_among(each.names, name))
      return diagnostic::Argument(base::concat("`", each.en, "`"), base::concat("“", each.zh, "”"));
  }
  return std::nullopt;
}

}  // namespace remit::check
