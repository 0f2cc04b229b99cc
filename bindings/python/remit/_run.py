"""Options of a run, and how it is interrupted."""

from __future__ import annotations

import ctypes
import datetime
import threading
from typing import Any, Callable

from remit import _abi
from remit._library import LIBRARY, call

Progress = Callable[[int, int], Any]

LIMITS = {
    name.removeprefix("OPTION_").lower(): value
    for name, value in vars(_abi).items()
    if name.startswith("OPTION_MAX_")
}
EVALUATORS = {"automatic": 0, "row": 1, "columnar": 2}
ISAS = {"automatic": 0, "portable": 1, "x86-64-v2": 2, "x86-64-v3": 3, "x86-64-v4": 4}


class Cancel:
    """Stops runs from another thread: give it to evaluate(), then call request()."""

    def __init__(self) -> None:
        self._handle = ctypes.c_void_p()
        call("remit_cancel_new", ctypes.byref(self._handle))

    def request(self) -> None:
        """Stops every run that watches this flag, and those yet to come."""
        LIBRARY.remit_cancel_request(self._handle)

    def reset(self) -> None:
        """Takes the request back."""
        LIBRARY.remit_cancel_reset(self._handle)

    def __del__(self) -> None:
        handle, self._handle = self._handle, ctypes.c_void_p()
        LIBRARY.remit_cancel_free(handle)


class Options:
    """A remit_options for one call; a context manager."""

    def __init__(
        self,
        *,
        as_of: datetime.date | None = None,
        threads: int = 1,
        batch_rows: int = 0,
        isa: str = "automatic",
        evaluator: str = "automatic",
        ascending_keys: bool = False,
        profile: bool = False,
        limits: dict[str, int] | None = None,
        cancel: Cancel | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.raised: BaseException | None = None
        self.handle = ctypes.c_void_p()
        self._keep: list[Any] = []
        call("remit_options_new", ctypes.byref(self.handle))
        try:
            self._set(_abi.OPTION_THREADS, threads)
            self._set(_abi.OPTION_BATCH_ROWS, batch_rows)
            self._set(_abi.OPTION_ISA, _choice(ISAS, isa, "isa"))
            self._set(_abi.OPTION_EVALUATOR, _choice(EVALUATORS, evaluator, "evaluator"))
            self._set(_abi.OPTION_ASCENDING_KEYS, int(ascending_keys))
            self._set(_abi.OPTION_PROFILE, int(profile))
            for name, value in (limits or {}).items():
                self._set(_choice(LIMITS, name, "limit"), value)
            if as_of is not None:
                day = (as_of.year, as_of.month, as_of.day)
                call("remit_options_set_as_of", self.handle, *day)
            if cancel is not None:
                self.watch(cancel)
            if progress is not None:
                self._report_to(progress)
        except BaseException:
            self.close()
            raise

    def _set(self, option: int, value: int) -> None:
        call("remit_options_set_int", self.handle, option, value)

    def watch(self, cancel: Cancel) -> None:
        """Lets `cancel` stop runs with these options."""
        call("remit_options_set_cancel", self.handle, cancel._handle)

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
        call("remit_options_set_progress", self.handle, callback, None)

    def close(self) -> None:
        """Frees the options."""
        handle, self.handle = self.handle, ctypes.c_void_p()
        LIBRARY.remit_options_free(handle)

    def __enter__(self) -> Options:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _choice(choices: dict[str, int], name: str, what: str) -> int:
    try:
        return choices[name]
    except KeyError:
        raise ValueError(f"{what} must be one of {', '.join(choices)}, not {name!r}") from None


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
