"""The Arrow PyCapsule interface: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html

Whatever has `__arrow_c_stream__` (pandas, polars, pyarrow, DuckDB, ...) or `__arrow_c_array__` goes
in; tables come out by the same two methods. None of those packages is needed.
"""

from __future__ import annotations

import ctypes
import weakref

from remit._library import call

SCHEMA = b"arrow_schema"
ARRAY = b"arrow_array"
STREAM = b"arrow_array_stream"

# Sizes of the three structs, fixed by the specification: 64-bit members throughout.
WORD = 8
SIZES = {SCHEMA: 9 * WORD, ARRAY: 10 * WORD, STREAM: 5 * WORD}
# Where the release callback stands in each.
RELEASE = {SCHEMA: 7 * WORD, ARRAY: 8 * WORD, STREAM: 3 * WORD}

_api = ctypes.pythonapi
_new = _api.PyCapsule_New
_new.restype = ctypes.py_object
_new.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
pointer_of = _api.PyCapsule_GetPointer
pointer_of.restype = ctypes.c_void_p
pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]
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

RELEASE_TYPE = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


def _release(address: int, name: bytes) -> None:
    callback = ctypes.c_void_p.from_address(address + RELEASE[name]).value
    if callback:
        RELEASE_TYPE(callback)(address)


def _destroy(capsule: int) -> None:
    name = _name_of_dying(capsule)
    address = _pointer_of_dying(capsule, name)
    _release(address, name)
    _deallocate(address)


_DESTRUCTOR = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)(_destroy)


def wrap(address: int, name: bytes) -> object:
    """A capsule over a filled struct, which it releases and frees."""
    # A capsule does not copy its name: the constants of this module live as long as it does.
    capsule: object = _new(address, name, ctypes.cast(_DESTRUCTOR, ctypes.c_void_p))
    return capsule


def export_stream(table: ctypes.c_void_p, language: str) -> object:
    """A remit_table as a capsule with an Arrow stream."""
    address = reserve(STREAM)
    try:
        call("remit_table_export_arrow_stream", table, address, language=language)
    except BaseException:
        _deallocate(address)
        raise
    return wrap(address, STREAM)


def _export(table: ctypes.c_void_p, language: str) -> tuple[int, int]:
    """A remit_table as two structs, Arrow schema and array."""
    schema, array = reserve(SCHEMA), reserve(ARRAY)
    try:
        call("remit_table_export_arrow", table, schema, array, language=language)
    except BaseException:
        _deallocate(schema)
        _deallocate(array)
        raise
    return schema, array


def export_array(table: ctypes.c_void_p, language: str) -> tuple[object, object]:
    """A remit_table as two capsules, Arrow schema and array."""
    schema, array = _export(table, language)
    return wrap(schema, SCHEMA), wrap(array, ARRAY)


class Exported:
    """A remit_table as two structs that nobody else sees, at the addresses `schema` and `array`; freed
    with this object. (A capsule that dies while an exception passes could not be: what runs then
    runs with the exception set, and ctypes takes it for its own. A finalizer runs without it.)"""

    def __init__(self, table: ctypes.c_void_p, language: str) -> None:
        self.schema, self.array = _export(table, language)
        finalizer = weakref.finalize(self, _discard, self.schema, self.array)
        finalizer.atexit = False


def _discard(schema: int, array: int) -> None:
    for address, name in ((schema, SCHEMA), (array, ARRAY)):
        _release(address, name)
        _deallocate(address)


def reserve(name: bytes) -> int:
    """Memory for one struct, all zero; MemoryError without."""
    address = _allocate(1, SIZES[name])
    if not address:
        raise MemoryError
    return int(address)


def move(source: int, to: int, name: bytes) -> None:
    """Moves a struct: the one at `source` counts as released."""
    ctypes.memmove(to, source, SIZES[name])
    ctypes.c_void_p.from_address(source + RELEASE[name]).value = None


__all__ = [
    "ARRAY",
    "RELEASE",
    "RELEASE_TYPE",
    "SCHEMA",
    "SIZES",
    "STREAM",
    "WORD",
    "Exported",
    "export_array",
    "export_stream",
    "move",
    "pointer_of",
    "reserve",
    "wrap",
]
