"""What a compiled policy says, apart from what it does."""

from __future__ import annotations

import ctypes

from remit import _abi
from remit._errors import Diagnostics, NotFound, language_number, read_diagnostics
from remit._handle import Owner, kept
from remit._library import LIBRARY, call, take_string, text
from remit._schema import Clause, Entity, Hole, read_clauses, read_entities, read_holes
from remit._words import listed, say


class Description(Owner):
    """A compiled policy set as far as it can be read: its name, its entities, its clauses. Immutable.
    Shared by a Policy and whatever was made from it, so that the latter may outlive the former."""

    _free = "remit_policy_free"

    def __init__(self, handle: ctypes.c_void_p, language: str) -> None:
        super().__init__(handle)
        language_number(language)
        self._language = language

    @property
    def language(self) -> str:
        """The language of diagnostics, exceptions, reasons and explanations, "en" or "zh", wherever a
        call does not say its own."""
        return self._language

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
        return read_diagnostics(LIBRARY, borrowed, self._language)

    @kept
    def entities(self) -> tuple[Entity, ...]:
        """All entities; the first is the whole."""
        return read_entities(self._pointer)

    @kept
    def clauses(self) -> tuple[Clause, ...]:
        """Declarations and the clause each one cites."""
        return read_clauses(self._pointer)

    @kept
    def holes(self) -> tuple[Hole, ...]:
        """What the document leaves open."""
        return read_holes(self._pointer)

    @kept
    def _entity_indices(self) -> dict[str, int]:
        indices: dict[str, int] = {}
        for i, entity in enumerate(self.entities):
            indices.setdefault(entity.name, i)
        for i, entity in enumerate(self.entities):
            if entity.label:
                indices.setdefault(entity.label, i)
        return indices

    @kept
    def fields_by_name(self) -> list[dict[str, tuple[int, str]]]:
        """For each entity the numbers and kinds of its fields, by name, by label and by what the data
        calls them."""
        tables = []
        for entity in self.entities:
            fields = {field.name: (i, field.kind) for i, field in enumerate(entity.fields)}
            for other in ("label", "header"):
                for i, field in enumerate(entity.fields):
                    if getattr(field, other):
                        fields.setdefault(getattr(field, other), (i, field.kind))
            tables.append(fields)
        return tables

    def entity_index(self, name: str) -> int:
        """The number of an entity, by name or label, from 0. NotFound if there is none."""
        index = self._entity_indices.get(name)
        if index is None:
            known = listed(self._language, (entity.name for entity in self.entities))
            raise NotFound(say(self._language, "no_entity", name, known))
        return index

    def dump(self, stage: str = "plan") -> str:
        """A stage of the compilation as text, for people: "tree", "model" or "plan"."""
        stages = {
            "tree": _abi.STAGE_TREE,
            "model": _abi.STAGE_MODEL,
            "plan": _abi.STAGE_PLAN,
        }
        if stage not in stages:
            raise ValueError(f"stage must be one of {', '.join(stages)}, not {stage!r}")
        out = ctypes.c_void_p()
        where = (self._pointer, stages[stage])
        call("remit_policy_dump", *where, ctypes.byref(out), language=self._language)
        return take_string(out)


__all__ = ["Description"]
