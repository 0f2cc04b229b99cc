"""What a policy is about: its entities, fields, columns, clauses and holes."""

from __future__ import annotations

import ctypes
import dataclasses

from remit import _abi
from remit._library import LIBRARY, call, text
from remit._values import KINDS


@dataclasses.dataclass(frozen=True)
class Field:
    """An input column. `kind` is "boolean", "number", "money", "date", "text", "category", "reference"
    or "duration"; `scale` the digits kept after the point; `currency` that of money; `refers_to` the
    entity of a reference; `categories` the words of a category; "", 0 and () where there is none.
    `header`: what the data calls it (`column "..."`), besides its name and its label. `percent`: cells may be written with % and ‰, and lie within 0..100 % unless `bounded`; `left_out`: a row
    whose reference names no row is left out and listed; `may_not_apply`: a cell may say `n/a`, that there is no value."""

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
    percent: bool = False
    bounded: bool = False
    left_out: bool = False
    header: str = ""
    may_not_apply: bool = False


@dataclasses.dataclass(frozen=True)
class DefinedColumn:
    """A column that the policy defines, by which declaration, and where that stands: `line` counts from
    1. `kind`, `scale`, `currency` and `categories` are as for a Field."""

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
    categories: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Entity:
    """A table: its fields come in, its columns go out. The whole is the entity `whole`, of one row. Of one
    that is `made` the policy makes the rows."""

    name: str
    label: str
    hole: bool
    fields: tuple[Field, ...]
    columns: tuple[DefinedColumn, ...]
    made: bool = False


@dataclasses.dataclass(frozen=True)
class Clause:
    """A declaration, the clause of the document that it cites, what that `says` in short, the `reading`
    chosen, and where it stands: `line` counts from 1. One that nothing computes has no name and says why
    it is `not_computed`."""

    name: str
    form: str
    label: str
    cite: str
    file: str
    line: int
    says: str = ""
    reading: str = ""
    not_computed: str = ""


@dataclasses.dataclass(frozen=True)
class Hole:
    """What the document leaves open: a parameter or a whole table."""

    name: str
    is_entity: bool
    cite: str


class Entries:
    """Reads one list of a policy."""

    def __init__(self, policy: ctypes.c_void_p, which: int, entity: int = 0) -> None:
        self._at = (policy, which, entity)
        count = ctypes.c_size_t()
        call("remit_policy_count", *self._at, ctypes.byref(count), language="en")
        self.count = count.value

    def text(self, index: int, which: int) -> str:
        return text(LIBRARY.remit_policy_list_text(*self._at, index, which, None))

    def number(self, index: int, which: int) -> int:
        out = ctypes.c_int64()
        where = (*self._at, index, which)
        call("remit_policy_entry_number", *where, ctypes.byref(out), language="en")
        return out.value

    def categories(self, index: int) -> tuple[str, ...]:
        count = max(0, self.number(index, _abi.ENTRY_CATEGORY_COUNT))
        word = LIBRARY.remit_policy_list_category
        return tuple(text(word(*self._at, index, category, None)) for category in range(count))


def _fields(policy: ctypes.c_void_p, entity: int) -> tuple[Field, ...]:
    entries = Entries(policy, _abi.LIST_FIELDS, entity)
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
            percent=entries.number(i, _abi.ENTRY_IS_PERCENT) == 1,
            bounded=entries.number(i, _abi.ENTRY_IS_BOUNDED) == 1,
            left_out=entries.number(i, _abi.ENTRY_IS_LEFT_OUT) == 1,
            header=entries.text(i, _abi.ENTRY_HEADER),
            may_not_apply=entries.number(i, _abi.ENTRY_MAY_NOT_APPLY) == 1,
        )
        for i in range(entries.count)
    )


def _columns(policy: ctypes.c_void_p, entity: int) -> tuple[DefinedColumn, ...]:
    entries = Entries(policy, _abi.LIST_COLUMNS, entity)
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
            categories=entries.categories(i),
        )
        for i in range(entries.count)
    )


def read_entities(policy: ctypes.c_void_p) -> tuple[Entity, ...]:
    """All entities; the first is the whole."""
    entries = Entries(policy, _abi.LIST_ENTITIES)
    return tuple(
        Entity(
            name=entries.text(i, _abi.ENTRY_NAME),
            label=entries.text(i, _abi.ENTRY_LABEL_EN),
            hole=entries.number(i, _abi.ENTRY_IS_HOLE) == 1,
            fields=_fields(policy, i),
            columns=_columns(policy, i),
            made=entries.number(i, _abi.ENTRY_IS_MADE) == 1,
        )
        for i in range(entries.count)
    )


def read_clauses(policy: ctypes.c_void_p) -> tuple[Clause, ...]:
    """Declarations and the clause each one cites."""
    entries = Entries(policy, _abi.LIST_CLAUSES)
    return tuple(
        Clause(
            name=entries.text(i, _abi.ENTRY_NAME),
            form=entries.text(i, _abi.ENTRY_FORM),
            label=entries.text(i, _abi.ENTRY_LABEL_EN),
            cite=entries.text(i, _abi.ENTRY_CITE),
            file=entries.text(i, _abi.ENTRY_FILE),
            line=entries.number(i, _abi.ENTRY_LINE),
            says=entries.text(i, _abi.ENTRY_SAYS),
            reading=entries.text(i, _abi.ENTRY_READING),
            not_computed=entries.text(i, _abi.ENTRY_NOT_COMPUTED),
        )
        for i in range(entries.count)
    )


def read_holes(policy: ctypes.c_void_p) -> tuple[Hole, ...]:
    """What the document leaves open."""
    entries = Entries(policy, _abi.LIST_HOLES)
    return tuple(
        Hole(
            name=entries.text(i, _abi.ENTRY_NAME),
            is_entity=entries.number(i, _abi.ENTRY_IS_ENTITY) == 1,
            cite=entries.text(i, _abi.ENTRY_CITE),
        )
        for i in range(entries.count)
    )
