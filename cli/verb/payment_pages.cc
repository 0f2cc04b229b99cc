#include "cli/verb/payment_pages.h"

#include <string_view>
#include <utility>

#include "cli/report/html_table.h"
#include "cli/text/grid.h"
#include "cli/verb/inputs.h"
#include "cli/verb/shown_table.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

/// For a screen and for paper. No script, nothing from elsewhere.
constexpr std::string_view kStyle = R"(
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", sans-serif; color: #1b1f24;
       background: #fff; max-width: 75rem; margin: 2rem auto; padding: 0 1.25rem; }
body:lang(zh) { font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .2rem; text-align: center; }
h2 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; }
h3 { font-size: 1rem; margin: 1.1rem 0 .3rem; }
.day { text-align: center; color: #4b5563; margin: 0 0 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
table.sums { width: auto; min-width: 40%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border: 1px solid #b9c0ca;
         overflow-wrap: anywhere; }
th { background: #f2f5f9; font-weight: 600; }
.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.total { margin: .9rem 0 .2rem; font-weight: 600; }
.total p { margin: .15rem 0; }
.incomplete { border-left: 4px solid #b3261e; background: #fdf1f0; padding: .5rem .8rem; }
.signed { display: flex; flex-wrap: wrap; gap: 1.5rem; margin: 2.2rem 0 2.5rem; }
.signed span { flex: 1 1 8rem; border-bottom: 1px solid #1b1f24; padding-bottom: .2rem; }
@media print {
  @page { size: A4 landscape; margin: 15mm 12mm; }
  body { font-size: 9.5pt; max-width: none; margin: 0; padding: 0; }
  section + section { break-before: page; }
  thead { display: table-header-group; }
  tr, .total, .signed { break-inside: avoid; }
  .scroll { overflow: visible; }
}
)";

std::string grid_text(const ShownTable& shown) {
  Grid grid;
  for (std::size_t i = 0; i < shown.width(); ++i)
    grid.add_column(shown.caption(i), shown.is_figure(i) ? Grid::Align::right : Grid::Align::left);
  for (std::uint64_t row = 0; row < shown.table().row_count(); ++row)
    grid.add_row(shown.cells(row));
  return grid.text();
}

}  // namespace

ShownTable payment_lines(const PaymentList& list, const Console& console) {
  ShownTable lines(list.lines, console);
  for (const char* const column : {"payer", "currency", "entity", "status"}) lines.hide(column);
  lines.show_wrong_figures_as("\u2014");
  return lines;
}

bool sums_payees(const PaymentList& list) {
  return list.by_payee.row_count() < list.lines.row_count();
}

std::vector<std::string> payment_totals(const PaymentList& list, const Console& console) {
  const auto figure = [](const std::string& decimal) { return group_thousands(decimal); };
  const Text kind = list.repay ? Text::list_total_repaid : Text::list_total;
  std::vector<std::string> lines = {console.text(
      kind, {figure(list.amount), list.payments, figure(list.asked), figure(list.cut)})};
  if (!list.in_capitals.empty())
    lines.push_back(console.text(Text::list_in_capitals, {list.in_capitals}));
  return lines;
}

std::string payment_title(const PaymentList& list, const Console& console) {
  const std::string payer =
      list.payer.empty() ? console.text(Text::list_no_payer) : list.payer_label;
  const Text kind = list.repay ? Text::list_of_repayments : Text::list_of_payments;
  return console.text(kind, {payer, list.currency.empty() ? "-" : list.currency});
}

std::string payment_list_html(const PaymentList& list, std::uint64_t most, const Console& console) {
  std::string out = html_table(payment_lines(list, console), "lines", console, most);
  const ShownTable by_reward(list.by_reward, console);
  out += html_element("h3", console.text(Text::totals_by, {by_reward.caption(0)}));
  out += html_table(by_reward, "sums", console);
  if (sums_payees(list)) {
    out += html_element("h3", console.text(Text::totals_by, {console.text(Text::list_payee)}));
    out += html_table(ShownTable(list.by_payee, console), "sums", console, most);
  }
  out += "<div class=\"total\">\n";
  for (const std::string& line : payment_totals(list, console)) out += html_element("p", line);
  out += "</div>\n";
  if (list.undetermined > 0)
    out += "<p class=\"incomplete\">" +
           markup_text(console.text(Text::list_incomplete, {list.undetermined})) + "</p>\n";
  out += "<div class=\"signed\">";
  for (const Text line : kPaymentSignatures)
    out += "<span>" + markup_text(console.text(line)) + "</span>";
  return out + "</div>\n";
}

std::string payment_text(const PaymentHeading& heading, const std::vector<PaymentList>& lists,
                         const Console& console) {
  std::string out = heading.title + "\n" + std::string(display_width(heading.title), '=') + "\n";
  if (!heading.day.empty()) out += as_of_text(heading.day, console) + "\n";
  if (lists.empty()) out += "\n" + console.text(Text::nothing_paid) + "\n";
  for (const PaymentList& list : lists) {
    out +=
        "\n" + payment_title(list, console) + "\n" + grid_text(payment_lines(list, console)) + "\n";
    const ShownTable by_reward(list.by_reward, console);
    out +=
        console.text(Text::totals_by, {by_reward.caption(0)}) + "\n" + grid_text(by_reward) + "\n";
    if (sums_payees(list))
      out += console.text(Text::totals_by, {console.text(Text::list_payee)}) + "\n" +
             grid_text(ShownTable(list.by_payee, console)) + "\n";
    for (const std::string& line : payment_totals(list, console)) out += line + "\n";
    if (list.undetermined > 0)
      out += console.text(Text::list_incomplete, {list.undetermined}) + "\n";
    std::string signatures;
    for (const Text line : kPaymentSignatures)
      signatures += (signatures.empty() ? "" : "  ") + console.text(line) + " ____________";
    out += "\n" + signatures + "\n";
  }
  return out;
}

std::string payment_html(const PaymentHeading& heading, const std::vector<PaymentList>& lists,
                         const Console& console) {
  const bool chinese = console.language() == Language::zh;
  std::string out = std::string("<!DOCTYPE html>\n<html lang=\"") + (chinese ? "zh-CN" : "en") +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n" +
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
                    html_element("title", heading.title) + "<style>" + std::string(kStyle) +
                    "</style>\n</head>\n<body>\n";
  const auto head = [&] {
    std::string text = html_element("h1", heading.title);
    if (!heading.day.empty())
      text += "<p class=\"day\">" + markup_text(as_of_text(heading.day, console)) + "</p>\n";
    return text;
  };
  if (lists.empty()) out += head() + html_element("p", console.text(Text::nothing_paid));
  for (const PaymentList& list : lists)
    out += "<section>\n" + head() + html_element("h2", payment_title(list, console)) +
           payment_list_html(list, 0, console) + "</section>\n";
  return out + "</body>\n</html>\n";
}

}  // namespace remit::cli
