// Tables that were read for one policy, for another that reads them the same way.
#include "remit/carry_over.h"

#include <algorithm>
#include <memory>
#include <tuple>

#include "api/data_impl.h"
#include "table/schema.h"

namespace remit {
namespace {

// Every member has a name here: a new one does not compile until somebody has thought of it.
bool same_limits(const Limits& a, const Limits& b) {
  const auto all = [](const Limits& limits) {
    const auto& [source, tokens, depth, declarations, columns, nodes, text, digits, diagnostics,
                 rows, memory, steps, milliseconds] = limits;
    return std::tie(source, tokens, depth, declarations, columns, nodes, text, digits, diagnostics,
                    rows, memory, steps, milliseconds);
  };
  return all(a) == all(b);
}

bool same_field(const table::FieldSchema& a, const table::FieldSchema& b) {
  const auto all = [](const table::FieldSchema& field) {
    const auto& [name, label, header, type, decimals, optional, decision, hole, tree,
                 names_somebody, left_out, may_not_apply, default_text, percent, whole, column,
                 categories, limits] = field;
    static_cast<void>(limits);
    return std::tie(name, label, header, type, decimals, optional, decision, hole, tree,
                    names_somebody, left_out, may_not_apply, default_text, percent, whole, column,
                    categories);
  };
  return all(a) == all(b) && same_limits(a.limits, b.limits);
}

bool same_entity(const table::EntitySchema& a, const table::EntitySchema& b) {
  const auto& [a_name, a_label, a_fields, a_key] = a;
  const auto& [b_name, b_label, b_fields, b_key] = b;
  return std::tie(a_name, a_label, a_key) == std::tie(b_name, b_label, b_key) &&
         std::ranges::equal(a_fields, b_fields, same_field);
}

bool reads_the_same(const Policy::Impl& a, const Policy::Impl& b) {
  return same_limits(a.limits, b.limits) && a.today == b.today &&
         std::ranges::equal(a.schemas, b.schemas, same_entity) &&
         std::ranges::equal(a.entities, b.entities, {}, &EntityInfo::made, &EntityInfo::made);
}

}  // namespace

Data::Impl::Impl(std::shared_ptr<const Policy::Impl> of, const Impl& other)
    : policy(std::move(of)),
      builder(other.builder),
      whole(other.whole),
      notes(other.notes),
      threads(other.threads) {
  const std::lock_guard lock(other.mutex_);
  // What was linked has the rows that its policy made.
  if (other.input_ == nullptr || !policy->plan->made.empty() || !other.policy->plan->made.empty())
    return;
  const RunOptions unbounded;
  run::RunControl control(unbounded, 0, run::RunControl::Clock::now());
  input_ = std::make_shared<const run::BoundInput>(policy->plan, *other.input_->built(),
                                                   policy->limits, control);
  day_ = other.day_;
}

std::optional<Data> carried_over(const Data& data, const Policy& policy) {
  if (!reads_the_same(*data.impl().policy, *policy.impl())) return std::nullopt;
  return Data(std::make_unique<Data::Impl>(policy.impl(), data.impl()));
}

}  // namespace remit
