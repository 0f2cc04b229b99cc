#include "work_plan.h"

#include "plan/builder.h"

namespace remit::benchmarks {
namespace {

using plan::ColumnId;
using plan::ExpressionId;
using plan::Opcode;

constexpr plan::EntityId kUnit = 1, kProject = 2;
const number::Rounding kToFen{number::RoundingMode::half_up, {1, 2}};

/// Shorthands for the formulas below.
class Formulas {
 public:
  explicit Formulas(plan::Builder& builder) : builder_(builder) {}

  ExpressionId number(const char* text) { return builder_.number(text, kMoney); }
  ExpressionId column(ColumnId id) { return builder_.column(id); }
  ExpressionId apply(Opcode op, std::initializer_list<ExpressionId> v, std::uint32_t payload = 0) {
    return builder_.apply(op, kMoney, v, payload);
  }
  ExpressionId test(Opcode op, ExpressionId a, ExpressionId b) {
    return builder_.apply(op, type::kBoolean, {a, b});
  }
  ExpressionId fen(ExpressionId x) { return builder_.round(x, kToFen); }
  ExpressionId when(ExpressionId condition, ExpressionId x) {
    return apply(Opcode::choose, {condition, x, number("0")});
  }

  static constexpr type::Type kMoney = type::money(0);

