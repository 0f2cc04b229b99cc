#include "random_plan.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "plan/number_form.h"
#include "random_formulas.h"

namespace remit::row_column {
namespace {

class Generator : RandomFormulas {
 public:
  Generator(std::uint64_t seed, std::uint64_t rows, bool clean)
      : RandomFormulas(seed, clean), rows_{1, rows / 10 + below(3), rows, 6} {}

  Case make() {
    set_ = builder_.add_category_set({{{"a", "", ""}, {"b", "", ""}, {"c", "", ""}}});
    builder_.add_currency({"CNY", 2});
    builder_.add_entity("parent");
    builder_.add_entity("child");
    builder_.add_entity("holiday");
    add_fields();
    add_tables();
    for (int i = 0; i < 14; ++i) add_column();
    for (plan::Column& column : builder_.plan().columns) {
      const bool derived = !std::holds_alternative<plan::Input>(column.node);
      if (derived && chance(40)) make_helper(&column);
    }
    Case made;
    made.plan = builder_.take();
    made.dataset = std::move(dataset_);
    return made;
  }

 private:
  static constexpr EntityId kParent = 1, kChild = 2, kHoliday = 3;

  /// Computed and compared like the others; its faults are of those who read it.
  static void make_helper(plan::Column* column) {
    column->name.clear();
    column->origin.role = type::Role::helper;
  }

  // Data.

  void add_fields() {
    dataset_.tables.resize(4);
    for (EntityId entity = 0; entity < 4; ++entity) {
      dataset_.tables[entity].rows = rows_[entity];
      dataset_.tables[entity].given = true;
    }
    add_field(plan::kWhole, "rate", type::kNumber, 3);
    add_field(plan::kWhole, "day", type::kDate);
    for (const EntityId entity : {kParent, kChild}) {
      add_field(entity, "amount", type::money(0), 2);
      add_field(entity, "count", type::kNumber, 0);
      add_field(entity, "weight", type::kNumber, 3);
      add_field(entity, "flag", type::kBoolean);
      add_field(entity, "day", type::kDate);
      kinds_[entity] = add_field(entity, "kind", type::category(set_));
      names_[entity] = add_field(entity, "name", type::kText);
    }
    // The last two of the parent's fields name it together.
    builder_.plan().entities[kParent].key = {5, 6};
    wide_ = add_field(kChild, "wide", type::kNumber, 4);
    parent_of_ = add_field(kChild, "parent", type::reference(kParent));
    place_ = add_field(kChild, "place", type::kNumber);
    dataset_.tables[kChild].columns.back().storage = places(rows_[kChild]);
    if (!clean_ && chance(30)) refuse_rows(kParent);
    if (!clean_ && chance(30)) refuse_rows(kChild);
    const ColumnId holiday = add_field(kHoliday, "day", type::kDate);
    const ColumnId worked = add_field(kHoliday, "worked", type::kBoolean);
    calendars_ = {builder_.add_calendar({"plain", plan::kWhole, plan::kNoColumn, plan::kNoColumn}),
                  builder_.add_calendar({"holidays", kHoliday, holiday, worked})};
  }

  ColumnId add_field(EntityId entity, std::string name, Type type, int scale = 0) {
    plan::Field field;
    field.name = std::move(name);
    field.type = type;
    field.decimals = scale;
    const ColumnId id = builder_.add_field(entity, std::move(field));
    columns_.push_back(id);
    table::ColumnData data;
    data.type = type;
    data.decimals = scale;
    const std::uint64_t rows = rows_[entity];
    const bool wide = builder_.plan().columns[id].name == "wide";
    data.storage = storage(type, rows, wide);
    if (!clean_ && entity != kHoliday && chance(60)) add_faults(id, rows, &data);
    if (type.kind == TypeKind::reference && rows_[type.ref] == 0) {
      data.faults.clear();
      for (std::uint64_t row = 0; row < rows; ++row) {
        data.faults.emplace_back(row, type::Fault{type::CellFault::blank, id, row});
      }
    }
    dataset_.tables[entity].columns.push_back(std::move(data));
    return id;
  }

