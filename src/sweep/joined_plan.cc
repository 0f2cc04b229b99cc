#include "sweep/joined_plan.h"

#include <algorithm>
#include <string>
#include <utility>

#include "lowering/draft_columns.h"
#include "plan/node_key.h"
#include "sweep/common_formulas.h"
#include "sweep/total_in_parts.h"
#include "type/operations.h"

namespace remit::sweep {

using plan::ColumnId;
using plan::ExpressionId;
using plan::kNoColumn;

namespace {

constexpr std::uint32_t kNotYet = 0xFFFFFFFF;

template <typename T, typename Same>
std::uint32_t place_of(const std::vector<T>& list, const T& wanted, Same same) {
  const auto found = std::ranges::find_if(list, [&](const T& each) { return same(each, wanted); });
  return static_cast<std::uint32_t>(found - list.begin());
}

bool same_band(const plan::Band& a, const plan::Band& b) {
  return a.lower == b.lower && a.lower_closed == b.lower_closed && a.upper == b.upper &&
         a.upper_closed == b.upper_closed && a.value == b.value;
}

bool same_scale(const plan::Scale& a, const plan::Scale& b) {
  return a.kind == b.kind && std::ranges::equal(a.bands, b.bands, same_band);
}

bool same_calendar(const plan::Calendar& a, const plan::Calendar& b) {
  return a.entity == b.entity && a.date == b.date && a.worked == b.worked;
}

bool same_matrix(const plan::Matrix& a, const plan::Matrix& b) {
  return a.extents == b.extents && a.values == b.values;
}

bool same_dated(const plan::Dated& a, const plan::Dated& b) {
  return a.days == b.days && a.values == b.values && a.ends == b.ends &&
         (!a.ends || a.last_day == b.last_day);
}

}  // namespace

/// One variant on its way into the joined plan.
class JoinedPlan::Adding {
 public:
  Adding(JoinedPlan& to, const plan::Plan& from)
      : to_(to),
        builder_(to.builder_),
        from_(from),
        columns_(from.columns.size(), kNoColumn),
        expressions_(from.expressions.size(), kNotYet),
        scales_(from.scales.size(), kNotYet),
        matrices_(from.matrices.size(), kNotYet),
        dated_(from.dated.size(), kNotYet),
        calendars_(from.calendars.size(), kNotYet),
        splits_(from.party_splits.size(), kNotYet) {}

  std::vector<ColumnId> add(std::span<const ColumnId> roots, bool compactly) {
    std::vector<bool> needed(from_.columns.size());
    for (const ColumnId root : roots) needed[root] = true;
    for (std::size_t id = from_.columns.size(); id-- > 0;)
      if (needed[id]) mark_read_by(static_cast<ColumnId>(id), needed);
    if (compactly) common_ = common_formulas(from_, needed);
    for (ColumnId id = 0; id < from_.columns.size(); ++id)
      if (needed[id]) columns_[id] = place(id);
    std::vector<ColumnId> placed;
    for (const ColumnId root : roots) placed.push_back(columns_[root]);
    return placed;
  }

  ExpressionId constant(ExpressionId id) { return expression(id); }

 private:
  /// Marks what the column reads; all of it stands before.
  void mark_read_by(ColumnId id, std::vector<bool>& needed) {
    const plan::Node& node = from_.columns[id].node;
    const auto mark = [&](ColumnId read) {
      if (read != kNoColumn) needed[read] = true;
    };
    lowering::visit_columns(node, mark);
    if (const auto* map = std::get_if<plan::Map>(&node)) mark_read_in(map->expression, needed);
    if (const auto* share = std::get_if<plan::PartyShare>(&node))
      lowering::visit_split_columns(from_.party_splits[share->split], mark);
  }

  void mark_read_in(ExpressionId root, std::vector<bool>& needed) {
    if (seen_.empty()) seen_.resize(from_.expressions.size());
    std::vector<ExpressionId> stack{root};
    while (!stack.empty()) {
      const ExpressionId id = stack.back();
      stack.pop_back();
      if (seen_[id]) continue;
      seen_[id] = true;
      const plan::Expression& at = from_.expressions[id];
      const type::Payload payload = type::operation(at.op).payload;
      if (payload == type::Payload::column) needed[at.payload] = true;
      if (payload == type::Payload::calendar) {
        const plan::Calendar& calendar = from_.calendars[at.payload];
        for (const ColumnId read : {calendar.date, calendar.worked})
          if (read != kNoColumn) needed[read] = true;
      }
      for (std::uint32_t i = 0; i < at.operand_count; ++i)
        stack.push_back(from_.operands[at.first_operand + i]);
    }
  }

