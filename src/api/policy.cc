#include "remit/policy.h"

#include "api/data_impl.h"
#include "api/table_heads.h"
#include "api/versions.h"
#include "base/civil_date.h"
#include "remit/text.h"
#include "run/one_row.h"

namespace remit {
namespace {

std::optional<Date> date_of(const std::optional<std::int32_t>& day) {
  if (!day) return std::nullopt;
  const base::CivilDate date = base::civil_from_days(*day);
  return Date{date.year, date.month, date.day};
}

}  // namespace

Policy::Impl::Impl() = default;
Policy::Impl::~Impl() = default;

const std::string& Policy::name() const { return impl_->plan->name; }
const std::string& Policy::title() const { return impl_->plan->title; }
std::optional<Date> Policy::effective_from() const { return date_of(impl_->model->effective_from); }
std::optional<Date> Policy::effective_to() const { return date_of(impl_->model->effective_to); }

const Diagnostics& Policy::diagnostics() const { return impl_->diagnostics; }
const std::vector<EntityInfo>& Policy::entities() const { return impl_->entities; }
const std::vector<Clause>& Policy::clauses() const { return impl_->clauses; }
const std::vector<Hole>& Policy::holes() const { return impl_->holes; }
const std::vector<std::string>& Policy::tests() const { return impl_->tests; }

std::optional<std::size_t> Policy::find_entity(std::string_view name) const {
  for (std::size_t i = 0; i < impl_->entities.size(); ++i) {
    if (impl_->entities[i].name == name) return i;
  }
  return std::nullopt;
}

std::optional<std::string> Policy::near_entity(std::string_view misspelt) const {
  std::vector<std::string_view> there;
  for (const EntityInfo& entity : impl_->entities)
    for (const std::string_view name :
         {std::string_view(entity.name), std::string_view(entity.label)})
      if (!name.empty()) there.push_back(name);
  return near_name(misspelt, there);
}

std::vector<RunNote> Policy::notes(const std::optional<Date>& as_of, Language language) const {
  return api::notes_on_force(*impl_, api::day_number(as_of), language);
}

Data Policy::new_data() const { return Data(std::make_unique<Data::Impl>(impl_)); }

const char* version() { return REMIT_VERSION; }

}  // namespace remit
