#pragma once

#include <string>

#include "base/language.h"
#include "compare/parting.h"

namespace remit::compare {

/// A parting in words.
struct PartingWords {
  const char* by = "";  ///< stable: "clause", "input", "place", "row"
  std::string at;       ///< what the figure is called
  std::string before;   ///< the clause, or the value
  std::string after;
  std::string sentence;
};

PartingWords words_of(const Parting& parting, const PartingFinder& finder,
                      const PartingFinder::Run& before, const PartingFinder::Run& after,
                      base::Language language);

}  // namespace remit::compare
