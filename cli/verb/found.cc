#include "cli/verb/found.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/text/grid.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

constexpr std::string_view kForms[] = {"check",  "finding",     "open list", "sanction",
                                       "honour", "eligibility", "duty",      "deadline"};

/// The figures of a duty, in the order in which they are told.
constexpr std::pair<std::string_view, Text> kFigures[] = {{"owed", Text::duty_owed},
                                                          {"done", Text::duty_done},
                                                          {"late", Text::duty_late},
                                                          {"missing", Text::duty_missing},
                                                          {"unmatched", Text::duty_unmatched}};

struct DutyLine {
  std::string name;
  std::string clause;
  std::vector<std::string> figures{std::size(kFigures)};
};

std::string told_text(Text heading, ToldLines told, const Console& console) {
  if (told.rows.empty()) return {};
  Grid grid;
  for (std::size_t i = 0; i < told.headings.size(); ++i)
    grid.add_column(told.headings[i], told.figures[i] ? Grid::Align::right : Grid::Align::left);
  for (std::vector<std::string>& row : told.rows) grid.add_row(std::move(row));
  std::string out = console.text(heading) + "\n" + grid.text();
  if (told.left_out > 0) out += "  " + console.text(Text::more_lines, {told.left_out}) + "\n";
  return out + "\n";
}

std::string figure_text(const Table& whole, const std::string& column, const Console& console) {
  const std::optional<std::size_t> index = whole.find_column(column);
  if (!index || whole.row_count() == 0) return {};
  if (whole.state(0, *index) == CellState::error)
    return whole.fault_text(0, *index, console.language());
  return group_thousands(whole.text(0, *index));
}

/// The key of a row of results, whose parts lead its cells.
std::string key_text(const Table& table, std::size_t parts, std::uint64_t row) {
  std::string text;
  for (std::size_t i = 0; i < parts; ++i) text += (i == 0 ? "" : "/") + table.text(row, i);
  return text;
}

}  // namespace

bool finds(const Policy& policy) {
  return std::any_of(policy.clauses().begin(), policy.clauses().end(), [](const auto& clause) {
    return std::find(std::begin(kForms), std::end(kForms), clause.form) != std::end(kForms);
  });
}

ToldLines told_duties(const Policy& policy, const Results& results, const Console& console) {
  std::vector<DutyLine> duties;
  const Table whole = results.entity(0, console.language(), ResultColumns::all);
  for (const ColumnInfo& column : policy.entities()[0].columns) {
    if (column.form != "duty") continue;
    if (duties.empty() || duties.back().name != column.declaration)
      duties.push_back({column.declaration, column.cite});
    for (std::size_t i = 0; i < std::size(kFigures); ++i)
      if (kFigures[i].first == column.role)
        duties.back().figures[i] = figure_text(whole, column.name, console);
  }
  ToldLines told{{console.text(Text::duty), console.text(Text::clause)}, {}, {false, false}, 0};
  for (const auto& [role, word] : kFigures) {
    told.headings.push_back(console.text(word));
    told.figures.push_back(true);
  }
  for (DutyLine& duty : duties) {
    std::vector<std::string>& cells = told.rows.emplace_back();
    cells = {std::move(duty.name), std::move(duty.clause)};
    std::move(duty.figures.begin(), duty.figures.end(), std::back_inserter(cells));
  }
  return told;
}

std::string duties_text(const Policy& policy, const Results& results, const Console& console) {
  return told_text(Text::duties, told_duties(policy, results, console), console);
}

std::string found_counts_text(TablePieces findings, const Console& console) {
  struct Count {
    std::string name, form, clause;
    std::uint64_t rows = 0, unknown = 0;
  };
  std::vector<Count> counts;
  while (const std::optional<TablePiece> piece = findings.next()) {
    const Table& table = piece->table;
    const auto text = [&](std::uint64_t row, std::string_view column) {
      return table.text(row, *table.find_column(column));
    };
    for (std::uint64_t row = piece->begin; row < piece->end; ++row) {
      std::string name = text(row, "finding");
      if (counts.empty() || counts.back().name != name)
        counts.push_back({std::move(name), text(row, "form"), text(row, "clause")});
      const bool known = table.state(row, *table.find_column("holds")) == CellState::value;
      ++(known ? counts.back().rows : counts.back().unknown);
    }
  }
  if (counts.empty()) return {};
  Grid grid;
  for (const Text heading : {Text::finding, Text::finding_kind, Text::clause})
    grid.add_column(console.text(heading), Grid::Align::left);
  for (const Text heading : {Text::finding_rows, Text::finding_unknown})
    grid.add_column(console.text(heading), Grid::Align::right);
  for (const Count& count : counts)
    grid.add_row({with_attribute(count.name, console.language()),
                  keyword(count.form, console.language()), count.clause,
                  group_thousands(std::to_string(count.rows)),
                  group_thousands(std::to_string(count.unknown))});
  return console.text(Text::findings) + "\n" + grid.text() + "\n";
}

ToldLines told_ranks(const Policy& policy, const Results& results, std::uint64_t lines,
                     const Console& console) {
  ToldLines ranked;
  ranked.figures = {false, false, false, true, false};
  for (const Text heading :
       {Text::rank_of, Text::rank_table, Text::rank_key, Text::rank_place, Text::clause})
    ranked.headings.push_back(console.text(heading));
  std::uint64_t all = 0;
  for (std::size_t index = 1; index < policy.entities().size(); ++index) {
    const EntityInfo& entity = policy.entities()[index];
    for (const ColumnInfo& column : entity.columns) {
      if (column.form != "rank" || column.role != "rank") continue;
      const Table table = results.entity(index, console.language(), ResultColumns::all);
      const std::optional<std::size_t> place = table.find_column(column.name);
      if (!place) continue;
      std::vector<std::pair<std::int64_t, std::uint64_t>> order;
      for (std::uint64_t row = 0; row < table.row_count(); ++row)
        if (const std::optional<Decimal> at = table.decimal(row, *place))
          order.emplace_back(at->to_int64().value_or(0), row);
      std::ranges::stable_sort(order, {}, &std::pair<std::int64_t, std::uint64_t>::first);
      for (const auto& [at, row] : order) {
        if (lines != 0 && all++ >= lines) {
          ++ranked.left_out;
          continue;
        }
        ranked.rows.push_back({column.name, entity.name, key_text(table, entity.key.size(), row),
                               std::to_string(at), column.cite});
      }
    }
  }
  return ranked;
}

std::string ranks_text(const Policy& policy, const Results& results, std::uint64_t lines,
                       const Console& console) {
  return told_text(Text::ranks, told_ranks(policy, results, lines, console), console);
}

}  // namespace remit::cli
