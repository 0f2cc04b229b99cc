"""What a run computed."""

from __future__ import annotations

import ctypes
import datetime
import html
import json
from typing import Any, NamedTuple, Sequence

from remit import _abi
from remit._description import Description
from remit._errors import language_number
from remit._handle import Owner, kept
from remit._library import LIBRARY, call, encode, take_string, whole
from remit._profile import Profile, read_profile
from remit._table import Table, take_table

REPORTS = {
    name.removeprefix("TABLE_").lower(): number
    for name, number in vars(_abi).items()
    if name.startswith("TABLE_") and not name.startswith("TABLE_ENTITY")
}


class Explanation(str):
    """How a cell came about: the text itself; in `data` the same as dicts, lists, str and int, laid out
    as docs/explanation-schema.md says; in `html` as a page that needs nothing else and can be printed.
    It holds nothing that had to be closed."""

    data: Any
    html: str

    def __new__(cls, text: str, data: Any, page: str) -> Explanation:
        made = super().__new__(cls, text)
        made.data = data
        made.html = page
        return made

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self)}</pre>"


class Payments(NamedTuple):
    """Payment lists, one for each payer and currency and one for what is paid back to it. In each table the
    column `list`, from 1, says to which list a row belongs."""

    lists: Table
    """list, payer, currency, repay, payments, undetermined, asked, cut, amount, in_capitals"""
    lines: Table
    """list, number, payer, payee, account and purpose (where the policy names any), further columns, reward,
    entity, key, clause, asked, cut, amount, currency, status, reason"""
    by_reward: Table
    """list, reward, payments, asked, cut, amount"""
    by_payee: Table
    """list, payee, payments, asked, cut, amount"""


