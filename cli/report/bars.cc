#include "cli/report/bars.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "remit/text.h"

namespace remit::cli {
namespace {

// All in the units of the picture, of which a page is 720 wide.
constexpr int kWidth = 720;
constexpr int kBarsLeft = 196;
constexpr long double kCell = 7.4L;     ///< of a letter, one cell of a terminal wide
constexpr std::size_t kMostLines = 14;  ///< of one picture, so that a sheet can end between two
constexpr int kBarHeight = 14;
constexpr int kBetweenBars = 3;
constexpr int kBetweenLines = 10;
constexpr std::size_t kNameCells = 25;  ///< of a terminal

std::string number(long double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1Lf", value);
  return text;
}

/// As many letters of a name as have room.
std::string shortened(const std::string& name) {
  if (display_width(name) <= kNameCells) return name;
  std::string text;
  for (std::size_t i = 0; i < name.size();) {
    std::size_t end = i + 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
    const std::string longer = text + name.substr(i, end - i);
    if (display_width(longer) + 1 > kNameCells) break;
    text = longer;
    i = end;
  }
  return text + "…";
}

/// Where lengths lie between the left and the right edge of the bars.
class Scale {
 public:
  Scale(const std::vector<BarLine>& lines, std::optional<long double> mark) {
    std::size_t cells = 0;
    for (const BarLine& line : lines) {
      for (const BarLine::Bar& bar : line.bars) {
        take(bar.length);
        cells = std::max(cells, display_width(bar.figure));
      }
    }
    right_ = std::max(kWidth - kCell * static_cast<long double>(cells) - 10, kBarsLeft + 80.0L);
    if (mark) take(*mark);
    if (least_ == most_) most_ = least_ + 1;
  }
  long double at(long double length) const {
    return kBarsLeft + (right_ - kBarsLeft) * (length - least_) / (most_ - least_);
  }

 private:
  void take(long double length) {
    least_ = std::min(least_, length);
    most_ = std::max(most_, length);
  }
  long double least_ = 0, most_ = 0, right_ = 0;
};

int height_of(const BarLine& line) {
  return static_cast<int>(line.bars.size()) * (kBarHeight + kBetweenBars) + kBetweenLines;
}

std::string text_at(const char* kind, long double x, int y, const std::string& text) {
  return "<text class=\"" + std::string(kind) + "\" x=\"" + number(x) + "\" y=\"" +
         std::to_string(y) + "\">" + markup_text(text) + "</text>";
}

std::string draw(const BarLine& line, const Scale& scale, int top) {
  std::string out = "<g><title>" + markup_text(line.name) + "</title>";
  const int middle = top + height_of(line) / 2;
  out += text_at("name", kBarsLeft - 8, middle, shortened(line.name));
  int y = top + kBetweenLines / 2;
  for (const BarLine::Bar& bar : line.bars) {
    const long double from = std::min(scale.at(0), scale.at(bar.length));
    const long double to = std::max(scale.at(0), scale.at(bar.length));
    out += "<rect class=\"shade" + std::to_string(bar.shade) + "\" x=\"" + number(from) +
           "\" y=\"" + std::to_string(y) + "\" width=\"" + number(std::max(to - from, 0.8L)) +
           "\" height=\"" + std::to_string(kBarHeight) + "\"/>";
    out += text_at("figure", kWidth, y + kBarHeight - 3, bar.figure);
    y += kBarHeight + kBetweenBars;
  }
  return out + "</g>\n";
}

}  // namespace

const char* const kBarStyle = R"(
svg.bars { display: block; width: 100%; height: auto; margin: .2rem 0; font-size: 13px; break-inside: avoid;
           -webkit-print-color-adjust: exact; print-color-adjust: exact; }
svg.bars text { fill: #1b1f24; }
svg.bars text.name { text-anchor: end; dominant-baseline: central; }
svg.bars text.figure { text-anchor: end; font-variant-numeric: tabular-nums; }
svg.bars line { stroke: #6b7280; stroke-width: 1; }
svg.bars line.mark { stroke: #1b1f24; stroke-dasharray: 4 3; }
.shade0 { fill: #2c5f9e; background: #2c5f9e; } .shade1 { fill: #c2570c; background: #c2570c; }
.shade2 { fill: #2e7d4f; background: #2e7d4f; } .shade3 { fill: #9aa3af; background: #9aa3af; }
)";

namespace {

/// The lines from `begin` to `end` - 1 as one picture.
std::string picture(const std::string& title, const std::vector<BarLine>& lines, std::size_t begin,
                    std::size_t end, const Scale& scale, std::optional<long double> mark) {
  int height = 0;
  for (std::size_t i = begin; i < end; ++i) height += height_of(lines[i]);
  const auto line_at = [&](const char* kind, long double x) {
    return "<line class=\"" + std::string(kind) + "\" x1=\"" + number(x) + "\" x2=\"" + number(x) +
           "\" y1=\"0\" y2=\"" + std::to_string(height) + "\"/>\n";
  };
  std::string out =
      "<svg class=\"bars\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 " +
      std::to_string(kWidth) + " " + std::to_string(height) + "\" aria-label=\"" +
      markup_text(title) + "\">\n" + line_at("zero", scale.at(0));
  int top = 0;
  for (std::size_t i = begin; i < end; ++i) {
    out += draw(lines[i], scale, top);
    top += height_of(lines[i]);
  }
  if (mark) out += line_at("mark", scale.at(*mark));
  return out + "</svg>\n";
}

}  // namespace

std::string bar_picture(const std::string& title, const std::vector<BarLine>& lines,
                        std::optional<long double> mark) {
  const Scale scale(lines, mark);
  std::string out;
  for (std::size_t begin = 0; begin < lines.size(); begin += kMostLines)
    out += picture(title, lines, begin, std::min(begin + kMostLines, lines.size()), scale, mark);
  return out;
}

long double length_of(const std::string& figure) {
  char* end = nullptr;
  const long double value = std::strtold(figure.c_str(), &end);
  if (end == figure.c_str()) return 0;
  if (*end != '/') return value;
  const long double below = std::strtold(end + 1, nullptr);
  return below == 0 ? 0 : value / below;
}

}  // namespace remit::cli
