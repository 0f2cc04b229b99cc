"""capi/remit.json says of every function what the library does: which pointers may be NULL, and what a
function without a status answers for a NULL object."""

import ctypes
import json
import subprocess
import sys

import pytest
from conftest import POLICY_FILE, ROOT

from remit import _abi
from remit._library import LIBRARY

DESCRIPTION = json.loads((ROOT / "capi" / "remit.json").read_text(encoding="utf-8"))
FUNCTIONS = [each for each in DESCRIPTION["functions"] if not each["name"].endswith("_free")]
TEXT = POLICY_FILE.read_bytes()
PROJECTS = 2  # the table that can be read in parts


def test_the_file_is_current():
    subprocess.run([sys.executable, ROOT / "capi" / "interface.py", "--check"], check=True)


def test_every_handle_has_a_way_to_be_freed_or_is_only_lent():
    given = {
        each["type"]["base"]
        for function in DESCRIPTION["functions"]
        for each in function["parameters"]
        if each["role"] in ("given", "error") and each["type"]["of"] == "handle"
    }
    freed = {each["name"] for each in DESCRIPTION["handles"] if each["free"]}
    assert given == freed


class World:
    """Objects to call with. Each call gets new ones, so that none is used after it was taken over."""

    def __init__(self) -> None:
        self.kept: list[object] = []
        self.one_policy = self.compiled(TEXT)

    def made(self, name: str, *arguments: object) -> ctypes.c_void_p:
        handle = ctypes.c_void_p()
        status = getattr(LIBRARY, name)(*arguments, ctypes.byref(handle), None)
        assert status == _abi.OK, name
        return handle

    def compiled(self, text: bytes) -> ctypes.c_void_p:
        """The policy, or the error where there is one."""
        handle = ctypes.c_void_p()
        names, texts = (ctypes.c_char_p * 1)(b"a.remit"), (ctypes.c_char_p * 1)(text)
        error = ctypes.c_void_p()
        LIBRARY.remit_compile(1, names, texts, None, None, ctypes.byref(handle), ctypes.byref(error))
        return handle if handle.value else error

    def of(self, base: str) -> object:
        makers = {
            "remit_policy": lambda: self.one_policy,
            "remit_data": lambda: self.made("remit_data_new", self.one_policy),
            "remit_results": lambda: self.made("remit_evaluate", self.one_policy, self.of("remit_data"), None),
            "remit_table": lambda: self.made("remit_results_table", self.of("remit_results"), _abi.TABLE_TOTALS, 0, 0),
            "remit_error": lambda: self.compiled(b"policy 1"),
            "remit_diagnostics": lambda: LIBRARY.remit_policy_diagnostics(self.one_policy),
            "remit_options": lambda: self.made("remit_options_new"),
            "remit_cancel": lambda: self.made("remit_cancel_new"),
            "remit_string": lambda: self.made("remit_results_digest", self.of("remit_results")),
            "remit_case": lambda: self.made("remit_case_new", self.one_policy, None, 1, None),
            "remit_exchange": lambda: self.made("remit_exchange_new", self.of("remit_case"), None, 0, None, 0),
            "remit_shard_state": lambda: self.made(
                "remit_shard_gather", self.one_policy, self.of("remit_data"), PROJECTS, 0, None, None, None),
            "remit_comparison": lambda: self.made("remit_compare", self.of("remit_results"), self.of("remit_results"), None),
        }
        return makers[base]()

    def argument(self, one: dict) -> object:
        """A value that the function can take; what it means beyond that does not matter here."""
        kind, name = one["type"], one["name"]
        if kind["of"] == "callback":
            made = getattr(_abi, kind["base"].removeprefix("remit_").upper())(lambda *_: _abi.INVALID_ARGUMENT)
        elif kind["of"] == "struct":
            made = ctypes.create_string_buffer(80)  # all zero: an Arrow structure that was released
        elif kind["of"] == "void":
            made = None
        elif one["role"] == "list":
            of = ctypes.c_size_t if kind["of"] == "integer" else ctypes.c_char_p
            made = (of * 1)(TEXT and (len(TEXT) if of is ctypes.c_size_t else TEXT))
        elif one["role"] == "buffer":
            made = ctypes.create_string_buffer(64)
        elif one["role"] in ("out", "given", "borrowed", "error"):
            made = ctypes.create_string_buffer(16)
            made = ctypes.cast(made, ctypes.POINTER(PLAIN.get(kind["base"], ctypes.c_void_p)))
        elif kind["of"] == "handle":
            made = self.of(kind["base"])
        elif kind["of"] == "text":
            made = {"entity": b"unit", "field": b"name"}.get(name, b"payer")
        else:
            made = {"count": 1, "size": 5, "capacity": 64, "year": 2010, "month": 1, "day": 1, "entity": 1}.get(name, 0)
        self.kept.append(made)
        return made


def null(one: dict) -> object:
    """NULL as the parameter's type: a callback that is NULL is false."""
    if one["type"]["of"] != "callback":
        return None
    return getattr(_abi, one["type"]["base"].removeprefix("remit_").upper())()


PLAIN = {
    "int32_t": ctypes.c_int32,
    "uint32_t": ctypes.c_uint32,
    "int64_t": ctypes.c_int64,
    "uint64_t": ctypes.c_uint64,
    "size_t": ctypes.c_size_t,
    "char": ctypes.c_char_p,
}
POINTERS = [
    (function, at)
    for function in FUNCTIONS
    for at, each in enumerate(function["parameters"])
    if each["type"]["pointers"] or each["type"]["of"] == "callback"
]


@pytest.mark.parametrize(("function", "at"), POINTERS, ids=[f"{f['name']}-{f['parameters'][i]['name']}" for f, i in POINTERS])
def test_null_is_refused_unless_it_is_optional(function, at):
    world = World()
    arguments = [world.argument(each) for each in function["parameters"]]
    one = function["parameters"][at]
    call = getattr(LIBRARY, function["name"])
    arguments[at] = null(one)
    if one["role"] == "list" and one["optional"] and not one["name"].endswith("sizes"):  # of none
        for other, each in enumerate(function["parameters"]):
            if each["name"] in ("count", f"{one['name']}_count"):
                arguments[other] = 0
    answer = call(*arguments)
    if function["returns"]["base"] == "remit_status" and function["name"] != "remit_error_status":
        refused = answer == _abi.INVALID_ARGUMENT
        if one["optional"] and refused:
            # Refused for something else: with all arguments the answer is the same.
            whole = [world.argument(each) for each in function["parameters"]]
            assert call(*whole) == answer
        elif not one["optional"]:
            assert refused
    elif not one["optional"]:
        if isinstance(answer, ctypes._Pointer):
            answer = answer or None  # NULL with a type
        assert answer in (None, 0, -1, b"")
