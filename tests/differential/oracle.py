#!/usr/bin/env python3
"""Evaluates a Remit policy from its model as JSON (docs/model-json.md) and tables of texts.

Written from the contracts (src/type/operations.def, src/plan/node.h, docs/numbers.md), not from the
evaluators it is held against: exact fractions, one cell after the other, no care for speed.

    oracle.py MODEL.json TABLES.json

TABLES.json: {"entity": {"header": [...], "rows": [[text, ...], ...]}, ...}, "" for the whole.
Prints {"column": [cell, ...]} for every column, a cell being its text or {"fault": [...]}.
"""

import datetime
import json
import sys
from fractions import Fraction

import operations
import oracle_nodes
from oracle_cells import HERE, Fault, Inputs, is_blank, is_too_long, too_wide
from operations import DECISIVE, FOLDED, LEAVES
from oracle_forms import Forms
from oracle_made import MadeTables
from oracle_operations import OPERATIONS, Calendar

# Decimals that no formula of ours has, for numbers far too long to matter.
MANY_DECIMALS = 20


class LeftOpen(Exception):
    """The cell holds a number with about as many digits as a column can have, and how many decimals
    the column keeps depends on how far its formula was simplified, which is none of our business."""


def once_for_all_rows(expr):
    """A fold over all rows of its own entity is one value of the whole."""
    fold = expr.get("fold")
    if fold is None or not fold["partitioned"] or fold["partition"] or fold.get("window"):
        return expr
    return {**expr, "entity": 0, "fold": {**fold, "partitioned": False}}


