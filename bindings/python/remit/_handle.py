"""Ownership of the library's handles."""

from __future__ import annotations

import ctypes
import weakref
from types import TracebackType
from typing import Any, TypeVar

from remit._library import LIBRARY

Self = TypeVar("Self", bound="Owner")


class Owner:
    """Owns one handle: freed by close(), at the end of a `with` block, or when nobody refers to the
    object any more, whichever comes first. Handles keep alive what they depend on, so the order
    does not matter."""

    _free = ""

    def __init__(self, handle: ctypes.c_void_p) -> None:
        self._handle: ctypes.c_void_p | None = handle
        # The interpreter may be gone when the process ends; then the memory goes with it.
        self._finalizer = weakref.finalize(self, getattr(LIBRARY, self._free), handle)
        self._finalizer.atexit = False

    @property
    def _pointer(self) -> ctypes.c_void_p:
        if self._handle is None:
            raise ValueError(f"this {type(self).__name__} is closed")
        return self._handle

    def _borrowed(self: Self) -> Self:
        """The same object over a handle that is somebody else's to free; close() ends its use."""
        self._finalizer.detach()
        return self

    def close(self) -> None:
        """Frees the handle; further use is a ValueError."""
        self._handle = None
        self._finalizer()

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __copy__(self: Self) -> Self:
        return self

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} cannot be pickled")
