// A figure of a sweep as a picture.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/markup.h"
#include "base/strings.h"
#include "diagnostic/messages.h"
#include "diagnostic/text/report.h"
#include "remit/sweep.h"

namespace remit {
namespace {

using base::concat;
using base::markup_text;

// Of the picture, in its own units. The plot leaves room for the numbers at its left and below.
constexpr double kWidth = 640, kHeight = 300;
constexpr double kLeft = 92, kRight = 16, kTop = 30, kBottom = 42;
constexpr int kMostPlaces = 12;
constexpr double kLegendLine = 16;
constexpr int kMostSteps = 5;  ///< of the scale
/// Told apart without colour as well, and where one lies over the other: by their dashes.
constexpr const char* kColours[] = {"#0b5394", "#b45f06", "#38761d",
                                    "#990000", "#674ea7", "#45818e"};
constexpr const char* kDashes[] = {"none", "6 3", "2 3", "8 3 2 3"};

struct Point {
  double x = 0, y = 0;
};
struct Line {
  std::string name;
  std::vector<Point> points;
};

std::string number_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

/// The least of 1, 2, 2.5 and 5 times a power of ten that passes from `low` to `high`, each taken
/// to the next multiple, in few steps.
double step_of(double low, double high) {
  double power = 1;
  const double span = high - low;
  while (power * kMostSteps < span) power *= 10;
  while (power > span) power /= 10;
  power /= 10;
  for (;; power *= 10)
    for (const double times : {1.0, 2.0, 2.5, 5.0}) {
      const double step = power * times;
      if (std::ceil(high / step) - std::floor(low / step) <= kMostSteps) return step;
    }
}

/// A number for an axis: with magnitudes, as people of that language write them, and all digits
/// that set it apart from one that is a `step` away.
std::string scale_text(double value, double step, Language language) {
  struct Magnitude {
    double size;
    const char* en;
    const char* zh;
  };
  constexpr Magnitude kChinese[] = {{1e8, "", "亿"}, {1e4, "", "万"}, {1, "", ""}};
  constexpr Magnitude kEnglish[] = {
      {1e9, " bn", ""}, {1e6, " m", ""}, {1e3, " k", ""}, {1, "", ""}};
  const bool chinese = language == Language::zh;
  const Magnitude* at = chinese ? kChinese : kEnglish;
  while (at->size > 1 && std::fabs(value) < at->size) ++at;
  int places = 0;
  double unit = at->size;
  while (places < kMostPlaces && std::fabs(std::round(step / unit) - step / unit) > 1e-6) {
    unit /= 10;
    ++places;
  }
  char text[400];
  std::snprintf(text, sizeof text, "%.*f", places, value / at->size);
  std::string number = text;
  if (places > 0) number.erase(number.find_last_not_of('0') + 1);
  if (number.ends_with('.')) number.pop_back();
  return number + (chinese ? at->zh : at->en);
}

/// What a cell is worth in the drawing; nothing for one without a value.
bool worth(const Table& table, std::uint64_t row, std::size_t column, double* value) {
  if (table.state(row, column) != CellState::value) return false;
  if (const auto truth = table.boolean(row, column)) {
    *value = *truth ? 1 : 0;
    return true;
  }
  const std::string text = table.text(row, column);
  char* end = nullptr;
  *value = std::strtod(text.c_str(), &end);
  if (*end == '/') *value /= std::strtod(end + 1, &end);
  return end != text.c_str() && *end == '\0';
}

/// Where the values of a parameter stand: at their size if all have one and ascend, else one after
/// the other.
std::vector<double> places_of(const std::vector<std::string>& values) {
  std::vector<double> places;
  for (const std::string& value : values) {
    char* end = nullptr;
    const double size = std::strtod(value.c_str(), &end);
    const bool same_unit = end != value.c_str() && (places.empty() || values[0].ends_with(end)) &&
                           (places.empty() || size > places.back());
    if (!same_unit || std::string_view(end).find('-') != std::string_view::npos) {
      places.clear();
      for (std::size_t i = 0; i < values.size(); ++i) places.push_back(static_cast<double>(i));
      return places;
    }
    places.push_back(size);
  }
  return places;
}

class Picture {
 public:
  Picture(const Sweep& sweep, std::size_t column, Language language)
      : table_(sweep.table), column_(column), language_(language) {
    for (std::size_t i = 0; i < sweep.parameters.size(); ++i) values_.push_back(values_of(i));
    for (std::size_t i = 1; i < values_.size(); ++i)
      if (values_[i].size() > values_[along_].size()) along_ = i;
    if (!values_.empty()) name_ = heading(along_);
  }

