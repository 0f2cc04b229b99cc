#include "syntax/grammar_docs.h"

#include <algorithm>
#include <map>
#include <vector>

#include "syntax/grammar.h"
#include "syntax/keywords.h"
#include "syntax/units.h"
#include "type/currency.h"
#include "type/functions.h"
#include "type/operators.h"

namespace remit::syntax {
namespace {

using base::Language;

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

// "a|b" as "`a` `b`".
std::string codes(std::string_view list) {
  std::string out;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    out += (out.empty() ? "" : " ") + code(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

std::string row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& cell : cells) out += " " + cell + " |";
  return out + "\n";
}

std::string table(const std::vector<std::string>& head) {
  return "\n" + row(head) + row(std::vector<std::string>(head.size(), "---"));
}

// One line of the grammar without marks, labels and cuts, its keywords in the language.
std::string translate(std::string_view line, Language language) {
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == '"') {
      const std::size_t end = line.find('"', i + 1);
      const std::string_view id = line.substr(i + 1, end - i - 1);
      const Keyword keyword = find_keyword(id);
      const std::string_view text =
          keyword == Keyword::none ? id : keyword_info(keyword).spelling(language);
      out += '"' + std::string(text) + '"';
      i = end + 1;
    } else if (line.substr(i, 2) == " [") {
      i = line.find(']', i) + 1;
    } else if (line.substr(i, 2) == "! ") {
      i += 2;
    } else if (line[i] == ':') {  // a label: drop the word before it
      while (!out.empty() &&
             (std::isalnum(static_cast<unsigned char>(out.back())) != 0 || out.back() == '_')) {
        out.pop_back();
      }
      ++i;
    } else {
      out += line[i++];
    }
  }
  return out;
}

std::string keyword_table(Language language) {
  const bool zh = language == Language::zh;
  std::string out = zh ? table({"英文", "中文", "也可写作", "保留"})
                       : table({"English", "Chinese", "also read as", "reserved"});
  // One row for each pair of spellings, whatever the uses.
  std::vector<std::pair<std::string, std::string>> seen;
  for (const KeywordInfo& keyword : keywords()) {
    std::pair<std::string, std::string> key(keyword.english(), keyword.chinese);
    if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
    seen.push_back(key);
    out += row({code(key.first), code(key.second), codes(keyword.aliases),
                keyword.reserved ? (zh ? "是" : "yes") : ""});
  }
  return out;
}

std::string operator_table(Language language) {
  const bool zh = language == Language::zh;
  std::string out = zh ? table({"优先级", "符号", "英文", "中文", "也可写作", "形式"})
                       : table({"binds", "sign", "English", "Chinese", "also read as", "form"});
  static constexpr std::string_view kForms[] = {"a ∘ b",        "∘ a",          "a ∘",
                                                "a ∘ { b, c }", "a ∘ CURRENCY", "a ∘"};
  for (const type::OperatorInfo& info : type::operators()) {
    const auto word = [](std::string_view text) { return text.empty() ? "" : code(text); };
    out += row({std::to_string(info.precedence), word(info.symbol), word(info.english),
                word(info.chinese), codes(info.aliases),
                std::string(kForms[static_cast<std::size_t>(info.shape)])});
  }
  return out;
}

std::string function_table(Language language) {
  const bool zh = language == Language::zh;
  std::string out = zh ? table({"英文", "中文", "含义"}) : table({"English", "Chinese", "gives"});
  for (const type::Function& f : type::functions()) {
    out += row({code(f.en), code(f.zh), std::string(zh ? f.says_zh : f.says_en)});
  }
  return out;
}

std::string currency_table(Language language) {
  const bool zh = language == Language::zh;
  std::string out = zh ? table({"代码", "小数位", "中文", "英文"})
                       : table({"code", "decimals", "English", "Chinese"});
  for (const type::CurrencyInfo& c : type::currencies()) {
    const std::string en = codes(c.english), cn = codes(c.chinese);
    out += row({code(c.code), std::to_string(c.decimals), zh ? cn : en, zh ? en : cn});
  }
  return out;
}

