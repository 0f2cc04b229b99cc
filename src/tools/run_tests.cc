// The policy's own tests.
#include <utility>
#include <vector>

#include "api/versions.h"
#include "base/civil_date.h"
#include "remit/policy.h"
#include "tools/test_runner.h"

namespace remit {
namespace {

/// The texts of a policy, to be compiled for another day.
std::vector<SourceText> texts_of(const Policy::Impl& policy) {
  std::vector<SourceText> texts;
  for (std::size_t i = 0; i < policy.sources.size(); ++i)
    texts.push_back({std::string(policy.sources[i].name()), std::string(policy.sources[i].text())});
  return texts;
}

/// A test goes by the rules by which a run of its day goes: before the first day of an amendment,
/// and after its last, by those without it.
Result<TestOutcome> run_test(const Policy& policy, const check::Test& test,
                             const TestOptions& options) {
  const Policy::Impl& impl = *policy.impl();
  const Policy::Impl::Force& own = impl.force;
  if (impl.model->amends.empty() || !test.as_of || own.holds_on(*test.as_of))
    return tools::TestRunner(policy, options).run(test);
  CompileOptions how;
  how.limits = impl.limits;
  const base::CivilDate day = base::civil_from_days(*test.as_of);
  how.as_of = Date{day.year, day.month, day.day};
  const Result<Policy> version = compile(texts_of(impl), how);
  if (!version.ok()) return version.error();
  const check::Model& then = *version->impl()->model;
  if (then.name == impl.model->name) return tools::TestRunner(policy, options).run(test);
  for (const check::Test& each : then.tests)
    if (each.span.begin == test.span.begin) return tools::TestRunner(*version, options).run(each);
  return tools::TestRunner(policy, options).without_effect(test, then.name);
}

}  // namespace

Result<std::vector<TestOutcome>> Policy::run_tests(const TestOptions& options) const {
  std::vector<TestOutcome> outcomes;
  for (const check::Test& test : impl_->model->tests) {
    Result<TestOutcome> outcome = run_test(*this, test, options);
    if (!outcome.ok()) return outcome.error();
    outcomes.push_back(std::move(*outcome));
  }
  return outcomes;
}

}  // namespace remit
