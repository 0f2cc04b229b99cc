#include "cli/verb/summary.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/text/grid.h"
#include "cli/verb/found.h"
#include "cli/verb/groups.h"
#include "cli/verb/section.h"
#include "cli/verb/shown_table.h"
#include "cli/verb/summaries.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

/// Lines of a piece of the ledger that give something: money, a title, or an error instead of
/// either. Their reason says the same as their status, in words.
class Giving {
 public:
  explicit Giving(const TablePiece& piece) : piece_(piece) {
    const std::optional<std::size_t> honour = piece.table.find_column("honour");
    amount_ = piece.table.find_column("amount");
    if (honour) piece.table.texts(*honour, piece.begin, piece.end, honours_, made_of_honours_);
    if (amount_) piece.table.texts(*amount_, piece.begin, piece.end, amounts_, made_of_amounts_);
  }

  bool operator()(std::uint64_t row) const {
    const auto at = static_cast<std::size_t>(row - piece_.begin);
    if (!honours_.empty() && !honours_[at].empty()) return true;
    if (!amount_) return true;
    if (amounts_[at].empty()) return piece_.table.state(row, *amount_) == CellState::error;
    return amounts_[at].find_first_of("123456789") != std::string_view::npos;
  }

  /// How many of the piece.
  std::uint64_t count() const {
    std::uint64_t lines = 0;
    for (std::uint64_t row = piece_.begin; row < piece_.end; ++row) lines += (*this)(row) ? 1 : 0;
    return lines;
  }

 private:
  const TablePiece& piece_;
  std::optional<std::size_t> amount_;
  std::vector<std::string_view> amounts_, honours_;
  std::string made_of_amounts_, made_of_honours_;
};

/// Of the lines that are only counted, what tells whether they give something.
void count_from_now_on(TablePieces& ledger) {
  std::vector<std::size_t> columns;
  for (const char* const name : {"amount", "honour"})
    if (const auto index = ledger.head().find_column(name)) columns.push_back(*index);
  ledger.select(std::move(columns));
}

/// The first `lines` of them, 0 for all. The ledger is looked through piece by piece, and only what
/// is shown is held.
std::string payments(TablePieces ledger, std::size_t lines, const Console& console) {
  ShownRows shown(lines, console);
  while (const std::optional<TablePiece> piece = shown.is_full() ? std::nullopt : ledger.next()) {
    ShownTable table(piece->table, console);
    table.hide("status");
    const Giving gives(*piece);
    for (std::uint64_t row = piece->begin; row < piece->end; ++row)
      if (gives(row)) shown.add(table, row);
  }
  if (shown.is_full()) count_from_now_on(ledger);
  while (const std::optional<TablePiece> piece = ledger.next()) shown.skip(Giving(*piece).count());
  const std::string text = shown.text(console.text(Text::payments));
  if (!text.empty()) return text;
  return console.text(Text::payments) + "\n  " + console.text(Text::nothing_paid) + "\n\n";
}

std::string heading(const Policy& policy) {
  const std::string& title = policy.title().empty() ? policy.name() : policy.title();
  return title + "\n" + std::string(display_width(title), '=') + "\n\n";
}

std::string targets(const Results& results, std::size_t lines, const Console& console) {
  return list_text(console.text(Text::targets), told_targets(results), lines, console);
}

/// Whether the column is told in the list of targets.
bool is_of_target(const ColumnInfo& column, const Results& results) {
  if (column.form != "target" || !results.asked().has(Output::targets)) return false;
  constexpr std::string_view kRoles[] = {"metric", "goal", "met", "progress", "shortfall"};
  return std::ranges::find(kRoles, column.role) != std::end(kRoles);
}

/// What a fund with a budget for each year does not have as a whole.
bool is_of_each_year(const ColumnInfo& column, const Table& whole) {
  if (column.form != "fund" || (column.role != "budget" && column.role != "left")) return false;
  const std::optional<std::size_t> index = whole.find_column(column.name);
  return index && whole.row_count() == 1 && whole.state(0, *index) == CellState::blank;
}

