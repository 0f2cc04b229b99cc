#include "api/versions.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "base/civil_date.h"
#include "diagnostic/format.h"

namespace remit::api {
namespace {

using diagnostic::Argument;
using diagnostic::Code;
using diagnostic::Text;
using Force = Policy::Impl::Force;

Force force_of(const check::Model& model) {
  return {model.name, model.effective_from, model.effective_to};
}

std::string iso(std::int32_t day) { return base::to_iso_text(base::civil_from_days(day)); }

/// "from 2010-01-01 to 2010-12-31". A policy that has a last day has a first one.
Argument span_of(const Force& force) {
  if (!force.to) return diagnostic::worded(Text::days_from, {iso(*force.from)});
  return diagnostic::worded(Text::days_from_to, {iso(*force.from), iso(*force.to)});
}

}  // namespace

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
    if (force_of(*models[i]).holds_on(*day)) return i;
  for (std::size_t i = models.size(); i-- > 0;)
    if (*models[i]->effective_from <= *day) return i;
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
    found.push_back(force_of(*models[i]));
  }
  return found;
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
    notes.push_back(run_note(Code::policy_left_out, {other, policy.model->name}, language));
  if (!day) day = policy.compiled_for;
  if (!day) return notes;
  const Force own = force_of(*policy.model);
  if (!own.holds_on(*day))
    notes.push_back(run_note(Code::out_of_force, {iso(*day), own.name, span_of(own)}, language));
  for (const Force& amendment : policy.left_out) {
    if (!amendment.holds_on(*day))
      notes.push_back(run_note(Code::amendment_left_out,
                               {iso(*day), amendment.name, span_of(amendment)}, language));
    else if (*day != policy.compiled_for)
      notes.push_back(run_note(Code::amendment_overlooked,
                               {iso(*day), amendment.name, iso(*policy.compiled_for)}, language));
  }
  return notes;
}

}  // namespace remit::api
