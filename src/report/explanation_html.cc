#include <string>

#include "base/markup.h"
#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/memo.h"
#include "report/words.h"

namespace remit::report {
namespace {

using base::Language;
using base::markup_text;
namespace text = diagnostic::text;
using diagnostic::Text;

/// Steps that stand open when the page does; those further down open at a click.
constexpr std::size_t kOpenLevels = 3;

/// For a screen and for paper, where everything stands open. No script, nothing from elsewhere.
constexpr std::string_view kStyle = R"(
:root { color-scheme: light; }
body { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", sans-serif; color: #1b1f24;
       background: #fff; max-width: 52rem; margin: 2rem auto; padding: 0 1.25rem; }
body:lang(zh) { font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { font-size: 1.45rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1.05rem; margin: 1.8rem 0 .5rem; border-bottom: 1px solid #c9ced6; padding-bottom: .2rem; }
.facts { color: #4b5563; margin: 0; }
.facts p { margin: .1rem 0; }
.summary { background: #f2f5f9; border-left: 4px solid #2c5f9e; padding: .7rem 1rem; margin: 1.1rem 0; }
details { margin: .35rem 0; border: 1px solid #dde1e7; border-radius: 4px; }
summary { cursor: pointer; padding: .35rem .7rem; font-weight: 600; overflow-wrap: anywhere; }
details > p { margin: .2rem 0 .2rem 1.9rem; padding-right: .7rem; overflow-wrap: anywhere; }
details > p:last-child { padding-bottom: .5rem; }
.from { color: #4b5563; }
a { color: #2c5f9e; }
:target { outline: 2px solid #2c5f9e; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #dde1e7;
         overflow-wrap: anywhere; }
th { font-weight: 600; width: 35%; }
.note { color: #4b5563; font-style: italic; }
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  body { font-size: 10.5pt; max-width: none; margin: 0; padding: 0; }
  .summary { background: none; }
  details { break-inside: avoid; border: 0; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; padding-left: 0; }
}
)";

void element(std::string& out, std::string_view tag, std::string_view name, std::string_view text) {
  out += "<" + std::string(tag);
  if (!name.empty()) out += " class=\"" + std::string(name) + "\"";
  out += ">" + markup_text(text) + "</" + std::string(tag) + ">\n";
}

void add_step(std::string& out, const Memo::Step& step, Language language) {
  out += "<details id=\"step-" + std::to_string(step.number) + "\"";
  if (step.level <= kOpenLevels) out += " open";
  out += "><summary>" + markup_text(step.heading) + "</summary>\n";
  for (const std::string& line : step.lines) element(out, "p", "", line);
  std::string list;
  for (const Memo::Mention& mention : step.from) {
    const std::string item = markup_text(mention.text);
    const std::string to = "<a href=\"#step-" + std::to_string(mention.step) + "\">";
    append_item(list, mention.step == 0 ? item : to + item + "</a>", language);
  }
  if (!list.empty()) {
    out += "<p class=\"from\">" + diagnostic::format_text(text::explain_from, language, {list}) +
           "</p>\n";
  }
  out += "</details>\n";
}

void add_inputs(std::string& out, const Memo& memo, Language language) {
  out += "<table>\n";
  for (const Memo::Inputs& inputs : memo.inputs) {
    std::string list;
    for (const std::string& figure : inputs.figures) {
      if (!list.empty()) list += "<br>";
      list += markup_text(figure);
    }
    const std::string row =
        inputs.row.empty() ? std::string(diagnostic::text_template(text::report_whole, language))
                           : inputs.row;
    out += "<tr><th scope=\"row\">" + markup_text(row) + "</th><td>" + list + "</td></tr>\n";
  }
  out += "</table>\n";
}

}  // namespace

std::string explanation_html(const ComputedRun& run, const row::Trace& trace,
                             const ExplanationOptions& options) {
  const Language language = options.language;
  const Memo memo = make_memo(run, trace, options);
  const auto text = [language](Text it) { return diagnostic::text_template(it, language); };
  std::string out = "<!DOCTYPE html>\n<html lang=\"";
  out += base::language_tag(language);
  out += "\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  element(out, "title", "", memo.title);
  out += "<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n";
  element(out, "h1", "", memo.title);
  out += "<div class=\"facts\">\n";
  for (const std::string& fact : memo.facts) element(out, "p", "", fact);
  out += "</div>\n";
  element(out, "p", "summary", paragraph(memo.summary, language));
  if (!memo.steps.empty()) element(out, "h2", "", text(text::explain_steps));
  for (const Memo::Step& step : memo.steps) add_step(out, step, language);
  if (memo.cut) element(out, "p", "note", text(text::explain_cut));
  if (memo.folded) element(out, "p", "note", text(text::explain_folded));
  if (!memo.inputs.empty()) {
    element(out, "h2", "", text(text::explain_inputs));
    add_inputs(out, memo, language);
  }
  return out + "</body>\n</html>\n";
}

}  // namespace remit::report
