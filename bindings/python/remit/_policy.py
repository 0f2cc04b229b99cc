"""Compiled policies."""

from __future__ import annotations

import ctypes
import dataclasses
import datetime
import html
import pickle
import warnings
from collections.abc import Iterable
from typing import Any, Callable, Mapping, Union

from remit import _abi
from remit._batches import Batches
from remit._case import Case
from remit._data import Data
from remit._description import Description
from remit._errors import DataError, DataWarning, Diagnostics, RemitError, language_number
from remit._handle import Closable
from remit._library import call, encode, whole
from remit._results import Explanation, Results
from remit._run import Cancel, Limits, Options, Progress, interruptibly
from remit._schema import Clause, Entity, Hole
from remit._shards import Shards
from remit._sweep import Solution, Sweep, texts
from remit._table import Table, take_table
from remit._words import listed, say

Tables = Union[Data, Mapping[str, Any]]


@dataclasses.dataclass(frozen=True)
class TestOutcome:
    """One of the policy's own tests after it ran. `message` says why it did not pass; `line` counts from
    1."""

    __test__ = False  # no test class of pytest

    title: str
    passed: bool
    message: str
    file: str
    line: int


class Policy(Closable):
    """A compiled policy set; immutable, so any number of threads may use one. Made by load() and
    compile(). Data, results and cases that were made from it live on when it is closed; its own use is
    then a ValueError."""

    def __init__(self, handle: ctypes.c_void_p, language: str) -> None:
        self._description: Description | None = Description(handle, language)
        self._origin: Any = None  # what makes it, and what it was compiled from

    def __reduce__(self) -> tuple[Any, ...]:
        """A policy pickles as its texts; in another process it is compiled once."""
        if self._origin is None:
            raise TypeError("this Policy was not made by compile() or load()")
        make, texts = self._origin
        return make, (pickle.dumps(texts),)

    @property
    def _of(self) -> Description:
        if self._description is None:
            raise ValueError("this Policy is closed")
        return self._description

    def close(self) -> None:
        """Ends the use of the policy, whose memory is freed when nothing made from it is left; closing
        again does nothing. Not while another thread uses it."""
        self._description = None

    # ---- What it says

    @property
    def language(self) -> str:
        """The language of diagnostics, exceptions, reasons and explanations wherever a call does not say
        its own, "en" or "zh"; chosen when the policy is compiled."""
        return self._of.language

    @property
    def name(self) -> str:
        """The policy's name."""
        return self._of.name

    @property
    def title(self) -> str:
        """Its title, as the document has it."""
        return self._of.title

    @property
    def hash(self) -> str:
        """64 hexadecimal digits that do not depend on layout, comments and spelling language."""
        return self._of.hash

    @property
    def diagnostics(self) -> Diagnostics:
        """Warnings and notes of the compilation, in the policy's language."""
        return self._of.diagnostics

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities; the first is the whole."""
        return self._of.entities

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Declarations and the clause each one cites."""
        return self._of.clauses

    @property
    def holes(self) -> tuple[Hole, ...]:
        """What the document leaves open."""
        return self._of.holes

    def entity_index(self, name: str) -> int:
        """The number of an entity, by name or label, from 0. NotFound if there is none."""
        return self._of.entity_index(name)

    def dump(self, stage: str = "plan") -> str:
        """A stage of the compilation as text, for people: "tree", "model" or "plan"."""
        return self._of.dump(stage)

    # ---- What it does

    def data(self, tables: Mapping[str, Any] | None = None, *, threads: int = 1) -> Data:
        """Input tables for this policy, without rows or with those of `tables`; see remit.Data. Arrow comes in on
        so many threads, now and later; 0 is one per processor."""
        made = Data(self._of)
        if threads != 1:
            made._call("set_threads", whole(threads, "remit_data_set_threads", "threads"))
        for entity, table in (tables or {}).items():
            made[entity] = table
        return made

    def _whole_data(self, tables: Mapping[str, Any], streamed: str = "", threads: int = 1) -> Data:
        """The tables of a run, all of them there; what was noticed of them is warned of."""
        if streamed:
            self._of.entity_index(streamed)
        data = self.data(tables, threads=threads)
        given = {self._of.entity_index(name) for name in tables}
        entities = self._of.entities
        if streamed and self._of.entity_index(streamed) in given:
            raise ValueError(f"the rows of {streamed!r} come by themselves, and are among the tables as well")
        missing = [
            entity.name
            for index, entity in enumerate(entities)
            if index and index not in given and not entity.hole and not entity.made and entity.name != streamed
        ]
        if missing:
            language = self._of.language
            raise DataError(say(language, "no_table", listed(language, missing)))
        for message in data.notes["message"]:
            warnings.warn(message, DataWarning, stacklevel=3)
        return data

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
        limits: Limits | None = None,
        profile: bool = False,
        only: Iterable[str] | None = None,
        language: str | None = None,
    ) -> Results:
        """Computes every column that the policy defines, or what `only` names.

        `tables` is a Data, or a dict of entity name to table (see remit.Data), one for each entity but the
        whole and open ones; what is noticed of them is a DataWarning. `as_of` is `today`;
        `threads` 0 is one per processor, `batch_rows` 0 as many as seems good. `progress(done, total)`
        is called some ten times a second at most, from the thread that computes; what it raises stops
        the run and is raised here, and returning False stops it too. Ctrl-C stops the run. Other Python
        threads go on meanwhile. `only` names what is wanted, some of "columns", "ledger", "totals", "targets", "findings",
        "attributions" and "errors" ("ledger" has payments() and totals_by() with it, "columns" the tables of
        entities, explanations and comparisons): nothing else is computed, what is wanted is the same, and the
        rest is Unsupported. With `profile`, Results.profile says where the time went. `language`
        ("en" or "zh"; None: the policy's) is that of the results and of what is raised.

        Raises Cancelled, LimitExceeded, DataError; InvalidArgument for data of another policy. Cells in
        error are no exception: see Results.errors.
        """
        of, flag = self._of, cancel or Cancel()
        language = language or of.language
        data = tables if isinstance(tables, Data) else self._whole_data(tables, threads=threads)
        out = ctypes.c_void_p()
        failure: RemitError | None = None
        with Options(
            language,
            as_of=as_of,
            threads=threads,
            batch_rows=batch_rows,
            isa=isa,
            evaluator=evaluator,
            limits=limits,
            profile=profile,
            only=only,
            cancel=flag,
            progress=progress,
        ) as options:
            arguments = (of._pointer, data._pointer, options.handle, ctypes.byref(out))
            try:
                interruptibly(lambda: call("remit_evaluate", *arguments, language=language), flag)
            except RemitError as error:
                failure = error
            results = Results(out, of, language) if out.value else None
            # What the callback raised is the reason for whatever came of the run.
            if options.raised is not None:
                raise options.raised
        if failure is not None or results is None:
            raise failure or RemitError("no results")
        return results

    def sweep(
        self,
        tables: Tables,
        set: str | Iterable[str],
        show: str | Iterable[str] = (),
        *,
        as_of: datetime.date | None = None,
        threads: int = 1,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
        limits: Limits | None = None,
        language: str | None = None,
    ) -> Sweep:
        """Figures for each of a grid of parameters, those of single runs of the policy with these values.

        `set` are parameters and their values: "rate=10%..30%/1%", "cap=300000,500000"; several are a grid.
        `show` are figures: "totals", "rewards", "targets", "total(NAME)", "count(NAME)",
        "targets.NAME.met", or any formula over the policy as a whole; none: totals and targets. Everything
        else is evaluate()'s. Raises PolicyError for a value that the policy could not have.
        """
        names, wanted = texts(set, "set"), texts(show, "show")
        data = tables if isinstance(tables, Data) else self._whole_data(tables, threads=threads)

        def ask(options: Any, language: str) -> Table:
            arguments = (self._of._pointer, data._pointer, *names, *wanted, options)
            return take_table("remit_sweep", *arguments, language=language)

        how = {"as_of": as_of, "threads": threads, "limits": limits}
        table = self._interruptibly(ask, progress, cancel, language, **how)
        return Sweep(tuple(column.name for column in table.columns[: names[2]]), table)

    def solve(
        self,
        tables: Tables,
        set: str | Iterable[str],
        so_that: str,
        *,
        smallest: bool = False,
        row: tuple[str, str] | None = None,
        as_of: datetime.date | None = None,
        threads: int = 1,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
        limits: Limits | None = None,
        language: str | None = None,
    ) -> Solution:
        """The largest (or smallest) value for which a condition holds: of a parameter,
        `solve(tables, "rate=10%..30%/0.1%", "total(treasury) <= 20000000")`; or of a field of one row,
        `solve(tables, "revenue=0..10000000/0.01", "bonus >= 500000", smallest=True, row=("project", "P3"))`.
        """
        names, tried = texts(set, "set"), ctypes.c_void_p()
        condition = encode(so_that, "so_that")
        where = [encode(part, "row") for part in row or ()] or [None, None]
        data = tables if isinstance(tables, Data) else self._whole_data(tables, threads=threads)

        def ask(options: Any, language: str) -> Table:
            direction = _abi.SMALLEST if smallest else _abi.LARGEST
            sized = [x for part in where for x in (part, len(part or b""))]
            arguments = (self._of._pointer, data._pointer, *names, condition, len(condition), direction)
            out = ctypes.c_void_p()
            more = (*sized, options, ctypes.byref(out), ctypes.byref(tried))
            call("remit_solve", *arguments, *more, language=language)
            return Table(out, language)

        how = {"as_of": as_of, "threads": threads, "limits": limits}
        found = next(iter(self._interruptibly(ask, progress, cancel, language, **how)))
        words = ("values", "tried", "changes", "undetermined", "open_rows")
        counts = {word: int(str(found[word])) for word in words}
        said = {word: found[word] for word in ("name", "value", "neighbour", "current")}
        return Solution(**said, **counts, table=Table(tried, language or self._of.language))

    def _interruptibly(
        self,
        ask: Callable[[Any, str], Table],
        progress: Progress | None,
        cancel: Cancel | None,
        language: str | None,
        **how: Any,
    ) -> Table:
        """A call that computes: `ask(options, language)`. What the callback raised is raised."""
        flag, language = cancel or Cancel(), language or self._of.language
        failure: RemitError | None = None
        with Options(language, cancel=flag, progress=progress, **how) as options:
            found: list[Table] = []
            try:
                interruptibly(lambda: found.append(ask(options.handle, language)), flag)
            except RemitError as error:
                failure = error
            if options.raised is not None:
                raise options.raised
        if failure is not None or not found:
            raise failure or RemitError("no results")
        return found[0]

    def traversals(self, entity: str) -> int:
        """How often a run reads all rows of the entity when they come in batches. Unsupported, with
        the reason, when they cannot: other tables refer to them, or look them up by content."""
        of, out = self._of, ctypes.c_int32()
        where = (of._pointer, of.entity_index(entity))
        call("remit_policy_traversals", *where, ctypes.byref(out), language=of.language)
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
        limits: Limits | None = None,
        profile: bool = False,
        language: str | None = None,
    ) -> Batches:
        """Evaluates while the rows of `entity` come in batches: more rows than memory holds.

        `tables` has all other tables. `rows` is anything with `__arrow_c_stream__`, of which each
        array is a batch, or an iterable of record batches (`__arrow_c_array__`); or a function
        without parameters that gives such a thing, called once for each traversal: what can be
        read only once needs a function unless `traversals(entity)` is 1. The function is called, and the
        rows are read, on a thread of Remit's. Every figure is that of evaluate(). Keys must not
        occur twice; with `ascending_keys` they ascend and are not remembered. Other Python
        threads go on meanwhile. Returns a Batches, which computes as it is iterated or read as an
        Arrow stream, and raises what evaluate() does, or what `rows` raised. `language` is that of the
        results and of what is raised.
        """
        of, flag = self._of, cancel or Cancel()
        data = tables if isinstance(tables, Data) else self._whole_data(tables, entity, threads)
        options = Options(
            language or of.language,
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
            return Batches(of, data, entity, rows, options, flag)
        except BaseException:
            options.close()
            raise

    def shards(
        self,
        tables: Tables,
        entity: str,
        *,
        as_of: datetime.date | None = None,
        threads: int = 1,
        cancel: Cancel | None = None,
        isa: str = "automatic",
        batch_rows: int = 0,
        ascending_keys: bool = False,
        limits: Limits | None = None,
        language: str | None = None,
    ) -> Shards:
        """A run whose rows of `entity` lie in shards, on any number of machines: see Shards. `tables` has
        all other tables, the same everywhere; the rest is as for evaluate_batches(). Unsupported, with the
        column that is the reason, when the rows cannot be read in parts."""
        options = {
            "as_of": as_of,
            "threads": threads,
            "isa": isa,
            "batch_rows": batch_rows,
            "ascending_keys": ascending_keys,
            "limits": limits,
            "language": language,
        }
        return Shards(self, tables, entity, cancel or Cancel(), options)

    def case(
        self,
        entity: str,
        tables: Tables | None = None,
        *,
        as_of: datetime.date | None = None,
        language: str | None = None,
    ) -> Case:
        """One row of `entity`, to be evaluated again and again; see remit.Case. `tables` are the
        other entities, and the row as it is to begin with; they are copied. `language` is that of
        errors."""
        of = self._of
        language = language or of.language
        if tables is None or isinstance(tables, Data):
            return Case(of, entity, tables, as_of=as_of, language=language)
        with self.data(tables) as data:
            return Case(of, entity, data, as_of=as_of, language=language)

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
        unfold: bool = False,
    ) -> Explanation:
        """Evaluates, then explains one cell; see Results.explain. `language` is that of the explanation
        and of what is raised."""
        with self.evaluate(tables, as_of=as_of, language=language) as results:
            return results.explain(entity, key, column, depth=depth, unfold=unfold)

    def run_tests(
        self,
        load_table: Callable[[str, str, Data], object] | None = None,
        *,
        language: str | None = None,
    ) -> list[TestOutcome]:
        """Runs the policy's own tests; their messages are in `language`.

        `load_table(path, entity, data)` fills a table for `given ENTITY from "path"`. Without it, or
        when it returns False, such a test fails. What it raises ends the call and is raised here.
        """
        of = self._of
        language = language or of.language
        raised: list[BaseException] = []

        def load(context: object, path: bytes, entity: bytes, data: int) -> int:
            if load_table is None:
                return _abi.DATA_ERROR
            try:
                with Data(of, ctypes.c_void_p(data))._borrowed() as borrowed:
                    found = load_table(path.decode(), entity.decode(), borrowed)
                return _abi.DATA_ERROR if found is False else _abi.OK
            except BaseException as error:  # it must not cross C
                raised.append(error)
                return _abi.OUT_OF_MEMORY  # what ends the call, and not the test alone

        callback = _abi.LOAD_TABLE(load)
        arguments = (of._pointer, None, callback, None, language_number(language))
        try:
            table = take_table("remit_policy_run_tests", *arguments, language=language)
        except RemitError:
            if not raised:
                raise
        if raised:
            raise raised[0]
        return [
            TestOutcome(
                title=str(row["title"]),
                passed=row["passed"] is True,
                message=str(row["message"]),
                file=str(row["file"]),
                line=int(str(row["line"])),
            )
            for row in table
        ]

    def __repr__(self) -> str:
        if self._description is None:
            return "<Policy, closed>"
        return f"<Policy {self.name!r} {self.hash[:12]}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(str(x))}</td>" for x in row) + "</tr>"
            for row in ((c.cite, c.form, c.label or c.name) for c in self.clauses)
        )
        return f"<table><caption>{html.escape(self.title or self.name)}</caption>{rows}</table>"


__all__ = ["Policy", "TestOutcome"]
