#include "cli/report/run_parts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "cli/report/bars.h"
#include "cli/report/html_table.h"
#include "cli/report/memos.h"
#include "cli/report/spread.h"
#include "cli/text/grid.h"
#include "cli/verb/clause_lines.h"
#include "cli/verb/found.h"
#include "cli/verb/payment_pages.h"
#include "cli/verb/shown_table.h"
#include "cli/verb/summaries.h"
#include "cli/verb/summary.h"
#include "remit/payment_list.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

constexpr std::size_t kMostBars = 30;

/// Text cells of a table by the name of their column.
class Cells {
 public:
  explicit Cells(const Table& table) : table_(table) {}
  std::string operator()(std::uint64_t row, const char* column) const {
    const auto index = table_.find_column(column);
    return index ? table_.text(row, *index) : std::string();
  }
  CellState state(std::uint64_t row, const char* column) const {
    const auto index = table_.find_column(column);
    return index ? table_.state(row, *index) : CellState::blank;
  }

 private:
  const Table& table_;
};

/// The bar of a line of the targets; nothing where the target is not set for the row.
std::optional<BarLine> target_bar(const Cells& cells, std::uint64_t row, const Console& console) {
  if (cells.state(row, "met") == CellState::blank) return std::nullopt;
  const std::string key = cells(row, "key");
  const std::string progress = cells(row, "progress");
  const bool known = cells.state(row, "met") == CellState::value;
  const bool met = cells(row, "met") == "true";
  // What lies far beyond the goal is drawn at twice of it, so that the others can be told; what
  // has no measure is met or is not.
  const long double length =
      progress.empty() ? (met ? 1.0L : 0.0L) : std::min(length_of(progress), 2.0L);
  const std::string goal = cells(row, "goal");
  const std::string metric = cells(row, "metric");
  const std::string figure = metric.empty()
                                 ? console.text(met ? Text::report_met : Text::report_not_met)
                                 : console.text(Text::report_against_goal,
                                                {group_thousands(metric), cells(row, "comparison"),
                                                 group_thousands(goal)});
  return BarLine{cells(row, "target") + (key.empty() ? "" : " " + key),
                 {{known ? length : 0, known ? figure : console.text(Text::report_unknown),
                   !known ? 3
                   : met  ? 2
                          : 1}}};
}

std::string targets_part(const Results& results, const ReportChoice& choice,
                         const Console& console) {
  const TablePieces all = told_targets(results);
  if (all.rows() == 0) return {};
  TablePieces pieces = all;
  std::vector<BarLine> lines;
  while (const std::optional<TablePiece> piece =
             lines.size() < kMostBars ? pieces.next() : std::nullopt) {
    const Cells cells(piece->table);
    for (std::uint64_t row = piece->begin; row < piece->end && lines.size() < kMostBars; ++row)
      if (std::optional<BarLine> bar = target_bar(cells, row, console))
        lines.push_back(*std::move(bar));
  }
  const std::string key = "<p class=\"key\"><span class=\"shade2\"></span>" +
                          markup_text(console.text(Text::report_met)) +
                          "<span class=\"shade1\"></span>" +
                          markup_text(console.text(Text::report_not_met)) + "</p>\n";
  return key + bar_picture(console.text(Text::targets), lines, 1.0L) +
         html_table(all, "targets", console, choice.lines);
}

/// Amounts of a table by its first column, the largest first.
std::string amounts(const Table& table, const char* name, Text heading, const ReportChoice& choice,
                    const Console& console) {
  if (table.row_count() == 0) return {};
  const Cells cells(table);
  std::vector<BarLine> lines;
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    const std::string amount = cells(row, "amount"), currency = cells(row, "currency");
    std::string label = cells(row, name);
    if (label.empty()) label = console.text(Text::report_nobody);
    if (length_of(amount) == 0) continue;
    lines.push_back({label, {{length_of(amount), group_thousands(amount) + " " + currency, 0}}});
  }
  std::ranges::stable_sort(lines, [](const BarLine& a, const BarLine& b) {
    return a.bars[0].length > b.bars[0].length;
  });
  if (lines.size() > kMostBars) lines.resize(kMostBars);
  return html_element("h3", console.text(heading)) + bar_picture(console.text(heading), lines) +
         html_table(ShownTable(table, console), "sums", console, choice.lines);
}

