#include "evaluators.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/civil_date.h"
#include "column/evaluate.h"
#include "in_shards.h"
#include "lowering/from_model.h"
#include "plan/print.h"
#include "plan/verify.h"
#include "row/evaluator.h"
#include "run/made_tables.h"
#include "run/run_control.h"
#include "table/builder.h"
#include "table/format_value.h"
#include "type/names.h"

namespace remit::differential {
namespace {

using nlohmann::json;

std::string constant_text(const plan::Plan& plan, plan::ExpressionId id) {
  const plan::Expression& expression = plan.expressions[id];
  const std::uint32_t payload = expression.payload;
  if (expression.op == plan::Opcode::number) return plan.numbers[payload].to_text();
  if (expression.op == plan::Opcode::boolean) return payload != 0 ? "true" : "false";
  if (expression.op == plan::Opcode::date) {
    return base::to_iso_text(base::civil_from_days(static_cast<std::int32_t>(payload)));
  }
  if (expression.op == plan::Opcode::category) {
    return plan.category_sets[expression.type.ref].values[payload].name;
  }
  return plan.texts[payload];
}

std::vector<std::string> category_names(const plan::CategorySet& set) {
  std::vector<std::string> names;
  for (const type::CategorySet::Value& value : set.values) names.push_back(value.name);
  return names;
}

table::Schemas schemas_of(const plan::Plan& plan) {
  table::Schemas schemas;
  for (const plan::Entity& entity : plan.entities) {
    table::EntitySchema& schema = schemas.emplace_back();
    schema.name = entity.name;
    schema.key = entity.key;
    for (const plan::Field& field : entity.fields) {
      table::FieldSchema& copy = schema.fields.emplace_back();
      copy.name = field.name;
      copy.type = field.type;
      copy.decimals = field.decimals;
      copy.optional = field.optional;
      copy.decision = field.decision;
      copy.hole = field.hole;
      copy.tree = field.tree;
      copy.left_out = field.left_out;
      copy.may_not_apply = field.may_not_apply;
      copy.percent = field.percent;
      copy.whole = field.percent && !field.bounded;
      if (field.default_value) copy.default_text = constant_text(plan, *field.default_value);
      if (field.type.kind == type::TypeKind::category) {
        copy.categories = category_names(plan.category_sets[field.type.ref]);
      }
    }
  }
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    const plan::Column& column = plan.columns[id];
    if (const auto* input = std::get_if<plan::Input>(&column.node)) {
      schemas[column.entity].fields[input->field].column = id;
    }
  }
  return schemas;
}

void fill(table::TableBuilder& builder, const json& table) {
  builder.give();
  std::vector<std::optional<std::size_t>> fields;
  for (const json& header : table.at("header")) {
    fields.emplace_back();
    for (std::size_t i = 0; i < builder.schema().fields.size(); ++i) {
      if (builder.schema().fields[i].name == header.get<std::string>()) fields.back() = i;
    }
  }
  for (const json& cells : table.at("rows")) {
    const std::uint64_t row = builder.add_row();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i]) builder.set_text(row, *fields[i], cells.at(i).get<std::string>());
    }
  }
}

table::Dataset dataset_of(const plan::Plan& plan, const json& tables) {
  table::DatasetBuilder builder(schemas_of(plan));
  for (std::size_t i = 0; i < plan.entities.size(); ++i) {
    const auto found = tables.find(plan.entities[i].name);
    if (found != tables.end()) fill(builder.table(i), *found);
  }
  table::Dataset dataset = builder.build().dataset;
  const RunOptions options;
  run::RunControl control(options, 0, run::RunControl::Clock::now());
  run::make_tables(plan, dataset, options.limits, control);
  return dataset;
}

/// The cells of the named derived columns, by column of the model.
class Writer {
 public:
  Writer(const check::Model& model, const plan::Plan& plan,
         const std::vector<plan::ColumnId>& columns)
      : model_(model), plan_(plan), columns_(columns), origins_(plan.columns.size()) {
    table::Names names;
    for (const plan::CategorySet& set : plan.category_sets) {
      names.categories.push_back(category_names(set));
    }
    naming_.names = std::make_shared<const table::Names>(std::move(names));
    for (check::ColumnId id = 0; id < columns.size(); ++id) {
      if (columns[id] != plan::kNoColumn) origins_[columns[id]] = id;
    }
  }