  std::string draw() {
    if (values_.empty() || values_[along_].size() < 2 || !collect()) return {};
    std::string out =
        concat("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ", number_text(kWidth), " ",
               number_text(kHeight + (lines_.size() > 1 ? legend_height() : 0)),
               "\" font-family=\"sans-serif\" font-size=\"11\" role=\"img\">\n<title>", title(),
               "</title>\n<text x=\"", number_text(kLeft), "\" y=\"16\" font-size=\"13\">", title(),
               "</text>\n");
    out += scales();
    for (std::size_t i = 0; i < lines_.size(); ++i) out += line_text(i);
    if (lines_.size() > 1) out += legend();
    return out + "</svg>\n";
  }

 private:
  /// The values of a parameter as they occur, each once.
  std::vector<std::string> values_of(std::size_t parameter) const {
    std::vector<std::string> values;
    std::set<std::string> known;
    for (std::uint64_t row = 0; row < table_.row_count(); ++row) {
      std::string value = table_.text(row, parameter);
      if (known.insert(value).second) values.push_back(std::move(value));
    }
    return values;
  }

  const std::string& heading(std::size_t index) const {
    const TableColumn& column = table_.columns()[index];
    return language_ == Language::zh ? column.label_zh : column.label_en;
  }

  std::string title() const { return markup_text(heading(column_)); }

  /// False if there is nothing to draw.
  bool collect() {
    const std::vector<double> places = places_of(values_[along_]);
    std::map<std::string, double> place_of;
    for (std::size_t i = 0; i < places.size(); ++i) place_of.emplace(values_[along_][i], places[i]);
    std::map<std::string, std::size_t> known;
    bool any = false;
    for (std::uint64_t row = 0; row < table_.row_count(); ++row) {
      std::string name;
      for (std::size_t i = 0; i < values_.size(); ++i)
        if (i != along_)
          name += concat(name.empty() ? "" : ", ", heading(i), " = ", table_.text(row, i));
      const auto [line, is_new] = known.try_emplace(name, lines_.size());
      if (is_new) lines_.push_back({name, {}});
      Point point;
      point.x = place_of.at(table_.text(row, along_));
      if (!worth(table_, row, column_, &point.y)) continue;
      low_ = any ? std::min(low_, point.y) : point.y;
      high_ = any ? std::max(high_, point.y) : point.y;
      any = true;
      lines_[line->second].points.push_back(point);
    }
    first_ = places.front();
    last_ = places.back();
    // Amounts are seen against nothing, where that does not hide how they change.
    if (low_ > 0 && low_ < high_ / 2) low_ = 0;
    if (is_steps()) low_ = 0, high_ = 1;
    if (high_ <= low_) high_ = low_ + std::max(1.0, std::fabs(low_) / 10);
    step_ = is_steps() ? 1 : step_of(low_, high_);
    low_ = std::floor(low_ / step_) * step_;
    high_ = std::ceil(high_ / step_) * step_;
    return any;
  }

  std::string tick_text(double value) const {
    namespace text = diagnostic::text;
    if (!is_steps()) return scale_text(value, step_, language_);
    const auto word = value > 0 ? text::report_yes : text::report_no;
    return std::string(diagnostic::text_template(word, language_));
  }

