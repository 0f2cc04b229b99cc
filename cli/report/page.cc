#include "cli/report/page.h"

#include <string_view>

#include "cli/report/bars.h"
#include "cli/report/html_table.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

/// For a screen and for paper. No script, nothing from elsewhere.
constexpr std::string_view kStyle = R"(
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", sans-serif; color: #1b1f24;
       background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1.25rem; }
body:lang(zh) { font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .4rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #c9ced6; padding-bottom: .2rem; break-after: avoid; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; break-after: avoid; }
.lines { color: #4b5563; margin: 0 0 1rem; }
.lines p { margin: .1rem 0; overflow-wrap: anywhere; }
nav { columns: 2; font-size: .95rem; margin: 0 0 1rem; }
nav a { display: block; color: #2c5f9e; text-decoration: none; }
.scroll { overflow-x: auto; }
.curve { max-width: 44rem; margin: .6rem 0 1.2rem; break-inside: avoid; }
.curve svg { display: block; width: 100%; height: auto; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
table { border-collapse: collapse; width: 100%; margin: .3rem 0 .8rem; }
table.sums { width: auto; min-width: 40%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border: 1px solid #b9c0ca; overflow-wrap: break-word; }
table.texts td { overflow-wrap: anywhere; min-width: 3.5rem; }
th { background: #f2f5f9; font-weight: 600; }
.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
th.figure { white-space: normal; }
.key { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.note { color: #4b5563; font-style: italic; }
.total { margin: .9rem 0 .2rem; font-weight: 600; }
.total p { margin: .15rem 0; }
.incomplete { border-left: 4px solid #b3261e; background: #fdf1f0; padding: .5rem .8rem; }
.signed { display: flex; flex-wrap: wrap; gap: 1.5rem; margin: 2.2rem 0 2.5rem; }
.signed span { flex: 1 1 8rem; border-bottom: 1px solid #1b1f24; padding-bottom: .2rem; }
.key span { display: inline-block; width: .8rem; height: .8rem; margin: 0 .35rem 0 1rem; vertical-align: -.1rem; }
.key span:first-child { margin-left: 0; }
pre.memo { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; border-left: 4px solid #2c5f9e;
           background: #f7f9fb; padding: .6rem .9rem; margin: .5rem 0 1.2rem; }
@media print {
  @page { size: A4; margin: 16mm 14mm; }
  @page wide { size: A4 landscape; margin: 14mm 12mm; }
  body { font-size: 9.5pt; max-width: none; margin: 0; padding: 0; }
  nav { display: none; }
  thead { display: table-header-group; }
  tr, .total, .signed, .incomplete { break-inside: avoid; }
  .scroll { overflow: visible; }
  .sheet { break-before: page; page: wide; }
  th, td { padding: .15rem .35rem; }
  pre.memo { background: none; break-inside: avoid; }
  .total, .incomplete { break-after: avoid; }
}
)";

std::string anchor(std::size_t part) { return "part-" + std::to_string(part + 1); }

}  // namespace

void ReportPage::add_line(const std::string& text) { lines_.push_back(text); }

void ReportPage::add_part(const std::string& heading, const std::string& body, bool new_sheet) {
  if (!body.empty()) parts_.push_back({heading, body, new_sheet});
}

std::string ReportPage::html() const {
  const bool chinese = console_.language() == Language::zh;
  std::string out = std::string("<!DOCTYPE html>\n<html lang=\"") + (chinese ? "zh-CN" : "en") +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n" +
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
                    html_element("title", title_) + "<style>" + std::string(kStyle) + kBarStyle +
                    "</style>\n</head>\n<body>\n" + html_element("h1", title_);
  out += "<div class=\"lines\">\n";
  for (const std::string& line : lines_) out += html_element("p", line);
  out += "</div>\n<nav>\n";
  for (std::size_t i = 0; i < parts_.size(); ++i)
    out += "<a href=\"#" + anchor(i) + "\">" + markup_text(parts_[i].heading) + "</a>\n";
  out += "</nav>\n";
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    out += "<section id=\"" + anchor(i) + "\"" +
           (parts_[i].new_sheet ? std::string(" class=\"sheet\"") : std::string()) + ">\n";
    out += html_element("h2", parts_[i].heading) + parts_[i].body + "</section>\n";
  }
  return out + "</body>\n</html>\n";
}

}  // namespace remit::cli