std::string payments_part(const Results& results, const ReportChoice& choice,
                          const Console& console) {
  std::string out = amounts(results.totals(), "payer", Text::totals, choice, console);
  const auto add = [&](const char* word, Text heading) {
    const std::string by[] = {word};
    const Result<Table> table = results.totals_by(by);
    if (table.ok()) out += amounts(*table, word, heading, choice, console);
  };
  add("reward", Text::report_by_reward);
  add("payee", Text::report_by_payee);
  const std::string by[] = {"payee"};
  const Result<Table> payees = results.totals_by(by);
  Spread sizes;
  if (payees.ok()) sizes.add(*payees, "amount");
  return out + sizes.html(Text::report_sizes, console);
}

/// What the policy says of the whole: its figures, what funds have and leave.
std::string whole_part(const FinishedRun& run, const Console& console) {
  const ShownTable shown = told_whole(run.policy, run.results, console);
  if (shown.table().row_count() != 1 || shown.width() == 0) return {};
  const std::vector<std::string> cells = shown.cells(0);
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < cells.size(); ++i) rows.push_back({shown.caption(i), cells[i]});
  return html_table({console.text(Text::figure), console.text(Text::figure_value)}, rows,
                    {false, true});
}

/// Who gets nothing, by reward and reason, with the first few of each.
std::string refused_part(const Results& results, const Console& console) {
  constexpr std::size_t kExamples = 8;
  struct Reason {
    std::uint64_t rows = 0;
    std::string examples;
  };
  TablePieces ledger = list_of(results, RunList::ledger, console.language());
  std::vector<std::pair<std::string, std::string>> order;
  std::map<std::pair<std::string, std::string>, Reason> reasons;
  while (const std::optional<TablePiece> piece = ledger.next()) {
    const Cells cells(piece->table);
    for (std::uint64_t row = piece->begin; row < piece->end; ++row) {
      if (cells(row, "status") != "nothing") continue;
      const std::pair key(cells(row, "reward"), cells(row, "reason"));
      Reason& reason = reasons[key];
      if (reason.rows++ == 0) order.push_back(key);
      if (reason.rows <= kExamples)
        reason.examples += (reason.rows == 1 ? "" : ", ") + cells(row, "key");
      if (reason.rows == kExamples + 1) reason.examples += " …";
    }
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& key : order)
    rows.push_back({key.first, key.second, group_thousands(std::to_string(reasons[key].rows)),
                    reasons[key].examples});
  if (rows.empty()) return {};
  const TableColumn& column = ledger.head().columns()[*ledger.head().find_column("reward")];
  const std::string& reward =
      console.language() == Language::zh ? column.label_zh : column.label_en;
  return html_table({reward, console.text(Text::report_reason), console.text(Text::report_rows),
                     console.text(Text::report_examples)},
                    rows, {false, false, true, false});
}

std::string errors_part(const Results& results, const ReportChoice& choice,
                        const Console& console) {
  if (results.error_count() == 0) return {};
  return "<p class=\"incomplete\">" +
         markup_text(console.text(Text::error_count, {results.error_count()})) + "</p>\n" +
         html_table(list_of(results, RunList::causes, console.language()), "errors", console,
                    choice.lines, "reason");
}

std::string rounding_part(const Results& results, const Console& console) {
  const Result<Table> table = results.rounding_totals();
  if (!table.ok() || table->row_count() == 0) return {};
  return html_element("p", console.text(Text::report_rounding_note)) +
         html_table(ShownTable(*table, console), "sums", console);
}

