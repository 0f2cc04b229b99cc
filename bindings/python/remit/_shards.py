"""A run in parts, on any number of machines."""

from __future__ import annotations

import collections.abc
import ctypes
import itertools
import pickle
from typing import Any, Iterable, Mapping

from remit import _arrow, _streams
from remit._batches import Batches, Rows
from remit._data import Data
from remit._handle import Owner, handle_of
from remit._library import LIBRARY, call, take_bytes
from remit._results import Results
from remit._run import Cancel, Options, interruptibly

class ShardState(Owner):
    """What the shards of a run send each other. Immutable; pickles. It knows its policy, day, tables,
    entity and traversal, and is refused where they differ (InvalidArgument)."""

    _free = "remit_shard_state_free"

    @property
    def traversal(self) -> int:
        """Which one was gathered, or is over, from 1."""
        return int(LIBRARY.remit_shard_state_traversal(self._pointer))

    @property
    def shards(self) -> list[int]:
        """The numbers of the shards that were gathered, or are known."""
        count = int(LIBRARY.remit_shard_state_shard_count(self._pointer))
        return [int(LIBRARY.remit_shard_state_shard(self._pointer, i)) for i in range(count)]

    def __bytes__(self) -> bytes:
        """The state as bytes: versioned, the same on every machine."""
        out = ctypes.c_void_p()
        call("remit_shard_state_bytes", self._pointer, ctypes.byref(out), language="en")
        return take_bytes(out)

    @classmethod
    def from_bytes(cls, data: bytes) -> ShardState:
        """A state from its bytes. DataError when they are none, altered, or of another version."""
        out = ctypes.c_void_p()
        call("remit_shard_state_of_bytes", data, len(data), ctypes.byref(out), language="en")
        return cls(out)

    def merge(self, *others: ShardState) -> ShardState:
        """What this and others gathered of other shards, together; in any order and tree."""
        merged = self
        for other in others:
            out = ctypes.c_void_p()
            both = (merged._pointer, _state_of(other, "a state to merge"))
            call("remit_shard_state_merge", *both, ctypes.byref(out), language="en")
            merged = ShardState(out)
        return merged

    def part(self, shard: int) -> ShardState:
        """What one shard needs of an advanced state: its own rows of ranks and divisions, and none of
        the others'."""
        out = ctypes.c_void_p()
        call("remit_shard_state_part", self._pointer, shard, ctypes.byref(out), language="en")
        return ShardState(out)

    def __reduce__(self) -> tuple[Any, ...]:
        return ShardState.from_bytes, (bytes(self),)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A table of one row: policy, entity, day, traversal, kind, state."""
        address = _arrow.reserve(_arrow.STREAM)
        capsule = _arrow.wrap(address, _arrow.STREAM)  # frees it whatever comes
        call("remit_shard_state_export_arrow", self._pointer, address, language="en")
        return capsule

    @classmethod
    def from_arrow(cls, table: Any) -> ShardState:
        """A state from the column `state` of anything with `__arrow_c_stream__`; those of several rows
        are merged."""
        capsule = table.__arrow_c_stream__()
        out = ctypes.c_void_p()
        stream = _arrow.pointer_of(capsule, _arrow.STREAM)
        call("remit_shard_state_import_arrow", stream, ctypes.byref(out), language="en")
        return cls(out)


def _state_of(state: Any, what: str) -> ctypes.c_void_p:
    return handle_of(ShardState, state, what)


def _known(before: Any) -> ctypes.c_void_p | None:
    """What `before` says, which may be None."""
    return None if before is None else _state_of(before, "before")


class _Stream:
    """The rows of one shard as a struct for the library, which takes it over; `address` is None where
    there are none."""

    def __init__(self, rows: Rows) -> None:
        self.watched = _streams.Watched()
        self.address: int | None = None
        if not hasattr(rows, "__arrow_c_stream__") and isinstance(rows, collections.abc.Iterable):
            arrays = iter(rows)
            first = next(arrays, None)
            if first is None:
                return
            rows = itertools.chain([first], arrays)
        self.address = _arrow.reserve(_arrow.STREAM)
        try:
            _streams.move_stream(rows, self.address, self.watched)
        except BaseException:
            self.free()
            raise

    def free(self) -> None:
        if self.address is not None:
            _arrow._deallocate(self.address)
            self.address = None


class ShardBatches(Batches):
    """The results of one shard, batch by batch, as Batches are; `state` is what it gathered."""

    def __init__(self, run: Shards, shard: int, rows: Rows, before: ShardState | None) -> None:
        super().__init__(run._policy, run._data, run._entity, rows, run._new_options(), run._cancel)
        self._shard = shard
        _known(before)
        self._before = before
        self._state: ShardState | None = None

    @property
    def state(self) -> ShardState:
        """What the shard gathered in the last traversal, for Shards.finish(), once all batches were taken;
        ValueError before."""
        self._check_open()
        if self._state is None:
            raise ValueError("the run is not finished: take its batches first")
        return self._state

    @property
    def results(self) -> Results:
        """There are none of one shard: see Shards.finish()."""
        raise ValueError("a shard has no results of other entities: see Shards.finish()")

    def finish(self) -> Results:
        """There are none of one shard: see Shards.finish()."""
        return self.results

    def _compute(self) -> None:
        out = ctypes.c_void_p()
        rows = self._rows() if callable(self._rows) else self._rows
        stream = _Stream(rows)
        self._watched = stream.watched
        try:
            call(
                "remit_shard_results",
                self._policy._pointer,
                self._data._pointer,
                self._index,
                self._shard,
                _known(self._before),
                stream.address,
                self._take,
                None,
                self._options.handle,
                ctypes.byref(out),
                language=self._options.language,
            )
        finally:
            stream.free()
        self._state = ShardState(out)


class Shards:
    """A run whose rows of one entity lie in shards; made by Policy.shards. The host numbers the shards, and
    the order of the rows of the run is that of (shard, row).

    In each of `traversals` every shard is gathered, the states are merged in any order and tree, and the
    merged one is advanced; in the last one a shard gives its results, and what the shards gathered is
    finished. Every figure is that of evaluate(). Each call may be made in another process, by a Shards of
    the same policy, tables and day. Any number of threads may use one.
    """

    def __init__(
        self, policy: Any, tables: Any, entity: str, cancel: Cancel, options: Mapping[str, Any]
    ) -> None:
        of = policy._of
        self.traversals = policy.traversals(entity)
        self._made_of = (policy, tables, entity, dict(options))
        self._policy = of
        self._data: Data = tables if isinstance(tables, Data) else policy._whole_data(tables, entity)
        self._entity = entity
        self._index = of.entity_index(entity)
        self._cancel = cancel
        self._how = {**options, "language": options["language"] or of.language}

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles as policy and tables, unless the tables are a Data; a process that receives it often makes
        it once."""
        if isinstance(self._made_of[1], Data):
            raise TypeError("Shards over a Data cannot be pickled: give policy.shards the tables themselves")
        return _received_shards, (pickle.dumps(self._made_of),)

    @property
    def entity(self) -> str:
        """Whose rows lie in shards."""
        return self._entity

    def _new_options(self) -> Options:
        return Options(cancel=self._cancel, **self._how)

    def _call(self, name: str, *arguments: Any) -> ctypes.c_void_p:
        out = ctypes.c_void_p()
        with self._new_options() as options:
            where = (self._policy._pointer, self._data._pointer)
            every = (*where, *arguments, options.handle, ctypes.byref(out))
            interruptibly(lambda: call(name, *every, language=options.language), self._cancel)
        return out

    def gather(self, shard: int, rows: Rows, before: ShardState | None = None) -> ShardState:
        """Reads the rows of one shard once. `rows` is anything with `__arrow_c_stream__`, or an iterable of
        record batches, which may be empty; `before` what the traversal before was advanced to, or the shard's
        part of it. In the last traversal it is the `state` of results() that nobody takes."""
        known = _known(before)
        stream = _Stream(rows)
        failure: BaseException | None = None
        try:
            out = self._call("remit_shard_gather", self._index, shard, known, stream.address)
        except BaseException as error:
            failure = error
        finally:
            stream.free()
        failure = stream.watched.raised() or failure
        if failure is not None:
            raise failure
        return ShardState(out)

    def merge(self, states: Iterable[ShardState]) -> ShardState:
        """What several shards gathered, together. ValueError without any."""
        each = iter(states)
        first = next(each, None)
        if first is None:
            raise ValueError("there must be one state at least")
        _state_of(first, "a state to merge")
        return first.merge(*each)

    def advance(self, gathered: ShardState, before: ShardState | None = None) -> ShardState:
        """From what all shards gathered, in a traversal that is not the last, to what the next one begins
        with. DataError when a key occurs twice, or a shard has other rows than before."""
        both = (_state_of(gathered, "gathered"), _known(before))
        return ShardState(self._call("remit_shard_state_advance", *both))

    def results(self, shard: int, rows: Rows, before: ShardState | None = None) -> ShardBatches:
        """The results of one shard, computed as they are iterated; its `state` is for finish()."""
        return ShardBatches(self, shard, rows, before)

    def finish(self, gathered: ShardState, before: ShardState | None = None) -> Results:
        """From what all shards gathered in the last traversal to the results of the other entities, with
        totals over everything."""
        both = (_state_of(gathered, "gathered"), _known(before))
        out = self._call("remit_shard_state_results", *both)
        return Results(out, self._policy, self._how["language"])


# Runs that came from other processes, by what they were made of: the tables are read once in a process.
_KEPT = 4
_received: dict[bytes, Shards] = {}


def _received_shards(made_of: bytes) -> Shards:
    """The run that was made elsewhere from the pickled `made_of`."""
    known = _received.get(made_of)
    if known is None:
        policy, tables, entity, options = pickle.loads(made_of)
        known = Shards(policy, tables, entity, Cancel(), options)
        while len(_received) >= _KEPT:
            _received.pop(next(iter(_received)), None)
        _received[made_of] = known
    return known


__all__ = ["ShardBatches", "ShardState", "Shards"]