// Every unit that is no currency, those of equal meaning on one row.
std::string unit_table(Language language) {
  const bool zh = language == Language::zh;
  std::string out = zh ? table({"写法", "含义"}) : table({"written", "means"});
  static constexpr std::string_view kDurations[][2] = {
      {"days", "天"}, {"working days", "工作日"}, {"months", "月"}, {"years", "年"}};
  std::map<std::pair<int, std::uint32_t>, std::pair<std::string, std::string>> rows;
  for (const std::string_view word : all_units()) {
    const UnitWord unit = *find_unit(word);
    std::pair<int, std::uint32_t> key;
    std::string meaning;
    if (unit.magnitude) {
      key = {0, static_cast<std::uint32_t>(unit.power)};
      meaning = "× 10^" + std::to_string(unit.power);
    } else if (unit.kind == UnitKind::duration) {
      key = {1, unit.unit};
      meaning = kDurations[unit.unit][zh ? 1 : 0];
    } else if (unit.kind == UnitKind::counting) {
      key = {2, 0};
      meaning = zh ? "计数，数值不变" : "what is counted; the number stays as it is";
    } else if (unit.unit == type::kOwnCurrency) {
      key = {3, 0};
      meaning = zh ? "本政策的货币" : "the policy's own currency";
    } else {
      continue;
    }
    auto& [words, says] = rows[key];
    words += (words.empty() ? "" : " ") + code(word);
    says = meaning;
  }
  for (const auto& [key, line] : rows) out += row({line.first, line.second});
  return out + row({code("%") + " " + code("‰"), zh ? "÷ 100，÷ 1000" : "÷ 100, ÷ 1000"});
}

}  // namespace

std::string grammar_text_for(Language language) {
  std::string_view text = grammar::kText;
  text.remove_prefix(text.find("\nfile = ") + 1);  // the notation is explained on the page
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    // The section titles of the source are English.
    const bool title = line.starts_with("#");
    if (!title || language == Language::en) {
      out += title ? std::string(line) : translate(line, language);
      out += '\n';
    }
    if (title && language != Language::en)
      text.remove_prefix(std::min(end + 2, text.size()));
    else
      text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string language_reference(Language language) {
  const bool zh = language == Language::zh;
  const auto pick = [zh](std::string_view en, std::string_view cn) {
    return std::string(zh ? cn : en);
  };
  std::string out = pick("# Language reference\n\n", "# 语言参考\n\n");
  out += pick(
      "This page is written by the program from the tables it reads policies with (`make docs`).\n",
      "本页由程序根据其读取政策所用的各表生成（`make docs`）。\n");
  out += pick("\n## Grammar\n\n", "\n## 语法\n\n");
  out += pick(
      "`a | b` is a choice, tried in order; `( )` a group; `?` optional; `*` any number; `+` at "
      "least "
      "one;\n`a % \",\"` a list with commas. `NAME`, `STRING`, `NUMBER` and `DATE` are tokens; a "
      "keyword that is\nnot reserved may be a `NAME`. `expr` is an expression by the operator "
      "table "
      "below, `operand` one that\nstops before comparisons and logic, `atom` a primary alone. "
      "Keywords of both languages may be mixed;\nthe same grammar with Chinese keywords is in "
      "[语言参考](zh/language-reference.md).\n",
      "`a | b` 表示按顺序选择；`( )` 分组；`?` 可有可无；`*` 任意多个；`+` 至少一个；`a % \",\"` "
      "为逗号分隔的\n列表。`NAME`（名称）、`STRING`（文字）、`NUMBER`（数字）、`DATE`（日期）为词"
      "；非保留的关键字可用作名称。\n`expr` 为按下面运算符表构成的表达式，`operand` "
      "不含比较与逻辑运算，`atom` 为单个基本项。\n两种语言的关键字可以混用；英文关键字的语法见 "
      "[Language reference](../language-reference.md)。\n");
  out += "\n```ebnf\n" + grammar_text_for(language) + "```\n";
  out += pick("\n## Keywords\n", "\n## 关键字\n") + keyword_table(language);
  out += pick(
      "\n## Operators\n\nThe higher the number, the tighter it binds. Comparisons do not "
      "chain, and `and` beside `or` needs brackets.\n",
      "\n## 运算符\n\n数字越大结合越紧。比较不能连写，“且”与“或”并列须加括号。\n");
  out += operator_table(language);
  out += pick("\n## Functions\n", "\n## 函数\n") + function_table(language);
  out += pick("\n## Magnitudes and units of numbers\n", "\n## 数字的量级与单位\n");
  out += unit_table(language);
  out += pick("\n## Currencies\n", "\n## 货币\n") + currency_table(language);
  return out;
}

}  // namespace remit::syntax
