// A plan with one of everything, to have one thing of it wrong at a time.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "plan/builder.h"
#include "plan/verify.h"

namespace remit::plan::testing {

inline const number::Rounding kFen{number::RoundingMode::half_up, {1, 2}};

struct Everything {
  Builder b;
  Plan& plan = b.plan();
  type::Type money = type::money(b.add_currency({"CNY", 2}));
  type::Type size = type::category(b.add_category_set({{{"low", "", ""}, {"high", "", ""}}}));
  type::Type kind =
      type::category(b.add_category_set({{{"a", "", ""}, {"b", "", ""}, {"c", "", ""}}}));
  EntityId town = b.add_entity("town");
  EntityId stall = b.add_entity("stall");
  EntityId month = b.add_entity("month");
  ColumnId pot = field(kWhole, "pot", money, 2);
  ColumnId year = field(kWhole, "year", type::kNumber);
  ColumnId name = field(town, "name", type::kText);
  ColumnId tax = field(town, "tax", money, 2);
  ColumnId id = field(stall, "id", type::kText);
  ColumnId by = field(stall, "by", type::reference(town));
  ColumnId fee = field(stall, "fee", money, 2);
  ColumnId day = field(stall, "day", type::kDate);
  ColumnId open = field(stall, "open", type::kBoolean);
  ColumnId place = field(stall, "place", type::kNumber);
  ColumnId small = field(stall, "small", size);
  ColumnId axis = field(stall, "axis", size);
  ColumnId due = field(month, "due", type::kDate);

  ColumnId found = node(stall, "found", type::reference(town),
                        Match{.entity = town, .equal = {{id, name}}, .by_key = true});
  ColumnId dated =
      node(stall, "dated", type::reference(stall),
           Match{.entity = stall, .equal = {{id, id}}, .as_of = Match::Pair{day, day}});
  ColumnId taxed = node(stall, "taxed", money, Lookup{by, tax});
  ColumnId total =
      node(town, "total", money, Fold{.rows = stall, .via = by, .value = fee, .where = open});
  ColumnId best = node(stall, "best", money,
                       Fold{.rows = stall,
                            .partitioned = true,
                            .partition = {small},
                            .value = fee,
                            .order = {{fee, true}},
                            .by_row = true,
                            .kept = type::Kept{.left = 1}});
  ColumnId near = node(stall, "near", money,
                       Fold{.rows = stall,
                            .partitioned = true,
                            .partition = {id},
                            .ours = {id},
                            .value = fee,
                            .window = Window{.key = day, .lower = day, .place = place}});
  ColumnId middle =
      node(kWhole, "middle", money, Fold{.op = FoldOp::median, .rows = stall, .value = fee});
  ColumnId first = node(
      town, "first", type::kText,
      Fold{.op = FoldOp::first, .rows = stall, .via = by, .value = id, .order = {{day, false}}});
  ColumnId any = node(town, "any", type::kBoolean,
                      Fold{.op = FoldOp::any, .rows = stall, .via = by, .value = open});
  ColumnId rank = node(stall, "rank", type::kNumber, Rank{.keys = {{fee, true}}, .where = open});
  ColumnId part = node(stall, "part", money,
                       Apportion{.total = pot,
                                 .partition = {small},
                                 .weight = fee,
                                 .owner = open,
                                 .rounding = kFen,
                                 .remainder = number::RemainderRule::named});
  ColumnId share =
      node(stall, "share", money,
           PartyShare{.split = b.add_party_split({.total = fee,
                                                  .weights = {fee, place},
                                                  .caps = {fee, kNoColumn},
                                                  .rounding = kFen,
                                                  .remainder = number::RemainderRule::named})});
  ExpressionId low = b.apply(Opcode::equal, type::kBoolean, {b.column(small), b.category(size, 0)});
  ColumnId is_low = b.add_map(stall, "is_low", low);
  ExpressionId rate = b.apply(
      Opcode::matrix, type::kNumber, {b.column(axis)},
      b.add_matrix({.name = "rates", .extents = {2}, .values = {b.number("1"), b.number("2")}}));
  ColumnId rated = b.add_map(stall, "rated", rate);
  ExpressionId half = b.apply(Opcode::multiply, money, {b.column(fee), b.number("0.5")});
  ColumnId halved = b.add_map(stall, "halved", half);

  Everything() {
    plan.entities[town].key = {0};
    plan.entities[stall].key = {0};
    plan.entities[stall].fields[2].default_value = b.number("0", money);
    plan.recurrences = {{.first = rated, .end = halved + 1, .order = 1}};
    plan.calendars = {{.name = "office", .entity = stall, .date = day, .worked = open}};
    b.add_dated({.name = "dated", .days = {0, 31}, .values = {b.number("1"), b.number("2")}});
    b.add_scale({.name = "steps",
                 .kind = ScaleKind::marginal,
                 .bands = {{.upper = number::Rational(5)}, {.lower = number::Rational(5)}}});
    plan.remarks = {{.name = "rule", .value = b.number("1")}};
    plan.remark_uses = {{.remark = 0}};
    plan.parties = {{"city", ""}};
    plan.payments = {{.reward = "grant",
                      .entity = stall,
                      .amount = fee,
                      .payer = {.kind = Payer::Kind::party},
                      .payee = {.kind = Payer::Kind::column, .column = id},
                      .details = {{.amount = fee}}}};
    plan.targets = {{.name = "goal", .entity = town, .metric = total}};
    plan.findings = {
        {.name = "late", .entity = stall, .holds = open, .grounds = {{}}, .figures = {fee}}};
    plan.made = {{.entity = month,
                  .sources = {{stall, open}},
                  .unit = type::CalendarUnit::month,
                  .from = day,
                  .to = day,
                  .cuts = {day},
                  .fields = {type::MadeField::first_day}},
                 {.entity = month,
                  .sources = {{stall, kNoColumn}},
                  .groups = {day},
                  .fields = {type::MadeField::group}}};
  }

  ColumnId field(EntityId entity, std::string called, type::Type type, int decimals = 0) {
    return b.add_field(entity, {.name = std::move(called), .type = type, .decimals = decimals});
  }
  ColumnId node(EntityId entity, std::string called, type::Type type, Node what) {
    return b.add_node(entity, std::move(called), type, std::move(what));
  }
  template <typename NodeT>
  NodeT& at(ColumnId column) {
    return std::get<NodeT>(plan.columns[column].node);
  }
};

using E = Everything;
using Slip = std::function<void(E&)>;

/// What is said of the plan after the slip.
inline std::string said(const Slip& slip) {
  Everything all;
  slip(all);
  return std::string(verify(all.plan).message());
}

inline constexpr ColumnId kNowhere = 900;

}  // namespace remit::plan::testing
