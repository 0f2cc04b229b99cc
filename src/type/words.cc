#include "type/words.h"

#include <array>
#include <cstddef>

#include "type/names.h"

namespace remit::type {
namespace {

// By CellFault. A Chinese word is one identifier.
constexpr std::array<std::string_view, 23> kChineseFaults = {{
    "无",         "空缺",       "缺数据",   "填报有误",   "除数为零", "溢出",
    "无此记录",   "记录重复",   "超出幅度", "未通过校验", "尚未规定", "无汇率",
    "不在适用期", "无适用档次", "无从分配", "权重为负",   "日历不足", "循环引用",
    "查无不计",   "档界未递增", "无符合行", "多行符合",   "不适用项",
}};
static_assert(kChineseFaults.size() == static_cast<std::size_t>(CellFault::not_applicable) + 1);

}  // namespace

Word fault_word(CellFault fault) {
  return {name(fault), kChineseFaults[static_cast<std::size_t>(fault)]};
}

std::vector<std::string_view> all_fault_words() {
  std::vector<std::string_view> words;
  for (std::size_t i = 1; i < kChineseFaults.size(); ++i) {
    const Word word = fault_word(static_cast<CellFault>(i));
    words.push_back(word.en);
    words.push_back(word.zh);
  }
  return words;
}

std::optional<CellFault> find_fault(std::string_view word) {
  for (std::size_t i = 1; i < kChineseFaults.size(); ++i) {
    const auto fault = static_cast<CellFault>(i);
    if (fault_word(fault).is(word)) return fault;
  }
  return std::nullopt;
}

}  // namespace remit::type
