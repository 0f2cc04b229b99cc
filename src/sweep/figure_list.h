#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.h"

namespace remit::sweep {

/// A figure that somebody asked for.
struct Figure {
  std::string formula;  ///< as a policy could write it, were it asked there
  std::string label_en;
  std::string label_zh;
  /// How many rows of it are undetermined, which is told where there are any.
  bool of_last = false;
};

/// The figures that a list of texts asks for, in their order and each once: words that stand for
/// several are written out, and what reads totals and counts is followed by how many rows of them
/// are undetermined.
std::vector<Figure> figures_asked(const plan::Plan& plan, const std::vector<std::string>& show);

/// For each total and count that a formula reads, in how many rows it is not known.
std::vector<Figure> open_rows_of(const plan::Plan& plan, const std::string& formula);

/// The parts of a text between commas that stand in no bracket and no quotation; blanks around them
/// left out, and empty parts too.
std::vector<std::string> split_figures(std::string_view text);

}  // namespace remit::sweep
