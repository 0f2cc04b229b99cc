"""Compiled policies."""

from __future__ import annotations

import ctypes
import dataclasses
import datetime
import functools
import html
from typing import Any, Callable, Mapping, Union

from remit import _abi
from remit._batches import Batches
from remit._case import Case
from remit._data import Data
from remit._errors import Diagnostics, NotFound, current_language, language_number, read_diagnostics
from remit._handle import Owner
from remit._library import LIBRARY, call, take_string, text
from remit._results import Explanation, Results
from remit._run import Cancel, Options, Progress, interruptibly
from remit._schema import Clause, Entity, Hole, read_clauses, read_entities, read_holes
from remit._table import take_table

Tables = Union[Data, Mapping[str, Any]]


@dataclasses.dataclass(frozen=True)
class TestOutcome:
    """One of the policy's own tests after it ran."""

    __test__ = False  # no test class of pytest

    title: str
    passed: bool
    message: str
    file: str
    line: int


class Policy(Owner):
    """A compiled policy set; immutable, so any number of threads may use one."""

    _free = "remit_policy_free"

    # ---- What it says

    @property
    def name(self) -> str:
        """The policy's name."""
        return text(LIBRARY.remit_policy_text(self._pointer, _abi.POLICY_NAME, None))

    @property
    def title(self) -> str:
        """Its title, as the document has it."""
        return text(LIBRARY.remit_policy_text(self._pointer, _abi.POLICY_TITLE, None))

    @property
    def hash(self) -> str:
        """64 hexadecimal digits that do not depend on layout, comments and spelling language."""
        return text(LIBRARY.remit_policy_text(self._pointer, _abi.POLICY_HASH, None))

    @property
    def diagnostics(self) -> Diagnostics:
        """Warnings and notes of the compilation."""
        borrowed = LIBRARY.remit_policy_diagnostics(self._pointer)
        return read_diagnostics(LIBRARY, borrowed, current_language())

    @functools.cached_property
    def entities(self) -> tuple[Entity, ...]:
        """All entities; the first is the whole."""
        return read_entities(self._pointer)

    @functools.cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Declarations and the clause each one cites."""
        return read_clauses(self._pointer)

    @functools.cached_property
    def holes(self) -> tuple[Hole, ...]:
        """What the document leaves open."""
        return read_holes(self._pointer)

    @functools.cached_property
    def _entity_indices(self) -> dict[str, int]:
        indices: dict[str, int] = {}
        for i, entity in enumerate(self.entities):
            indices.setdefault(entity.name, i)
        for i, entity in enumerate(self.entities):
            if entity.label:
                indices.setdefault(entity.label, i)
        return indices

    @functools.cached_property
    def _field_indices(self) -> list[dict[str, int]]:
        tables = []
        for entity in self.entities:
            indices = {field.name: i for i, field in enumerate(entity.fields)}
            for i, field in enumerate(entity.fields):
                if field.label:
                    indices.setdefault(field.label, i)
            tables.append(indices)
        return tables

    def entity_index(self, name: str) -> int:
        """The number of an entity, by name or label. NotFound if there is none."""
        try:
            return self._entity_indices[name]
        except KeyError:
            known = ", ".join(entity.name for entity in self.entities if entity.name)
            raise NotFound(f"no entity is called {name!r}; there are {known}") from None

    def dump(self, stage: str = "plan") -> str:
        """A stage of the compilation as text: "tree", "model" or "plan"."""
        stages = {
            "tree": _abi.STAGE_TREE,
            "model": _abi.STAGE_MODEL,
            "plan": _abi.STAGE_PLAN,
        }
        if stage not in stages:
            raise ValueError(f"stage must be one of {', '.join(stages)}, not {stage!r}")
        out = ctypes.c_void_p()
        call("remit_policy_dump", self._pointer, stages[stage], ctypes.byref(out))
        return take_string(out)

    # ---- What it does

    def data(self, tables: Mapping[str, Any] | None = None) -> Data:
        """Input tables for this policy; see remit.Data."""
        made = Data(self)
        for entity, table in (tables or {}).items():
            made[entity] = table
        return made

    def evaluate(
        self,
        tables: Tables,
        *,
        as_of: datetime.date | None = None,
        threads: int = 1,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
        evaluator: str = "automatic",
        isa: str = "automatic",
        batch_rows: int = 0,
        limits: dict[str, int] | None = None,
        profile: bool = False,
    ) -> Results:
        """Computes every column that the policy defines.

        `tables` is a Data, or a dict of entity name to table (see remit.Data). `progress(done,
        total)` is called some ten times a second at most, from the thread that computes; what it
        raises stops the run and is raised here, and so does returning False. Ctrl-C stops the run.
        Other Python threads go on meanwhile. With `profile`, Results.profile says where the time
        went. Raises Cancelled, LimitExceeded, DataError. Cells in error are no exception: see
        Results.errors.
        """
        data = tables if isinstance(tables, Data) else self.data(tables)
        flag = cancel or Cancel()
        with Options(
            as_of=as_of,
            threads=threads,
            batch_rows=batch_rows,
            isa=isa,
            evaluator=evaluator,
            limits=limits,
            profile=profile,
            cancel=flag,
            progress=progress,
        ) as options:
            out = ctypes.c_void_p()
            arguments = (self._pointer, data._pointer, options.handle, ctypes.byref(out))
            try:
                interruptibly(lambda: call("remit_evaluate", *arguments), flag)
            except Exception:
                if options.raised is not None:
                    raise options.raised from None
                raise
            return Results(out, self)

    def traversals(self, entity: str) -> int:
        """How often a run reads all rows of the entity when they come in batches. Unsupported, with
        the reason, when they cannot: other tables refer to them, or look them up by content."""
        out = ctypes.c_int32()
        call(
            "remit_policy_traversals",
            self._pointer,
            self.entity_index(entity),
            ctypes.byref(out),
        )
        return out.value

    def evaluate_batches(
        self,
        tables: Tables,
        entity: str,
        rows: Any,
        *,
        as_of: datetime.date | None = None,
        threads: int = 1,
        cancel: Cancel | None = None,
        isa: str = "automatic",
        batch_rows: int = 0,
        ascending_keys: bool = False,
        limits: dict[str, int] | None = None,
        profile: bool = False,
    ) -> Batches:
        """Evaluates while the rows of `entity` come in batches: more rows than memory holds.

        `tables` has all other tables. `rows` is anything with `__arrow_c_stream__`, of which each
        array is a batch, or an iterable of record batches (`__arrow_c_array__`); or a function
        without parameters that gives such a thing, called once for each traversal: what can be
        read only once needs a function unless `traversals(entity)` is 1. The function is called, and the
        rows are read, on a thread of Remit's. Every figure is that of evaluate(). Keys must not
        occur twice; with `ascending_keys` they ascend and are not remembered. Other Python
        threads go on meanwhile. Returns a Batches, which computes as it is iterated or read as an
        Arrow stream.
        """
        data = tables if isinstance(tables, Data) else self.data(tables)
        flag = cancel or Cancel()
        options = Options(
            as_of=as_of,
            threads=threads,
            batch_rows=batch_rows,
            isa=isa,
            ascending_keys=ascending_keys,
            limits=limits,
            profile=profile,
            cancel=flag,
        )
        try:
            return Batches(self, data, entity, rows, options, flag)
        except BaseException:
            options.close()
            raise

    def case(
        self,
        entity: str,
        tables: Tables | None = None,
        *,
        as_of: datetime.date | None = None,
    ) -> Case:
        """One row of `entity`, to be evaluated again and again; see remit.Case. `tables` are the
        other entities, and the row as it is to begin with; they are copied."""
        if tables is None or isinstance(tables, Data):
            return Case(self, entity, tables, as_of=as_of)
        with self.data(tables) as data:
            return Case(self, entity, data, as_of=as_of)

    def explain(
        self,
        tables: Tables,
        entity: str,
        key: str | int | None,
        column: str,
        *,
        as_of: datetime.date | None = None,
        language: str | None = None,
        depth: int = 0,
    ) -> Explanation:
        """Evaluates, then explains one cell; see Results.explain."""
        results = self.evaluate(tables, as_of=as_of)
        return results.explain(entity, key, column, language=language, depth=depth)

    def run_tests(
        self,
        load_table: Callable[[str, str, Data], None] | None = None,
        *,
        language: str | None = None,
    ) -> list[TestOutcome]:
        """Runs the policy's own tests.

        `load_table(path, entity, data)` fills a table for `given ENTITY from "path"`; without it
        such a test fails. What it raises fails the test too; MemoryError is raised here.
        """

        def load(context: object, path: bytes, entity: bytes, data: int) -> int:
            if load_table is None:
                return _abi.DATA_ERROR
            try:
                with Data(self, ctypes.c_void_p(data))._borrowed() as borrowed:
                    load_table(path.decode(), entity.decode(), borrowed)
                return _abi.OK
            except MemoryError:
                return _abi.OUT_OF_MEMORY
            except Exception:
                return _abi.DATA_ERROR

        words = language_number(language or current_language())
        callback = _abi.LOAD_TABLE(load)
        table = take_table("remit_policy_run_tests", self._pointer, None, callback, None, words)
        return [
            TestOutcome(
                title=str(row["title"]),
                passed=row["passed"] == "true",
                message=str(row["message"]),
                file=str(row["file"]),
                line=int(str(row["line"])),
            )
            for row in table
        ]

    def __repr__(self) -> str:
        return f"<Policy {self.name!r} {self.hash[:12]}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(str(x))}</td>" for x in row) + "</tr>"
            for row in ((c.cite, c.form, c.label or c.name) for c in self.clauses)
        )
        return f"<table><caption>{html.escape(self.title or self.name)}</caption>{rows}</table>"