 private:
  plan::Builder& builder_;
};

ColumnId add_field(plan::Builder& builder, plan::EntityId entity, std::string name,
                   type::Type type) {
  plan::Field field;
  field.name = std::move(name);
  field.type = type;
  field.decimals = type.is_numeric() ? 2 : 0;
  return builder.add_field(entity, std::move(field));
}

plan::Scale tier_scale() {
  const auto band = [](std::optional<number::Rational> lower, std::optional<number::Rational> upper,
                       const number::Rational& rate) {
    plan::Band made;
    made.lower = std::move(lower);
    made.lower_closed = false;
    made.upper = std::move(upper);
    made.upper_closed = true;
    made.value = rate;
    return made;
  };
  plan::Scale scale;
  scale.name = "tier";
  scale.kind = plan::ScaleKind::marginal;
  scale.bands = {band({}, 10'000'000, {5, 1000}), band(10'000'000, 100'000'000, {1, 1000}),
                 band(100'000'000, {}, {5, 10'000})};
  return scale;
}

}  // namespace

plan::Plan make_work_plan(bool with_units, WorkColumns* columns) {
  plan::Builder builder;
  Formulas f(builder);
  const type::Type money = Formulas::kMoney;
  builder.add_currency({"CNY", 2});
  const auto kinds = type::category(builder.add_category_set(
      {{{"township", "", ""}, {"department", "", ""}, {"introducer", "", ""}}}));
  builder.add_entity("unit");
  builder.add_entity("project");
  const ColumnId tax = add_field(builder, kProject, "tax_revenue", money);
  const ColumnId paid = add_field(builder, kProject, "incentive_paid", money);
  const ColumnId assets = add_field(builder, kProject, "fixed_assets", money);
  const ColumnId target = add_field(builder, kProject, "target_fixed_assets", money);
  const ColumnId fdi = add_field(builder, kProject, "actual_fdi_usd", money);
  const ColumnId kind = add_field(builder, kProject, "kind", kinds);
  const ColumnId registered = add_field(builder, kProject, "registered", type::kBoolean);
  const ColumnId unit = add_field(builder, kProject, "unit", type::reference(kUnit));

  const auto is_kind = [&](std::uint32_t code) {
    return f.test(Opcode::equal, f.column(kind), builder.category(kinds, code));
  };
  const ExpressionId net = f.apply(Opcode::subtract, {f.column(tax), f.column(paid)});
  const ExpressionId share = f.fen(f.apply(Opcode::multiply, {net, f.number("0.2")}));
  columns->bonus = builder.add_map(
      kProject, "bonus", f.when(is_kind(1), f.apply(Opcode::minimum, {share, f.number("500000")})));
  const ExpressionId commission =
      f.fen(f.apply(Opcode::multiply, {f.column(assets), f.number("0.01")}));
  columns->finder = builder.add_map(kProject, "finder", f.when(is_kind(2), commission));
  const ExpressionId steps =
      f.apply(Opcode::scale, {f.column(assets)}, builder.add_scale(tier_scale()));
  columns->tier = builder.add_map(kProject, "tier",
                                  f.apply(Opcode::minimum, {f.fen(steps), f.number("500000")}));
  const ExpressionId in_place =
      f.apply(Opcode::add,
              {f.column(assets), f.apply(Opcode::multiply, {f.column(fdi), f.number("6.8275")})});
  const ExpressionId goal = f.apply(Opcode::multiply, {f.number("0.8"), f.column(target)});
  columns->met = builder.add_map(kProject, "met", f.test(Opcode::greater_equal, in_place, goal));
  const ExpressionId rewards =
      f.apply(Opcode::add, {f.column(columns->bonus), f.column(columns->finder),
                            f.when(f.column(columns->met), f.column(columns->tier))});
  columns->total = builder.add_map(kProject, "total", f.when(f.column(registered), rewards));
  if (with_units) {
    plan::Fold sum;
    sum.op = plan::FoldOp::sum;
    sum.rows = kProject;
    sum.via = unit;
    sum.value = columns->total;
    columns->sum = builder.add_node(kUnit, "sum", money, sum);
    plan::Fold count;
    count.op = plan::FoldOp::count;
    count.rows = kProject;
    count.via = unit;
    count.where = columns->met;
    columns->count = builder.add_node(kUnit, "count", type::kNumber, count);
    plan::Rank rank;
    rank.keys = {{columns->sum, true}};
    columns->rank = builder.add_node(kUnit, "rank", type::kNumber, rank);
    const auto up_to = [&](const char* place) {
      return f.test(Opcode::less_equal, f.column(columns->rank), builder.number(place));
    };
    const ExpressionId second = f.when(up_to("10"), f.number("10000"));
    columns->prize = builder.add_map(
        kUnit, "prize", f.apply(Opcode::choose, {up_to("5"), f.number("20000"), second}));
  }
  return builder.take();
}

table::Dataset make_work_dataset(const Rows& rows) {
  table::Dataset dataset;
  dataset.tables.resize(3);
  dataset.tables[0] = {1, {}, true};
  dataset.tables[kUnit] = {kUnits, {}, true};
  table::Table& projects = dataset.tables[kProject];
  projects = {rows.size, {}, true};
  for (const auto* column : {&rows.tax_revenue, &rows.incentive_paid, &rows.fixed_assets,
                             &rows.target_fixed_assets, &rows.fdi_usd}) {
    projects.columns.push_back(
        {type::money(0), 2, table::Buffer<std::int64_t>(column->data(), rows.size, {}), {}});
  }
  std::vector<std::int32_t> kinds(rows.kind.data(), rows.kind.data() + rows.size);
  projects.columns.push_back(
      {type::category(0), 0, table::Buffer<std::int32_t>(std::move(kinds)), {}});
  projects.columns.push_back(
      {type::kBoolean, 0, table::Buffer<std::uint8_t>(rows.registered.data(), rows.size, {}), {}});
  std::vector<std::int64_t> units(rows.unit_id.data(), rows.unit_id.data() + rows.size);
  projects.columns.push_back(
      {type::reference(kUnit), 0, table::Buffer<std::int64_t>(std::move(units)), {}});
  return dataset;
}

namespace {

template <typename T>
void copy_column(const table::Results& results, plan::ColumnId id, T* to) {
  const auto copy = [to](const auto& values) {
    if constexpr (std::is_convertible_v<decltype(values[0]), T>)
      std::copy(values.begin(), values.end(), to);
  };
  std::visit(copy, results.columns[id]->storage);
}

std::int64_t cell(const table::Results& results, plan::ColumnId id, std::size_t row) {
  const auto& storage = results.columns[id]->storage;
  if (const auto* narrow = std::get_if<table::Buffer<std::int32_t>>(&storage))
    return (*narrow)[row];
  return std::get<table::Buffer<std::int64_t>>(storage)[row];
}

}  // namespace

void copy_outputs(const table::Results& results, const WorkColumns& columns, Outputs& out) {
  copy_column(results, columns.bonus, out.bonus.data());
  copy_column(results, columns.finder, out.finder.data());
  copy_column(results, columns.tier, out.tier.data());
  copy_column(results, columns.total, out.total.data());
  copy_column(results, columns.met, out.met.data());
}

Outputs outputs_of(const table::Results& results, const WorkColumns& columns) {
  Outputs out = make_outputs(results.columns[columns.total]->size());
  copy_outputs(results, columns, out);
  return out;
}

std::vector<Unit> units_of(const table::Results& results, const WorkColumns& columns) {
  std::vector<Unit> units(kUnits);
  for (std::size_t i = 0; i < units.size(); ++i) {
    units[i].sum = cell(results, columns.sum, i);
    units[i].met = cell(results, columns.count, i);
    units[i].rank = cell(results, columns.rank, i);
    units[i].prize = cell(results, columns.prize, i);
    // Prizes are decimals of the policy's currency; whole yuan may be kept without decimals.
    if (results.columns[columns.prize]->decimals == 0) units[i].prize *= 100;
  }
  return units;
}

}  // namespace remit::benchmarks
