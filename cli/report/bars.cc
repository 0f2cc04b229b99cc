#include "cli/report/bars.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "cli/text/html.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

// All in the units of the picture, of which a page is 720 wide.
constexpr int kWidth = 720;
constexpr int kBarsLeft = 196;
constexpr int kBarsRight = 560;
constexpr int kBarHeight = 14;
constexpr int kBetweenBars = 3;
constexpr int kBetweenLines = 10;
constexpr std::size_t kNameCells = 25;  ///< of a terminal, about 7.3 units each

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
    for (const BarLine& line : lines)
      for (const BarLine::Bar& bar : line.bars) take(bar.length);
    if (mark) take(*mark);
    if (least_ == most_) most_ = least_ + 1;
  }
  long double at(long double length) const {
    return kBarsLeft + (kBarsRight - kBarsLeft) * (length - least_) / (most_ - least_);
  }

 private:
  void take(long double length) {
    least_ = std::min(least_, length);
    most_ = std::max(most_, length);
  }
  long double least_ = 0, most_ = 0;
};

int height_of(const BarLine& line) {
  return static_cast<int>(line.bars.size()) * (kBarHeight + kBetweenBars) + kBetweenLines;
}

std::string text_at(const char* kind, long double x, int y, const std::string& text) {
  return "<text class=\"" + std::string(kind) + "\" x=\"" + number(x) + "\" y=\"" +
         std::to_string(y) + "\">" + html_text(text) + "</text>";
}

std::string draw(const BarLine& line, const Scale& scale, int top) {
  std::string out = "<g><title>" + html_text(line.name) + "</title>";
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
svg.bars { display: block; width: 100%; height: auto; margin: .5rem 0 1rem; font-size: 13px; break-inside: avoid;
           -webkit-print-color-adjust: exact; print-color-adjust: exact; }
svg.bars text { fill: #1b1f24; }
svg.bars text.name { text-anchor: end; dominant-baseline: central; }
svg.bars text.figure { text-anchor: end; font-variant-numeric: tabular-nums; }
svg.bars line { stroke: #6b7280; stroke-width: 1; }
svg.bars line.mark { stroke: #1b1f24; stroke-dasharray: 4 3; }
.shade0 { fill: #2c5f9e; } .shade1 { fill: #c2570c; } .shade2 { fill: #2e7d4f; } .shade3 { fill: #9aa3af; }
)";

std::string bar_picture(const std::string& title, const std::vector<BarLine>& lines,
                        std::optional<long double> mark) {
  if (lines.empty()) return {};
  int height = 0;
  for (const BarLine& line : lines) height += height_of(line);
  const Scale scale(lines, mark);
  const auto line_at = [&](const char* kind, long double x) {
    return "<line class=\"" + std::string(kind) + "\" x1=\"" + number(x) + "\" x2=\"" + number(x) +
           "\" y1=\"0\" y2=\"" + std::to_string(height) + "\"/>\n";
  };
  std::string out =
      "<svg class=\"bars\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 " +
      std::to_string(kWidth) + " " + std::to_string(height) + "\" aria-label=\"" +
      html_text(title) + "\">\n" + line_at("zero", scale.at(0));
  int top = 0;
  for (const BarLine& line : lines) {
    out += draw(line, scale, top);
    top += height_of(line);
  }
  if (mark) out += line_at("mark", scale.at(*mark));
  return out + "</svg>\n";
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
