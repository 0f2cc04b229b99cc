#include "cli/report/spread.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "cli/report/bars.h"
#include "cli/report/html_table.h"
#include "cli/text/grid.h"

namespace remit::cli {
namespace {

/// 1, 2, 5, 10, 20 ... as far as a long double counts exactly.
std::vector<std::uint64_t> edges() {
  std::vector<std::uint64_t> all;
  for (std::uint64_t ten = 1; ten <= 1'000'000'000'000'000'000; ten *= 10)
    for (const std::uint64_t step : {1u, 2u, 5u}) all.push_back(ten * step);
  return all;
}

/// Which step between edges a figure is in: 0 below the first, negative figures mirrored.
int step_of(long double figure, const std::vector<std::uint64_t>& all) {
  const long double size = figure < 0 ? -figure : figure;
  const auto above = std::ranges::find_if(
      all, [size](std::uint64_t edge) { return size < static_cast<long double>(edge); });
  const int step = static_cast<int>(above - all.begin()) + 1;
  return figure < 0 ? -step : step;
}

std::string range(int step, const std::vector<std::uint64_t>& all) {
  const auto place = static_cast<std::size_t>(step < 0 ? -step : step) - 1;
  const auto text = [&](std::size_t edge) {
    const std::string plain = group_thousands(std::to_string(all[edge]));
    return step < 0 ? "-" + plain : plain;
  };
  const std::string near = place == 0 ? "0" : text(place - 1);
  const std::string far = place < all.size() ? text(place) : "…";
  return step < 0 ? far + " … " + near : near + " … " + far;
}

}  // namespace

void Spread::add(const Table& table, const char* column) {
  const auto figures = table.find_column(column), currencies = table.find_column("currency");
  if (!figures) return;
  const std::vector<std::uint64_t> all = edges();
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    const long double figure = length_of(table.text(row, *figures));
    if (table.state(row, *figures) != CellState::value || figure == 0) continue;
    ++counts_[currencies ? table.text(row, *currencies) : std::string()][step_of(figure, all)];
  }
}

std::string Spread::html(Text heading, const Console& console) const {
  const std::vector<std::uint64_t> all = edges();
  std::string out;
  for (const auto& [currency, steps] : counts_) {
    std::vector<BarLine> lines;
    // Between the figures of least size below and above zero there is nothing to show.
    const auto above = steps.lower_bound(0);
    const int least_above = above == steps.end() ? 0 : above->first;
    const int least_below = above == steps.begin() ? 0 : std::prev(above)->first;
    for (int step = steps.begin()->first; step <= steps.rbegin()->first; ++step) {
      if (step > least_below && step < least_above) continue;
      const auto found = steps.find(step);
      const std::uint64_t count = found == steps.end() ? 0 : found->second;
      lines.push_back({range(step, all),
                       {{static_cast<long double>(count), group_thousands(std::to_string(count)),
                         step < 0 ? 1 : 0}}});
    }
    const std::string title = console.text(heading, {currency.empty() ? "-" : currency});
    out += html_element("h3", title) + bar_picture(title, lines);
  }
  return out;
}

}  // namespace remit::cli
