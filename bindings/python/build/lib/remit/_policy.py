"""Compiled policies."""

from __future__ import annotations

import ctypes
import dataclasses
import datetime
import functools
import html
import os
import pathlib
from typing import Any, Callable, Mapping, Union

from remit import _abi
from remit._data import Data
from remit._errors import Diagnostics, NotFound, current_language, language_number, read_diagnostics
from remit._handle import Owner
from remit._library import LIBRARY, call, encode, take_string, text
from remit._results import Explanation, Results
from remit._run import Cancel, Options, Progress, interruptibly
from remit._table import KINDS, take_table

Tables = Union[Data, Mapping[str, Any]]


@dataclasses.dataclass(frozen=True)
class Field:
    """An input column. `kind` is boolean, number, money, date, text, category, reference or
    duration; `scale` the digits kept after the point; `refers_to` the entity of a reference."""

    name: str
    label: str
    kind: str
    scale: int
    currency: str
    refers_to: str
    categories: tuple[str, ...]
    key: bool
    optional: bool
    has_default: bool
    hole: bool
    cite: str


@dataclasses.dataclass(frozen=True)
class DefinedColumn:
    """A column that the policy defines, and where."""

    name: str
    label_en: str
    label_zh: str
    kind: str
    scale: int
    currency: str
    form: str
    declaration: str
    role: str
    cite: str
    file: str
    line: int


@dataclasses.dataclass(frozen=True)
class Entity:
    """A table: its fields come in, its columns go out. The whole is the entity `whole`, of one row."""

    name: str
    label: str
    hole: bool
    fields: tuple[Field, ...]
    columns: tuple[DefinedColumn, ...]


@dataclasses.dataclass(frozen=True)
class Clause:
    """A declaration and the clause of the document that it cites."""

    name: str
    form: str
    label: str
    cite: str
    file: str
    line: int


@dataclasses.dataclass(frozen=True)
class Hole:
    """What the document leaves open: a parameter or a whole table."""

    name: str
    is_entity: bool
    cite: str


@dataclasses.dataclass(frozen=True)
class TestOutcome:
    """One of the policy's own tests after it ran."""

    __test__ = False  # no test class of pytest

    title: str
    passed: bool
    message: str
    file: str
    line: int


