"""OpenFisca-core: variables of one entity over vectors of all rows.

Its numbers are float32 and int32. Integer fen need int64, which is set on each variable after it was
made; the same formulas in its own float32 are a second contender, whose wrong figures are counted.
"""

from __future__ import annotations

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import ETERNITY
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from engines.base import Engine
from engines.numpy_engine import units_of_work
from work import AMOUNTS, ROW_OUTPUTS, Answers, Work

_PERIOD = "2010"


def _half_up(n, divisor):
    return (n + divisor // 2) // divisor


def _bonus(project, period):
    share = _half_up((project("tax_revenue", period) - project("incentive_paid", period)) * 20, 100)
    return np.where(project("kind", period) == 1, np.minimum(share, 50_000_000), 0)


def _finder(project, period):
    return np.where(project("kind", period) == 2, _half_up(project("fixed_assets", period), 100), 0)


def _tier(project, period):
    assets = project("fixed_assets", period)
    steps = (
        np.minimum(assets, 1_000_000_000) * 50
        + np.maximum(np.minimum(assets, 10_000_000_000) - 1_000_000_000, 0) * 10
        + np.maximum(assets - 10_000_000_000, 0) * 5
    )
    return np.minimum(_half_up(steps, 10_000), 50_000_000)


def _met(project, period):
    reached = project("fixed_assets", period) * 10_000 + project("actual_fdi_usd", period) * 68_275
    return reached >= project("target_fixed_assets", period) * 8_000


def _total(project, period):
    reached = np.where(project("met", period), project("tier", period), 0)
    rewards = project("bonus", period) + project("finder", period) + reached
    return np.where(project("registered", period) != 0, rewards, 0)


_FORMULAS = {"bonus": _bonus, "finder": _finder, "tier": _tier, "met": _met, "total": _total}
_FLAGS = ("registered", "met")


def _system(dtype: type) -> TaxBenefitSystem:
    project = build_entity("project", "projects", "A project", roles=None, is_person=True)
    units = build_entity(
        "unit", "units", "A unit", roles=[{"key": "member", "plural": "members", "label": "Project"}]
    )
    system = TaxBenefitSystem([project, units])
    for name in (*AMOUNTS, "kind", "registered", *ROW_OUTPUTS):
        kind = bool if name in _FLAGS else int if name == "kind" else float
        members = {
            "value_type": kind,
            "entity": project,
            "definition_period": ETERNITY,
            "label": name,
        }
        if name in _FORMULAS:
            members["formula"] = _FORMULAS[name]
        system.add_variable(type(name, (Variable,), members))
        if kind is float:
            system.variables[name].dtype = dtype
    return system


class OpenFisca(Engine):
    name = "OpenFisca-core, int64 fen"
    note = "simulation built before; variables forced to int64, R6 by numpy"
    dtype: type = np.int64

    def prepare(self, work: Work, rows: int) -> None:
        self.system = _system(self.dtype)
        self.rows, self.count = rows, work.unit_count
        self.unit = work.columns["unit"][:rows]
        self.inputs = {name: work.columns[name][:rows].astype(self.dtype) for name in AMOUNTS}
        self.inputs["kind"] = work.columns["kind"][:rows].astype(np.int32)
        self.inputs["registered"] = work.columns["registered"][:rows].astype(bool)
        self.simulation = self._simulation()

    def _simulation(self):
        builder = SimulationBuilder()
        builder.create_entities(self.system)
        builder.declare_person_entity("project", np.arange(self.rows))
        builder.declare_entity("unit", np.arange(1))
        builder.join_with_persons(
            builder.populations["unit"], np.zeros(self.rows, int), ["member"] * self.rows
        )
        simulation = builder.build(self.system)
        for name, values in self.inputs.items():
            simulation.set_input(name, _PERIOD, values)
        return simulation

    def run(self, units: bool) -> None:
        for name in ROW_OUTPUTS:
            self.simulation.delete_arrays(name)
        self.found = {name: self.simulation.calculate(name, _PERIOD) for name in ROW_OUTPUTS}
        if units:
            total = self.found["total"].astype(np.int64)
            self.by_unit = units_of_work(self.unit, total, self.found["met"], self.count)

    def answers(self, units: bool) -> Answers:
        rows = {name: values.astype(np.int64) for name, values in self.found.items()}
        return Answers(rows, self.by_unit if units else None)


class OpenFiscaFloat(OpenFisca):
    name = "OpenFisca-core, its float32"
    note = "inexact: the figures that are wrong are counted below"
    dtype = np.float32
    exact = False
