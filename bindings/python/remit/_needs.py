"""What a figure still needs."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """An input that can still matter."""

    #: How it is reached from the row: "investment", "unit.kind"; of the whole by its name.
    path: str
    label: str
    #: "boolean", "number", "money", "date", "text", "category", "reference" or "duration".
    kind: str
    #: Whether leaving it blank is an answer.
    optional: bool
    #: The words of a category, else empty.
    words: tuple[str, ...] = ()
    currency: str | None = None
    #: The entity that a reference names a row of.
    entity: str | None = None
    #: The unit of a duration.
    unit: str | None = None


@dataclass(frozen=True)
class Needs:
    """What a figure still needs: nothing where it is determined."""

    #: Whether nothing that is not known can change it.
    determined: bool
    #: "open", or what it is determined to be: "value", "blank" or "error".
    state: str
    #: The value as text, where it is determined to be one.
    figure: str | None
    #: The stable name of the error, where it is determined to be one.
    fault: str | None
    #: The least and the most that a number, an amount or a date can come to; None: not known.
    least: str | None
    most: str | None
    #: In the order in which a form should ask.
    inputs: tuple[Need, ...]


def read_needs(text: str) -> Needs:
    """The JSON of remit_case_needs."""
    told = json.loads(text)
    inputs = [dict(each, words=tuple(each.get("words", ()))) for each in told.pop("inputs")]
    return Needs(**told, inputs=tuple(Need(**each) for each in inputs))


__all__ = ["Need", "Needs"]
