#pragma once

#include <string>
#include <utility>
#include <vector>

#include "check/model.h"

namespace remit::check::testing {

using type::Opcode;

/// Puts small models together by hand. Entity 0 is the whole; every function appends.
class ModelBuilder {
 public:
  ModelBuilder() { model.entities.emplace_back(); }

  EntityId entity(std::string name) {
    model.entities.emplace_back().name = std::move(name);
    return static_cast<EntityId>(model.entities.size() - 1);
  }

  ColumnId field(EntityId owner, std::string name, type::Type type, int decimals = 0) {
    const auto id = static_cast<ColumnId>(model.columns.size());
    Column column;
    column.name = name;
    column.entity = owner;
    column.type = type;
    column.form = {false, decimals};
    column.input = true;
    column.field = static_cast<std::uint32_t>(model.entities[owner].fields.size());
    Field input;
    input.name = std::move(name);
    input.type = type;
    input.decimals = decimals;
    input.column = id;
    model.entities[owner].fields.push_back(std::move(input));
    model.columns.push_back(std::move(column));
    return id;
  }

  ColumnId define(EntityId owner, std::string name, ExprId value) {
    Column column;
    column.name = std::move(name);
    column.entity = owner;
    column.type = model.exprs[value].type;
    column.value = value;
    column.origin = {"define", column.name, "", "", type::Role::value, {}};
    column.output = true;
    model.columns.push_back(std::move(column));
    return static_cast<ColumnId>(model.columns.size() - 1);
  }

  ExprId number(const number::Rational& value, type::Type type = type::kNumber) {
    model.numbers.push_back(value);
    return add(ExprKind::operation, Opcode::number, type, kWhole,
               static_cast<std::uint32_t>(model.numbers.size() - 1));
  }
  ExprId boolean(bool value) {
    return add(ExprKind::operation, Opcode::boolean, type::kBoolean, kWhole, value ? 1 : 0);
  }
  ExprId date(std::int32_t days) {
    return add(ExprKind::operation, Opcode::date, type::kDate, kWhole,
               static_cast<std::uint32_t>(days));
  }
  ExprId blank(type::Type type) { return add(ExprKind::operation, Opcode::blank, type, kWhole, 0); }
  ExprId column(ColumnId id) {
    return add(ExprKind::column, Opcode::column, model.columns[id].type, model.columns[id].entity,
               id);
  }
  /// Of the entity of its first operand over rows, if any.
  ExprId apply(Opcode op, type::Type type, std::vector<ExprId> args, std::uint32_t payload = 0) {
    EntityId owner = kWhole;
    for (const ExprId arg : args) {
      if (model.exprs[arg].entity != kWhole) owner = model.exprs[arg].entity;
    }
    const ExprId id = add(ExprKind::operation, op, type, owner, payload);
    model.exprs[id].args.assign(args.begin(), args.end());
    return id;
  }
  ExprId lookup(ExprId via, ExprId target) {
    const ExprId id =
        add(ExprKind::lookup, Opcode::column, model.exprs[target].type, model.exprs[via].entity, 0);
    model.exprs[id].args = {via, target};
    return id;
  }
  ExprId fold(EntityId owner, type::Type type, Fold fold) {
    model.folds.push_back(std::move(fold));
    return add(ExprKind::fold, Opcode::column, type, owner,
               static_cast<std::uint32_t>(model.folds.size() - 1));
  }
  ExprId party(EntityId owner, type::Type type, std::uint32_t split, std::uint32_t index) {
    const ExprId id = add(ExprKind::party, Opcode::column, type, owner, split);
    model.exprs[id].extra = index;
    return id;
  }

  Model model;

 private:
  ExprId add(ExprKind kind, Opcode op, type::Type type, EntityId owner, std::uint32_t payload) {
    Expr expr;
    expr.kind = kind;
    expr.op = op;
    expr.type = type;
    expr.entity = owner;
    expr.payload = payload;
    expr.span = {static_cast<std::uint32_t>(model.exprs.size()) * 10 + 1,
                 static_cast<std::uint32_t>(model.exprs.size()) * 10 + 5};
    model.exprs.push_back(std::move(expr));
    return static_cast<ExprId>(model.exprs.size() - 1);
  }
};

}  // namespace remit::check::testing