  /// A plain number, whatever kind it is made of.
  ExpressionId rounded(int depth, const number::Rounding& grid) {
    return builder_.apply(plan::Opcode::add, type::kNumber,
                          {builder_.round(number(depth), grid), builder_.number("0")});
  }

  /// Each once, in any order; one is missing after every seven, so that chains end.
  table::Buffer<std::int64_t> places(std::uint64_t rows) {
    std::vector<std::int64_t> values(static_cast<std::size_t>(rows));
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = static_cast<std::int64_t>(i + i / 7);
    if (chance(80)) std::shuffle(values.begin(), values.end(), random_);
    return table::Buffer<std::int64_t>(std::move(values));
  }

  /// Columns that read each other in the row of the place before.
  void add_recurrence() {
    entity_ = kChild;
    const ColumnId before =
        builder_.add_map(kChild, "before",
                         builder_.apply(plan::Opcode::subtract, type::kNumber,
                                        {builder_.column(place_), builder_.number("1")}));
    plan::Match match;
    match.entity = kChild;
    match.equal = {{before, place_}};
    match.earlier = 1;
    const ColumnId step =
        builder_.add_node(kChild, "step", type::reference(kChild), std::move(match));
    const auto expressions = static_cast<ExpressionId>(builder_.plan().expressions.size());
    const auto count = static_cast<ColumnId>(1 + below(2));
    const plan::Recurrence recurrence{step + 1, step + 1 + 2 * count, 1};
    std::vector<std::pair<Type, number::Rounding>> made;
    for (ColumnId i = 0; i < count; ++i) {
      made.emplace_back(
          std::vector<Type>{type::kNumber, type::kNumber, type::kBoolean, type::kDate}[below(4)],
          rounding());
      const Type type = made.back().first;
      const ColumnId last =
          builder_.add_node(kChild, "last", type, plan::Lookup{step, recurrence.first + count + i});
      if (type.is_numeric())
        builder_.plan().columns[last].form = {false, plan::grid_scale(made.back().second)};
      columns_.push_back(last);
    }
    for (const auto& [type, grid] : made) {
      const ExpressionId e = type == type::kBoolean ? truth(3)
                             : type == type::kDate  ? date(3)
                                                    : rounded(3, grid);
      columns_.push_back(builder_.add_node(kChild, "so far", type, plan::Map{e}));
    }
    builder_.plan().recurrences.push_back(recurrence);
    builder_.settle_forms(recurrence, expressions);
  }

