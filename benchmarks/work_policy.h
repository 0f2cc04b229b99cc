// The measured work as a policy, through the public interface: Arrow tables in, results out.
#pragma once

#include <cstddef>
#include <string>

#include "arrow_rows.h"
#include "remit/remit.h"
#include "work.h"

namespace remit::benchmarks {

[[noreturn]] void stop(const std::string& message);

/// The text of the policy R1-R5.
std::string work_text();

template <typename T>
T value_of(Result<T> result) {
  if (!result.ok()) stop(result.error().message(Language::en));
  return *std::move(result);
}

/// Compiled from the files beside the comparison; the current folder is the top of the project.
struct WorkPolicy {
  explicit WorkPolicy(bool with_units);

  Policy policy;
  std::size_t project, unit;
  bool with_units;
};

/// Everything that a caller pays who keeps nothing ready: the tables are taken in, keys are found,
/// columns are bound, the policy is evaluated.
Results evaluate_arrow(const WorkPolicy& work, const ArrowRows& rows, const RunOptions& options);

/// The results in the layout of the hand-written loops.
void copy_outputs(const WorkPolicy& work, const Results& results, Outputs& out);
std::vector<Unit> units_of(const WorkPolicy& work, const Results& results);

}  // namespace remit::benchmarks