std::string whole(const Policy& policy, const Results& results, const Console& console) {
  const ShownTable shown = told_whole(policy, results, console);
  if (shown.table().row_count() != 1) return {};
  Grid grid;
  grid.add_column(console.text(Text::figure), Grid::Align::left);
  grid.add_column(console.text(Text::figure_value), Grid::Align::right);
  const std::vector<std::string> cells = shown.cells(0);
  for (std::size_t i = 0; i < cells.size(); ++i) grid.add_row({shown.caption(i), cells[i]});
  return grid.empty() ? "" : console.text(Text::whole_figures) + "\n" + grid.text() + "\n";
}

std::string found(const Policy& policy, const Results& results, std::size_t lines,
                  const Console& console) {
  const TablePieces findings = list_of(results, RunList::findings, console.language());
  return duties_text(policy, results, console) + found_counts_text(findings, console) +
         list_text(console.text(Text::findings_by_row), findings, lines, console, "holds");
}

std::string totals(const Results& results, std::size_t lines, const Console& console) {
  return Section(results.totals(), lines, console)
      .largest_first("payments")
      .text(Text::totals, every_row);
}

}  // namespace

TablePieces told_targets(const Results& results) {
  TablePieces targets = list_of(results, RunList::targets, Language::en);
  std::vector<std::size_t> columns;
  for (const char* const name :
       {"target", "entity", "key", "metric", "comparison", "goal", "progress", "met", "clause"})
    if (const auto index = targets.head().find_column(name)) columns.push_back(*index);
  targets.select(std::move(columns));
  return targets;
}

ShownTable told_whole(const Policy& policy, const Results& results, const Console& console) {
  ShownTable shown(results.entity(0, console.language()), console);
  // Duties are told by themselves.
  for (const ColumnInfo& column : policy.entities()[0].columns)
    if (column.form == "duty" || is_of_target(column, results) ||
        is_of_each_year(column, shown.table()))
      shown.hide(column.name);
  return shown;
}

std::string profile_text(const Profile& profile, const Console& console) {
  const auto section = [&](Table table) {
    Section shown(std::move(table), 0, console);
    for (const char* const widths : {"rows_64", "rows_128", "rows_unlimited"}) shown.hide(widths);
    return shown;
  };
  Section stages = section(stage_table(profile));
  if (profile.traversals.empty()) stages.hide("traversal");
  return stages.text(Text::profile_stages, every_row) +
         section(rule_table(profile)).hide("label").text(Text::bench_rules, every_row);
}

std::string stream_summary_text(const Policy& policy, const Results& results, const RunVerb& verb,
                                const Console& console) {
  const std::size_t lines = verb.lines;
  std::string out = heading(policy);
  if (verb.asked.has(Output::targets)) out += targets(results, lines, console);
  if (verb.asked.has(Output::findings)) out += found(policy, results, lines, console);
  if (verb.asked.has(Output::columns)) out += whole(policy, results, console);
  if (verb.asked.has(Output::totals)) out += totals(results, lines, console);
  return out;
}

std::string summary_text(const Policy& policy, const Results& results,
                         const std::vector<std::pair<std::string, Table>>& more,
                         const RunVerb& verb, const Console& console) {
  const std::size_t lines = verb.lines;
  const Outputs asked = verb.asked;
  std::string out = heading(policy);
  if (asked.has(Output::targets)) out += targets(results, lines, console);
  if (asked.has(Output::findings)) out += found(policy, results, lines, console);
  if (asked.has(Output::columns)) out += summaries_text(policy, results, lines, console);
  if (asked.has(Output::columns)) out += ranks_text(policy, results, lines, console);
  out += Section(results.attribution_totals(), lines, console).text(Text::attributions, every_row);
  if (asked.has(Output::columns)) out += whole(policy, results, console);
  TablePieces ledger = list_of(results, RunList::ledger, console.language());
  if (ledger.rows() > 0) out += payments(std::move(ledger), lines, console);
  if (asked.has(Output::totals)) out += totals(results, lines, console);
  for (const auto& [by, table] : more)
    out += Section(table, lines, console).text(totals_title(by, table, console), every_row);
  if (results.error_count() > 0) {
    if (asked.has(Output::errors)) {
      // The word for programs is English; the detail says the same in the reader's language.
      out += list_text(console.text(Text::errors),
                       list_of(results, RunList::causes, console.language()), lines, console,
                       console.language() == Language::zh ? "reason" : "");
    }
    out += console.text(Text::error_count, {results.error_count()}) + "\n";
  }
  return out;
}

}  // namespace remit::cli