class _Entries:
    """Reads one list of a policy."""

    def __init__(self, policy: ctypes.c_void_p, which: int, entity: int = 0) -> None:
        self._at = (policy, which, entity)
        count = ctypes.c_size_t()
        call("remit_policy_count", *self._at, ctypes.byref(count))
        self.count = count.value

    def text(self, index: int, which: int) -> str:
        out = ctypes.c_char_p()
        call("remit_policy_entry_text", *self._at, index, which, ctypes.byref(out), None)
        return text(out.value)

    def number(self, index: int, which: int) -> int:
        out = ctypes.c_int64()
        call("remit_policy_entry_number", *self._at, index, which, ctypes.byref(out))
        return out.value

    def categories(self, index: int) -> tuple[str, ...]:
        words = []
        for category in range(max(0, self.number(index, _abi.ENTRY_CATEGORY_COUNT))):
            out = ctypes.c_char_p()
            call("remit_policy_category", *self._at, index, category, ctypes.byref(out), None)
            words.append(text(out.value))
        return tuple(words)


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
        entries = _Entries(self._pointer, _abi.LIST_ENTITIES)
        return tuple(
            Entity(
                name=entries.text(i, _abi.ENTRY_NAME),
                label=entries.text(i, _abi.ENTRY_LABEL_EN),
                hole=entries.number(i, _abi.ENTRY_IS_HOLE) == 1,
                fields=self._fields(i),
                columns=self._columns(i),
            )
            for i in range(entries.count)
        )

    def _fields(self, entity: int) -> tuple[Field, ...]:
        entries = _Entries(self._pointer, _abi.LIST_FIELDS, entity)
        return tuple(
            Field(
                name=entries.text(i, _abi.ENTRY_NAME),
                label=entries.text(i, _abi.ENTRY_LABEL_EN),
                kind=KINDS[entries.number(i, _abi.ENTRY_KIND)],
                scale=max(0, entries.number(i, _abi.ENTRY_SCALE)),
                currency=entries.text(i, _abi.ENTRY_CURRENCY),
                refers_to=entries.text(i, _abi.ENTRY_REFERS_TO),
                categories=entries.categories(i),
                key=entries.number(i, _abi.ENTRY_IS_KEY) == 1,
                optional=entries.number(i, _abi.ENTRY_IS_OPTIONAL) == 1,
                has_default=entries.number(i, _abi.ENTRY_HAS_DEFAULT) == 1,
                hole=entries.number(i, _abi.ENTRY_IS_HOLE) == 1,
                cite=entries.text(i, _abi.ENTRY_CITE),
            )
            for i in range(entries.count)
        )

    def _columns(self, entity: int) -> tuple[DefinedColumn, ...]:
        entries = _Entries(self._pointer, _abi.LIST_COLUMNS, entity)
        return tuple(
            DefinedColumn(
                name=entries.text(i, _abi.ENTRY_NAME),
                label_en=entries.text(i, _abi.ENTRY_LABEL_EN),
                label_zh=entries.text(i, _abi.ENTRY_LABEL_ZH),
                kind=KINDS[entries.number(i, _abi.ENTRY_KIND)],
                scale=max(0, entries.number(i, _abi.ENTRY_SCALE)),
                currency=entries.text(i, _abi.ENTRY_CURRENCY),
                form=entries.text(i, _abi.ENTRY_FORM),
                declaration=entries.text(i, _abi.ENTRY_DECLARATION),
                role=entries.text(i, _abi.ENTRY_ROLE),
                cite=entries.text(i, _abi.ENTRY_CITE),
                file=entries.text(i, _abi.ENTRY_FILE),
                line=entries.number(i, _abi.ENTRY_LINE),
            )
            for i in range(entries.count)
        )

    @functools.cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Declarations and the clause each one cites."""
        entries = _Entries(self._pointer, _abi.LIST_CLAUSES)
        return tuple(
            Clause(
                name=entries.text(i, _abi.ENTRY_NAME),
                form=entries.text(i, _abi.ENTRY_FORM),
                label=entries.text(i, _abi.ENTRY_LABEL_EN),
                cite=entries.text(i, _abi.ENTRY_CITE),
                file=entries.text(i, _abi.ENTRY_FILE),
                line=entries.number(i, _abi.ENTRY_LINE),
            )
            for i in range(entries.count)
        )

    @functools.cached_property
    def holes(self) -> tuple[Hole, ...]:
        """What the document leaves open."""
        entries = _Entries(self._pointer, _abi.LIST_HOLES)
        return tuple(
            Hole(
                name=entries.text(i, _abi.ENTRY_NAME),
                is_entity=entries.number(i, _abi.ENTRY_IS_ENTITY) == 1,
                cite=entries.text(i, _abi.ENTRY_CITE),
            )
            for i in range(entries.count)
        )

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
    ) -> Results:
        """Computes every column that the policy defines.

        `tables` is a Data, or a dict of entity name to table (see remit.Data). `progress(done,
        total)` is called some ten times a second at most, from the thread that computes; what it
        raises stops the run and is raised here, and so does returning False. Ctrl-C stops the run.
        Other Python threads go on meanwhile. Raises Cancelled, LimitExceeded, DataError. Cells in
        error are no exception: see Results.errors.
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
        such a test fails. What it raises fails the test too.
        """

        def load(context: object, path: bytes, entity: bytes, data: int) -> int:
            if load_table is None:
                return _abi.DATA_ERROR
            try:
                # Borrowed: freeing it is not ours, so the object is emptied afterwards.
                borrowed = Data(self, ctypes.c_void_p(data))
                borrowed._finalizer.detach()
                load_table(path.decode(), entity.decode(), borrowed)
                borrowed._handle = None
                return _abi.OK
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


def compile(  # noqa: A001 - the word of the trade
    *sources: str | tuple[str, str] | os.PathLike[str],
    as_of: datetime.date | None = None,
    limits: dict[str, int] | None = None,
) -> Policy:
    """Compiles a policy and the files that amend it.

    Each source is the text itself, a pair (name, text), or a path (os.PathLike) to read. A name
    ending in ".md" is read as Markdown whose fenced `remit` blocks are the policy. `as_of` chooses
    among several versions of a policy the one in force that day. Raises PolicyError with every
    complaint, or LimitExceeded.
    """
    names, texts = [], []
    for i, source in enumerate(sources):
        if isinstance(source, str):
            name, data = "policy.remit" if i == 0 else f"policy{i + 1}.remit", source.encode()
        elif isinstance(source, tuple):
            name, data = source[0], source[1].encode()
        else:
            name, data = os.fspath(source), pathlib.Path(source).read_bytes()
        names.append(encode(name, "name"))
        texts.append(data)
    count = len(sources)
    sizes = (ctypes.c_size_t * count)(*map(len, texts))
    out = ctypes.c_void_p()
    with Options(as_of=as_of, limits=limits) as options:
        call(
            "remit_compile",
            count,
            (ctypes.c_char_p * count)(*names),
            (ctypes.c_char_p * count)(*texts),
            sizes,
            options.handle,
            ctypes.byref(out),
        )
    return Policy(out)


def load(*paths: str | os.PathLike[str], as_of: datetime.date | None = None) -> Policy:
    """Compiles policy files."""
    return compile(*map(pathlib.Path, paths), as_of=as_of)


def format(  # noqa: A001 - the word of the trade
    source: str, *, name: str = "policy.remit", keywords: str | None = None
) -> str:
    """A policy text in its canonical layout, comments kept. `keywords` is "en", "zh" or None for as
    written. Raises PolicyError if the text does not parse."""
    styles = {None: _abi.KEYWORDS_AS_WRITTEN, "en": _abi.KEYWORDS_EN, "zh": _abi.KEYWORDS_ZH}
    if keywords not in styles:
        raise ValueError(f"keywords must be 'en', 'zh' or None, not {keywords!r}")
    data = source.encode()
    out = ctypes.c_void_p()
    call(
        "remit_format",
        encode(name, "name"),
        data,
        len(data),
        styles[keywords],
        None,
        ctypes.byref(out),
    )
    return take_string(out)
