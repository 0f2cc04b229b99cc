"""Two runs held against each other, and two texts."""

from __future__ import annotations

import ctypes
from typing import Any

from remit import _abi
from remit._errors import language_number
from remit._handle import Owner, handle_of, kept
from remit._library import LIBRARY, call, encode
from remit._results import Results
from remit._run import Cancel, Options, interruptibly
from remit._table import Table, take_table


class Comparison(Owner):
    """What remit.compare() answers; immutable, so any number of threads may use it. A line is one reward and
    one row, as in the ledger. Tables taken from it live on when it is closed; the runs it was made of may be
    closed."""

    _free = "remit_comparison_free"

    def __init__(self, handle: ctypes.c_void_p, language: str) -> None:
        super().__init__(handle)
        self._language = language

    @property
    def language(self) -> str:
        """The language of reasons and sentences, "en" or "zh"."""
        return self._language

    @property
    def change_count(self) -> int:
        """Lines that differ: in amount, status, title, payer or payee."""
        count: int = LIBRARY.remit_comparison_change_count(self._pointer)
        return count

    def _table(self, which: int) -> Table:
        arguments = (self._pointer, which, language_number(self._language))
        return take_table("remit_comparison_table", *arguments, language=self._language)

    @kept
    def changes(self) -> Table:
        """The lines that differ, with both amounts and both reasons, and where the two ways part: columns reward,
        entity, key, payer_before, payer_after, payee_before, payee_after, before, after, difference, currency,
        status_before, status_after, reason_before, reason_after, honour_before, honour_after, parts_by ("clause",
        "input", "place": other rows, "row": in one run only), parts_at, parts_before, parts_after, parts (a
        sentence). Takes about as long as both runs."""
        return self._table(_abi.COMPARISON_CHANGES)

    @kept
    def totals(self) -> Table:
        """By payer: payer, currency, before, after, difference, gain, lose (lines), undetermined_before,
        undetermined_after; where a policy claims anything back, repay_before and repay_after."""
        return self._table(_abi.COMPARISON_TOTALS)

    @kept
    def rewards(self) -> Table:
        """By reward: reward, currency, before, after, difference, gain, lose, stay, nothing, undetermined."""
        return self._table(_abi.COMPARISON_REWARDS)

    @kept
    def counts(self) -> Table:
        """By currency: currency, lines, gain, lose, stay, nothing, undetermined, gained, lost, difference."""
        return self._table(_abi.COMPARISON_COUNTS)

    @kept
    def distribution(self) -> Table:
        """How the differences other than zero are spread: currency, share, difference (the least that so many of
        these lines do not exceed)."""
        return self._table(_abi.COMPARISON_DISTRIBUTION)

    @kept
    def rows(self) -> Table:
        """Rows that only one of the runs has: entity, key, only ("before", "after")."""
        return self._table(_abi.COMPARISON_ROWS)

    @kept
    def findings(self) -> Table:
        """Findings, sanctions, titles and duties that do not hold of the same rows on both sides: finding, form,
        entity, key, before, after (None where that side has no such finding or row), reason_before, reason_after."""
        return self._table(_abi.COMPARISON_FINDINGS)

    def largest(self, most: int) -> Table:
        """The columns of `changes` for the `most` lines whose amounts differ most, the largest first."""
        arguments = (self._pointer, most, language_number(self._language))
        return take_table("remit_comparison_largest", *arguments, language=self._language)

    def totals_by(self, *by: str) -> Table:
        """By other groups than the payer, with the words of Results.totals_by; the columns of `totals`. NotFound for
        a word that nothing paid has in one of the runs."""
        words = [encode(word, "by") for word in by]
        texts = (ctypes.c_char_p * len(words))(*words)
        sizes = (ctypes.c_size_t * len(words))(*map(len, words))
        arguments = (self._pointer, texts, sizes, len(words))
        return take_table("remit_comparison_groups", *arguments, language=self._language)

    def __repr__(self) -> str:
        if self._handle is None:
            return "<Comparison, closed>"
        return f"<Comparison, {self.change_count} lines differ>"


def compare(
    before: Results,
    after: Results,
    *,
    threads: int = 1,
    cancel: Cancel | None = None,
    language: str | None = None,
) -> Comparison:
    """Holds two runs against each other, payment by payment: two policies over the same tables, one policy over
    two sets of tables, or both. Rows are matched by key; entities, fields and rewards by name.

    `threads` and `cancel` are for what `changes` computes again. `language` ("en" or "zh"; None: that of `before`)
    is that of reasons and sentences. Unsupported for a run whose rows came in batches.
    """
    both = (handle_of(Results, before, "before"), handle_of(Results, after, "after"))
    language = language or before.language
    out, flag = ctypes.c_void_p(), cancel or Cancel()
    with Options(language, threads=threads, cancel=flag) as options:
        arguments = (*both, options.handle, ctypes.byref(out))
        interruptibly(lambda: call("remit_compare", *arguments, language=language), flag)
    return Comparison(out, language)


def diff(before: Any, after: Any) -> Table:
    """What changed in the text of a policy, declaration by declaration and clause by clause; layout, comments, the
    language of keywords and the way numbers are written count for nothing. Columns form, name, change ("added",
    "removed", "changed"), before, after, place_before, place_after."""
    if not isinstance(after, type(before)):
        raise TypeError(f"the other text must be a {type(before).__name__}, not {type(after).__name__}")
    arguments = (before._of._pointer, after._of._pointer)
    return take_table("remit_compare_texts", *arguments, language=before.language)


__all__ = ["Comparison", "compare", "diff"]
