#include "type/functions.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "base/chinese_script.h"
#include "type/operation_rows.h"

namespace remit::type {
namespace {

using F = FunctionKind;
using O = Opcode;

/// A function that is an operation, under the name by which explanations call that.
constexpr Function of(O op, std::string_view says_en, std::string_view says_zh) {
  const OperationInfo& info = kOperationRows[static_cast<std::size_t>(op)];
  const int count = static_cast<int>(info.most);
  return {info.reading.en, info.reading.zh, F::row, op,      FoldOp::sum,
          false,           count,           count,  says_en, says_zh};
}

/// A function that is an operation with words of its own in an explanation.
constexpr Function named(std::string_view en, std::string_view zh, O op, std::string_view says_en,
                         std::string_view says_zh) {
  Function function = of(op, says_en, says_zh);
  function.en = en;
  function.zh = zh;
  return function;
}

constexpr Function extreme(O op, FoldOp over_rows, std::string_view says_en,
                           std::string_view says_zh) {
  const Reading& reading = kOperationRows[static_cast<std::size_t>(op)].reading;
  return {reading.en, reading.zh, F::extreme,     op,      over_rows,
          false,      1,          kManyArguments, says_en, says_zh};
}

constexpr Function fold(std::string_view en, std::string_view zh, FoldOp op,
                        std::string_view says_en, std::string_view says_zh, bool average = false) {
  return {en, zh, F::fold, O::blank, op, average, 1, 1, says_en, says_zh};
}

constexpr Function pick(std::string_view en, std::string_view zh, FoldOp op,
                        std::string_view says_en, std::string_view says_zh) {
  return {en, zh, F::pick, O::blank, op, false, 1, 1, says_en, says_zh};
}

constexpr Function derived(std::string_view en, std::string_view zh, Derived what, int arguments,
                           std::string_view says_en, std::string_view says_zh, O op = O::blank) {
  return {en, zh, F::derived, op, FoldOp::sum, false, arguments, arguments, says_en, says_zh, what};
}

/// An amount, two days, and the two ends of its period unless that is the year.
constexpr Function prorated(std::string_view en, std::string_view zh, Derived what,
                            std::string_view says_en, std::string_view says_zh) {
  return {en, zh, F::derived, O::blank, FoldOp::sum, false, 3, 5, says_en, says_zh, what};
}

constexpr std::array kFunctions = std::to_array<Function>({
    of(O::absolute, "the size without the sign", "不计正负的大小"),
    of(O::floor, "the largest whole number not above", "不大于它的最大整数"),
    of(O::ceiling, "the smallest whole number not below", "不小于它的最小整数"),
    of(O::year_of, "the year of a date", "日期的年份"),
    of(O::quarter_of, "1 to 4", "日期所在季度，1 至 4"),
    of(O::month_of, "1 to 12", "日期的月份，1 至 12"),
    of(O::day_of, "the day of the month", "日期在当月的第几日"),
    of(O::end_of_month, "the last day of its month", "当月最后一日"),
    of(O::end_of_quarter, "the last day of its quarter", "当季最后一日"),
    of(O::end_of_year, "31 December of its year", "当年 12 月 31 日"),
    of(O::weekday_of, "1 (Monday) to 7", "星期几，1（星期一）至 7"),
    of(O::next_weekday, "the first such weekday on or after the date", "该日或其后第一个星期几"),
    named("add_days", "加天数", O::add_days, "the date so many days later", "若干天之后的日期"),
    named("add_months", "加月数", O::add_months,
          "the same day so many months later, by the reading of month ends",
          "若干个月之后的同一日，按月末的口径"),
    named("add_years", "加年数", O::add_years,
          "the same day so many years later, by the reading of month ends",
          "若干年之后的同一日，按月末的口径"),
    derived("date", "日期", Derived::date, 3, "the date of a year, a month and a day",
            "年、月、日所成的日期"),
    derived("days_in_month", "当月天数", Derived::days_in_month, 1, "28 to 31",
            "当月的天数，28 至 31"),
    derived("days_in_year", "当年天数", Derived::days_in_year, 1, "365 or 366",
            "当年的天数，365 或 366"),
    derived("next_workday", "顺延工作日", Derived::next_workday, 1,
            "the date if it is a workday, else the next", "当日为工作日的即当日，否则顺延"),
    derived("previous_workday", "提前工作日", Derived::previous_workday, 1,
            "the date if it is a workday, else the one before", "当日为工作日的即当日，否则提前"),
    prorated("prorated", "按日折算", Derived::prorated,
             "of an amount of a year, or of the days from the fourth to the fifth: the part of the "
             "days from the second to the third",
             "年度金额（写明起止日期的，为该期间的金额）按所含天数折算的部分"),
    prorated("prorated_by_month", "按月折算", Derived::prorated_by_month,
             "likewise by months, of which each counts the same and a part of one by its days",
             "同上，按月数折算，每月相同，不足一月的按当月天数折算"),
    derived("mod", "余数", Derived::modulo, 2,
            "what is left of the first after whole multiples of the second",
            "第一数除以第二数的余数"),
    derived("power", "乘方", Derived::power, 2,
            "multiplied by itself a whole number of times: a constant, or a value with bounds from "
            "0 to 100",
            "自乘若干次；次数为整数，可为固定值，或上下限在 0 至 100 之内的值", O::power),
    of(O::text_length, "how many characters", "字符个数"),
    {"join", "连接", F::row, O::join, FoldOp::sum, false, 2, kManyArguments,
     "one text of several: texts, words of lists, dates, whole numbers, keys",
     "连成一个文本：文本、选项、日期、整数、标识"},
    of(O::contains, "whether the second text stands within the first", "第一文本中是否有第二文本"),
    of(O::starts_with, "whether the first text begins with the second",
       "第一文本是否以第二文本开头"),
    of(O::ends_with, "whether the first text ends with the second", "第一文本是否以第二文本结尾"),
    of(O::is_digits, "whether it is digits, 0 to 9, and nothing else", "是否仅由数字 0 至 9 组成"),
    of(O::is_citizen_id,
       "whether it is a citizen's number (GB 11643), by its form, date and check character",
       "是否公民身份号码（GB 11643），查验格式、日期与校验码"),
    of(O::is_credit_code,
       "whether it is a unified social credit code (GB 32100), by its form and check character",
       "是否统一社会信用代码（GB 32100），查验格式与校验码"),
    of(O::birth_date, "the date of birth that a citizen's number carries",
       "公民身份号码所载的出生日期"),
    of(O::is_male, "whether a citizen's number is that of a man", "公民身份号码所载的性别是否为男"),
    of(O::region_code, "the six digits of the place in a citizen's number",
       "公民身份号码前六位的行政区划代码"),
    extreme(O::minimum, FoldOp::minimum, "the smallest, of rows or of arguments",
            "各行或各参数中最小的"),
    extreme(O::maximum, FoldOp::maximum, "the largest, of rows or of arguments",
            "各行或各参数中最大的"),
    fold("sum", "合计", FoldOp::sum, "the sum over rows", "各行之和"),
    fold("count", "计数", FoldOp::count, "how many rows", "行数"),
    fold("any", "存在", FoldOp::any, "whether it holds for at least one row", "是否至少一行成立"),
    fold("all", "全部", FoldOp::all, "whether it holds for every row", "是否每行都成立"),
    {"average", "平均", F::fold, O::blank, FoldOp::sum, true, 1, 64,
     "the sum divided by the number, of rows or of arguments", "各行或各参数的平均数"},
    fold("median", "中位数", FoldOp::median, "the middle value of the rows", "各行居中的数"),
    pick("first", "最前", FoldOp::first, "the value of the row that comes first in an order",
         "按次序排在最前一行的值"),
    pick("last", "最后", FoldOp::last, "the value of the row that comes last in an order",
         "按次序排在最后一行的值"),
    pick("only", "唯一", FoldOp::only, "the value of the one row there is", "唯一一行的值"),
    {"rank", "名次", F::rank, O::blank, FoldOp::sum, false, 1, 8,
     "the place of this row among the rows", "本行在各行中的名次"},
    {"share", "分摊", F::share, O::blank, FoldOp::sum, false, 1, 3,
     "this row's part of a total, in proportion", "按比例分得的部分"},
    {"share_rounds", "分摊轮次", F::share, O::blank, FoldOp::sum, false, 1, 3,
     "the round in which its part is settled, where one limit holds some back",
     "有限额时其所得在第几轮定下"},
    {"round", "舍入", F::rounding, O::round, FoldOp::sum, false, 1, 3,
     "rounded to a grid in a given way", "按指定方式舍入"},
});

constexpr CallPart kOverRows[] = {CallPart::via, CallPart::within, CallPart::where,
                                  CallPart::by_day};
constexpr CallPart kOfSum[] = {CallPart::via,    CallPart::within, CallPart::where,
                               CallPart::by_day, CallPart::top,    CallPart::without};
constexpr CallPart kOfPick[] = {CallPart::order, CallPart::via, CallPart::within, CallPart::where,
                                CallPart::by_day};
constexpr CallPart kOfRank[] = {CallPart::direction, CallPart::within, CallPart::where,
                                CallPart::ties};
constexpr CallPart kOfShare[] = {CallPart::weight, CallPart::grid,     CallPart::most,
                                 CallPart::least,  CallPart::within,   CallPart::where,
                                 CallPart::ties,   CallPart::remainder};
/// Rounds are those of one limit, and nobody takes what the parts leave.
constexpr CallPart kOfShareRounds[] = {CallPart::grid, CallPart::weight, CallPart::most,
                                       CallPart::within, CallPart::where};
constexpr CallPart kOfRound[] = {CallPart::grid, CallPart::mode};

}  // namespace

bool CallShape::knows(CallPart part) const { return std::ranges::find(parts, part) != parts.end(); }

CallShape shape_of(const Function& function, int values) {
  switch (function.kind) {
    case FunctionKind::row:
    case FunctionKind::derived:
      return {function.most, {}};
    case FunctionKind::extreme:
      if (values > 1) return {function.most, {}};
      return {function.most, kOverRows};
    case FunctionKind::fold:
      if (values > 1) return {function.most, {}};
      if (function.fold == FoldOp::sum) return {function.most, kOfSum};
      return {function.most, kOverRows};
    case FunctionKind::pick:
      if (function.fold == FoldOp::only) return {function.most, kOverRows};
      return {function.most, kOfPick};
    case FunctionKind::rank:
      return {function.most, kOfRank};
    case FunctionKind::share:
      if (function.en == "share_rounds") return {1, kOfShareRounds};
      return {1, kOfShare};
    case FunctionKind::rounding:
      return {1, kOfRound};
  }
  return {0, {}};
}

std::span<const Function> functions() { return kFunctions; }

namespace {

/// Places in the list by English name, the first of a name first.
constexpr auto kByEnglish = [] {
  std::array<std::uint16_t, kFunctions.size()> places{};
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = static_cast<std::uint16_t>(i);
  std::ranges::sort(places, {}, [](std::uint16_t i) { return std::pair(kFunctions[i].en, i); });
  return places;
}();

/// By the first letter of an English name: where such names begin in `kByEnglish`.
constexpr auto kByLetter = [] {
  std::array<std::uint16_t, 0x81> begins{};
  for (std::size_t letter = 0; letter < begins.size(); ++letter)
    begins[letter] =
        static_cast<std::uint16_t>(std::ranges::count_if(kByEnglish, [letter](std::uint16_t i) {
          const std::string_view name = kFunctions[i].en;
          return name.empty() || static_cast<unsigned char>(name.front()) < letter;
        }));
  return begins;
}();

}  // namespace

const Function* find_function(std::string_view written) {
  const bool ascii = std::ranges::all_of(written, [](char c) { return (c & 0x80) == 0; });
  if (ascii) {
    if (written.empty()) return nullptr;
    const auto letter = static_cast<std::size_t>(written.front());
    const auto named =
        std::span(kByEnglish).subspan(kByLetter[letter], kByLetter[letter + 1] - kByLetter[letter]);
    const auto place =
        std::ranges::find(named, written, [](std::uint16_t i) { return kFunctions[i].en; });
    return place == named.end() ? nullptr : &kFunctions[*place];
  }
  const std::string name = base::to_simplified(written);
  const auto* found =
      std::ranges::find_if(kFunctions, [&name](const Function& f) { return f.zh == name; });
  return found == kFunctions.end() ? nullptr : found;
}

}  // namespace remit::type
