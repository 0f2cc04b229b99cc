// What the tests of a policy reach. The model gets a column for each place of its text; they are
// evaluated like any other, and their cells say what was reached.
#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <utility>

#include "api/introspection.h"
#include "check/probes.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "lowering/from_model.h"
#include "report/computed_run.h"
#include "tools/test_runner.h"

namespace remit {
namespace {

using check::Probe;
namespace text = diagnostic::text;

/// Places by what they are and where they stand: a place that several columns speak of is one.
class Places {
 public:
  Places(const Policy::Impl& policy, const check::Model& model) : policy_(policy), model_(model) {}

  /// Makes the places of a probe known, none reached yet.
  void add(const Probe& probe);
  /// Marks what one cell of a probe shows.
  void see(const Probe& probe, const row::Value& value);
  std::vector<CoverageItem> take() const;

 private:
  using Key = std::tuple<std::uint32_t, std::uint32_t, CoverageKind, CoverageGoal>;
  struct GoalPlace {
    std::string name;
    bool reached = false;
  };

  void put(CoverageKind kind, CoverageGoal goal, base::Span span, bool reached,
           const std::string& name = {});
  std::string text_at(base::Span span) const;

  const Policy::Impl& policy_;
  const check::Model& model_;
  std::map<Key, GoalPlace> places_;
};

void Places::put(CoverageKind kind, CoverageGoal goal, base::Span span, bool reached,
                 const std::string& name) {
  GoalPlace& place = places_[{span.begin, span.end, kind, goal}];
  place.reached = place.reached || reached;
  if (!name.empty()) place.name = name;
}

void Places::add(const Probe& probe) {
  switch (probe.kind) {
    case Probe::Kind::rule:
    case Probe::Kind::figure:
      return put(CoverageKind::rule, CoverageGoal::applies, probe.span, false, probe.name);
    case Probe::Kind::branch:
      put(CoverageKind::branch, CoverageGoal::taken, probe.span, false);
      return put(CoverageKind::branch, CoverageGoal::taken, probe.other, false);
    case Probe::Kind::condition:
      put(CoverageKind::branch, CoverageGoal::holds, probe.span, false);
      return put(CoverageKind::branch, CoverageGoal::fails, probe.span, false);
    case Probe::Kind::band:
      for (const type::Band& band : model_.scales[probe.scale].bands)
        if (!band.span.empty()) put(CoverageKind::band, CoverageGoal::applies, band.span, false);
      return;
    case Probe::Kind::limit:
      return put(CoverageKind::cap, CoverageGoal::binds, probe.span, false);
  }
}

bool covers(const type::Band& band, const number::Rational& value) {
  const bool above =
      !band.lower || *band.lower < value || (band.lower_closed && *band.lower == value);
  const bool below =
      !band.upper || value < *band.upper || (band.upper_closed && *band.upper == value);
  return above && below;
}

void Places::see(const Probe& probe, const row::Value& value) {
  if (row::is_fault(value)) return;
  if (probe.kind == Probe::Kind::band) {
    for (const type::Band& band : model_.scales[probe.scale].bands)
      if (!band.span.empty() && covers(band, row::number_of(value)))
        put(CoverageKind::band, CoverageGoal::applies, band.span, true);
    return;
  }
  const bool holds = row::truth_of(value);
  if (probe.kind == Probe::Kind::branch)
    return put(CoverageKind::branch, CoverageGoal::taken, holds ? probe.span : probe.other, true);
  if (probe.kind == Probe::Kind::condition)
    return put(CoverageKind::branch, holds ? CoverageGoal::holds : CoverageGoal::fails, probe.span,
               true);
  if (!holds) return;
  if (probe.kind == Probe::Kind::rule || probe.kind == Probe::Kind::figure)
    put(CoverageKind::rule, CoverageGoal::applies, probe.span, true);
  else
    put(CoverageKind::cap, CoverageGoal::binds, probe.span, true);
}

/// The text as written, its first line.
std::string Places::text_at(base::Span span) const {
  const std::string_view text = policy_.sources.at(span.begin).text(span);
  return std::string(text.substr(0, text.find('\n')));
}

std::vector<CoverageItem> Places::take() const {
  std::vector<CoverageItem> items;
  for (const auto& [key, place] : places_) {
    const auto& [begin, end, kind, goal] = key;
    diagnostic::Place at = diagnostic::place_of(policy_.sources, {begin, end});
    items.push_back({kind, goal, place.name.empty() ? text_at({begin, end}) : place.name,
                     place.reached, std::move(at.file), at.begin});
  }
  return items;
}

/// The policy with a column for each probe of its model.
struct Instrumented {
  std::shared_ptr<Policy::Impl> policy;
  std::vector<check::ColumnId> columns;  // of the model, by probe
};

Instrumented instrument(const Policy::Impl& original) {
  auto policy = std::make_shared<Policy::Impl>();
  policy->sources = original.sources;
  policy->limits = original.limits;
  policy->model = std::make_unique<check::Model>(*original.model);
  std::vector<check::ColumnId> columns = check::add_probe_columns(*policy->model);
  policy->plan = lowering::lower(*policy->model, &policy->model_columns);
  if (policy->plan != nullptr) api::describe(*policy);
  return {std::move(policy), std::move(columns)};
}

}  // namespace

Result<std::vector<CoverageItem>> Policy::test_coverage(const TestOptions& options) const {
  const Instrumented made = instrument(*impl_);
  if (made.policy->plan == nullptr)
    return diagnostic::make_error(StatusCode::internal_error, text::api_internal, {"coverage"});
  const check::Model& model = *made.policy->model;
  Places places(*made.policy, model);
  for (const Probe& probe : model.probes) places.add(probe);
  const Policy policy(made.policy);
  const tools::TestRunner runner(policy, options);
  for (const check::Test& test : model.tests) {
    const auto evaluated = runner.evaluate(test);
    if (!evaluated.ok()) return evaluated.error();
    const Results* results = std::get_if<Results>(&*evaluated);
    if (results == nullptr) continue;
    const Results::Impl& impl = *results->impl();
    const report::ComputedRun run(*made.policy->plan, impl.input->dataset, impl.computed);
    for (std::size_t i = 0; i < model.probes.size(); ++i) {
      const plan::ColumnId column = made.policy->model_columns[made.columns[i]];
      const std::uint64_t rows = run.row_count(made.policy->plan->columns[column].entity);
      for (std::uint64_t row = 0; row < rows; ++row)
        places.see(model.probes[i], run.at(column, row));
    }
  }
  return places.take();
}

}  // namespace remit
