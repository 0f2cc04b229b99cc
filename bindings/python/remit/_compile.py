"""From policy texts to policies, and to their canonical layout."""

from __future__ import annotations

import ctypes
import datetime
import os
import pathlib
import pickle
from collections.abc import Mapping
from typing import Tuple

from remit import _abi
from remit._errors import language_number
from remit._library import call, encode, take_string
from remit._policy import Policy
from remit._run import Limits, Options


def compile(  # noqa: A001 - the word of the trade
    *sources: str | tuple[str, str] | os.PathLike[str],
    as_of: datetime.date | None = None,
    limits: Limits | None = None,
    language: str = "en",
) -> Policy:
    """Compiles a policy and the files that amend it.

    Each source is the text itself, a pair (name, text), or a path (os.PathLike) to read. A name
    ending in ".md" is read as Markdown whose fenced `remit` blocks are the policy. `as_of` chooses
    among several versions of a policy the one in force that day. `limits` are those of the C interface
    by name, such as `max_source_bytes`, or "untrusted" for the texts of strangers (see limits()). `language`, "en" or "zh", is that of what is raised here and of
    everything that is made from the policy and does not say otherwise. Raises PolicyError with every
    complaint, or LimitExceeded. Any thread.
    """
    language_number(language)
    names, texts = [], []
    for i, source in enumerate(sources):
        if isinstance(source, str):
            name, data = "policy.remit" if i == 0 else f"policy{i + 1}.remit", source.encode()
        elif isinstance(source, tuple):
            name, data = source[0], source[1].encode()
        else:
            name, data = os.fspath(source), pathlib.Path(source).read_bytes()
        names.append(encode(name, "name"))
        texts.append(data)
    return _compiled(tuple(zip(names, texts)), as_of, limits, language)


Texts = Tuple[Tuple[bytes, bytes], ...]


def _compiled(texts_by_name: Texts, as_of: datetime.date | None, limits: Limits | None, language: str) -> Policy:
    names = [name for name, _ in texts_by_name]
    texts = [text for _, text in texts_by_name]
    count = len(texts)
    sizes = (ctypes.c_size_t * count)(*map(len, texts))
    out = ctypes.c_void_p()
    with Options(language, as_of=as_of, limits=limits) as options:
        call(
            "remit_compile",
            count,
            (ctypes.c_char_p * count)(*names),
            (ctypes.c_char_p * count)(*texts),
            sizes,
            options.handle,
            ctypes.byref(out),
            language=language,
        )
    policy = Policy(out, language)
    kept_limits = dict(limits) if isinstance(limits, Mapping) else limits
    policy._origin = (_received_policy, (texts_by_name, as_of, kept_limits, language))
    return policy


# Policies that came from other processes, by what they were compiled from: once in a process.
_KEPT = 8
_received: dict[bytes, Policy] = {}


def _received_policy(origin: bytes) -> Policy:
    """The policy that was compiled elsewhere from the pickled `origin`."""
    known = _received.get(origin)
    if known is None:
        known = _compiled(*pickle.loads(origin))
        while len(_received) >= _KEPT:
            _received.pop(next(iter(_received)), None)
        _received[origin] = known
    return known


def load(
    *paths: str | os.PathLike[str],
    as_of: datetime.date | None = None,
    limits: Limits | None = None,
    language: str = "en",
) -> Policy:
    """Compiles policy files; see compile(). OSError for a file that cannot be read."""
    return compile(*map(pathlib.Path, paths), as_of=as_of, limits=limits, language=language)


def format(  # noqa: A001 - the word of the trade
    source: str,
    *,
    name: str = "policy.remit",
    keywords: str | None = None,
    limits: Limits | None = None,
    language: str = "en",
) -> str:
    """A policy text in its canonical layout, comments kept. `keywords` is "en", "zh", "zh-Hant" (traditional characters) or
    None for as written; `name` is what diagnostics call the text, and `language` theirs; `limits` are as in compile(). Raises PolicyError if the
    text does not parse."""
    styles = {
        None: _abi.KEYWORDS_AS_WRITTEN,
        "en": _abi.KEYWORDS_EN,
        "zh": _abi.KEYWORDS_ZH,
        "zh-Hant": _abi.KEYWORDS_ZH_HANT,
    }
    if keywords not in styles:
        raise ValueError(f"keywords must be 'en', 'zh', 'zh-Hant' or None, not {keywords!r}")
    language_number(language)
    data = source.encode()
    out = ctypes.c_void_p()
    with Options(language, limits=limits) as options:
        call(
            "remit_format",
            encode(name, "name"),
            data,
            len(data),
            styles[keywords],
            options.handle,
            ctypes.byref(out),
            language=language,
        )
    return take_string(out)


__all__ = ["compile", "format", "load"]
