#pragma once

#include <optional>
#include <string>
#include <vector>

namespace remit::cli {

/// One line of a picture: a name, and a bar or two with the figures they stand for.
struct BarLine {
  struct Bar {
    long double length = 0;  ///< for drawing alone; the figure says what it is
    std::string figure;
    int shade = 0;  ///< which of the page's colours, from 0
  };
  std::string name;
  std::vector<Bar> bars;
};

/// A picture of lying bars as SVG, as wide as the page; below zero they lie to the left. `mark`
/// draws a line at that length. `title` is what it is read out as. Many lines are several pictures
/// of one scale, so that a sheet can end between two; without lines there is nothing.
std::string bar_picture(const std::string& title, const std::vector<BarLine>& lines,
                        std::optional<long double> mark = std::nullopt);

/// The text of a decimal, or of a ratio `n/d`, as a length; 0 for anything else.
long double length_of(const std::string& figure);

/// The colours and letters of the pictures, for the style of their page.
extern const char* const kBarStyle;

}  // namespace remit::cli