  ColumnId place(ColumnId id) {
    const plan::Column& from = from_.columns[id];
    if (const auto* input = std::get_if<plan::Input>(&from.node))
      return input_of(from.entity, input->field);
    plan::Column column;
    column.name = from.name;
    column.entity = from.entity;
    column.type = from.type;
    column.origin = from.origin;
    column.node = node_of(from.node);
    if (to_.totals_ == Totals::in_parts)
      write_total_in_parts(column, builder_, [this](plan::Column part) {
        return to_.placed(std::move(part), *this);
      });
    return to_.placed(std::move(column), *this);
  }

 public:
  // For NodeKeyWriter: formulas and grids are stored once.
  std::uint32_t formula(ExpressionId id) const { return id; }
  std::uint32_t grid(const number::Rounding& rounding) const {
    return builder_.add_rounding(rounding);
  }

 private:
  /// Fields by their names: a variant has none for a parameter that it gives a value.
  ColumnId input_of(plan::EntityId entity, std::uint32_t field) const {
    const auto& fields = builder_.plan().entities[entity].fields;
    const std::string& name = from_.entities[entity].fields[field].name;
    return std::ranges::find(fields, name, &plan::Field::name)->column;
  }

  plan::Node node_of(plan::Node node) {
    lowering::visit_columns(node, [this](ColumnId& id) { id = columns_[id]; });
    if (auto* map = std::get_if<plan::Map>(&node)) map->expression = expression(map->expression);
    if (auto* share = std::get_if<plan::PartyShare>(&node)) share->split = split(share->split);
    return node;
  }

  std::uint32_t split(std::uint32_t index) {
    if (splits_[index] != kNotYet) return splits_[index];
    plan::PartySplit copy = from_.party_splits[index];
    plan::NodeKey key{static_cast<std::uint32_t>(copy.method),
                      grid(copy.rounding),
                      static_cast<std::uint32_t>(copy.rounding.mode),
                      static_cast<std::uint32_t>(copy.remainder),
                      copy.owner,
                      static_cast<std::uint32_t>(copy.weights.size())};
    lowering::visit_split_columns(copy, [&](ColumnId& id) {
      id = columns_[id];
      key.push_back(id);
    });
    // Equal splits are one; parts of it that another variant does not need stay where they are.
    const auto next = static_cast<std::uint32_t>(builder_.plan().party_splits.size());
    const auto [known, is_new] = to_.known_splits_.try_emplace(std::move(key), next);
    if (is_new) builder_.add_party_split(std::move(copy));
    return splits_[index] = known->second;
  }

  /// Operands first, without recursion.
  ExpressionId expression(ExpressionId root) {
    std::vector<ExpressionId> stack{root};
    while (!stack.empty()) {
      const ExpressionId id = stack.back();
      const plan::Expression& at = from_.expressions[id];
      bool ready = true;
      for (std::uint32_t i = 0; i < at.operand_count; ++i) {
        const ExpressionId operand = from_.operands[at.first_operand + i];
        if (expressions_[operand] != kNotYet) continue;
        stack.push_back(operand);
        ready = false;
      }
      if (!ready) continue;
      stack.pop_back();
      if (expressions_[id] != kNotYet) continue;
      expressions_[id] = copied(at);
      if (!common_.empty() && common_[id] != kNoEntity)
        expressions_[id] = as_column(expressions_[id], common_[id]);
    }
    return expressions_[root];
  }

  ExpressionId as_column(ExpressionId formula, plan::EntityId rows) {
    plan::Column column;
    column.entity = rows;
    column.type = builder_.plan().expressions[formula].type;
    column.node = plan::Map{formula};
    return builder_.column(to_.placed(std::move(column), *this));
  }

  ExpressionId copied(const plan::Expression& at) {
    if (at.op == plan::Opcode::number)
      return builder_.number(from_.numbers[at.payload], at.type, at.span, at.notation);
    std::vector<ExpressionId> operands;
    for (std::uint32_t i = 0; i < at.operand_count; ++i)
      operands.push_back(expressions_[from_.operands[at.first_operand + i]]);
    return builder_.apply(at.op, at.type, operands, payload(at), at.span);
  }

  std::uint32_t payload(const plan::Expression& at) {
    switch (type::operation(at.op).payload) {
      case type::Payload::none:
      case type::Payload::number:
      case type::Payload::truth:
      case type::Payload::day:
      case type::Payload::code:
      case type::Payload::fault:
      case type::Payload::count:
        return at.payload;
      case type::Payload::text:
        return builder_.plan().expressions[builder_.text(from_.texts[at.payload])].payload;
      case type::Payload::column:
        return columns_[at.payload];
      case type::Payload::rounding:
        return builder_.add_rounding(from_.roundings[at.payload]);
      case type::Payload::scale:
        return listed(scales_[at.payload], builder_.plan().scales, from_.scales[at.payload],
                      same_scale);
      case type::Payload::matrix: {
        plan::Matrix matrix = from_.matrices[at.payload];
        for (std::uint32_t& value : matrix.values) value = expression(value);
        return listed(matrices_[at.payload], builder_.plan().matrices, matrix, same_matrix);
      }
      case type::Payload::dated: {
        plan::Dated dated = from_.dated[at.payload];
        for (std::uint32_t& value : dated.values) value = expression(value);
        return listed(dated_[at.payload], builder_.plan().dated, dated, same_dated);
      }
      case type::Payload::calendar: {
        plan::Calendar calendar = from_.calendars[at.payload];
        for (ColumnId* read : {&calendar.date, &calendar.worked})
          if (*read != kNoColumn) *read = columns_[*read];
        return listed(calendars_[at.payload], builder_.plan().calendars, calendar, same_calendar);
      }
    }
    return at.payload;
  }

