#include "check/reached_bands.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using diagnostic::Argument;
namespace text = diagnostic::text;
using number::Rational;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Edges of plain numbers as percentages.
std::string with_percent_signs(std::string_view edges) {
  std::string result;
  for (std::size_t i = 0; i < edges.size();) {
    if (!is_digit(edges[i])) {
      result += edges[i++];
      continue;
    }
    while (i < edges.size() && (is_digit(edges[i]) || (edges[i] == '.' && i + 1 < edges.size() &&
                                                       is_digit(edges[i + 1]))))
      result += edges[i++];
    result += '%';
  }
  return result;
}

/// Proposes the table with the edges of all its brackets as percentages: one alone would not meet
/// the others. Not where one has a unit already.
void suggest_percent(const Context& context, const std::vector<Tables::WrittenBand>& bands,
                     diagnostic::Diagnostic& found) {
  std::string table;
  std::uint32_t at = bands.front().span.begin;
  for (const Tables::WrittenBand& band : bands) {
    const std::string_view written = context.model.written(band.edges);
    if (written.find('%') != std::string_view::npos) return;
    table += context.model.written({at, band.edges.begin});
    table += with_percent_signs(written);
    at = band.edges.end;
  }
  table += context.model.written({at, bands.back().span.end});
  found.suggest({bands.front().span.begin, bands.back().span.end}, table);
}

/// The field that a value is read from, through references and columns that only repeat it.
const Field* field_of(const Context& context, ExprId value) {
  for (int step = 0; step < 16; ++step) {
    const Expr& expr = context.build[value];
    if (expr.kind == ExprKind::lookup) {
      value = expr.args[1];
      continue;
    }
    if (expr.kind != ExprKind::column) return nullptr;
    const Column& column = context.model.columns[expr.payload];
    if (column.input && column.entity != kWhole)
      return &context.model.entities[column.entity].fields[column.field];
    if (column.value == kNone) return nullptr;
    value = column.value;
  }
  return nullptr;
}

std::string in_words(const Rational& edge, bool percent) {
  return percent ? (edge * Rational(100)).to_text() + "%" : edge.to_text();
}

Argument where_it_lies(const Interval& range, bool percent) {
  if (range.low && range.high)
    return diagnostic::worded(text::values_between,
                              {in_words(*range.low, percent), in_words(*range.high, percent)});
  if (range.low) return diagnostic::worded(text::values_from, {in_words(*range.low, percent)});
  return diagnostic::worded(text::values_to, {in_words(*range.high, percent)});
}

Interval interval_of(const type::Band& band) {
  return {band.lower, !band.lower_closed, band.upper, !band.upper_closed};
}

/// Whether any value of the interval could be looked up and found there.
bool meets(const type::Band& band, const std::vector<Interval>& ranges) {
  return std::ranges::any_of(
      ranges, [&](const Interval& range) { return !range.meet(interval_of(band)).empty(); });
}

/// Whether a bracket begins or ends well beyond where the values lie, not where they do. Brackets
/// of whole numbers begin one after the last.
bool lies_beyond(const type::Band& band, const std::vector<Interval>& ranges, bool whole) {
  const Rational next(whole ? 1 : 0);
  return std::ranges::all_of(ranges, [&](const Interval& range) {
    return (band.lower && range.high && *band.lower > *range.high + next) ||
           (band.upper && range.low && *band.upper < *range.low - next);
  });
}

}  // namespace

diagnostic::Diagnostic& report_unreached(Context& context, base::Span edges, ExprId value,
                                         const Interval& range) {
  const Field* field = field_of(context, value);
  const bool percent = field != nullptr && field->percent;
  return context.sink.report(code::bracket_holds_nothing, edges,
                             {context.model.written(edges), where_it_lies(range, percent)});
}

void report_unreached_bands(Context& context) {
  for (const auto& [index, values] : context.claims.looked_up()) {
    std::vector<Interval> ranges;
    ExprId asked = kNone;  // a value that is no constant
    for (const ExprId value : values) {
      ranges.push_back(interval_behind(context, value));
      if (!context.build.is_constant(value)) asked = value;
    }
    const auto is_open = [](const Interval& range) { return !range.low && !range.high; };
    if (asked == kNone || std::ranges::any_of(ranges, is_open)) continue;
    const type::Scale& scale = context.model.scales[index];
    const Tables::ScaleTypes& types = context.tables.types_of_scale(index);
    bool told = false;
    for (const type::Band& band : scale.bands) {
      const Tables::WrittenBand* written = types.find(band.span);
      if (written == nullptr) continue;
      const bool reached = std::ranges::any_of(scale.bands, [&](const type::Band& other) {
        return other.span == band.span && meets(other, ranges);
      });
      const bool beyond = std::ranges::any_of(scale.bands, [&](const type::Band& other) {
        return other.span == band.span && lies_beyond(other, ranges, types.whole_numbers);
      });
      // What holds elsewhere may find nothing left to it by the others that reach as far as the
      // values do.
      if (reached || (written->is_rest && !beyond)) continue;
      auto& found =
          report_unreached(context, written->edges, asked, interval_behind(context, asked));
      const Field* field = std::exchange(told, true) ? nullptr : field_of(context, asked);
      if (field != nullptr && field->percent) suggest_percent(context, types.written, found);
    }
  }
}

}  // namespace remit::check