  double x(double value) const {
    return kLeft + (value - first_) / (last_ - first_) * (kWidth - kLeft - kRight);
  }
  double y(double value) const {
    return kHeight - kBottom - (value - low_) / (high_ - low_) * (kHeight - kTop - kBottom);
  }

  std::string scales() const {
    std::string out;
    const double first = std::round(low_ / step_);
    const int steps = static_cast<int>(std::round(high_ / step_) - first);
    for (int i = 0; i <= steps; ++i) {
      const double value = (first + i) * step_;
      out += concat("<line x1=\"", number_text(kLeft), "\" x2=\"", number_text(kWidth - kRight),
                    "\" y1=\"", number_text(y(value)), "\" y2=\"", number_text(y(value)),
                    "\" stroke=\"#ddd\"/>\n<text x=\"", number_text(kLeft - 6), "\" y=\"",
                    number_text(y(value) + 4), "\" text-anchor=\"end\">",
                    markup_text(tick_text(value)), "</text>\n");
    }
    const std::vector<double> places = places_of(values_[along_]);
    const std::size_t stride = (places.size() + 9) / 10;
    for (std::size_t i = 0; i < places.size(); i += stride)
      out += concat("<text x=\"", number_text(x(places[i])), "\" y=\"",
                    number_text(kHeight - kBottom + 16), "\" text-anchor=\"middle\">",
                    markup_text(values_[along_][i]), "</text>\n");
    return out + concat("<text x=\"", number_text((kLeft + kWidth - kRight) / 2), "\" y=\"",
                        number_text(kHeight - 8), "\" text-anchor=\"middle\">", markup_text(name_),
                        "</text>\n");
  }

  bool is_steps() const { return table_.columns()[column_].type.kind == ValueKind::boolean; }

  std::string stroke(std::size_t line) const {
    return concat(" stroke=\"", kColours[line % std::size(kColours)], "\" stroke-dasharray=\"",
                  kDashes[line % std::size(kDashes)], "\" stroke-width=\"1.6\" fill=\"none\"/>\n");
  }

  std::string line_text(std::size_t line) const {
    std::string points;
    double before = 0;
    for (const Point& point : lines_[line].points) {
      if (is_steps() && !points.empty())
        points += concat(number_text(x(point.x)), ",", number_text(before), " ");
      before = y(point.y);
      points += concat(number_text(x(point.x)), ",", number_text(before), " ");
    }
    return concat("<polyline points=\"", points, "\"", stroke(line));
  }

  double legend_height() const { return kLegendLine * static_cast<double>(lines_.size()) + 8; }

  std::string legend() const {
    std::string out;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const double at = kHeight + kLegendLine * (static_cast<double>(i) + 0.5);
      out += concat("<line x1=\"", number_text(kLeft), "\" x2=\"", number_text(kLeft + 28),
                    "\" y1=\"", number_text(at), "\" y2=\"", number_text(at), "\"", stroke(i),
                    "<text x=\"", number_text(kLeft + 36), "\" y=\"", number_text(at + 4), "\">",
                    markup_text(lines_[i].name), "</text>\n");
    }
    return out;
  }

  const Table& table_;
  std::size_t column_;
  Language language_;
  std::vector<std::vector<std::string>> values_;  ///< by parameter, as they occur
  std::size_t along_ = 0;                         ///< the parameter that is drawn along
  std::string name_;
  std::vector<Line> lines_;
  double low_ = 0, high_ = 0, step_ = 1, first_ = 0, last_ = 0;
};

}  // namespace

std::string sweep_picture(const Sweep& sweep, std::size_t column, Language language) {
  const bool is_figure = column >= sweep.parameters.size() && column < sweep.table.columns().size();
  return is_figure ? Picture(sweep, column, language).draw() : std::string();
}

}  // namespace remit
