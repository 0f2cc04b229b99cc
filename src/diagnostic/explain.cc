#include "diagnostic/explain.h"

#include <vector>

#include "base/strings.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/format.h"
#include "diagnostic/messages.h"
#include "diagnostic/text/common.h"

namespace remit::diagnostic {
namespace {

using base::append;
using base::Language;

constexpr std::string_view kFrameEn = R"(policy example "Example" {
  effective 2010-01-01 to 2010-12-31
  currency CNY
  rounding half_up to 0.01
  party treasury "County treasury"

  entity unit {
    key name : text
    kind     : one of { township, department }
  }

  entity project {
    key id        : text
    introduced_by : unit
    located_in    : unit
    investment    : money
    tax           : money default 0
    arrived       : date optional
  }

{0}
}
)";

constexpr std::string_view kFrameZh = R"(政策 示例 “示例” {
  生效 2010-01-01 至 2010-12-31
  货币 元
  舍入 四舍五入 到 0.01元
  主体 县财政

  数据表 单位 {
    标识 名称 : 文本
    类别 : 选项 { 乡镇, 部门 }
  }

  数据表 项目 {
    标识 编号 : 文本
    引进单位 : 单位
    所在单位 : 单位
    投资额   : 金额
    税收     : 金额 默认 0
    到资日   : 日期 选填
  }

{0}
}
)";

/// Every line of `text` after `margin`.
std::string indented(std::string_view text, std::string_view margin) {
  std::string out;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    append(out, margin, text.substr(0, end), "\n");
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

/// A text of the catalogue as a page shows it: an ellipsis for what a report would name.
std::string without_arguments(std::string_view text, Language language) {
  const std::vector<Argument> unknown(placeholder_count(text), Argument("…"));
  return fill_template(text, language, unknown);
}

std::string joined(std::string_view lines) {
  std::string out(lines);
  for (char& each : out) {
    if (each == '\n') each = ' ';
  }
  return out;
}

}  // namespace

std::string explain(Code code, Language language) {
  const CatalogueEntry& entry = diagnostic::entry(code);
  const Wording& wording = entry.wording(language);
  const Example& example = entry.example(language);
  std::string page =
      base::concat(text_template(severity_label(entry.severity), language), "[", code_text(code),
                   "]", text_template(text::label_separator, language),
                   without_arguments(wording.message, language), "\n\n");
  if (!wording.why.empty()) append(page, wording.why, "\n\n");
  append(page, text_template(text::label_help, language), "\n",
         indented(without_arguments(wording.help, language), "  "));
  if (!example.bad.empty()) {
    append(page, "\n", text_template(text::label_bad_example, language), "\n\n",
           indented(example.bad, "  "), "\n", text_template(text::label_good_example, language),
           "\n\n", indented(example.good, "  "));
  }
  return page;
}

std::string gallery(Language language) {
  const auto text = [language](Text id) { return text_template(id, language); };
  std::string page = base::concat(
      "# ", text(text::gallery_title), "\n\n", text(text::gallery_introduction), "\n\n```text\n",
      fill_template(example_frame(language), language, {"  ..."}), "```\n");
  for (const CatalogueEntry& entry : catalogue()) {
    const Wording& wording = entry.wording(language);
    const Example& example = entry.example(language);
    append(page, "\n## ", code_text(entry.code), " ", entry.name, "\n\n> ",
           text(severity_label(entry.severity)), text(text::label_separator),
           without_arguments(wording.message, language), "\n");
    if (!wording.why.empty()) append(page, "\n", wording.why, "\n");
    append(page, "\n", text(text::label_help), joined(without_arguments(wording.help, language)),
           "\n");
    if (!example.bad.empty()) {
      append(page, "\n", text(text::label_bad_example), "\n\n```text\n", example.bad, "\n```\n\n",
             text(text::label_good_example), "\n\n```text\n", example.good, "\n```\n");
    }
  }
  return page;
}

std::string_view example_frame(Language language) {
  return language == Language::zh ? kFrameZh : kFrameEn;
}

std::string framed_example(std::string_view fragment, Language language) {
  if (fragment.starts_with("policy ") || fragment.starts_with("政策 "))
    return std::string(fragment);
  return fill_template(example_frame(language), language, {indented(fragment, "  ")});
}

}  // namespace remit::diagnostic
