"""The Arrow PyCapsule interface: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html

Whatever has `__arrow_c_stream__` (pandas, polars, pyarrow, DuckDB, ...) or `__arrow_c_array__` goes
in; tables come out by the same two methods. None of those packages is needed.
"""

from __future__ import annotations

import ctypes
from typing import Any

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


__all__ = ["export_array", "export_stream", "is_arrow", "set_table"]
