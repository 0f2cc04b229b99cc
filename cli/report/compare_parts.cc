#include "cli/report/compare_parts.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "cli/report/bars.h"
#include "cli/report/html_table.h"
#include "cli/report/spread.h"
#include "cli/text/grid.h"
#include "cli/verb/groups.h"
#include "cli/verb/shown_table.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

constexpr std::size_t kMostBars = 30;

std::string colour_key(const Console& console) {
  return "<p class=\"key\"><span class=\"shade3\"></span>" +
         markup_text(console.text(Text::report_before)) + "<span class=\"shade0\"></span>" +
         markup_text(console.text(Text::report_after)) + "</p>\n";
}

/// A table of amounts before and after, with a picture above it. Its first columns, so many, name
/// a line; of the lines at most `most` stand there, 0 for all.
std::string before_and_after(const Table& table, std::size_t names, const std::string& heading,
                             std::uint64_t most, const Console& console) {
  if (table.row_count() == 0) return {};
  const auto cell = [&table](std::uint64_t row, const std::string& column) {
    const auto index = table.find_column(column);
    return index ? table.text(row, *index) : std::string();
  };
  std::vector<BarLine> lines;
  for (std::uint64_t row = 0; row < std::min<std::uint64_t>(table.row_count(), kMostBars); ++row) {
    std::string label;
    for (std::size_t i = 0; i < names; ++i) {
      const std::string word = table.text(row, i);
      label += (i == 0 ? "" : " / ") + (word.empty() ? console.text(Text::report_nobody) : word);
    }
    const auto bar = [&](const char* side, int shade) {
      const std::string amount = cell(row, side);
      return BarLine::Bar{length_of(amount), group_thousands(amount) + " " + cell(row, "currency"),
                          shade};
    };
    BarLine line{label, {bar("before", 3), bar("after", 0)}};
    if (line.bars[0].length != 0 || line.bars[1].length != 0) lines.push_back(std::move(line));
  }
  return html_element("h3", heading) + bar_picture(heading, lines) +
         html_table(ShownTable(table, console), "sums", console, most);
}

std::string counts_part(const Comparison& comparison, const Console& console) {
  const Table counts = comparison.counts();
  if (counts.row_count() == 0) return {};
  std::string out;
  for (std::uint64_t row = 0; row < counts.row_count(); ++row) {
    std::vector<BarLine> lines;
    for (const auto& [column, shade] : {std::pair("gain", 2), std::pair("lose", 1),
                                        std::pair("stay", 0), std::pair("undetermined", 3)}) {
      const auto index = counts.find_column(column);
      const std::string count = counts.text(row, *index);
      const TableColumn& of = counts.columns()[*index];
      lines.push_back({console.language() == Language::zh ? of.label_zh : of.label_en,
                       {{length_of(count), group_thousands(count), shade}}});
    }
    out += bar_picture(console.text(Text::compare_counts), lines);
  }
  out += html_table(ShownTable(counts, console), "sums", console);
  if (const std::string note = undetermined_note(counts, console); !note.empty())
    out += html_element("p", note);
  return out;
}

/// What changed in the text, but the policies' own tests, which say nothing of the policy.
std::string texts_part(const Compared& compared, const Console& console) {
  const Table texts = compare_texts(compared.before.policy, compared.after.policy);
  const auto cell = [&texts](std::uint64_t row, const char* column) {
    return texts.text(row, *texts.find_column(column));
  };
  std::vector<std::vector<std::string>> rows;
  for (std::uint64_t row = 0; row < texts.row_count(); ++row) {
    if (cell(row, "form") == "test") continue;
    const std::string form = keyword(cell(row, "form"), console.language());
    rows.push_back({form + " " + cell(row, "name"), cell(row, "before"), cell(row, "after")});
  }
  if (rows.empty()) return {};
  return html_table({console.text(Text::report_declaration), console.text(Text::report_before),
                     console.text(Text::report_after)},
                    rows, {false, false, false});
}

/// The payments that differ, the largest difference first. Nothing, with a complaint, if they
/// cannot be told.
std::optional<std::string> changes_part(const Comparison& comparison, const ReportChoice& choice,
                                        const Console& console) {
  const std::uint64_t all = comparison.change_count();
  if (all == 0) return std::string();
  const Result<Table> largest =
      comparison.largest(choice.lines == 0 ? all : choice.lines, console.language());
  if (!largest.ok()) {
    complain(console, largest.error());
    return std::nullopt;
  }
  std::vector<std::size_t> shown;
  for (const char* const name : {"reward", "key", "payee_after", "before", "after", "difference",
                                 "reason_before", "reason_after", "parts"})
    shown.push_back(*largest->find_column(name));
  return html_element("p", console.text(Text::report_changes_note, {all, largest->row_count()})) +
         html_table(ShownTable(largest->select(shown), console), "changes", console, choice.lines);
}

/// How the differences are spread; part by part, since they may be as many as the rows.
std::optional<std::string> spread_part(const Comparison& comparison, const Console& console) {
  Spread spread;
  const Status counted = comparison.changes(
      [&spread](const Table& part) -> Status {
        spread.add(part, "difference");
        return Done{};
      },
      console.language());
  if (!counted.ok()) {
    complain(console, counted.error());
    return std::nullopt;
  }
  return spread.html(Text::report_differences, console) +
         html_element("p", console.text(Text::compare_distribution)) +
         html_table(ShownTable(comparison.distribution(), console), "sums", console);
}

}  // namespace

bool add_compare_parts(const Compared& compared, const ReportChoice& choice, const Console& console,
                       ReportPage& page) {
  const Comparison& comparison = compared.comparison;
  const std::optional<std::string> spread = spread_part(comparison, console);
  if (!spread) return false;
  const std::optional<std::string> changes = changes_part(comparison, choice, console);
  if (!changes) return false;
  const auto sums_of = [&](const Table& table, std::size_t names, const std::string& heading) {
    return before_and_after(table, names, heading, choice.lines, console);
  };
  std::string sums = sums_of(comparison.totals(), 1, console.text(Text::totals)) +
                     sums_of(comparison.rewards(), 1, console.text(Text::compare_rewards));
  for (const auto& [by, table] : compared.groups)
    sums += sums_of(table, 1 + static_cast<std::size_t>(std::ranges::count(by, ',')),
                    totals_title(by, table, console));
  if (!sums.empty()) sums = colour_key(console) + sums;
  page.add_part(console.text(Text::payments), sums);
  page.add_part(console.text(Text::compare_counts), counts_part(comparison, console));
  page.add_part(console.text(Text::report_spread), *spread);
  page.add_part(console.text(Text::report_texts), texts_part(compared, console));
  const Table findings = comparison.findings(console.language());
  if (findings.row_count() > 0)
    page.add_part(console.text(Text::compare_findings),
                  html_table(ShownTable(findings, console), "findings", console, choice.lines));
  const Table rows = comparison.rows();
  if (rows.row_count() > 0)
    page.add_part(console.text(Text::compare_rows),
                  html_table(ShownTable(rows, console), "rows", console, choice.lines));
  page.add_part(console.text(Text::report_changes), *changes, true);
  return true;
}

}  // namespace remit::cli
