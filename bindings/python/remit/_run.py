"""Options of a run, and how it is interrupted."""

from __future__ import annotations

import ctypes
import datetime
import threading
from collections.abc import Iterable, Mapping
from typing import Any, Callable, Union

from remit import _abi
from remit._errors import language_number
from remit._handle import Owner, handle_of
from remit._library import LIBRARY, call, whole

Progress = Callable[[int, int], Any]
"""Called with the work done and the work there is, in one unit; False stops the run."""

Limits = Union[str, Mapping[str, int]]
"""The name of a profile, "own" or "untrusted", or single limits by name; see limits()."""

_NAMES = {of: name.removeprefix("OPTION_").lower() for name, of in vars(_abi).items() if name.startswith("OPTION_")}
LIMITS = {
    name.removeprefix("OPTION_").lower(): value
    for name, value in vars(_abi).items()
    if name.startswith("OPTION_MAX_")
}
PROFILES = {"own": _abi.PROFILE_OWN, "untrusted": _abi.PROFILE_UNTRUSTED}
EVALUATORS = {"automatic": 0, "row": 1, "columnar": 2}
OUTPUTS = {
    name.removeprefix("OUTPUT_").lower(): value
    for name, value in vars(_abi).items()
    if name.startswith("OUTPUT_")
}
ISAS = {"automatic": 0, "portable": 1, "x86-64-v2": 2, "x86-64-v3": 3, "x86-64-v4": 4}


class Cancel(Owner):
    """Stops runs from another thread: give it to evaluate(), then call request(). Any thread, any
    time."""

    _free = "remit_cancel_free"

    def __init__(self) -> None:
        handle = ctypes.c_void_p()
        call("remit_cancel_new", ctypes.byref(handle), language="en")
        super().__init__(handle)
        self._requested = False

    @property
    def requested(self) -> bool:
        """Whether runs that watch this flag stop."""
        return self._requested

    def request(self) -> None:
        """Stops every run that watches this flag, and those yet to come."""
        self._requested = True
        LIBRARY.remit_cancel_request(self._pointer)

    def reset(self) -> None:
        """Takes the request back."""
        self._requested = False
        LIBRARY.remit_cancel_reset(self._pointer)


class Options(Owner):
    """A remit_options for one call. `raised` is what the progress callback raised."""

    _free = "remit_options_free"

    def __init__(
        self,
        language: str,
        *,
        as_of: datetime.date | None = None,
        threads: int = 1,
        batch_rows: int = 0,
        isa: str = "automatic",
        evaluator: str = "automatic",
        ascending_keys: bool = False,
        profile: bool = False,
        only: Iterable[str] | None = None,
        limits: Limits | None = None,
        cancel: Cancel | None = None,
        progress: Progress | None = None,
    ) -> None:
        language_number(language)
        handle = ctypes.c_void_p()
        call("remit_options_new", ctypes.byref(handle), language=language)
        super().__init__(handle)
        self.language = language
        self.raised: BaseException | None = None
        self._keep: list[Any] = []  # what the library calls, as long as it may
        try:
            self._set(_abi.OPTION_THREADS, threads)
            self._set(_abi.OPTION_BATCH_ROWS, batch_rows)
            self._set(_abi.OPTION_ISA, _choice(ISAS, isa, "isa"))
            self._set(_abi.OPTION_EVALUATOR, _choice(EVALUATORS, evaluator, "evaluator"))
            self._set(_abi.OPTION_ASCENDING_KEYS, int(ascending_keys))
            self._set(_abi.OPTION_PROFILE, int(profile))
            if only is not None:
                self._set(_abi.OPTION_ONLY, _outputs(only))
            self._limit(limits or {})
            if as_of is not None:
                self._call("set_as_of", as_of.year, as_of.month, as_of.day)
            if cancel is not None:
                self.watch(cancel)
            if progress is not None:
                self._report_to(progress)
        except BaseException:
            self.close()
            raise

    @property
    def handle(self) -> ctypes.c_void_p:
        """What the library is given."""
        return self._pointer

    def _call(self, what: str, *arguments: Any) -> None:
        call(f"remit_options_{what}", self._pointer, *arguments, language=self.language)

    def _set(self, option: int, value: int) -> None:
        self._call("set_int", option, whole(value, "remit_options_set_int", "value", _NAMES[option]))

    def _limit(self, limits: Limits) -> None:
        if isinstance(limits, str):
            self._call("set_profile", _choice(PROFILES, limits, "limits"))
            return
        for name, value in limits.items():
            self._set(_choice(LIMITS, name, "limit"), value)

    def limits(self) -> dict[str, int]:
        """Every limit by name."""
        found = {}
        for name, option in LIMITS.items():
            value = ctypes.c_int64()
            self._call("get_int", option, ctypes.byref(value))
            found[name] = value.value
        return found

    def watch(self, cancel: Cancel) -> None:
        """Lets `cancel` stop runs with these options."""
        self._call("set_cancel", handle_of(Cancel, cancel, "cancel"))

    def _report_to(self, progress: Progress) -> None:
        def report(context: object, done: int, total: int) -> int:
            # An exception must not cross C: it stops the run, and is raised when the call is back.
            try:
                return 1 if progress(done, total) is False else 0
            except BaseException as error:
                self.raised = error
                return 1

        callback = _abi.PROGRESS(report)
        self._keep.append(callback)
        self._call("set_progress", callback, None)


def limits(profile: str = "own") -> dict[str, int]:
    """The limits of a profile by name, to be changed and given to compile() and evaluate(): "own" are
    the defaults, for texts and tables of one's own; "untrusted" those for a stranger's, all of
    them set and far lower. Any thread."""
    with Options("en", limits=profile) as options:
        return options.limits()


def _choice(choices: dict[str, int], name: str, what: str) -> int:
    try:
        return choices[name]
    except KeyError:
        raise ValueError(f"{what} must be one of {', '.join(choices)}, not {name!r}") from None


def _outputs(only: Iterable[str]) -> int:
    words = [only] if isinstance(only, str) else list(only)
    numbers = {_choice(OUTPUTS, word, "only") for word in words}
    if not numbers:
        raise ValueError(f"only must name some of {', '.join(OUTPUTS)}")
    return sum(numbers)


def interruptibly(body: Callable[[], None], cancel: Cancel) -> None:
    """Runs a long call so that Ctrl-C stops it.

    Python handles signals in the main thread only, and only between its own instructions: there the
    call is made by a second thread, and on an interrupt `cancel` is requested and awaited. Other
    threads receive no signals and call directly.
    """
    if threading.current_thread() is not threading.main_thread():
        body()
        return
    outcome: list[BaseException] = []

    def run() -> None:
        try:
            body()
        except BaseException as error:
            outcome.append(error)

    worker = threading.Thread(target=run, name="remit")
    worker.start()
    try:
        worker.join()
    except BaseException:
        cancel.request()
        worker.join()
        raise
    if outcome:
        raise outcome[0]
