"""ZEN: a decision written as JSON, evaluated for each row."""

from __future__ import annotations

import json

import numpy as np
import zen

from engines.base import Engine
from work import AMOUNTS, KINDS, ROW_OUTPUTS, Answers, Work

# In fen; ZEN computes in decimals and rounds halves away from zero.
_EXPRESSIONS = {
    "bonus": "kind == 'department' ? "
    "min([round((tax_revenue - incentive_paid) * 0.2), 50000000]) : 0",
    "finder": "kind == 'introducer' ? round(fixed_assets * 0.01) : 0",
    "tier": "min([round(min([fixed_assets, 1000000000]) * 0.005"
    " + max([min([fixed_assets, 10000000000]) - 1000000000, 0]) * 0.001"
    " + max([fixed_assets - 10000000000, 0]) * 0.0005), 50000000])",
    "met": "fixed_assets + actual_fdi_usd * 6.8275 >= target_fixed_assets * 0.8",
    "total": "registered ? $.bonus + $.finder + ($.met ? $.tier : 0) : 0",
}


class Zen(Engine):
    name = "ZEN, JSON rules"
    note = "a decision compiled before, evaluate() for each row; R1-R5 only"
    most_rows = 2_000
    has_units = False

    def prepare(self, work: Work, rows: int) -> None:
        nodes = [
            {"id": "in", "type": "inputNode", "name": "in", "content": {}},
            {
                "id": "rules",
                "type": "expressionNode",
                "name": "rules",
                "content": {
                    "expressions": [
                        {"id": key, "key": key, "value": value} for key, value in _EXPRESSIONS.items()
                    ]
                },
            },
            {"id": "out", "type": "outputNode", "name": "out", "content": {}},
        ]
        edges = [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "rules"},
            {"id": "2", "type": "edge", "sourceId": "rules", "targetId": "out"},
        ]
        graph = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
        self.decision = zen.ZenEngine().create_decision(json.dumps(graph))
        names = (*AMOUNTS, "kind", "registered")
        columns = [work.columns[name][:rows].tolist() for name in AMOUNTS]
        columns.append([KINDS[k] for k in work.columns["kind"][:rows].tolist()])
        columns.append(work.columns["registered"][:rows].astype(bool).tolist())
        self.rows = [dict(zip(names, row)) for row in zip(*columns)]

    def run(self, units: bool) -> None:
        self.found = [self.decision.evaluate(row)["result"] for row in self.rows]

    def answers(self, units: bool) -> Answers:
        # Beyond 2^53 no figure of the work goes, so a float would hold it too; a fraction would show.
        return Answers(
            {name: np.array([float(row[name]) for row in self.found]) for name in ROW_OUTPUTS}
        )
