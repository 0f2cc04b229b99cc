#include "remit/results.h"

#include <utility>
#include <vector>

#include "engine/error.h"
#include "engine/input_words.h"
#include "engine/results_impl.h"
#include "engine/table_impl.h"
#include "report/words.h"
#include "table/digest.h"

namespace remit {
namespace engine {

table::Naming make_naming(const Results::Impl& results) {
  const plan::Plan& plan = *results.policy->plan;
  table::Naming naming;
  for (const type::CategorySet& set : plan.category_sets) {
    std::vector<std::string>& names = naming.categories.emplace_back();
    for (const type::CategorySet::Value& value : set.values) names.push_back(value.name);
  }
  for (const plan::Entity& entity : plan.entities) {
    naming.keys.push_back(entity.has_key ? static_cast<std::int32_t>(entity.key) : -1);
  }
  naming.dataset = &results.input->dataset;
  return naming;
}

report::Run run_of(const Results::Impl& results) {
  report::Run run(*results.policy->plan, results.input->dataset, results.computed);
  if (results.only) run.narrow(*results.only, results.first_row);
  return run;
}

}  // namespace engine

std::size_t Results::entity_count() const { return impl_->policy->entities.size(); }

Table Results::entity(std::size_t index) const {
  const Policy::Impl& policy = *impl_->policy;
  const EntityInfo& info = policy.entities[index];
  const table::Table& input = impl_->input->dataset.tables[index];
  auto table = std::make_shared<Table::Impl>();
  table->name = info.name;
  const bool covered = !impl_->only || impl_->only == index;
  table->rows = covered ? input.rows : 0;
  table->naming = engine::make_naming(*impl_);
  table->results = impl_;
  if (info.key) {
    const FieldInfo& key = info.fields[*info.key];
    table->columns.push_back({key.name, key.label.empty() ? key.name : key.label,
                              key.label.empty() ? key.name : key.label, key.type});
    table->data.push_back(covered ? input.columns[*info.key] : table::ColumnData());
    table->plan_columns.push_back(policy.fields[index][*info.key]);
    table->key = 0;
  }
  for (std::size_t i = 0; i < info.columns.size(); ++i) {
    const ColumnInfo& column = info.columns[i];
    table->columns.push_back({column.name, column.label_en, column.label_zh, column.type});
    const auto& data = impl_->computed.columns[policy.columns[index][i]];
    table->data.push_back(data ? *data : table::ColumnData());
    table->plan_columns.push_back(policy.columns[index][i]);
  }
  return Table(std::move(table));
}

std::string Table::fault_text(std::uint64_t row, std::size_t column, Language language) const {
  const type::Fault* fault = impl_->data[column].fault(row);
  if (fault == nullptr || fault->code == type::CellFault::blank) return {};
  const base::Language words = engine::internal_language(language);
  if (impl_->results == nullptr || impl_->plan_columns.empty()) {
    return std::string(report::fault_text(fault->code, words));
  }
  const Results::Impl& results = *impl_->results;
  const report::Run run = engine::run_of(results);
  return engine::InputWords(results, words)
      .explain(run, {impl_->plan_columns[column], row, *fault});
}

std::string Results::digest() const {
  table::Digest digest;
  for (const std::vector<plan::ColumnId>& columns : impl_->policy->columns) {
    for (const plan::ColumnId column : columns) {
      if (impl_->computed.columns[column]) digest.add(*impl_->computed.columns[column]);
    }
  }
  return digest.hex();
}

}  // namespace remit