class Results(Owner):
    """What one run computed; immutable, so any number of threads may use it. `results["project"]` is
    the table of an entity: what the policy shows of it, or else its key and every column the policy
    defines (`results.all("project")` in any case); `results["whole"]` that of the whole, of one row. NotFound for an entity that does not exist. Tables taken from it live on when
    it is closed."""

    _free = "remit_results_free"

    def __init__(self, handle: ctypes.c_void_p, policy: Description, language: str) -> None:
        super().__init__(handle)
        self._policy = policy
        self._language = language

    @property
    def language(self) -> str:
        """The language of reasons, details and explanations, "en" or "zh"."""
        return self._language

    def _table(self, which: int, entity: int, language: str) -> Table:
        arguments = (self._pointer, which, entity, language_number(language))
        return take_table("remit_results_table", *arguments, language=language)

    def __getitem__(self, entity: str) -> Table:
        index = self._policy.entity_index(entity)
        return self._table(_abi.TABLE_ENTITY, index, self._language)

    def all(self, entity: str) -> Table:
        """Key and every defined column of an entity, whatever the policy shows of them."""
        index = self._policy.entity_index(entity)
        return self._table(_abi.TABLE_ENTITY_ALL, index, self._language)

    def totals_by(self, *by: str) -> Table:
        """Totals by other groups than the payer: "payer", "payee", "reward", "clause", a field or column of
        the rows that are paid, or one of a row that they refer to ("unit.region"). NotFound for a word that
        nothing paid has."""
        words = [encode(word, "by") for word in by]
        texts = (ctypes.c_char_p * len(words))(*words)
        sizes = (ctypes.c_size_t * len(words))(*map(len, words))
        arguments = (self._pointer, texts, sizes, len(words))
        return take_table("remit_results_totals_by", *arguments, language=self._language)

    def payments(self, *columns: str, language: str | None = None) -> Payments:
        """The payments as an office files them: what each payer has to pay in one currency, line by line, with
        what was asked for, what was cut of it and why, and what is granted. `columns` are further ones of the
        lines, by the words of `totals_by` ("unit.account"). NotFound for a word that nothing paid has,
        Unsupported for rows that came in batches."""
        words = [encode(word, "columns") for word in columns]
        texts = (ctypes.c_char_p * len(words))(*words)
        sizes = (ctypes.c_size_t * len(words))(*map(len, words))
        said = language or self._language

        def table(which: int) -> Table:
            of_lines = (texts, sizes, len(words)) if which == _abi.PAYMENTS_LINES else (None, None, 0)
            arguments = (self._pointer, which, *of_lines, language_number(said))
            return take_table("remit_results_payments", *arguments, language=said)

        lines = table(_abi.PAYMENTS_LINES)
        kinds = (_abi.PAYMENTS_LISTS, _abi.PAYMENTS_BY_REWARD, _abi.PAYMENTS_BY_PAYEE)
        lists, by_reward, by_payee = map(table, kinds)
        return Payments(lists, lines, by_reward, by_payee)

    def report(self, name: str, *, language: str | None = None) -> Table:
        """One of the tables about the whole run: "ledger", "totals", "targets", "findings", "attributions", "rounding", "errors",
        "causes", "notes", "stages" or "rules"; its reasons and details in `language`. ValueError for any other name."""
        if name not in REPORTS:
            raise ValueError(f"a report is one of {', '.join(REPORTS)}, not {name!r}")
        return self._table(REPORTS[name], 0, language or self._language)

    @kept
    def ledger(self) -> Table:
        """One line per reward and row: reward, entity, key, payer, payee, amount, clause, ..."""
        return self.report("ledger")

    @kept
    def totals(self) -> Table:
        """What each payer owes, by currency."""
        return self.report("totals")

    @kept
    def targets(self) -> Table:
        """Targets, and whether they are met."""
        return self.report("targets")

    @kept
    def findings(self) -> Table:
        """What holds of which rows: findings, sanctions, titles, duties that are late or missing. Columns
        finding, form, entity, key, against, clause, holds, reason; none of a policy without any."""
        return self.report("findings")

    @kept
    def attributions(self) -> Table:
        """What counts as whose without being paid, by splits without a payer. Columns split, part, entity, key,
        whose, amount, currency, clause; none of a policy that attributes nothing."""
        return self.report("attributions")

    @kept
    def rounding(self) -> Table:
        """What rounding changed, cell by cell; measured now, by a run of its own."""
        return self.report("rounding")

    @kept
    def errors(self) -> Table:
        """Cells in error, each with its first cause: entity, key, row (from 1), column, reason, detail."""
        return self.report("errors")

    @kept
    def causes(self) -> Table:
        """Where errors began, each place once: the columns of `errors`, and `cells`, how many are in error
        because of it."""
        return self.report("causes")

    @kept
    def notes(self) -> Table:
        """What is to be said of the run as a whole: that the policy, or an amendment, does not hold on its
        day, and periods that are missing between the rows of a table. Columns code, entity, message."""
        return self.report("notes")

    @kept
    def profile(self) -> Profile:
        """Where the time of the run went. Unsupported unless it was asked for by `profile=True`;
        a run row by row and a single batch have none."""
        return read_profile(self.report("stages"), self.report("rules"))

    @property
    def error_count(self) -> int:
        """Number of rows of `errors`."""
        return int(LIBRARY.remit_results_error_count(self._pointer))

    @property
    def digest(self) -> str:
        """32 hexadecimal digits over every figure: equal for equal results at any number of threads,
        batch size, instruction set and evaluator."""
        out = ctypes.c_void_p()
        call("remit_results_digest", self._pointer, ctypes.byref(out), language=self._language)
        return take_string(out)

    def manifest(self) -> dict[str, Any]:
        """What was computed from what: version and build of the engine, the policy's canonical hash
        and the SHA-256 of each of its texts, the day, the rows of each table, the digest of the
        figures. Equal runs have equal manifests: no clock is read."""
        out = ctypes.c_void_p()
        call("remit_results_manifest", self._pointer, ctypes.byref(out), language=self._language)
        manifest: dict[str, Any] = json.loads(take_string(out))
        return manifest

    def explain(
        self,
        entity: str,
        key: str | Sequence[str | int | datetime.date] | int | None,
        column: str,
        *,
        language: str | None = None,
        depth: int = 0,
        unfold: bool = False,
    ) -> Explanation:
        """How a cell came about: in one paragraph what it is and why it is not another figure, then the
        steps, then the inputs, in `language` ("en" or "zh"; None: that of the results).

        `key` is the row's key (of several fields its parts), or its number from 0; None for the whole. `depth` is how many steps from
        the cell are spelled out, 0: down to the inputs. The figures of other rows that a sum, a rank or a
        fund reads are named only; `unfold=True` spells out all of them, at any depth. Raises NotFound for an entity, a key or a column
        that does not exist, Unsupported for a single batch.
        """
        language = language or self._language
        pointer, index = self._pointer, self._policy.entity_index(entity)
        row = key or 0 if key is None or isinstance(key, int) else self[entity].find(key)
        row = whole(row, "remit_results_explain", "row", "key")
        name = encode(column, "column")
        steps = _abi.DEPTH_UNFOLDED if unfold else whole(depth, "remit_results_explain", "depth")
        where = (pointer, index, row, name, len(name), steps)

        def rendered(layout: int) -> str:
            out = ctypes.c_void_p()
            how = (layout, language_number(language), ctypes.byref(out))
            call("remit_results_explain", *where, *how, language=language)
            return take_string(out)

        return Explanation(
            rendered(_abi.FORMAT_TEXT),
            json.loads(rendered(_abi.FORMAT_JSON)),
            rendered(_abi.FORMAT_HTML),
        )

    def _described(self) -> str:
        return f"<Results of {self._policy.name!r}: {self.error_count} cells in error>"

    def _repr_html_(self) -> str:
        shown = [self.targets, self.totals, self.ledger]
        if self.error_count:
            shown.append(self.errors)
        return "".join(table._repr_html_() for table in shown if len(table))


__all__ = ["Explanation", "Payments", "Results"]
