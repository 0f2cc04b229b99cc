#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "check/model.h"
#include "syntax/tree.h"

namespace remit::check {

/// What the table of a fund's years says of each.
enum class YearFigure : std::uint8_t {
  carried,    ///< what the year before left, as far as it goes over
  budget,     ///< the year's own
  available,  ///< both together
  requested,
  granted,  ///< whether it is due by now or by a later instalment
  left,
};
inline constexpr std::size_t kYearFigures = static_cast<std::size_t>(YearFigure::left) + 1;

/// `summary NAME of fund FUND`: the table, and the columns that the fund defines.
struct FundYears {
  syntax::NodeView fund;  ///< the name, where it is written
  EntityId entity = kWhole;
  ColumnId year = kNone;
  ColumnId from = kNone;  ///< the days of the first and the last year
  ColumnId to = kNone;
  std::array<ColumnId, kYearFigures> figures{};

  ColumnId at(YearFigure figure) const { return figures[static_cast<std::size_t>(figure)]; }
  /// All that the fund defines.
  std::vector<ColumnId> columns() const {
    std::vector<ColumnId> all{from, to};
    all.insert(all.end(), figures.begin(), figures.end());
    return all;
  }
};

}  // namespace remit::check
