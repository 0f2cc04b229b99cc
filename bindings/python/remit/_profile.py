"""Where the time of a run goes."""

from __future__ import annotations

import dataclasses

from remit._table import Table
from remit._values import Cell


@dataclasses.dataclass(frozen=True)
class StageTime:
    """One part of a run, in the order in which they ran.

    `part` is "link" (keys and references), "bind" (widths of columns), "pass" over the rows of
    `entity`, "columns" (ranks, look-ups by content, divisions) or "results"; of rows in batches also
    "read" and "take", the time of whoever gives rows and takes batches. `stage` counts from 0, None
    for parts that are none. `traversal`, from 1, is the reading of the batches in which it ran, or
    after which; 0 otherwise. `rows_64`, `rows_128` and `rows_unlimited` are rows by width of the
    arithmetic, each counted once for every step. `declarations` are those that it computes.
    """

    traversal: int
    part: str
    stage: int | None
    entity: str
    rows: int
    steps: int
    prepare_ns: int
    run_ns: int
    fold_ns: int
    rows_64: int
    rows_128: int
    rows_unlimited: int
    declarations: tuple[str, ...]

    @property
    def ns(self) -> int:
        """Nanoseconds in all: preparing, running, grouping and adding up."""
        return self.prepare_ns + self.run_ns + self.fold_ns


@dataclasses.dataclass(frozen=True)
class RuleTime:
    """What one declaration took, wall clock; shared among the declarations of a pass by timing every
    eighth batch. `including` names others whose work is in its time."""

    form: str
    declaration: str
    label: str
    clause: str
    ns: int
    rows_64: int
    rows_128: int
    rows_unlimited: int
    including: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Profile:
    """Where the time of one run went: by part, in order, and by declaration, the most expensive
    first. Made by Results.profile of a run with `profile=True`."""

    stages: tuple[StageTime, ...]
    rules: tuple[RuleTime, ...]

    @property
    def ns(self) -> int:
        """Nanoseconds of the whole run: the sum over `stages`."""
        return sum(stage.ns for stage in self.stages)

    def width_shares(self) -> tuple[float, float, float]:
        """The shares of rows, each counted once for every step, that went through arithmetic of 64
        bits, of 128 bits and without limit."""
        counts = [
            sum(stage.rows_64 for stage in self.stages),
            sum(stage.rows_128 for stage in self.stages),
            sum(stage.rows_unlimited for stage in self.stages),
        ]
        whole = sum(counts) or 1
        return counts[0] / whole, counts[1] / whole, counts[2] / whole


def _names(cell: Cell) -> tuple[str, ...]:
    return tuple(str(cell).split(", ")) if cell else ()


def _number(cell: Cell) -> int:
    return int(str(cell))


def read_profile(stages: Table, rules: Table) -> Profile:
    """The two tables as objects."""
    return Profile(
        stages=tuple(
            StageTime(
                traversal=_number(row["traversal"]),
                part=str(row["part"]),
                stage=None if row["stage"] is None else _number(row["stage"]),
                entity=str(row["entity"]),
                rows=_number(row["rows"]),
                steps=_number(row["steps"]),
                prepare_ns=_number(row["prepare_ns"]),
                run_ns=_number(row["run_ns"]),
                fold_ns=_number(row["fold_ns"]),
                rows_64=_number(row["rows_64"]),
                rows_128=_number(row["rows_128"]),
                rows_unlimited=_number(row["rows_unlimited"]),
                declarations=_names(row["declarations"]),
            )
            for row in stages
        ),
        rules=tuple(
            RuleTime(
                form=str(row["form"]),
                declaration=str(row["declaration"]),
                label=str(row["label"]),
                clause=str(row["clause"]),
                ns=_number(row["ns"]),
                rows_64=_number(row["rows_64"]),
                rows_128=_number(row["rows_128"]),
                rows_unlimited=_number(row["rows_unlimited"]),
                including=_names(row["with"]),
            )
            for row in rules
        ),
    )


__all__ = ["Profile", "RuleTime", "StageTime", "read_profile"]
