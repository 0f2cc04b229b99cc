#include "cli/report/sweep_parts.h"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/report/html_table.h"
#include "cli/verb/shown_table.h"

namespace remit::cli {
namespace {

/// Values told one by one; of more the first and the last.
constexpr std::size_t kMostValues = 6;

/// The values that a parameter takes, each once, in the order of the grid.
std::vector<std::string> values_of(const Table& table, std::size_t parameter) {
  std::vector<std::string> values;
  std::set<std::string> known;
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    std::string value = table.text(row, parameter);
    if (known.insert(value).second) values.push_back(std::move(value));
  }
  return values;
}

/// Whether the figure comes to the same everywhere: nothing to draw.
bool is_constant(const Table& table, std::size_t figure) {
  for (std::uint64_t row = 1; row < table.row_count(); ++row) {
    const bool same = table.state(row, figure) == table.state(0, figure) &&
                      table.text(row, figure) == table.text(0, figure);
    if (!same) return false;
  }
  return true;
}

std::string parameters_part(const Sweep& sweep, const Console& console) {
  const ShownTable shown(sweep.table, console);
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < sweep.parameters.size(); ++i) {
    const std::vector<std::string> values = values_of(sweep.table, i);
    std::string told;
    if (values.size() > kMostValues) {
      told = values.front() + ", " + values[1] + " … " + values.back();
    } else {
      for (const std::string& value : values) told += (told.empty() ? "" : ", ") + value;
    }
    rows.push_back({shown.caption(i), std::to_string(values.size()), told});
  }
  return html_table({console.text(Text::report_parameter), console.text(Text::report_count),
                     console.text(Text::report_values)},
                    rows, {false, true, false});
}

/// The figures as they are without another value of any parameter.
std::string now_part(const Sweep& now, const Console& console) {
  const ShownTable shown(now.table, console);
  if (now.table.row_count() != 1) return {};
  const std::vector<std::string> cells = shown.cells(0);
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < cells.size(); ++i) rows.push_back({shown.caption(i), cells[i]});
  return html_table({console.text(Text::figure), console.text(Text::figure_value)}, rows,
                    {false, true});
}

std::string curves_part(const Sweep& sweep, const Console& console) {
  std::string out;
  for (std::size_t i = sweep.parameters.size(); i < sweep.table.columns().size(); ++i) {
    if (is_constant(sweep.table, i)) continue;
    const std::string picture = sweep_picture(sweep, i, console.language());
    if (!picture.empty()) out += "<div class=\"curve\">" + picture + "</div>\n";
  }
  return out;
}

}  // namespace

void add_sweep_parts(const Sweep& sweep, const std::optional<Sweep>& now,
                     const ReportChoice& choice, const Console& console, ReportPage& page) {
  page.add_part(console.text(Text::report_parameters), parameters_part(sweep, console));
  if (now) page.add_part(console.text(Text::report_now), now_part(*now, console));
  page.add_part(console.text(Text::report_curves), curves_part(sweep, console));
  page.add_part(console.text(Text::report_grid),
                html_table(ShownTable(sweep.table, console), "grid", console, choice.lines));
}

}  // namespace remit::cli
