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
from oracle_cells import Fault, Inputs, is_blank, too_wide
from operations import DECISIVE, FOLDED, LEAVES
from oracle_forms import Forms
from oracle_operations import OPERATIONS, Calendar

def once_for_all_rows(expr):
    """A fold over all rows of its own entity is one value of the whole."""
    fold = expr.get("fold")
    if fold is None or not fold["partitioned"] or fold["partition"]:
        return expr
    return {**expr, "entity": 0, "fold": {**fold, "partitioned": False}}


class Oracle:
    def __init__(self, model, tables):
        self.model = model
        self.expressions = [once_for_all_rows(expr) for expr in model["expressions"]]
        self.forms = Forms(self)
        self._folded = {}
        self._cells = {}  # (column, row)
        self._held = {}  # (expression, entity, row): parts of formulas that are columns
        self._natural = {}
        self._calendars = {}
        self.nodes = oracle_nodes.Nodes(self)
        self.inputs = Inputs(model, tables, self.constant)

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
            self._cells[column, row] = self._hold(
                definition["value"], definition["entity"], row, self.forms.column(column)
            )
        return self._cells[column, row]

    def held(self, index, entity, row):
        """The expression as a column of the entity."""
        index = self.taken(index)
        expr = self.expressions[index]
        if expr["kind"] == "column":
            own = self.model["columns"][expr["column"]]["entity"]
            if own == entity:
                return self.column_cell(expr["column"], row)
        if (index, entity, row) not in self._held:
            form = self.forms.expression(index)
            self._held[index, entity, row] = self._hold(index, entity, row, form)
        return self._held[index, entity, row]

    def _hold(self, index, entity, row, form):
        index = self.taken(index)
        expr = self.expressions[index]
        cell = (entity, row)
        if expr["kind"] in ("operation", "column"):
            if entity != 0 and self.natural(index) == 0:
                value = self.part(index, entity, row)
            else:
                value = self.value(index, entity, row)
        elif expr["entity"] == entity:
            value = self.nodes.value(index, row)
        else:
            value = self.held(index, 0, 0)
        if isinstance(value, Fraction):
            kind = expr["type"]["kind"]
            if kind == "duration" and not -(2**63) <= value < 2**63:
                return Fault("overflow", *cell)
            if too_wide(value, form):
                return Fault("overflow", *cell)
        return value

    def field(self, column):
        """The column, if it is an input: what faults that begin there name."""
        return column if self.model["columns"][column]["field"] is not None else None

    # ---- Formulas

    def taken(self, index):
        """The branch that a choice by constants always takes; else the expression itself."""
        expr = self.expressions[index]
        while expr["kind"] == "operation":
            how = operations.evaluation(expr["op"])
            first = self.folded(expr["args"][0]) if how in ("branch", "fallback") else None
            if how == "branch" and first is not None:
                index = expr["args"][1 if first else 2]
            elif how == "fallback" and first is not None:
                index = expr["args"][0]
            elif how == "fallback" and self.is_blank_leaf(expr["args"][0]):
                index = expr["args"][1]
            else:
                return index
            expr = self.expressions[index]
        return index

    def is_blank_leaf(self, index):
        expr = self.expressions[self.taken(index)]
        return expr["kind"] == "operation" and expr["op"] == "blank"

    def is_leaf(self, index):
        """A leaf, or a junction that is one leaf and operands which decide nothing."""
        expr = self.expressions[self.taken(index)]
        if expr["kind"] != "operation" or expr["op"] not in DECISIVE:
            return expr["kind"] == "operation" and expr["op"] in LEAVES
        neutral = not DECISIVE[expr["op"]]
        rest = [arg for arg in expr["args"] if self.folded(arg) is not neutral]
        return len(rest) == 1 and self.is_leaf(rest[0])

    def natural(self, index):
        """The entity whose rows the expression reads, 0 if it is the same for all rows."""
        if index not in self._natural:
            expr = self.expressions[self.taken(index)]
            if expr["kind"] == "column":
                entity = self.model["columns"][expr["column"]]["entity"]
            elif expr["kind"] == "operation":
                parts = [] if self.folded(index) is not None else expr["args"]
                entity = max((self.natural(arg) for arg in parts), default=0)
            else:
                entity = expr["entity"]
            self._natural[index] = entity
        return self._natural[index]

    def folded(self, index):
        """The constant that an expression is, or None."""
        if index not in self._folded:
            self._folded[index] = self._fold(self.expressions[self.taken(index)])
        return self._folded[index]

    def _fold(self, expr):
        if expr["kind"] != "operation" or expr["op"] in ("blank", "fail"):
            return None
        if expr["op"] in LEAVES:
            return self._leaf(expr, (0, 0))
        how = operations.evaluation(expr["op"])
        if how == "given" and self.is_blank_leaf(expr["args"][0]):
            return False
        values = [self.folded(arg) for arg in expr["args"]]
        if expr["op"] in DECISIVE and any(value is DECISIVE[expr["op"]] for value in values):
            return DECISIVE[expr["op"]]
        if expr["op"] not in FOLDED or any(value is None for value in values):
            return None
        result = self._apply(expr, (0, 0), values)
        return None if isinstance(result, Fault) else result

    def constant(self, index):
        return self.value(index, 0, 0)

    def part(self, index, entity, row):
        """A part of a formula over rows: what depends on no row is a column of the whole."""
        index = self.taken(index)
        expr = self.expressions[index]
        if entity != 0 and expr["kind"] == "operation" and self.natural(index) == 0:
            if not self.is_leaf(index) and self.folded(index) is None:
                return self.held(index, 0, 0)
        return self.value(index, entity, row)

    def value(self, index, entity, row):
        index = self.taken(index)
        expr = self.expressions[index]
        if expr["kind"] == "column":
            own = self.model["columns"][expr["column"]]["entity"]
            return self.column_cell(expr["column"], row if own == entity else 0)
        if expr["kind"] != "operation":
            return self.held(index, expr["entity"], row if expr["entity"] == entity else 0)
        cell = (entity, row)
        if expr["op"] in LEAVES:
            return self._leaf(expr, cell)
        reads_rows = self.natural(index) != 0
        read = self.part if reads_rows else self.value
        if operations.evaluation(expr["op"]) == "branch":
            taken = read(expr["args"][0], entity, row)
            if isinstance(taken, Fault):
                return taken.as_needed()
            return read(expr["args"][1 if taken else 2], entity, row)
        return self._apply(expr, cell, [read(arg, entity, row) for arg in expr["args"]])

    def _leaf(self, expr, cell):
        member = operations.payload(expr["op"])
        if member is None:
            return Fault("blank", *cell)
        if member == "number":
            return Fraction(expr["number"])
        if member == "date":
            return datetime.date.fromisoformat(expr["date"])
        if member == "fault":
            return Fault(expr["fault"], *cell)
        return expr[member]

    def _apply(self, expr, cell, values):
        op = expr["op"]
        faults = [value.as_needed() for value in values if isinstance(value, Fault)]
        how = operations.evaluation(op)
        if op in DECISIVE:
            decisive = DECISIVE[op]
            if any(value is decisive for value in values):
                return decisive
            return faults[0] if faults else not decisive
        if how == "given":
            if is_blank(values[0]):
                return False
            return values[0] if isinstance(values[0], Fault) else True
        if how == "fallback":
            return values[1] if is_blank(values[0]) else values[0]
        if how == "branch":
            return values[1] if values[0] else values[2]
        if faults:
            return faults[0]
        return OPERATIONS[op](self, expr, cell, *values)


def cell_text(model, kind, value):
    """A cell as the driver prints it."""
    if isinstance(value, Fault):
        return {"fault": [value.code, value.entity, value.row, value.field]}
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if kind["kind"] == "category":
        return model["category_sets"][kind["set"]][value]["name"]
    return str(value)


def evaluate(model, tables):
    """Cells of all named derived columns, by the column's number in the model."""
    oracle = Oracle(model, tables)
    result = {}
    for number, column in enumerate(model["columns"]):
        if column["field"] is None and column["name"]:
            result[number] = [
                cell_text(model, column["type"], oracle.column_cell(number, row))
                for row in range(oracle.inputs.rows[column["entity"]])
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
