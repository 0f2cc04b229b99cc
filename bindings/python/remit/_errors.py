"""Exceptions, and the diagnostics that a policy error carries."""

from __future__ import annotations

import ctypes
import dataclasses
import html
import json
from typing import Any, Iterator, Sequence

from remit import _abi

LANGUAGES = {"en": _abi.LANGUAGE_EN, "zh": _abi.LANGUAGE_ZH}


def language_number(language: str) -> int:
    """The number of "en" or "zh" in the C interface; ValueError for any other language."""
    try:
        return LANGUAGES[language]
    except KeyError:
        raise ValueError(f"language must be 'en' or 'zh', not {language!r}") from None


class DataWarning(UserWarning):
    """What was noticed of tables and stopped nothing: a column that no field names, a default taken."""


@dataclasses.dataclass(frozen=True)
class Diagnostic:
    """One complaint about a policy text. `severity` is "error", "warning" or "note", `code` "R0201",
    `name` "unknown_name"; `message` and `help` are worded in the language that was asked for.

    Offsets count bytes of the file from 0, `end` is exclusive; line and column count from 1, the
    column in code points. `replacement` is the text that would mend `fix_begin` to `fix_end`, None
    where there is no suggestion.
    """

    severity: str
    code: str
    name: str
    file: str
    begin: int
    end: int
    line: int
    column: int
    message: str
    help: str
    replacement: str | None = None
    fix_begin: int | None = None
    fix_end: int | None = None


class Diagnostics(Sequence[Diagnostic]):
    """Diagnostics in the order of the text; printing shows them with line and caret. Immutable, so any
    number of threads may use it."""

    def __init__(self, items: Sequence[Diagnostic], rendered: str, as_json: str) -> None:
        self._items = tuple(items)
        self._rendered = rendered
        self._json = as_json

    def __getitem__(self, index: Any) -> Any:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._items)

    def __str__(self) -> str:
        return self._rendered

    def __repr__(self) -> str:
        return f"<Diagnostics: {len(self)}>"

    def to_json(self) -> Any:
        """The same as dicts, lists, str and int; the layout is in docs/diagnostics.md."""
        return json.loads(self._json)

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self._rendered)}</pre>" if self._items else "<p>✓</p>"


class RemitError(Exception):
    """Any failure that the library reports, in the language of the call. `status` is its number in the
    C interface, an int."""

    status = _abi.INTERNAL_ERROR


class InvalidArgument(RemitError, ValueError):
    """The call does not fit: an unknown name, a bad value."""

    status = _abi.INVALID_ARGUMENT


class OutOfMemory(RemitError, MemoryError):
    """The library ran out of memory; it is usable afterwards."""

    status = _abi.OUT_OF_MEMORY


class PolicyError(RemitError):
    """The policy text has errors. `diagnostics` has them all; str() shows them with carets."""

    status = _abi.POLICY_ERROR

    def __init__(self, message: str, diagnostics: Diagnostics) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return str(self.diagnostics) or str(self.args[0])

    def _repr_html_(self) -> str:
        return self.diagnostics._repr_html_()


class DataError(RemitError, ValueError):
    """A table does not fit the policy: a missing column, a wrong type."""

    status = _abi.DATA_ERROR


class NotFound(RemitError, KeyError):
    """No such entity, column or row."""

    status = _abi.NOT_FOUND

    def __str__(self) -> str:
        return str(self.args[0])


class LimitExceeded(RemitError):
    """One of the limits on size, steps or time."""

    status = _abi.LIMIT_EXCEEDED


class Cancelled(RemitError):
    """The run was cancelled."""

    status = _abi.CANCELLED


class Unsupported(RemitError):
    """Not in this build, or not on this processor."""

    status = _abi.UNSUPPORTED


_CLASSES: dict[int, type[RemitError]] = {
    each.status: each
    for each in (
        InvalidArgument,
        OutOfMemory,
        DataError,
        NotFound,
        LimitExceeded,
        Cancelled,
        Unsupported,
    )
}

_SEVERITIES = {0: "error", 1: "warning", 2: "note"}


def read_diagnostics(library: Any, handle: int | None, language: str) -> Diagnostics:
    """Copies borrowed diagnostics out of the library, worded in `language`."""
    words = language_number(language)

    def diagnostic(index: int) -> Diagnostic:
        def text(which: int) -> str:
            data = library.remit_diagnostics_text(handle, index, which, words, None)
            return data.decode() if data else ""

        def number(which: int) -> int:
            return int(library.remit_diagnostics_number(handle, index, which))

        fixed = number(_abi.DIAGNOSTIC_FIX_BEGIN) >= 0
        return Diagnostic(
            severity=_SEVERITIES.get(number(_abi.DIAGNOSTIC_SEVERITY), "error"),
            code=text(_abi.DIAGNOSTIC_CODE),
            name=text(_abi.DIAGNOSTIC_NAME),
            file=text(_abi.DIAGNOSTIC_FILE),
            begin=number(_abi.DIAGNOSTIC_BEGIN),
            end=number(_abi.DIAGNOSTIC_END),
            line=number(_abi.DIAGNOSTIC_LINE),
            column=number(_abi.DIAGNOSTIC_COLUMN),
            message=text(_abi.DIAGNOSTIC_MESSAGE),
            help=text(_abi.DIAGNOSTIC_HELP),
            replacement=text(_abi.DIAGNOSTIC_REPLACEMENT) if fixed else None,
            fix_begin=number(_abi.DIAGNOSTIC_FIX_BEGIN) if fixed else None,
            fix_end=number(_abi.DIAGNOSTIC_FIX_END) if fixed else None,
        )

    def rendered(layout: int) -> str:
        out = ctypes.c_void_p()
        if library.remit_diagnostics_render(handle, layout, words, ctypes.byref(out), None):
            return ""
        try:
            return str(library.remit_string_data(out, None).decode())
        finally:
            library.remit_string_free(out)

    items = [diagnostic(i) for i in range(library.remit_diagnostics_count(handle))]
    return Diagnostics(items, rendered(_abi.FORMAT_TEXT), rendered(_abi.FORMAT_JSON))


def error_from_handle(
    library: Any, status: int, handle: ctypes.c_void_p, language: str
) -> RemitError:
    """The exception for a remit_error, which is freed; worded in `language`."""
    if not handle.value:
        return _CLASSES.get(status, RemitError)(f"status {status}")
    try:
        words = language_number(language)
        message = library.remit_error_message(handle, words, None).decode()
        if status == _abi.POLICY_ERROR:
            borrowed = library.remit_error_diagnostics(handle)
            return PolicyError(message, read_diagnostics(library, borrowed, language))
        return _CLASSES.get(status, RemitError)(message)
    finally:
        library.remit_error_free(handle)
