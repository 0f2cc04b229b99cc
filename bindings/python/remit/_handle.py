"""Ownership of the library's handles."""

from __future__ import annotations

import ctypes
import weakref
from types import TracebackType
from typing import Any, Callable, Generic, TypeVar, overload

from remit._library import LIBRARY

Self = TypeVar("Self", bound="Closable")
T = TypeVar("T")


class Closable:
    """What is closed by close(), or at the end of a `with` block."""

    def close(self) -> None:
        """Ends the use of the object; a second time does nothing."""
        raise NotImplementedError

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Owner(Closable):
    """Owns one handle: freed by close(), at the end of a `with` block, or when nobody refers to the
    object any more, whichever comes first. Handles keep alive what they depend on, so the order
    does not matter. Use after close() is a ValueError."""

    _free = ""

    def __init__(self, handle: ctypes.c_void_p) -> None:
        self._handle: ctypes.c_void_p | None = handle
        self._kept: dict[str, Any] = {}
        # The interpreter may be gone when the process ends; then the memory goes with it.
        self._finalizer = weakref.finalize(self, getattr(LIBRARY, self._free), handle)
        self._finalizer.atexit = False

    @property
    def _pointer(self) -> ctypes.c_void_p:
        if self._handle is None:
            raise ValueError(f"this {type(self).__name__} is closed")
        return self._handle

    def _borrowed(self: _Owned) -> _Owned:
        """The same object over a handle that is somebody else's to free; close() ends its use."""
        self._finalizer.detach()
        return self

    def close(self) -> None:
        """Frees the handle. Further use is a ValueError, closing again does nothing. Not while
        another thread uses the object."""
        self._handle = None
        self._kept.clear()
        self._finalizer()

    def _described(self) -> str:
        """What repr() says of the object while it is open."""
        return f"<{type(self).__name__}>"

    def __repr__(self) -> str:
        return f"<{type(self).__name__}, closed>" if self._handle is None else self._described()

    def __copy__(self: _Owned) -> _Owned:
        return self

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} cannot be pickled")


_Owned = TypeVar("_Owned", bound=Owner)


def handle_of(kind: type[Owner], value: Any, what: str) -> ctypes.c_void_p:
    """The handle of what a host gives for the parameter `what`; TypeError for anything but a `kind`."""
    if not isinstance(value, kind):
        raise TypeError(f"{what} must be a {kind.__name__}, not {type(value).__name__}")
    return value._pointer


class kept(Generic[T]):  # noqa: N801 - it reads like `property`
    """A property of an Owner that is read once and kept until close(). Two threads that ask at once
    may both read it; they get equal values."""

    def __init__(self, read: Callable[[Any], T]) -> None:
        self._read = read
        self._name = read.__name__
        self.__doc__ = read.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> kept[T]: ...

    @overload
    def __get__(self, owner: Owner, kind: type) -> T: ...

    def __get__(self, owner: Owner | None, kind: type) -> kept[T] | T:
        if owner is None:
            return self
        owner._pointer  # raises where it is closed
        if self._name not in owner._kept:
            owner._kept[self._name] = self._read(owner)
        value: T = owner._kept[self._name]
        return value


__all__ = ["Closable", "Owner", "handle_of", "kept"]