  /// The place of an equal one in the list, where it is appended if there is none.
  template <typename T, typename Same>
  static std::uint32_t listed(std::uint32_t& known, std::vector<T>& list, const T& wanted,
                              Same same) {
    if (known == kNotYet) {
      known = place_of(list, wanted, same);
      if (known == list.size()) list.push_back(wanted);
    }
    return known;
  }

  JoinedPlan& to_;
  plan::Builder& builder_;
  const plan::Plan& from_;
  std::vector<ColumnId> columns_;          ///< of the joined plan, by column of the variant
  std::vector<ExpressionId> expressions_;  ///< likewise
  std::vector<std::uint32_t> scales_, matrices_, dated_, calendars_, splits_;
  std::vector<bool> seen_;              ///< expressions of which it is marked what they read
  std::vector<plan::EntityId> common_;  ///< by expression, whose rows it becomes a column of
};

JoinedPlan::JoinedPlan(const plan::Plan& base, Totals totals) : totals_(totals) {
  copy_fields(base);
}

template <typename Numbers>
ColumnId JoinedPlan::placed(plan::Column column, const Numbers& numbers) {
  const std::string said = column.name + '\n' + column.origin.name();
  const auto name = names_.try_emplace(said, static_cast<std::uint32_t>(names_.size())).first;
  plan::NodeKey key{column.entity,
                    static_cast<std::uint32_t>(column.type.kind),
                    column.type.ref,
                    name->second,
                    static_cast<std::uint32_t>(column.origin.role),
                    static_cast<std::uint32_t>(column.node.index())};
  plan::append_node_key(column.node, numbers, key);
  const auto [known, is_new] = known_.try_emplace(std::move(key), static_cast<ColumnId>(size()));
  if (is_new) builder_.add_column(std::move(column));
  return known->second;
}

void JoinedPlan::copy_fields(const plan::Plan& base) {
  plan::Plan& plan = builder_.plan();
  plan.name = base.name;
  plan.title = base.title;
  plan.sources = base.sources;
  plan.category_sets = base.category_sets;
  plan.currencies = base.currencies;
  plan.parties = base.parties;
  Adding constants(*this, base);
  for (plan::EntityId id = 0; id < base.entities.size(); ++id) {
    const plan::Entity& entity = base.entities[id];
    if (id != plan::kWhole) builder_.add_entity(entity.name, entity.label);
    for (plan::Field field : entity.fields) {
      if (field.default_value) field.default_value = constants.constant(*field.default_value);
      builder_.add_field(id, std::move(field));
    }
    plan::Entity& copy = plan.entities[id];
    copy.name = entity.name;
    copy.label = entity.label;
    copy.key = entity.key;
    copy.hole = entity.hole;
    copy.made = entity.made;
  }
}

bool JoinedPlan::fits(const plan::Plan& variant) const {
  const plan::Plan& plan = builder_.plan();
  const bool same_words = std::ranges::equal(
      plan.category_sets, variant.category_sets,
      [](const plan::CategorySet& a, const plan::CategorySet& b) {
        return std::ranges::equal(a.values, b.values, {}, &plan::CategorySet::Value::name,
                                  &plan::CategorySet::Value::name);
      });
  const bool same_currencies = std::ranges::equal(
      plan.currencies, variant.currencies, [](const plan::Currency& a, const plan::Currency& b) {
        return a.code == b.code && a.decimals == b.decimals && a.of_row == b.of_row;
      });
  return same_words && same_currencies && variant.recurrences.empty() &&
         std::ranges::equal(plan.entities, variant.entities, {}, &plan::Entity::name,
                            &plan::Entity::name);
}

std::vector<ColumnId> JoinedPlan::add(const plan::Plan& variant, std::span<const ColumnId> roots) {
  return Adding(*this, variant).add(roots, false);
}

std::vector<ColumnId> JoinedPlan::add_compactly(const plan::Plan& joined,
                                                std::span<const ColumnId> roots) {
  return Adding(*this, joined).add(roots, true);
}

plan::Plan JoinedPlan::take(std::span<const ColumnId> outputs) {
  plan::Plan plan = builder_.take();
  for (const ColumnId id : outputs) plan.columns[id].output = true;
  return plan;
}

}  // namespace remit::sweep
