"""What this package itself says about somebody's data, in both languages; everything else comes from
the library. What only a programmer can have got wrong (TypeError, ValueError) is in English."""

from __future__ import annotations

from collections.abc import Iterable

from remit._abi import WORDS


def say(language: str, what: str, *arguments: object) -> str:
    """One of the sentences, in "en" or "zh"."""
    return WORDS[what][language == "zh"].format(*arguments)


def listed(language: str, names: Iterable[str]) -> str:
    """Names one after the other."""
    return say(language, "separator").join(name for name in names if name)


__all__ = ["listed", "say"]
