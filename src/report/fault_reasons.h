#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "base/hash_map.h"
#include "base/language.h"
#include "report/computed_run.h"
#include "row/evaluator.h"
#include "row/trace.h"

namespace remit::report {

/// Why cells have no value, with what is known of the place where it began: which scale or
/// parameter was asked, for what, and what it covers; that the day of the run is not given. Else
/// the words of the fault. Not thread-safe.
class FaultReasons {
 public:
  /// `run` must outlive it. Without all rows in memory nothing is computed again, and the figure
  /// that was looked up is left out.
  FaultReasons(const ComputedRun& run, bool in_memory, base::Language language)
      : run_(run), in_memory_(in_memory), language_(language) {}

  /// The first of many are worked out by the row evaluator, each once.
  std::string reason(const type::Fault& fault) const;

 private:
  std::string looked_up(const type::Fault& fault) const;
  row::Trace traced(const type::Fault& fault, std::uint32_t depth = 1) const;

  const ComputedRun& run_;
  bool in_memory_;
  base::Language language_;
  mutable std::unique_ptr<row::Evaluator> evaluator_;
  mutable base::HashMap<std::pair<plan::ColumnId, std::uint64_t>, std::string> known_;
};

/// Which rows a traced fold found where one must fit, worded; empty if that is not the fault.
std::string several_reason(const ComputedRun& run, const row::FoldTrace& trace,
                           const type::Fault& fault, base::Language language);

/// What a traced formula looked up in vain, worded; empty if it did not.
std::string lookup_reason(const ComputedRun& run, const row::FormulaTrace& formula,
                          const type::Fault& fault, base::Language language);

}  // namespace remit::report
