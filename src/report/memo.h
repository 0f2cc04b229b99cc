#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/explanation.h"

namespace remit::report {

/// An explanation as a person reads it, before it is set as text, as a page or as JSON. Every text
/// is one line, in the language asked for.
struct Memo {
  /// A figure that another one was made from, as that one mentions it.
  struct Mention {
    std::size_t step = 0;  ///< its number; 0: not spelled out
    std::string text;      ///< "(2) need = CNY 5.00"
  };
  struct Step {
    std::size_t number = 0;  ///< from 1, in the order in which they are told
    std::size_t level = 0;   ///< steps from the figure asked about, which is 1
    row::TraceId cell = 0;   ///< the cell that the figure is
    std::string heading;
    std::vector<std::string> lines;
    std::vector<Mention> from;
  };
  /// The data of one row that the steps use.
  struct Inputs {
    std::string row;  ///< empty: of the whole
    std::vector<std::string> figures;
  };

  std::string title;
  std::vector<std::string> facts;    ///< policy, clause, result
  std::vector<std::string> summary;  ///< sentences of one paragraph
  std::vector<Step> steps;
  std::vector<Inputs> inputs;
  bool cut = false;     ///< steps further down are left out
  bool folded = false;  ///< so are figures of other rows
};

Memo make_memo(const ComputedRun& run, const row::Trace& trace, const ExplanationOptions& options);

/// The words of the paragraph as one text, with blanks between sentences where the language has
/// them.
std::string paragraph(const std::vector<std::string>& sentences, base::Language language);

}  // namespace remit::report
