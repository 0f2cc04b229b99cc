#include "run/profile.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace remit::run {
namespace {

/// Form and name: what tells a declaration from others.
using RuleKey = std::pair<std::string, std::string>;

RuleKey rule_of(const plan::Plan& plan, plan::ColumnId id) {
  const plan::Origin& origin = plan.columns[id].origin;
  return {origin.form(), origin.name()};
}

WidthCounts counts_of(const column::WidthCounts& counts) {
  return {counts.int64, counts.int128, counts.integer};
}

void add(const column::WidthCounts& counts, WidthCounts* to) {
  to->bits64 += counts.int64;
  to->bits128 += counts.int128;
  to->unlimited += counts.integer;
}

/// Names of the declarations of everything that is computed on the way to a column.
void gather_fused(const plan::Plan& plan, const column::Profile& measured, plan::ColumnId id,
                  std::set<std::string>* names) {
  std::vector<plan::ColumnId> open = {id};
  std::set<plan::ColumnId> seen = {id};
  while (!open.empty()) {
    const plan::ColumnId at = open.back();
    open.pop_back();
    if (rule_of(plan, at) != rule_of(plan, id)) names->insert(plan.columns[at].origin.name());
    for (const plan::ColumnId part : measured.columns[at].fused) {
      if (seen.insert(part).second) open.push_back(part);
    }
  }
}

struct Rule {
  RuleProfile profile;
  double nanoseconds = 0;
  std::set<std::string> with;
};

std::vector<RuleProfile> rules_of(const plan::Plan& plan, const column::Profile& measured) {
  std::map<RuleKey, Rule> rules;
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    const column::ColumnProfile& column = measured.columns[id];
    const column::WidthCounts& widths = column.widths;
    if (widths.int64 + widths.int128 + widths.integer == 0) continue;
    const plan::Origin& origin = plan.columns[id].origin;
    Rule& rule = rules[rule_of(plan, id)];
    rule.profile.form = origin.form();
    rule.profile.declaration = origin.name();
    rule.profile.label = origin.label();
    rule.profile.cite = origin.cite();
    rule.nanoseconds += column.nanoseconds;
    add(widths, &rule.profile.rows_by_width);
    gather_fused(plan, measured, id, &rule.with);
  }
  std::vector<RuleProfile> sorted;
  for (auto& [key, rule] : rules) {
    rule.profile.nanoseconds = static_cast<std::uint64_t>(std::llround(rule.nanoseconds));
    rule.with.erase("");
    rule.profile.with.assign(rule.with.begin(), rule.with.end());
    sorted.push_back(std::move(rule.profile));
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const RuleProfile& a, const RuleProfile& b) {
    return a.nanoseconds > b.nanoseconds;
  });
  return sorted;
}

std::vector<std::string> declarations_of(const plan::Plan& plan,
                                         const std::vector<plan::ColumnId>& columns) {
  std::set<std::string> names;
  for (const plan::ColumnId id : columns) names.insert(plan.columns[id].origin.name());
  names.erase("");
  return {names.begin(), names.end()};
}

}  // namespace

void describe(const plan::Plan& plan, const column::Profile& measured, Profile* profile) {
  profile->run_nanoseconds = measured.total_nanoseconds;
  profile->stages.clear();
  for (const column::StageProfile& stage : measured.stages) {
    StageProfile& to = profile->stages.emplace_back();
    to.stage = static_cast<std::uint32_t>(stage.stage);
    if (stage.entity != plan::kWhole) to.entity = plan.entities[stage.entity].name;
    to.whole = stage.whole;
    to.rows = stage.rows;
    to.steps = stage.steps;
    to.prepare_nanoseconds = stage.prepare_nanoseconds;
    to.run_nanoseconds = stage.run_nanoseconds;
    to.fold_nanoseconds = stage.fold_nanoseconds;
    to.rows_by_width = counts_of(stage.widths);
    to.traversal = static_cast<std::uint32_t>(stage.traversal);
    to.declarations = declarations_of(plan, stage.columns);
  }
  profile->traversals.clear();
  for (const column::TraversalProfile& each : measured.traversals) {
    profile->traversals.push_back({each.batches, each.rows, each.read_nanoseconds, 0,
                                   each.bind_nanoseconds, each.take_nanoseconds});
  }
  profile->rules = rules_of(plan, measured);
}

}  // namespace remit::run
