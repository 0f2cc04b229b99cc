"""The Arrow PyCapsule interface: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html

Whatever has `__arrow_c_stream__` (pandas, polars, pyarrow, DuckDB, ...) or `__arrow_c_array__` goes
in; tables come out by the same two methods. None of those packages is needed.
"""

from __future__ import annotations

import collections.abc
import ctypes
import itertools
from typing import Any, Callable, Iterable

from remit._library import call

SCHEMA = b"arrow_schema"
ARRAY = b"arrow_array"
STREAM = b"arrow_array_stream"

# Sizes of the three structs, fixed by the specification: 64-bit members throughout.
_WORD = 8
_SIZES = {SCHEMA: 9 * _WORD, ARRAY: 10 * _WORD, STREAM: 5 * _WORD}
# Where the release callback stands in each.
_RELEASE = {SCHEMA: 7 * _WORD, ARRAY: 8 * _WORD, STREAM: 3 * _WORD}

_api = ctypes.pythonapi
_new = _api.PyCapsule_New
_new.restype = ctypes.py_object
_new.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
_pointer_of = _api.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]
# The destructor meets an object whose count is zero already: its address, not a new reference.
_pointer_of_dying = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", _api)
)
_name_of_dying = ctypes.PYFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p)(
    ("PyCapsule_GetName", _api)
)
_allocate = _api.PyMem_RawCalloc
_allocate.restype = ctypes.c_void_p
_allocate.argtypes = [ctypes.c_size_t, ctypes.c_size_t]
_deallocate = _api.PyMem_RawFree
_deallocate.restype = None
_deallocate.argtypes = [ctypes.c_void_p]

_RELEASE_TYPE = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


def _release(address: int, name: bytes) -> None:
    callback = ctypes.c_void_p.from_address(address + _RELEASE[name]).value
    if callback:
        _RELEASE_TYPE(callback)(address)


def _destroy(capsule: int) -> None:
    name = _name_of_dying(capsule)
    address = _pointer_of_dying(capsule, name)
    _release(address, name)
    _deallocate(address)


_DESTRUCTOR = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)(_destroy)


def _wrap(address: int, name: bytes) -> object:
    # A capsule does not copy its name: the constants of this module live as long as it does.
    capsule: object = _new(address, name, ctypes.cast(_DESTRUCTOR, ctypes.c_void_p))
    return capsule


def export_stream(table: ctypes.c_void_p) -> object:
    """A remit_table as a capsule with an Arrow stream."""
    address = _reserve(STREAM)
    try:
        call("remit_table_export_arrow_stream", table, address)
    except BaseException:
        _deallocate(address)
        raise
    return _wrap(address, STREAM)


def export_array(table: ctypes.c_void_p) -> tuple[object, object]:
    """A remit_table as two capsules, Arrow schema and array."""
    schema, array = _reserve(SCHEMA), _reserve(ARRAY)
    try:
        call("remit_table_export_arrow", table, schema, array)
    except BaseException:
        _deallocate(schema)
        _deallocate(array)
        raise
    return _wrap(schema, SCHEMA), _wrap(array, ARRAY)


def _reserve(name: bytes) -> int:
    address = _allocate(1, _SIZES[name])
    if not address:
        raise MemoryError
    return int(address)


def is_arrow(value: object) -> bool:
    """Whether a value speaks the Arrow PyCapsule interface."""
    return hasattr(value, "__arrow_c_stream__") or hasattr(value, "__arrow_c_array__")


def set_table(data: ctypes.c_void_p, entity: int, value: Any) -> None:
    """Replaces the table of an entity by an Arrow stream or array."""
    if hasattr(value, "__arrow_c_stream__"):
        capsule = value.__arrow_c_stream__()
        stream = _pointer_of(capsule, STREAM)
        call("remit_data_set_arrow_stream", data, entity, stream)
        return
    schema_capsule, array_capsule = value.__arrow_c_array__()
    schema = _pointer_of(schema_capsule, SCHEMA)
    array = _pointer_of(array_capsule, ARRAY)
    call("remit_data_set_arrow", data, entity, schema, array)


# ---- Streams of many arrays

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

    def schema(self, to: int) -> None:
        schema, array = self.model.__arrow_c_array__()
        _move(_pointer_of(schema, SCHEMA), to, SCHEMA)
        del array

    def next(self, to: int) -> None:
        item, self.first = self.first, None
        if item is None:
            item = next(self.arrays, None)
        if item is None:
            ctypes.memset(to, 0, _SIZES[ARRAY])
            return
        schema, array = item.__arrow_c_array__()
        _move(_pointer_of(array, ARRAY), to, ARRAY)
        del schema


# The streams that are alive, by their address as they were made: a consumer may move the struct,
# so the number is kept in its private data.
_streams: dict[int, _Arrays] = {}
_numbers = itertools.count(1)


def _stream_of(address: int) -> _Arrays:
    return _streams[ctypes.c_void_p.from_address(address + 4 * _WORD).value or 0]


def _guarded(body: Callable[[_Arrays, int], None]) -> Any:
    def fill(stream: int, to: int) -> int:
        arrays = _stream_of(stream)
        try:
            body(arrays, to)
            return 0
        except BaseException as error:  # it must not cross C
            words = str(error).encode().replace(b"\0", b"?")
            arrays.message = ctypes.create_string_buffer(words)
            return _EIO

    return _FILL(fill)


def _close_stream(stream: int) -> None:
    number = ctypes.c_void_p.from_address(stream + 4 * _WORD).value or 0
    ctypes.c_void_p.from_address(stream + _RELEASE[STREAM]).value = None
    arrays = _streams.pop(number, None)
    if arrays is not None:
        # A generator that was not taken to its end is told so now, on this thread.
        close = getattr(arrays.arrays, "close", None)
        if close is not None:
            close()


# They outlive every stream: a callback must not be freed while it runs.
_CALLBACKS = (
    _guarded(_Arrays.schema),
    _guarded(_Arrays.next),
    _LAST_ERROR(lambda stream: ctypes.addressof(_stream_of(stream).message)),
    _RELEASE_TYPE(_close_stream),
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
    address = _reserve(STREAM)
    _fill_stream(begun, address)
    return _wrap(address, STREAM)


def _move(source: int, to: int, name: bytes) -> None:
    ctypes.memmove(to, source, _SIZES[name])
    ctypes.c_void_p.from_address(source + _RELEASE[name]).value = None


def move_stream(value: Any, to: int) -> None:
    """Puts a stream into an empty struct: that of an object with `__arrow_c_stream__`, or one of the
    objects with `__arrow_c_array__` that an iterable gives."""
    if hasattr(value, "__arrow_c_stream__"):
        capsule = value.__arrow_c_stream__()
        _move(_pointer_of(capsule, STREAM), to, STREAM)
        return
    if not isinstance(value, collections.abc.Iterable):
        raise TypeError(f"no Arrow stream can be made from {type(value).__name__}")
    _fill_stream(_Arrays(value), to)


__all__ = [
    "export_array",
    "export_arrays",
    "export_stream",
    "is_arrow",
    "move_stream",
    "set_table",
]
