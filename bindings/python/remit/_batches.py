"""Rows in batches: more rows of one entity than memory holds."""

from __future__ import annotations

import ctypes
import dataclasses
import threading
from typing import Any, Callable, Iterator

from remit import _abi, _streams
from remit._data import Data
from remit._description import Description
from remit._handle import Closable
from remit._library import call
from remit._results import Results
from remit._run import Cancel, Options
from remit._table import Table

# Rows for one traversal: anything that gives an Arrow stream.
Rows = Any


@dataclasses.dataclass(frozen=True)
class Batch:
    """What one batch came to. `table` has the rows of the entity, `results` the same and its own lines of ledger,
    totals, targets and errors; it is good until the next batch is asked for, tables taken from it
    stay. So long the figures of its rows can be explained; what is made of all rows stands with its value, and rows of
    other batches are not named. `first_row` counts from 0."""

    first_row: int
    table: Table
    results: Results


class Batches(Closable):
    """A run whose rows come in batches, as they come; made by Policy.evaluate_batches. For one thread at
    a time.

    `for batch in batches` computes while it goes: one batch at a time is in memory, and the next
    one is computed when it is asked for. Or all of it is an Arrow stream of the entity's rows, by
    `__arrow_c_stream__`: `pyarrow.RecordBatchReader.from_stream(batches)`. Either once. `results`
    are those of the other entities, with totals over everything, when the last batch was taken.
    Leaving the loop, close(), or the end of a `with` block stops the run. What `rows`, and the iterators
    that it gives, raise comes out of the loop as it is.
    """

    def __init__(
        self,
        policy: Description,
        data: Data,
        entity: str,
        rows: Rows | Callable[[], Rows],
        options: Options,
        cancel: Cancel,
    ) -> None:
        self._options = options
        self._policy = policy
        self._data = data
        self._entity = entity
        self._index = policy.entity_index(entity)
        self._rows = rows
        self._cancel = cancel
        self._lock = threading.Condition()
        self._batch: Batch | None = None  # offered by the run, not yet taken
        self._running = True  # whose turn it is: the run's, or the consumer's
        self._offered = False  # a batch was, at least one
        self._finished = False
        self._closing = False
        self._closed = False
        self._worker: threading.Thread | None = None
        self._raised: BaseException | None = None
        self._watched = _streams.Watched()
        self._results: Results | None = None
        self._iterated = False
        # The run calls them; they must live as long as it does.
        self._open = _abi.OPEN_ROWS(self._open_rows)
        self._take = _abi.TAKE_BATCH(self._take_batch)

    @property
    def results(self) -> Results:
        """Of the other entities, and the totals; once all batches were taken. ValueError before, and
        after close()."""
        self._check_open()
        if self._results is None:
            raise ValueError("the run is not finished: take its batches first")
        return self._results

    def finish(self) -> Results:
        """Runs to the end without looking at the batches."""
        for _ in self:
            pass
        return self.results

    def close(self) -> None:
        """Stops the run, if it is still going; closing again does nothing. Results and tables that were
        taken live on."""
        self._stop()
        self._closed = True

    def __iter__(self) -> Iterator[Batch]:
        self._check_open()
        if self._iterated:
            raise ValueError("the batches of a run come once")
        self._iterated = True
        return self._run()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows of the entity as an Arrow stream, a batch an array; computed as they are read."""
        return _streams.export_arrays(batch.table for batch in self)

    # ---- The consumer's side

    def _check_open(self) -> None:
        if self._closed:
            raise ValueError("these Batches are closed")

    def _run(self) -> Iterator[Batch]:
        self._check_open()
        self._worker = threading.Thread(target=self._evaluate, name="remit")
        self._worker.start()
        try:
            while (batch := self._next()) is not None:
                yield batch
            self._worker.join()
        finally:
            self._stop()
        if self._raised is not None:
            raise self._raised

    def _stop(self) -> None:
        if self._worker is not None and self._worker.is_alive():
            with self._lock:
                self._closing = True
                self._running = True
                self._lock.notify_all()
                # Batches that are there end with the next one. Before the first one only the flag
                # ends the run; it may be the caller's own, for other runs too, and is left as it was.
                by_flag = not self._offered and not self._cancel.requested
            if by_flag:
                self._cancel.request()
            self._worker.join()
            if by_flag:
                self._cancel.reset()
        self._options.close()

    def _next(self) -> Batch | None:
        with self._lock:
            # The first batch may be there before anybody asks.
            if self._batch is None:
                self._running = True
                self._lock.notify_all()
            while self._running and not self._finished:
                self._lock.wait()
            batch, self._batch = self._batch, None
            return batch

    # ---- The run's side, on a thread of its own: it holds the GIL in the callbacks only

    def _evaluate(self) -> None:
        failure: BaseException | None = None
        try:
            self._compute()
        except BaseException as error:
            failure = error
        # What a callback raised is the reason for what the call says, if it says anything.
        self._raised = self._raised or self._watched.raised() or failure
        with self._lock:
            self._finished = True
            self._lock.notify_all()

    def _compute(self) -> None:
        out = ctypes.c_void_p()
        language = self._options.language
        call(
            "remit_evaluate_batches",
            self._policy._pointer,
            self._data._pointer,
            self._index,
            self._open,
            self._take,
            None,
            self._options.handle,
            ctypes.byref(out),
            language=language,
        )
        self._results = Results(out, self._policy, language)

    def _open_rows(self, context: object, stream: int) -> int:
        try:
            rows = self._rows() if callable(self._rows) else self._rows
            _streams.move_stream(rows, stream, self._watched)
            return _abi.OK
        except BaseException as error:  # it must not cross C
            self._raised = self._raised or error
            return _abi.DATA_ERROR

    def _take_batch(self, context: object, first_row: int, borrowed: int) -> int:
        try:
            handle = ctypes.c_void_p(borrowed)
            results = Results(handle, self._policy, self._options.language)._borrowed()
            batch = Batch(first_row, results[self._entity], results)
            with self._lock:
                self._batch = batch
                self._offered = True
                self._running = False
                self._lock.notify_all()
                while not self._running:
                    self._lock.wait()
            results.close()
            return _abi.CANCELLED if self._closing else _abi.OK
        except BaseException as error:  # it must not cross C
            self._raised = self._raised or error
            return _abi.INTERNAL_ERROR


__all__ = ["Batch", "Batches"]
