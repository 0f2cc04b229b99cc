#include "api/versions.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "base/civil_date.h"
#include "diagnostic/code/habits.h"
#include "diagnostic/format.h"
#include "diagnostic/text/common.h"

namespace remit::api {
namespace {

using diagnostic::Argument;
namespace code = diagnostic::code;
using diagnostic::Code;
namespace text = diagnostic::text;
using Force = Policy::Impl::Force;

Force force_of(const check::Model& model) {
  return {model.name, model.effective_from, model.effective_to};
}

/// The chosen version and what it amends, down to the policy that amends nothing.
std::vector<std::size_t> chain_of(const Models& models, std::size_t chosen) {
  std::vector<std::size_t> chain{chosen};
  for (std::size_t i = chosen; i-- > 0;)
    if (models[i]->name == models[chain.back()]->amends) chain.push_back(i);
  return chain;
}

std::string iso(std::int32_t day) { return base::to_iso_text(base::civil_from_days(day)); }

/// "from 2010-01-01 to 2010-12-31". A policy that has a last day has a first one.
Argument span_of(const Force& force) {
  if (!force.to) return diagnostic::worded(text::days_from, {iso(*force.from)});
  return diagnostic::worded(text::days_from_to, {iso(*force.from), iso(*force.to)});
}

}  // namespace

Force force_in(const Models& models, std::size_t chosen) {
  Force force = force_of(*models[chosen]);
  for (const std::size_t i : chain_of(models, chosen)) {
    const std::optional<std::int32_t>& begins = models[i]->effective_from;
    if (begins && (!force.from || *force.from < *begins) && !models[chosen]->by_row)
      force.from = begins;
  }
  return force;
}

std::optional<std::int32_t> day_number(const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return base::days_from_civil({date->year, date->month, date->day});
}

RunNote run_note(Code code, std::vector<Argument> arguments, Language language) {
  const diagnostic::Diagnostic words{code, {}, std::move(arguments), {}, {}};
  return {diagnostic::code_text(code), "", words.message(language)};
}

std::size_t choose_version(const Models& models, std::optional<std::int32_t> day) {
  const std::size_t last = models.size() - 1;
  if (!day) return last;
  for (std::size_t i = models.size(); i-- > 0;)
    if (force_in(models, i).holds_on(*day)) return i;
  std::optional<std::size_t> latest;
  for (std::size_t i = 0; i < models.size(); ++i) {
    const Force force = force_in(models, i);
    if (!force.from || *force.from > *day || !force.to) continue;
    if (!latest || *force.to >= *models[*latest]->effective_to) latest = i;
  }
  if (latest) return *latest;
  const auto first = std::ranges::min_element(
      models, {}, [](const auto& model) { return *model->effective_from; });
  return static_cast<std::size_t>(first - models.begin());
}

std::vector<Force> amendments_of(const Models& models, std::size_t chosen) {
  std::set<std::string_view> names{models[chosen]->name};
  std::vector<Force> found;
  for (std::size_t i = chosen + 1; i < models.size(); ++i) {
    if (!names.contains(models[i]->amends)) continue;
    names.insert(models[i]->name);
    found.push_back(force_in(models, i));
  }
  return found;
}

std::vector<Policy::Impl::PassedOver> passed_over_of(const Models& models, std::size_t chosen) {
  const std::vector<std::size_t> chain = chain_of(models, chosen);
  std::set<std::string_view> amended, later{models[chosen]->name};
  for (const std::size_t i : chain) amended.insert(models[i]->name);
  std::vector<Policy::Impl::PassedOver> found;
  for (std::size_t i = 0; i < models.size(); ++i) {
    const check::Model& model = *models[i];
    if (amended.contains(model.name)) continue;
    if (later.contains(model.amends)) {
      later.insert(model.name);
    } else if (amended.contains(model.amends)) {
      const auto instead = std::ranges::find_if(
          chain, [&](std::size_t at) { return models[at]->amends == model.amends; });
      if (instead != chain.end())
        found.push_back({force_in(models, i), models[*instead]->name, model.amends});
    }
  }
  return found;
}

bool depends_on_day(const Models& models, std::size_t chosen) {
  if (models[chosen]->by_row) return false;
  const Force own = force_of(*models[chosen]);
  return std::ranges::any_of(chain_of(models, chosen), [&](std::size_t at) {
    const Force other = force_of(*models[at]);
    return other.from != own.from || other.to != own.to;
  });
}

std::vector<std::string> others_of(const Models& models, std::size_t chosen) {
  std::set<std::string_view> family{models[chosen]->name};
  std::string_view base = models[chosen]->amends;
  for (std::size_t i = chosen; i-- > 0;)
    if (models[i]->name == base) {
      family.insert(models[i]->name);
      base = models[i]->amends;
    }
  for (const auto& model : models)
    if (family.contains(model->amends)) family.insert(model->name);
  std::vector<std::string> others;
  for (const auto& model : models)
    if (!family.contains(model->name)) others.push_back(model->name);
  return others;
}

std::vector<RunNote> notes_on_force(const Policy::Impl& policy, std::optional<std::int32_t> day,
                                    Language language) {
  std::vector<RunNote> notes;
  for (const std::string& other : policy.others)
    notes.push_back(run_note(code::policy_left_out, {other, policy.model->name}, language));
  if (!day) day = policy.compiled_for;
  const Force& own = policy.force;
  for (const Policy::Impl::PassedOver& other : policy.passed_over) {
    if (!day || other.force.holds_on(*day))
      notes.push_back(run_note(code::amendment_not_applied,
                               {other.force.name, other.instead, other.base}, language));
    else
      notes.push_back(run_note(code::amendment_left_out,
                               {iso(*day), other.force.name, span_of(other.force)}, language));
  }
  if (!day && policy.depends_on_day && own.from)
    notes.push_back(run_note(code::no_day_of_run, {own.name, span_of(own)}, language));
  if (!day) return notes;
  if (!own.holds_on(*day))
    notes.push_back(run_note(code::out_of_force, {iso(*day), own.name, span_of(own)}, language));
  for (const Force& amendment : policy.left_out) {
    if (!amendment.holds_on(*day))
      notes.push_back(run_note(code::amendment_left_out,
                               {iso(*day), amendment.name, span_of(amendment)}, language));
    else if (*day != policy.compiled_for)
      notes.push_back(run_note(code::amendment_overlooked,
                               {iso(*day), amendment.name, iso(*policy.compiled_for)}, language));
  }
  return notes;
}

}  // namespace remit::api