  json write(const table::Results& results) const {
    json cells = json::object();
    for (check::ColumnId id = 0; id < columns_.size(); ++id) {
      if (model_.columns[id].input || model_.columns[id].name.empty()) continue;
      const auto& column = results.columns[columns_[id]];
      if (column) cells[std::to_string(id)] = write(*column);
    }
    return cells;
  }

 private:
  json write(const table::ColumnData& column) const {
    json cells = json::array();
    std::size_t next = 0;
    for (std::uint64_t row = 0; row < column.size(); ++row) {
      if (next < column.faults.size() && column.faults[next].first == row) {
        cells.push_back(write(column.faults[next++].second));
      } else {
        cells.push_back(table::format_value(column, row, naming_));
      }
    }
    return cells;
  }

  json write(const type::Fault& fault) const {
    const auto& origin = origins_[fault.column];
    return {{"fault",
             {type::name(fault.code), plan_.columns[fault.column].entity, fault.row,
              origin ? json(*origin) : json(nullptr)}}};
  }

  const check::Model& model_;
  const plan::Plan& plan_;
  const std::vector<plan::ColumnId>& columns_;
  std::vector<std::optional<check::ColumnId>> origins_;  // of the model, by column of the plan
  table::Naming naming_;
};

/// One way to run the columnar evaluator; none may change a byte.
struct Setting {
  const char* name;
  std::size_t batch_rows;
  column::Isa isa;
  bool threads;
};

constexpr Setting kSettings[] = {
    {"column", 0, column::Isa::v4, false},
    {"column, portable, batches of 3", 3, column::Isa::portable, false},
    {"column, two threads, batches of 1", 1, column::Isa::v3, true}};

/// Titles of the columns, helpers included, that are not the same to the last fault.
json mismatches(const plan::Plan& plan, const table::Results& a, const table::Results& b) {
  json titles = json::array();
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    if (std::holds_alternative<plan::Input>(plan.columns[id].node)) continue;
    const bool equal =
        a.columns[id] && b.columns[id] && table::same(*a.columns[id], *b.columns[id]);
    if (!equal) titles.push_back(plan::column_title(plan, id));
  }
  return titles;
}

/// Runs the columnar evaluator in every setting and compares with the row evaluator's results.
void evaluate_columns(const plan::Plan& plan, const table::Dataset& dataset,
                      const table::Results& expected, const Writer& writer, json& reply) {
  static base::ThreadPool pool(2);
  for (const Setting& setting : kSettings) {
    column::Options options;
    options.executor = setting.threads ? &pool : nullptr;
    options.batch_rows = setting.batch_rows;
    options.isa = setting.isa;
    options.keep_helpers = true;
    const absl::StatusOr<table::Results> results = column::evaluate(plan, dataset, options);
    if (!results.ok()) {
      reply["failure"] = std::string(setting.name) + ": " + std::string(results.status().message());
      return;
    }
    json titles = mismatches(plan, expected, *results);
    if (titles.empty()) continue;
    reply["cells"][setting.name] = writer.write(*results);
    reply["mismatches"][setting.name] = std::move(titles);
  }
}

}  // namespace

void evaluate(const check::Model& model, const json& tables, bool in_shards, json& reply) {
  std::vector<plan::ColumnId> columns;
  const std::shared_ptr<const plan::Plan> plan = lowering::lower(model, &columns);
  if (plan == nullptr) {
    reply["failure"] = "the columns form a cycle";
    return;
  }
  if (const absl::Status status = plan::verify(*plan); !status.ok()) {
    reply["failure"] = std::string(status.message());
    return;
  }
  const table::Dataset dataset = dataset_of(*plan, tables);
  const Writer writer(model, *plan, columns);
  row::Options options;
  options.keep_helpers = true;
  row::Evaluator evaluator(*plan, dataset, options);
  const absl::StatusOr<table::Results> results = evaluator.evaluate();
  if (!results.ok()) {
    reply["failure"] = std::string(results.status().message());
    return;
  }
  reply["cells"]["row"] = writer.write(*results);
  evaluate_columns(*plan, dataset, *results, writer, reply);
  if (!in_shards) return;
  const std::string wrong = differences_in_shards(*plan, dataset, *results);
  if (!wrong.empty()) reply["failure"] = "in shards: " + wrong;
}

}  // namespace remit::differential
