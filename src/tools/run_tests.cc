// The policy's own tests.
#include <utility>
#include <vector>

#include "tools/test_runner.h"

namespace remit {

Result<std::vector<TestOutcome>> Policy::run_tests(const TestOptions& options) const {
  const tools::TestRunner runner(*this, options);
  std::vector<TestOutcome> outcomes;
  for (const check::Test& test : impl_->model->tests) {
    Result<TestOutcome> outcome = runner.run(test);
    if (!outcome.ok()) return outcome.error();
    outcomes.push_back(std::move(*outcome));
  }
  return outcomes;
}

}  // namespace remit
