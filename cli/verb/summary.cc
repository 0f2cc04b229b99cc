#include "cli/verb/summary.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/text/grid.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

bool is_number(const ValueType& type) {
  return type.kind == ValueKind::number || type.kind == ValueKind::money ||
         type.kind == ValueKind::duration;
}

// The reports hold figures of many scales in one column, as texts.
bool is_figure(const TableColumn& column) {
  constexpr std::string_view kFigures[] = {"metric", "goal", "progress", "amount"};
  return is_number(column.type) ||
         std::find(std::begin(kFigures), std::end(kFigures), column.name) != std::end(kFigures);
}

bool is_decimal(std::string_view text) {
  return !text.empty() && text.find_first_not_of("-.0123456789") == std::string_view::npos;
}

// What programs call "pass".
std::string part_in_words(const std::string& part, const Console& console) {
  constexpr std::pair<std::string_view, Text> kParts[] = {
      {"link", Text::part_link},      {"bind", Text::part_bind},       {"read", Text::part_read},
      {"pass", Text::part_pass},      {"columns", Text::part_columns}, {"take", Text::part_take},
      {"results", Text::part_results}};
  for (const auto& [name, words] : kParts) {
    if (part == name) return console.text(words);
  }
  return part;
}

// One list of the summary: a table with some of its rows, under a heading.
class Section {
 public:
  Section(Table table, std::size_t lines, const Console& console)
      : table_(std::move(table)), lines_(lines), console_(console) {
    for (std::size_t i = 0; i < table_.columns().size(); ++i) shown_.push_back(i);
  }

  // Leaves out a column, if there is one of that name.
  Section& hide(std::string_view column) {
    if (const auto index = table_.find_column(column)) std::erase(shown_, *index);
    return *this;
  }

  // The rows with the largest figure in this column first.
  Section& largest_first(std::string_view column) {
    sorted_by_ = table_.find_column(column);
    return *this;
  }

  // Heading and grid, or nothing when no row qualifies.
  std::string text(Text heading, const std::function<bool(std::uint64_t)>& wanted) const {
    return text(console_.text(heading), wanted);
  }
  std::string text(const std::string& heading,
                   const std::function<bool(std::uint64_t)>& wanted) const {
    Grid grid;
    for (const std::size_t i : shown_) {
      const TableColumn& column = table_.columns()[i];
      const bool chinese = console_.language() == Language::zh;
      grid.add_column(chinese ? column.label_zh : column.label_en,
                      is_figure(column) ? Grid::Align::right : Grid::Align::left);
    }
    std::uint64_t count = 0;
    for (const std::uint64_t row : order()) {
      if (!wanted(row)) continue;
      if (lines_ == 0 || count < lines_) grid.add_row(cells(row));
      ++count;
    }
    if (count == 0) return {};
    std::string out = heading + "\n" + grid.text();
    if (lines_ != 0 && count > lines_) {
      out += "  " + console_.text(Text::more_lines, {count - lines_}) + "\n";
    }
    return out + "\n";
  }

 private:
  std::vector<std::uint64_t> order() const {
    std::vector<std::uint64_t> rows(table_.row_count());
    std::iota(rows.begin(), rows.end(), std::uint64_t{0});
    if (!sorted_by_) return rows;
    const auto figure = [&](std::uint64_t row) {
      const std::optional<Decimal> value = table_.decimal(row, *sorted_by_);
      return value ? value->to_int64().value_or(0) : 0;
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::uint64_t a, std::uint64_t b) { return figure(a) > figure(b); });
    return rows;
  }

  std::vector<std::string> cells(std::uint64_t row) const {
    std::vector<std::string> texts;
    for (const std::size_t i : shown_) {
      if (table_.state(row, i) == CellState::error) {
        texts.push_back(table_.fault_text(row, i, console_.language()));
        continue;
      }
      std::string text = table_.text(row, i);
      if (is_figure(table_.columns()[i]) && is_decimal(text)) text = group_thousands(text);
      if (table_.columns()[i].name == "part") text = part_in_words(text, console_);
      if (table_.columns()[i].name == "form") text = keyword(text, console_.language());
      // Programs know the whole by a name; people do not.
      if (table_.columns()[i].name == "entity" && text == "whole")
        text = whole_title(console_.language());
      if (const std::optional<bool> flag = table_.boolean(row, i)) {
        text = console_.text(*flag ? Text::yes : Text::no);
      }
      texts.push_back(std::move(text));
    }
    return texts;
  }

  Table table_;
  std::size_t lines_;
  const Console& console_;
  std::vector<std::size_t> shown_;
  std::optional<std::size_t> sorted_by_;
};

bool every_row(std::uint64_t /*row*/) { return true; }

// Lines of the ledger that give something: money, a title, or an error instead of either. Their
// reason says the same as their status, in words.
std::string payments(const Table& ledger, std::size_t lines, const Console& console) {
  const std::optional<std::size_t> amount = ledger.find_column("amount");
  const std::optional<std::size_t> honour = ledger.find_column("honour");
  const auto gives = [&](std::uint64_t row) {
    if (honour && ledger.state(row, *honour) == CellState::value) {
      if (!ledger.text(row, *honour).empty()) return true;
    }
    if (!amount || ledger.state(row, *amount) == CellState::error) return true;
    return ledger.text(row, *amount).find_first_of("123456789") != std::string::npos;
  };
  std::string text = Section(ledger, lines, console).hide("status").text(Text::payments, gives);
  if (!text.empty()) return text;
  return console.text(Text::payments) + "\n  " + console.text(Text::nothing_paid) + "\n\n";
}

std::string heading(const Policy& policy) {
  const std::string& title = policy.title().empty() ? policy.name() : policy.title();
  return title + "\n" + std::string(display_width(title), '=') + "\n\n";
}

std::string totals(const Results& results, std::size_t lines, const Console& console) {
  return Section(results.totals(), lines, console)
      .largest_first("payments")
      .text(Text::totals, every_row);
}

}  // namespace

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

std::string stream_summary_text(const Policy& policy, const Results& results, std::size_t lines,
                                const Console& console) {
  return heading(policy) +
         Section(results.targets(), lines, console).text(Text::targets, every_row) +
         totals(results, lines, console);
}

std::string summary_text(const Policy& policy, const Results& results,
                         const std::vector<std::pair<std::string, Table>>& more, std::size_t lines,
                         const Console& console) {
  std::string out = heading(policy);
  out += Section(results.targets(), lines, console).text(Text::targets, every_row);
  const Table ledger = results.ledger(console.language());
  if (ledger.row_count() > 0) out += payments(ledger, lines, console);
  out += totals(results, lines, console);
  for (const auto& [by, table] : more)
    out += Section(table, lines, console).text(console.text(Text::totals_by, {by}), every_row);
  if (results.error_count() > 0) {
    out +=
        Section(results.causes(console.language()), lines, console).text(Text::errors, every_row);
    out += console.text(Text::error_count, {results.error_count()}) + "\n";
  }
  return out;
}

}  // namespace remit::cli
