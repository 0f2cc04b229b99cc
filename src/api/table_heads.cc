#include "api/table_heads.h"

#include <string>
#include <utility>
#include <variant>

#include "api/introspection.h"
#include "report/computed_run.h"

namespace remit::api {
namespace {

class HeadMaker {
 public:
  HeadMaker(const Policy::Impl& policy, std::size_t entity) : policy_(policy), entity_(entity) {}

  /// What the policy shows, under its captions.
  void add_shown(const std::vector<type::Shown>& shown) {
    const plan::Plan& plan = *policy_.plan;
    for (const type::Shown& each : shown) {
      const plan::Column& column = plan.columns[each.column];
      const auto* input = std::get_if<plan::Input>(&column.node);
      std::string en = each.label_en, zh = each.label_zh;
      const bool captioned = !en.empty();
      if (input != nullptr) {
        const FieldInfo& field = policy_.entities[entity_].fields[input->field];
        if (!captioned) en = zh = title_of(field);
        add({each.name, en, zh, field.type, captioned}, each.column);
        continue;
      }
      if (!captioned) {
        en = report::column_title(plan, each.column, Language::en);
        zh = report::column_title(plan, each.column, Language::zh);
      }
      add({each.name, en, zh, value_type(plan, column.type, column.form), captioned}, each.column);
    }
  }

  /// The key, then all that is computed.
  void add_all() {
    const EntityInfo& info = policy_.entities[entity_];
    for (const std::size_t field : info.key) {
      const FieldInfo& key = info.fields[field];
      add({key.name, title_of(key), title_of(key), key.type}, policy_.fields[entity_][field]);
    }
    for (std::size_t i = 0; i < info.columns.size(); ++i) {
      const ColumnInfo& column = info.columns[i];
      add({column.name, column.label_en, column.label_zh, column.type},
          policy_.columns[entity_][i]);
    }
  }

  TableHead take() {
    return {std::make_shared<const std::vector<TableColumn>>(std::move(columns_)),
            std::move(plan_columns_)};
  }

 private:
  static const std::string& title_of(const FieldInfo& field) {
    return field.label.empty() ? field.name : field.label;
  }
  void add(TableColumn column, plan::ColumnId id) {
    columns_.push_back(std::move(column));
    plan_columns_.push_back(id);
  }

  const Policy::Impl& policy_;
  std::size_t entity_;
  std::vector<TableColumn> columns_;
  std::vector<std::uint32_t> plan_columns_;
};

table::Names make_names(const plan::Plan& plan, Language language) {
  table::Names names;
  for (const type::CategorySet& set : plan.category_sets) {
    std::vector<std::string>& words = names.categories.emplace_back();
    for (const type::CategorySet::Value& value : set.values) {
      const bool translated = language == Language::zh && !value.label_zh.empty();
      words.push_back(translated ? value.label_zh : value.name);
    }
  }
  for (const plan::Entity& entity : plan.entities) names.keys.push_back(entity.key);
  return names;
}

}  // namespace

const TableHead& table_head(const Policy::Impl& policy, std::size_t entity, ResultColumns columns) {
  const std::vector<type::Shown>& shown = policy.plan->entities[entity].shown;
  const bool as_shown = columns == ResultColumns::shown && !shown.empty();
  const std::lock_guard lock(policy.once_mutex);
  if (policy.heads.empty()) policy.heads.resize(2 * policy.entities.size());
  std::unique_ptr<const TableHead>& known = policy.heads[2 * entity + (as_shown ? 1 : 0)];
  if (known == nullptr) {
    HeadMaker maker(policy, entity);
    if (as_shown)
      maker.add_shown(shown);
    else
      maker.add_all();
    known = std::make_unique<const TableHead>(maker.take());
  }
  return *known;
}

std::shared_ptr<const table::Names> names_of(const Policy::Impl& policy, Language language) {
  const std::lock_guard lock(policy.once_mutex);
  auto& known = policy.names[language == Language::zh ? 1 : 0];
  if (known == nullptr)
    known = std::make_shared<const table::Names>(make_names(*policy.plan, language));
  return known;
}

}  // namespace remit::api