  void add_tables() {
    scales_ = {builder_.add_scale(make_scale(plan::ScaleKind::marginal, true)),
               builder_.add_scale(make_scale(plan::ScaleKind::slab, true)),
               builder_.add_scale(make_scale(plan::ScaleKind::step, true)),
               builder_.add_scale(make_scale(plan::ScaleKind::marginal, false)),
               builder_.add_scale(make_scale(plan::ScaleKind::step, false))};
    plan::Matrix matrix;
    matrix.name = "rates";
    matrix.extents = {3, 3};
    for (int i = 0; i < 9; ++i) matrix.values.push_back(constant());
    builder_.add_matrix(std::move(matrix));
    plan::Dated dated;
    dated.name = "by day";
    dated.days = {14'000, 14'200, 14'600};
    for (int i = 0; i < 3; ++i) dated.values.push_back(constant());
    dated.ends = chance(50);
    dated.last_day = 14'900;
    builder_.add_dated(std::move(dated));
  }

  plan::Scale make_scale(plan::ScaleKind kind, bool open) {
    plan::Scale scale;
    scale.name = "scale";
    scale.kind = kind;
    number::Rational edge = number::Rational(static_cast<std::int64_t>(below(500)) - 100);
    const std::size_t bands = 1 + below(7);
    for (std::size_t i = 0; i < bands; ++i) {
      plan::Band band;
      if (i > 0 || !open) band.lower = edge;
      band.lower_closed = i == 0 ? chance(50) : !scale.bands.back().upper_closed;
      edge +=
          number::Rational(static_cast<std::int64_t>(below(90'000)) + 1, chance(80) ? 100 : 1000);
      if (i + 1 < bands || !open) band.upper = edge;
      band.upper_closed = chance(50);
      const bool ratio = chance(3);
      band.value = number::Rational(static_cast<std::int64_t>(below(300)), ratio ? 7 : 1000);
      scale.bands.push_back(std::move(band));
    }
    return scale;
  }

  table::ColumnData::Storage storage(const Type& type, std::uint64_t rows, bool wide) {
    switch (type.kind) {
      case TypeKind::boolean:
        return filled<std::uint8_t>(rows, [&] { return static_cast<std::uint8_t>(below(2)); });
      case TypeKind::date:
        return filled<std::int32_t>(
            rows, [&] { return static_cast<std::int32_t>(13'900 + below(1'200)); });
      case TypeKind::category:
        return filled<std::int32_t>(rows, [&] { return static_cast<std::int32_t>(below(3)); });
      case TypeKind::reference: {
        const std::uint64_t targets = std::max<std::uint64_t>(rows_[type.ref], 1);
        return filled<std::int64_t>(rows,
                                    [&] { return static_cast<std::int64_t>(below(targets)); });
      }
      case TypeKind::text:
        return texts(rows);
      case TypeKind::unknown:
      case TypeKind::number:
      case TypeKind::money:
      case TypeKind::duration:
        break;
    }
    if (wide) {
      return filled<Int128>(rows, [&] {
        return static_cast<Int128>(static_cast<std::int64_t>(random_())) *
               static_cast<Int128>(below(1'000'000'000'000'000));
      });
    }
    const std::uint64_t limit = std::uint64_t{1} << (3 + below(45));
    const bool negative = chance(40);
    return filled<std::int64_t>(rows, [&] {
      const auto value = static_cast<std::int64_t>(below(limit));
      return negative && chance(50) ? -value : value;
    });
  }

  template <typename T, typename Make>
  static table::Buffer<T> filled(std::uint64_t rows, const Make& make) {
    std::vector<T> values(static_cast<std::size_t>(rows));
    for (T& value : values) value = make();
    return table::Buffer<T>(std::move(values));
  }

  table::TextData texts(std::uint64_t rows) {
    static constexpr const char* kTexts[] = {"",
                                             "a",
                                             "b",
                                             "乡镇",
                                             "县直部门",
                                             "ab",
                                             "A",
                                             "11010519491231002X",
                                             "110105194912310021",
                                             "91350100M000100Y43"};
    std::vector<std::int64_t> offsets = {0};
    std::vector<char> bytes;
    for (std::uint64_t row = 0; row < rows; ++row) {
      const std::string_view text = kTexts[below(std::size(kTexts))];
      bytes.insert(bytes.end(), text.begin(), text.end());
      offsets.push_back(static_cast<std::int64_t>(bytes.size()));
    }
    return {table::Buffer<std::int64_t>(std::move(offsets)), table::Buffer<char>(std::move(bytes))};
  }

  /// Some rows have no key of their own.
  void refuse_rows(EntityId entity) {
    table::Table& table = dataset_.tables[entity];
    const int percent = chance(50) ? 2 : 20;
    for (std::uint64_t row = 0; row < rows_[entity]; ++row) {
      if (!chance(percent)) continue;
      const type::Fault fault{type::CellFault::duplicate_key, names_[entity], row};
      table.refused.emplace_back(row, fault);
      for (table::ColumnData& column : table.columns) {
        const type::Fault* own = column.fault(row);
        if (own != nullptr && own->code != type::CellFault::blank) continue;
        std::erase_if(column.faults, [row](const auto& at) { return at.first == row; });
        const auto after = std::ranges::upper_bound(column.faults, row, {},
                                                    [](const auto& at) { return at.first; });
        column.faults.insert(after, {row, fault});
      }
    }
  }

  void add_faults(ColumnId id, std::uint64_t rows, table::ColumnData* data) {
    const int percent = chance(50) ? 2 : 15;
    const bool only_blank = chance(60);
    for (std::uint64_t row = 0; row < rows; ++row) {
      if (!chance(percent)) continue;
      const bool blank = only_blank || chance(70);
      const auto code = blank        ? type::CellFault::blank
                        : chance(30) ? type::CellFault::left_out
                                     : type::CellFault::bad_cell;
      data->faults.emplace_back(row, type::Fault{code, id, row});
    }
  }

  // Columns.

  void add_column() {
    if (chance(6)) return add_recurrence();
    const EntityId entity = std::vector<EntityId>{kChild, kChild, kChild, kParent, 0}[below(5)];
    entity_ = entity;
    const std::uint64_t kind = below(100);
    plan::Node node;
    Type type = type::kNumber;
    if (kind < 50) {
      const ExpressionId e = any_expression(4);
      columns_.push_back(builder_.add_map(entity, "map", e));
      return;
    }
    if (kind < 58) {
      entity_ = kChild;
      const ColumnId target = pick(kParent, std::nullopt);
      node = plan::Lookup{parent_of_, target};
      type = builder_.plan().columns[target].type;
    } else if (kind < 78) {
      node = fold(&type);
    } else if (kind < 86) {
      plan::Rank rank;
      entity_ = chance(70) ? kChild : kParent;
      for (std::uint64_t i = 0; i < 1 + below(2); ++i) rank.keys.push_back(sort_key());
      rank.partition = partition();
      rank.where = where(60);
      rank.output = static_cast<plan::RankOutput>(below(4));
      node = std::move(rank);
    } else if (kind < 91) {
      plan::Match match;
      entity_ = kChild;
      match.entity = kParent;
      if (chance(30)) match.none = type::CellFault::bad_reference;
      match.by_key = chance(40);
      if (match.by_key) {
        match.equal = {{pick(kChild, TypeKind::category), kinds_[kParent]},
                       {pick(kChild, TypeKind::text), names_[kParent]}};
      } else {
        match_some(&match);
      }
      node = std::move(match);
      type = type::reference(kParent);
    } else if (kind < 97) {
      node = apportion();
    } else {
      node = party();
    }
    columns_.push_back(builder_.add_node(entity_, "node", type, std::move(node)));
  }

  plan::Node fold(Type* type) {
    plan::Fold fold;
    fold.rows = chance(80) ? kChild : kParent;
    fold.op = static_cast<plan::FoldOp>(below(10));
    const std::uint64_t form = below(4);
    if (form == 0) {
      fold.rows = kChild;
      fold.via = parent_of_;
      entity_ = kParent;
    } else if (form == 1) {
      fold.partitioned = true;
      entity_ = fold.rows;
      fold.partition = partition();
    } else if (form == 2) {
      entity_ = chance(70) ? kChild : kParent;
      join(&fold);
    } else {
      entity_ = plan::kWhole;
    }
    const EntityId result = entity_;
    entity_ = fold.rows;
    fold.where = where(50);
    if (fold.op == plan::FoldOp::first || fold.op == plan::FoldOp::last) order(&fold);
    switch (fold.op) {
      case plan::FoldOp::any:
      case plan::FoldOp::all:
        fold.value = pick(fold.rows, TypeKind::boolean);
        *type = type::kBoolean;
        break;
      case plan::FoldOp::count:
        break;
      case plan::FoldOp::sum:
        fold.value = pick(fold.rows, TypeKind::number);
        break;
      case plan::FoldOp::minimum:
      case plan::FoldOp::maximum:
        fold.value = pick(fold.rows, std::vector<TypeKind>{TypeKind::number, TypeKind::date,
                                                           TypeKind::text}[below(3)]);
        *type = builder_.plan().columns[fold.value].type;
        break;
      case plan::FoldOp::median:
        fold.value = pick(fold.rows, TypeKind::number);
        break;
      case plan::FoldOp::first:
      case plan::FoldOp::last:
      case plan::FoldOp::only:
        fold.value = pick(fold.rows, std::nullopt);
        *type = builder_.plan().columns[fold.value].type;
    }
    keep(&fold);
    entity_ = result;
    return fold;
  }

  /// Rows of the same values as this one, or between its bounds.
  void join(plan::Fold* fold) {
    fold->partitioned = true;
    const EntityId result = entity_;
    if (chance(70)) {
      fold->partition.push_back(pick(fold->rows, TypeKind::category));
      fold->ours.push_back(pick(result, TypeKind::category));
    }
    if (chance(30)) {
      const TypeKind kind = chance(50) ? TypeKind::text : TypeKind::number;
      fold->partition.push_back(pick(fold->rows, kind));
      fold->ours.push_back(pick(result, kind));
    }
    const bool found = !fold->partition.empty() || result == fold->rows;
    if (found && chance(30)) return;
    const TypeKind kind =
        std::vector<TypeKind>{TypeKind::date, TypeKind::number, TypeKind::text}[below(3)];
    plan::Window window{.key = pick(fold->rows, kind)};
    const std::uint64_t ends = below(3);
    if (ends != 0) window.lower = pick(result, kind);
    if (ends != 1) window.upper = pick(result, kind);
    window.lower_open = chance(50);
    window.upper_open = chance(50);
    const bool whole = plan::Fold::takes_one(fold->op) || plan::Fold::halves(fold->op);
    // Places that ascend with the window's key, and those that do not.
    const bool by_key = kind == TypeKind::number && chance(50);
    if (result == fold->rows && !whole && chance(30))
      window.place = by_key ? ascending_with(window.key) : pick(result, TypeKind::number);
    fold->window = window;
  }

  /// The key itself, or a column of its rows that ascends with it, in steps in which many tie.
  ColumnId ascending_with(ColumnId key) {
    if (chance(30)) return key;
    const std::int64_t step = std::vector<std::int64_t>{1, 10, 1000}[below(3)];
    const number::Rounding grid{number::RoundingMode::floor, {step, 0}};
    const ExpressionId steps =
        builder_.apply(plan::Opcode::add, type::kNumber,
                       {builder_.round(builder_.column(key), grid), builder_.number("0")});
    return builder_.add_map(builder_.plan().columns[key].entity, "steps", steps);
  }

  /// Some of the rows alone: the foremost, or all but those at the ends of the values.
  void keep(plan::Fold* fold) {
    const bool adds = fold->op == plan::FoldOp::sum;
    const bool by_place = fold->window && fold->window->place != plan::kNoColumn;
    if ((!adds && fold->op != plan::FoldOp::count) || by_place || !chance(fold->window ? 25 : 5))
      return;
    type::Kept kept{.passed = static_cast<std::uint32_t>(below(3)),
                    .left = static_cast<std::uint32_t>(below(3))};
    if (chance(60)) kept.most = static_cast<std::uint32_t>(below(4));
    if (adds && kept.most == type::Kept::kAll)
      fold->order.push_back({fold->value, chance(50)});
    else
      fold->order.push_back(sort_key());
    fold->by_row = true;
    fold->kept = kept;
  }

  /// Often the order of the window itself, as where the quotation of a day is looked up.
  void order(plan::Fold* fold) {
    if (fold->window && chance(60)) fold->order.push_back({fold->window->key, chance(20)});
    if (fold->order.empty() || chance(40)) fold->order.push_back(sort_key());
    fold->by_row = chance(40);
  }

  plan::Node apportion() {
    plan::Apportion node;
    entity_ = chance(70) ? kChild : kParent;
    node.method = static_cast<number::ShareMethod>(below(3));
    node.total = chance(50) ? pick(entity_, TypeKind::number) : pick(0, TypeKind::number);
    node.partition = partition();
    node.where = where(50);
    if (node.method == number::ShareMethod::pro_rata) node.weight = pick(entity_, TypeKind::number);
    if (chance(30)) node.cap = pick(entity_, TypeKind::number);
    if (chance(20)) node.floor = pick(entity_, TypeKind::number);
    if (chance(50)) node.order.push_back(sort_key());
    node.remainder = static_cast<number::RemainderRule>(below(4));
    if (node.remainder == number::RemainderRule::named) {
      node.owner = pick(entity_, TypeKind::boolean);
    }
    node.rounding = rounding();
    return node;
  }

  plan::Node party() {
    entity_ = chance(70) ? kChild : kParent;
    plan::PartySplit split;
    split.total = pick(entity_, TypeKind::number);
    split.method = static_cast<number::ShareMethod>(below(3));
    const std::size_t parties = 2 + below(2);
    for (std::size_t i = 0; i < parties; ++i) {
      split.weights.push_back(pick(entity_, TypeKind::number));
      if (split.method == number::ShareMethod::pro_rata && chance(50)) {
        split.caps.resize(parties, plan::kNoColumn);
        split.caps[i] = pick(entity_, TypeKind::number);
      }
    }
    split.rounding = rounding();
    split.remainder = static_cast<number::RemainderRule>(below(4));
    split.owner = static_cast<std::uint32_t>(below(parties));
    return plan::PartyShare{builder_.add_party_split(std::move(split)),
                            static_cast<std::uint32_t>(below(parties))};
  }

  void match_some(plan::Match* match) {
    const auto add = [&](TypeKind kind) {
      match->equal.push_back({pick(kChild, kind), pick(kParent, kind)});
    };
    add(TypeKind::category);
    if (chance(50)) add(TypeKind::text);
    if (chance(30)) add(TypeKind::number);
    if (chance(50)) match->as_of = {pick(kChild, TypeKind::date), pick(kParent, TypeKind::date)};
  }

  plan::SortKey sort_key() { return {pick(entity_, std::nullopt), chance(50)}; }
  std::vector<ColumnId> partition() {
    std::vector<ColumnId> columns;
    for (int i = 0; i < 2; ++i) {
      if (chance(50))
        columns.push_back(pick(entity_, chance(70) ? TypeKind::category : TypeKind::text));
    }
    return columns;
  }
  ColumnId where(int percent) {
    return chance(percent) ? pick(entity_, TypeKind::boolean) : plan::kNoColumn;
  }

  /// A column of the entity, of a kind if one is asked for. Recent ones are likelier.
  ColumnId pick(EntityId entity, std::optional<TypeKind> kind) {
    std::vector<ColumnId> fitting;
    for (const ColumnId id : columns_) {
      const plan::Column& column = builder_.plan().columns[id];
      if (column.entity != entity || (kind && !is_kind(column.type, *kind))) continue;
      fitting.push_back(id);
    }
    if (fitting.size() > 4 && chance(50)) {
      fitting.erase(fitting.begin(), fitting.end() - 3);
    }
    return fitting[below(fitting.size())];
  }

  std::vector<std::uint64_t> rows_;
  table::Dataset dataset_;
  std::array<ColumnId, 4> names_{}, kinds_{};  ///< by entity
  ColumnId wide_ = 0;
  ColumnId parent_of_ = 0;
  ColumnId place_ = 0;
};

}  // namespace

Case make_case(std::uint64_t seed, std::uint64_t rows, bool clean) {
  return Generator(seed, rows, clean).make();
}

void keep_few_outputs(std::uint64_t seed, plan::Plan* plan) {
  std::mt19937_64 random(seed);
  for (plan::Column& column : plan->columns) {
    const bool derived = !std::holds_alternative<plan::Input>(column.node);
    column.output = derived && random() % 4 == 0;
  }
}

}  // namespace remit::row_column
