#include "type/currency.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/chinese_script.h"

namespace remit::type {
namespace {

// Decimals after ISO 4217:2015, table A.1.
constexpr CurrencyInfo kCurrencies[] = {
    {"CNY", 2, "yuan|renminbi|rmb", "人民币|人民币元|元"},
    {"USD", 2, "dollars|dollar", "美元|美金"},
    {"EUR", 2, "euros|euro", "欧元"},
    {"JPY", 0, "yen", "日元"},
    {"HKD", 2, "", "港元|港币"},
    {"MOP", 2, "patacas|pataca", "澳门元|澳门币"},
    {"TWD", 2, "", "新台币|台币"},
    {"GBP", 2, "pounds", "英镑"},
    {"CHF", 2, "", "瑞士法郎|瑞郎"},
    {"CAD", 2, "", "加元|加拿大元"},
    {"AUD", 2, "", "澳元|澳大利亚元"},
    {"NZD", 2, "", "新西兰元|纽元"},
    {"SGD", 2, "", "新加坡元|新元"},
    {"KRW", 0, "won", "韩元|韩国元"},
    {"INR", 2, "rupees|rupee", "印度卢比"},
    {"IDR", 2, "rupiah", "印尼盾|印尼卢比"},
    {"MYR", 2, "ringgit", "林吉特|马来西亚林吉特"},
    {"THB", 2, "baht", "泰铢"},
    {"PHP", 2, "", "菲律宾比索"},
    {"VND", 0, "dong", "越南盾"},
    {"RUB", 2, "roubles|rubles|rouble|ruble", "卢布|俄罗斯卢布"},
    {"KZT", 2, "tenge", "坚戈"},
    {"SEK", 2, "", "瑞典克朗"},
    {"NOK", 2, "", "挪威克朗"},
    {"DKK", 2, "", "丹麦克朗"},
    {"PLN", 2, "zloty", "兹罗提"},
    {"CZK", 2, "koruna", "捷克克朗"},
    {"HUF", 2, "forints|forint", "福林"},
    {"TRY", 2, "lira", "土耳其里拉"},
    {"ILS", 2, "shekels|shekel", "谢克尔"},
    {"AED", 2, "dirhams|dirham", "迪拉姆"},
    {"SAR", 2, "riyals|riyal", "沙特里亚尔"},
    {"QAR", 2, "", "卡塔尔里亚尔"},
    {"KWD", 3, "", "科威特第纳尔"},
    {"BHD", 3, "", "巴林第纳尔"},
    {"ZAR", 2, "rand", "兰特"},
    {"EGP", 2, "", "埃及镑"},
    {"NGN", 2, "naira", "奈拉"},
    {"KES", 2, "", "肯尼亚先令"},
    {"BRL", 2, "reais|real", "雷亚尔|巴西雷亚尔"},
    {"MXN", 2, "", "墨西哥比索"},
    {"ARS", 2, "", "阿根廷比索"},
    {"CLP", 0, "", "智利比索"},
};

using Index = std::vector<std::pair<std::string, std::uint32_t>>;

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

Index build_index() {
  Index index;
  for (std::uint32_t i = 0; i < std::size(kCurrencies); ++i) {
    const CurrencyInfo& currency = kCurrencies[i];
    index.emplace_back(lower_ascii(currency.code), i);
    for (std::string_view names : {currency.english, currency.chinese}) {
      while (!names.empty()) {
        const std::size_t end = std::min(names.find('|'), names.size());
        index.emplace_back(names.substr(0, end), i);
        names.remove_prefix(std::min(end + 1, names.size()));
      }
    }
  }
  std::sort(index.begin(), index.end());
  return index;
}

}  // namespace

absl::Span<const CurrencyInfo> currencies() { return kCurrencies; }

std::optional<std::uint32_t> find_currency(std::string_view code_or_name) {
  static const Index index = build_index();
  const std::string wanted = lower_ascii(base::to_simplified(code_or_name));
  const auto found = std::lower_bound(index.begin(), index.end(), std::make_pair(wanted, 0u));
  if (found == index.end() || found->first != wanted) return std::nullopt;
  return found->second;
}

}  // namespace remit::type
