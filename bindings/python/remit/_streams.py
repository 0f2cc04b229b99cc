"""Streams of Arrow arrays: tables in, and rows in batches out, by the PyCapsule interface."""

from __future__ import annotations

import collections.abc
import ctypes
import itertools
from typing import Any, Callable, Iterable

from remit._arrow import (
    ARRAY,
    RELEASE,
    RELEASE_TYPE,
    SCHEMA,
    SIZES,
    STREAM,
    WORD,
    move,
    pointer_of,
    reserve,
    wrap,
)
from remit._errors import RemitError
from remit._library import call

_WORDS = ctypes.POINTER(ctypes.c_void_p)
_FILL = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_LAST_ERROR = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
_EIO = 5


class _Arrays:
    """What one stream gives: objects with `__arrow_c_array__`, one after the other. The first one is
    taken at once: it tells the columns, and what is wrong with it is raised, while a reader of the
    stream only hears of an error in words."""

    def __init__(self, arrays: Iterable[Any]) -> None:
        self.arrays = iter(arrays)
        self.first = next(self.arrays, None)
        if self.first is None:
            raise ValueError("a stream needs one array at least, to tell its columns")
        self.model = self.first
        self.message = ctypes.create_string_buffer(1)
        self.raised: BaseException | None = None  # by whatever gives the arrays
        self.watched = False  # somebody looks at `raised` after the call that reads the stream

    def schema(self, to: int) -> None:
        schema, array = self.model.__arrow_c_array__()
        move(pointer_of(schema, SCHEMA), to, SCHEMA)
        del array

    def next(self, to: int) -> None:
        item, self.first = self.first, None
        if item is None:
            item = next(self.arrays, None)
        if item is None:
            ctypes.memset(to, 0, SIZES[ARRAY])
            return
        schema, array = item.__arrow_c_array__()
        move(pointer_of(array, ARRAY), to, ARRAY)
        del schema


# The streams that are alive, by their address as they were made: a consumer may move the struct,
# so the number is kept in its private data.
_streams: dict[int, _Arrays] = {}
_numbers = itertools.count(1)


def _stream_of(address: int) -> _Arrays:
    return _streams[ctypes.c_void_p.from_address(address + 4 * WORD).value or 0]


def _words_of(error: BaseException) -> bytes:
    try:
        words = str(error)
    except BaseException:  # an exception of somebody's own, whose words fail
        words = type(error).__name__
    return words.encode(errors="replace").replace(b"\0", b"?")


def _guarded(body: Callable[[_Arrays, int], None]) -> Any:
    def fill(stream: int, to: int) -> int:
        arrays = _stream_of(stream)
        try:
            body(arrays, to)
            return 0
        except BaseException as error:  # it must not cross C
            arrays.raised = arrays.raised or error
            arrays.message = ctypes.create_string_buffer(_words_of(error))
            return _EIO

    return _FILL(fill)


def _close_stream(stream: int) -> None:
    number = ctypes.c_void_p.from_address(stream + 4 * WORD).value or 0
    ctypes.c_void_p.from_address(stream + RELEASE[STREAM]).value = None
    arrays = _streams.pop(number, None)
    if arrays is not None:
        # A generator that was not taken to its end is told so now, on this thread.
        close = getattr(arrays.arrays, "close", None)
        try:
            if close is not None:
                close()
        except BaseException as error:  # it must not cross C
            arrays.raised = arrays.raised or error
            if not arrays.watched:
                raise  # to sys.unraisablehook


# They outlive every stream: a callback must not be freed while it runs.
_CALLBACKS = (
    _guarded(_Arrays.schema),
    _guarded(_Arrays.next),
    _LAST_ERROR(lambda stream: ctypes.addressof(_stream_of(stream).message)),
    RELEASE_TYPE(_close_stream),
)


def _fill_stream(arrays: _Arrays, address: int) -> None:
    number = next(_numbers)
    _streams[number] = arrays
    words = ctypes.cast(address, _WORDS)
    for i, callback in enumerate(_CALLBACKS):
        words[i] = ctypes.cast(callback, ctypes.c_void_p).value
    words[len(_CALLBACKS)] = number


def export_arrays(arrays: Iterable[Any]) -> object:
    """Objects with `__arrow_c_array__`, all of the same columns, as a capsule with a stream. The
    first one is taken at once."""
    begun = _Arrays(arrays)
    address = reserve(STREAM)
    _fill_stream(begun, address)
    return wrap(address, STREAM)


def is_arrow(value: object) -> bool:
    """Whether a value speaks the Arrow PyCapsule interface."""
    return hasattr(value, "__arrow_c_stream__") or hasattr(value, "__arrow_c_array__")


class Watched:
    """What the streams of one call were made from. What the Python code behind them raises cannot cross
    C: it is kept here until the call is back. Streams that other packages make tell of an error in words
    only."""

    def __init__(self) -> None:
        self._made: list[_Arrays] = []

    def add(self, arrays: _Arrays | None) -> None:
        """Watches one, unless it is somebody else's."""
        if arrays is not None:
            arrays.watched = True
            self._made.append(arrays)

    def raised(self) -> BaseException | None:
        """What the first of them raised, with its traceback; None where all went well."""
        return next((arrays.raised for arrays in self._made if arrays.raised is not None), None)


def _ours(stream: int) -> _Arrays | None:
    """What a stream was made from, if it was made here."""
    words = ctypes.cast(stream, _WORDS)
    release = ctypes.cast(_CALLBACKS[3], ctypes.c_void_p).value
    return _streams.get(words[4] or 0) if words[3] == release else None


def set_table(data: ctypes.c_void_p, entity: int, value: Any, language: str) -> None:
    """Replaces the table of an entity by an Arrow stream or array. What the object's own Python code
    raises comes out as it is."""
    if not hasattr(value, "__arrow_c_stream__"):
        schema_capsule, array_capsule = value.__arrow_c_array__()
        schema = pointer_of(schema_capsule, SCHEMA)
        array = pointer_of(array_capsule, ARRAY)
        call("remit_data_set_arrow", data, entity, schema, array, language=language)
        return
    capsule = value.__arrow_c_stream__()
    stream = pointer_of(capsule, STREAM)
    watched = Watched()
    watched.add(_ours(stream))
    failure: BaseException | None = None
    try:
        call("remit_data_set_arrow_stream", data, entity, stream, language=language)
    except RemitError as error:
        failure = error
    # Raised here, what the source raised has no context but its own.
    failure = watched.raised() or failure
    if failure is not None:
        raise failure


def move_stream(value: Any, to: int, watched: Watched) -> None:
    """Puts a stream into an empty struct: that of an object with `__arrow_c_stream__`, or one of the
    objects with `__arrow_c_array__` that an iterable gives. TypeError for anything else."""
    if hasattr(value, "__arrow_c_stream__"):
        capsule = value.__arrow_c_stream__()
        source = pointer_of(capsule, STREAM)
        watched.add(_ours(source))
        move(source, to, STREAM)
        return
    if not isinstance(value, collections.abc.Iterable):
        raise TypeError(f"no Arrow stream can be made from {type(value).__name__}")
    arrays = _Arrays(value)
    watched.add(arrays)
    _fill_stream(arrays, to)


__all__ = ["Watched", "export_arrays", "is_arrow", "move_stream", "set_table"]
