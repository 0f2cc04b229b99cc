"""Finds and loads libremit.so.1 (remit.dll on Windows), and calls it.

Searched in this order: the file that the environment variable REMIT_LIBRARY names; the library that
the wheel carries; the system's. Calls release the GIL while the library works.
"""

from __future__ import annotations

import ctypes
import operator
import os
import pathlib
from typing import Any

from remit import _abi
from remit._errors import RemitError, error_from_handle

SONAME = "remit.dll" if os.name == "nt" else "libremit.so.1"


def _candidates() -> list[str]:
    named = os.environ.get("REMIT_LIBRARY")
    if named:
        return [named]
    carried = pathlib.Path(__file__).parent / "_lib" / SONAME
    return [str(carried)] if carried.exists() else [SONAME]


def _load() -> ctypes.CDLL:
    (path,) = _candidates()
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(f"the library of Remit cannot be loaded; set REMIT_LIBRARY to its file\n  {error}") from error
    library.remit_abi_version.restype = ctypes.c_uint32
    found: int = library.remit_abi_version()
    if found >> 16 != _abi.ABI_VERSION >> 16 or found < _abi.ABI_VERSION:
        raise ImportError(
            f"{path} has the interface {found >> 16}.{found & 0xFFFF}, but this package needs "
            f"{_abi.ABI_VERSION >> 16}.{_abi.ABI_VERSION & 0xFFFF}"
        )
    _abi.declare(library)
    return library


LIBRARY: Any = _load()

# As an address: what ctypes takes for a C string ends at the first NUL.
_ADDRESS_OF = LIBRARY["remit_string_data"]
_ADDRESS_OF.restype = ctypes.c_void_p
_ADDRESS_OF.argtypes = [ctypes.c_void_p, ctypes.c_void_p]


# What every integer of C holds.
_SMALL = 0x7FFF_FFFF


def _check_fits(function: Any, place: int, value: int) -> None:
    """ctypes takes an integer modulo the width of the parameter: another number would go in."""
    kind = function.argtypes[place]
    if kind is not ctypes.c_void_p and kind(value).value != value:
        raise ValueError(f"{value} is out of range")


def call(name: str, *arguments: Any, language: str) -> None:
    """Calls a function whose last parameter is `remit_error **`; raises what it reports, worded in
    `language`: "en" or "zh"."""
    error = ctypes.c_void_p()
    function = getattr(LIBRARY, name)
    for place, value in enumerate(arguments):
        # Of a class of its own as well, an enumeration, say: ctypes takes it as an int.
        if isinstance(value, int) and not 0 <= operator.index(value) <= _SMALL:
            _check_fits(function, place, operator.index(value))
    status = function(*arguments, ctypes.byref(error))
    if status != _abi.OK:
        raise error_from_handle(LIBRARY, status, error, language)


def whole(value: Any, function: str, parameter: str, what: str | None = None) -> int:
    """A whole number for a parameter of a function, which `what` says in the host's words. ctypes would cut a
    longer one to its last bits without a word, and takes no number of numpy."""
    number = operator.index(value)
    if _abi.INTEGERS[function][parameter](number).value != number:
        raise ValueError(f"{what or parameter}: {number} is out of range")
    return number


def take_string(handle: ctypes.c_void_p) -> str:
    """The text of a remit_string, which is freed."""
    if not handle.value:
        return ""
    try:
        size = ctypes.c_size_t()
        data: bytes = LIBRARY.remit_string_data(handle, ctypes.byref(size))
        return data.decode()
    finally:
        LIBRARY.remit_string_free(handle)


def take_bytes(handle: ctypes.c_void_p) -> bytes:
    """The same of a remit_string that is no text: NULs may be among its bytes."""
    try:
        size = ctypes.c_size_t()
        address = _ADDRESS_OF(handle, ctypes.byref(size))
        return ctypes.string_at(address, size.value)
    finally:
        LIBRARY.remit_string_free(handle)


def text(data: bytes | None) -> str:
    """A borrowed text."""
    return data.decode() if data is not None else ""


def version() -> str:
    """The version of the library that is loaded, "0.1.0"."""
    return text(LIBRARY.remit_version())


def build() -> str:
    """What the linker calls the library that is loaded, to the byte of it; may be empty."""
    return text(LIBRARY.remit_build())


def encode(value: str, what: str) -> bytes:
    """A text for the library. NUL cannot cross: ValueError."""
    data = value.encode()
    if b"\0" in data:
        raise ValueError(f"{what} contains a NUL")
    return data


__all__ = ["LIBRARY", "RemitError", "build", "call", "encode", "take_bytes", "take_string", "text", "version", "whole"]