class Oracle:
    def __init__(self, model, tables):
        self.model = model
        self.expressions = [once_for_all_rows(expr) for expr in model["expressions"]]
        self.forms = Forms(self)
        self._constants = {}
        self._cells = {}  # (column, row) -> value, Fault, or LeftOpen
        self._held = {}  # (expression, entity, row): parts of formulas that are columns
        self._reads = {}
        self._decidable = {}
        self._calendars = {}
        self.nodes = oracle_nodes.Nodes(self)
        self.inputs = Inputs(model, tables, self.constant)
        MadeTables(self)

    # ---- Cells

    def is_hole(self, entity):
        return self.model["entities"][entity]["hole"] and not self.inputs.given[entity]

    def calendar(self, index):
        if index not in self._calendars:
            self._calendars[index] = Calendar(self, self.model["calendars"][index])
        return self._calendars[index]

    def column_cell(self, column, row):
        if self.model["columns"][column]["field"] is not None:
            return self.inputs.cells[column, row]
        if (column, row) not in self._cells:
            definition = self.model["columns"][column]
            entity = definition["entity"]
            try:
                value = self.inputs.refused.get((entity, row)) or self._hold(
                    definition["value"], entity, row, self.forms.column(column)
                )
            except LeftOpen as left_open:
                value = left_open
            if isinstance(value, Fault):
                value = self._as_seen_from(value, column, row)
            self._cells[column, row] = value
        value = self._cells[column, row]
        if isinstance(value, LeftOpen):
            raise value
        return value

    def shown(self, column, row):
        """The cell as the driver prints it; None where it is left open."""
        try:
            value = self.column_cell(column, row)
        except LeftOpen:
            return None
        return cell_text(self.model, self.model["columns"][column]["type"], value)

    def _as_seen_from(self, fault, column, row):
        """What begins in a formula begins in its column; helpers are part of who reads them."""
        definition = self.model["columns"][column]
        role = definition.get("origin", {}).get("role", "helper")
        if not definition["name"] and role == "helper":
            return fault
        return fault.seen_from(definition["entity"], row, column)

    def held(self, index, entity, row):
        """The expression as a column of the entity."""
        expr = self.expressions[index]
        if expr["kind"] == "column":
            own = self.model["columns"][expr["column"]]["entity"]
            if own == entity:
                return self.column_cell(expr["column"], row)
        refused = self.inputs.refused.get((entity, row))
        if refused:  # a helper column is a cell of the row, too
            return refused
        if (index, entity, row) not in self._held:
            form = self.forms.expression(index)
            self._held[index, entity, row] = self._hold(index, entity, row, form)
        return self._held[index, entity, row]

    def _hold(self, index, entity, row, form):
        expr = self.expressions[index]
        if expr["kind"] in ("operation", "column"):
            value = self.value(index, entity, row)
        elif expr["entity"] == entity:
            value = self.nodes.value(index, row)
        else:
            value = self.held(index, 0, 0)
        if isinstance(value, Fraction):
            kind = expr["type"]["kind"]
            if kind == "duration" and not -(2**63) <= value < 2**63:
                return Fault("overflow", *HERE)
            if self._depends_on_form(index, value, form):
                raise LeftOpen
            if too_wide(value, form):
                return Fault("overflow", *HERE)
        return value

    def _depends_on_form(self, index, value, form):
        """Whether the number would fit a column or not by the decimals of the formula's parts that
        constants may decide away."""
        near = too_wide(value, MANY_DECIMALS if form == "ratio" else form)
        return near and self.is_decidable(index)

    def fault_in(self, code, column, row):
        """A fault that begins in that cell."""
        return self._as_seen_from(Fault(code, *HERE), column, row)

    # ---- Formulas

    def entity_read(self, index):
        """The entity whose rows the expression reads, 0 if it is the same for all rows."""
        if index not in self._reads:
            expr = self.expressions[index]
            if expr["kind"] == "column":
                entity = self.model["columns"][expr["column"]]["entity"]
            elif expr["kind"] == "operation":
                entity = max((self.entity_read(arg) for arg in expr["args"]), default=0)
            else:
                entity = expr["entity"]
            self._reads[index] = entity
        return self._reads[index]

    def is_decidable(self, index):
        """Whether constants may make some part of the formula superfluous."""
        if index not in self._decidable:
            expr = self.expressions[index]
            args = expr["args"] if expr["kind"] == "operation" else []
            self._decidable[index] = any(
                self.is_decidable(arg)
                or (self._looks_further(expr["op"]) and self._is_known(arg))
                or (expr["op"] in ("minimum", "maximum") and self._is(expr["op"], arg))
                for arg in args
            )
        return self._decidable[index]

    @staticmethod
    def _looks_further(op):
        """Whether the operation need not look at all operands."""
        return op in DECISIVE or operations.evaluation(op) in (
            "branch", "counted", "fallback", "given", "certain"
        )

    def _is_known(self, index):
        return self.constant_of(index) is not None or self._is("blank", index)

    def _is(self, op, index):
        expr = self.expressions[index]
        return expr["kind"] == "operation" and expr["op"] == op

    def constant_of(self, index):
        """The value of an expression that is made of constants only, or None."""
        if index not in self._constants:
            self._constants[index] = self._compute_constant(self.expressions[index])
        return self._constants[index]

    def _compute_constant(self, expr):
        if expr["kind"] != "operation" or expr["op"] in ("blank", "fail"):
            return None
        if expr["op"] in LEAVES:
            return self._leaf(expr)
        values = [self.constant_of(arg) for arg in expr["args"]]
        if expr["op"] not in FOLDED or any(value is None for value in values):
            return None
        result = self._apply(expr, values)
        return None if isinstance(result, Fault) else result

    def constant(self, index):
        return self.value(index, 0, 0)

    def part(self, index, entity, row):
        """A part of a formula over rows: one that reads none is a column of the whole."""
        expr = self.expressions[index]
        if expr["kind"] == "operation" and self.entity_read(index) == 0:
            if self.constant_of(index) is None:
                return self.held(index, 0, 0)
        return self.value(index, entity, row)

    def value(self, index, entity, row):
        expr = self.expressions[index]
        if expr["kind"] == "column":
            own = self.model["columns"][expr["column"]]["entity"]
            return self.column_cell(expr["column"], row if own == entity else 0)
        if expr["kind"] != "operation":
            return self.held(index, expr["entity"], row if expr["entity"] == entity else 0)
        if expr["op"] in LEAVES:
            return self._leaf(expr)
        read = self.value if self.entity_read(index) == 0 else self.part
        if operations.evaluation(expr["op"]) == "branch":
            condition = read(expr["args"][0], entity, row)
            if isinstance(condition, Fault):
                return condition.as_needed()
            return read(expr["args"][1 if condition else 2], entity, row)
        return self._apply(expr, [read(arg, entity, row) for arg in expr["args"]])

    def _leaf(self, expr):
        member = operations.payload(expr["op"])
        if member is None:
            return Fault("blank", *HERE)
        if member == "number":
            return Fraction(expr["number"])
        if member == "date":
            return datetime.date.fromisoformat(expr["date"])
        if member == "fault":
            return Fault(expr["fault"], *HERE)
        return expr[member]

    def _apply(self, expr, values):
        op = expr["op"]
        faults = [value.as_needed() for value in values if isinstance(value, Fault)]
        how = operations.evaluation(op)
        if op in DECISIVE:
            decisive = DECISIVE[op]
            if any(value is decisive for value in values):
                return decisive
            return faults[0] if faults else not decisive
        if how == "counted":
            holding = sum(value is True for value in values)
            if holding >= expr["count"]:
                return True
            return faults[0] if holding + len(faults) >= expr["count"] else False
        if op == "is_applicable":
            if is_blank(values[0]) or not isinstance(values[0], Fault):
                return True
            return False if values[0].code == "not_applicable" else values[0]
        if how == "given":
            if is_blank(values[0]):
                return False
            return values[0] if isinstance(values[0], Fault) else True
        if how == "certain":
            return values[0] is False
        if how == "fallback":
            return values[1] if is_blank(values[0]) else values[0]
        if how == "branch":
            return values[1] if values[0] else values[2]
        if faults:
            return faults[0]
        value = OPERATIONS[op](self, expr, HERE, *values)
        return Fault("overflow", *HERE) if is_too_long(value) else value


def cell_text(model, kind, value):
    """A cell as the driver prints it."""
    if isinstance(value, Fault):
        return {"fault": [value.code, value.entity, value.row, value.column]}
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if kind["kind"] == "category":
        return model["category_sets"][kind["set"]][value]["name"]
    return str(value)


def evaluate(model, tables):
    """Cells of all named derived columns, by the column's number in the model; None for a cell that
    is left open."""
    oracle = Oracle(model, tables)
    result = {}
    for number, column in enumerate(model["columns"]):
        if column["field"] is None and column["name"]:
            result[number] = [
                oracle.shown(number, row) for row in range(oracle.inputs.rows[column["entity"]])
            ]
    return result


def main():
    sys.setrecursionlimit(100_000)
    with open(sys.argv[1], encoding="utf-8") as model_file:
        model = json.load(model_file)
    with open(sys.argv[2], encoding="utf-8") as tables_file:
        tables = json.load(tables_file)
    cells = evaluate(model, tables)
    named = {}
    for number, values in cells.items():
        column = model["columns"][number]
        named[f"{model['entities'][column['entity']]['name']}.{column['name']}"] = values
    json.dump(named, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