/// What each clause of the document says, how it was read, what does it, and what it came to.
std::string clauses_part(const FinishedRun& run, const Console& console) {
  const std::string by[] = {"clause"};
  const Result<Table> paid = run.results.totals_by(by);
  std::map<std::string, std::string> amounts;
  if (paid.ok()) {
    const Cells cells(*paid);
    for (std::uint64_t row = 0; row < paid->row_count(); ++row) {
      std::string& text = amounts[cells(row, "clause")];
      text += (text.empty() ? "" : "; ") + group_thousands(cells(row, "amount")) + " " +
              cells(row, "currency") + " (" + cells(row, "payments") + ")";
    }
  }
  std::vector<std::vector<std::string>> rows;
  for (const ClauseLine& line : clause_lines(run.policy)) {
    if (line.cite.empty() && line.says.empty()) continue;
    rows.push_back({line.cite, one_after_another(line.says, console), rules_of(line, console, ""),
                    one_after_another(line.reading, console), amounts[line.cite]});
  }
  if (rows.empty()) return {};
  return html_table({console.text(Text::clauses_clause), console.text(Text::clauses_says),
                     console.text(Text::clauses_rules), console.text(Text::clauses_reading),
                     console.text(Text::report_came_to)},
                    rows, {false, false, false, false, true});
}

std::string told_part(const ToldLines& told, const Console& console) {
  if (told.rows.empty()) return {};
  return html_table(told.headings, told.rows, told.figures) +
         (told.left_out == 0 ? std::string() : html_more(told.left_out, console));
}

/// What the policy sums up by group: one table each.
void add_summaries(const FinishedRun& run, const ReportChoice& choice, const Console& console,
                   ReportPage& page) {
  for (const std::size_t i : summaries_of(run.policy)) {
    const Table table = run.results.entity(i, console.language());
    if (table.row_count() > 0)
      page.add_part(summary_title(run.policy, i),
                    html_table(ShownTable(table, console), "summary", console, choice.lines));
  }
}

std::string attributions_part(const Results& results, const Console& console) {
  const Table table = results.attribution_totals();
  if (table.row_count() == 0) return {};
  return html_table(ShownTable(table, console), "attributions", console);
}

std::string found_part(const FinishedRun& run, const ReportChoice& choice, const Console& console) {
  const TablePieces findings = list_of(run.results, RunList::findings, console.language());
  if (findings.rows() == 0) return {};
  return html_table(findings, "findings", console, choice.lines, "holds");
}

}  // namespace

bool add_run_parts(const FinishedRun& run, const ReportChoice& choice, const Console& console,
                   ReportPage& page) {
  const Results& results = run.results;
  const std::optional<std::string> memos = memos_html(run, choice.memos, console);
  if (!memos) return false;
  page.add_part(console.text(Text::errors), errors_part(results, choice, console));
  page.add_part(console.text(Text::targets), targets_part(results, choice, console));
  page.add_part(console.text(Text::whole_figures), whole_part(run, console));
  page.add_part(console.text(Text::duties),
                told_part(told_duties(run.policy, results, console), console));
  add_summaries(run, choice, console, page);
  page.add_part(console.text(Text::ranks),
                told_part(told_ranks(run.policy, results, choice.lines, console), console));
  page.add_part(console.text(Text::attributions), attributions_part(results, console));
  page.add_part(console.text(Text::payments), payments_part(results, choice, console));
  page.add_part(console.text(Text::report_refused), refused_part(results, console));
  page.add_part(console.text(Text::report_found), found_part(run, choice, console));
  page.add_part(console.text(Text::report_rounding), rounding_part(results, console));
  page.add_part(console.text(Text::report_clauses), clauses_part(run, console));
  const Result<std::vector<PaymentList>> lists = results.payment_lists({}, console.language());
  if (lists.ok())
    for (const PaymentList& list : *lists)
      page.add_part(payment_title(list, console), payment_list_html(list, choice.lines, console),
                    true);
  page.add_part(console.text(Text::report_memos), *memos, true);
  return true;
}

}  // namespace remit::cli
