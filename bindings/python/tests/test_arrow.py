"""The Arrow PyCapsule interface, without any package that speaks it: a table of one policy goes
into another."""

import ctypes
from decimal import Decimal

import pytest

import remit


@pytest.fixture(scope="module")
def source() -> remit.Policy:
    return remit.compile(
        """policy p { currency CNY
          entity a { key id : text  v : money }
          define amount for a = 2 * v
          define good for a = v > 1 CNY
        }"""
    )


@pytest.fixture(scope="module")
def target() -> remit.Policy:
    return remit.compile(
        """policy p { currency CNY
          entity b { key id : text  amount : money  good : bool optional }
          define again for b = amount + 1 CNY
        }"""
    )


class OnlyArray:
    def __init__(self, table):
        self.table = table

    def __arrow_c_array__(self, requested_schema=None):
        return self.table.__arrow_c_array__()


@pytest.mark.parametrize("wrap", [lambda table: table, OnlyArray])
def test_through(source, target, wrap):
    rows = [{"id": "x", "v": "0.50"}, {"id": "y", "v": 7}]
    table = source.evaluate({"a": rows})["a"]
    data = target.data({"b": wrap(table)})
    del table
    assert target.evaluate(data)["b"]["again"] == [Decimal("2.00"), Decimal("15.00")]
    assert len(data.notes) == 0


def test_notes_and_refusals(source, target):
    table = source.evaluate({"a": [{"id": "x", "v": 1}]})["a"]
    with pytest.raises(remit.DataError, match="v"):
        source.data({"a": table})
    wider = remit.compile("policy p { currency CNY entity c { key id : text } }")
    data = wider.data({"c": table})
    assert [note["column"] for note in data.notes] == ["amount", "good"]


def test_a_capsule_is_used_once_and_freed(source):
    table = source.evaluate({"a": [{"id": "x", "v": 1}]})["a"]
    capsule = table.__arrow_c_stream__()
    name = ctypes.pythonapi.PyCapsule_GetName
    name.restype, name.argtypes = ctypes.c_char_p, [ctypes.py_object]
    assert name(capsule) == b"arrow_array_stream"
    schema, array = table.__arrow_c_array__()
    assert (name(schema), name(array)) == (b"arrow_schema", b"arrow_array")
    del capsule, schema, array
