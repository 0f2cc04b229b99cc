"""What a call from Python costs: one unit as a dict, 1 000 as dicts, 1 000 000 as an Arrow table of
Remit's own making.

usage: PYTHONPATH=bindings/python REMIT_LIBRARY=build/release/lib/libremit.so.1 python3 boundary.py
"""

import decimal
import functools
import time

import remit
from remit._library import LIBRARY

POLICY = """
policy boundary {
  currency CNY
  rounding half_up to 0.01
  party treasury
  entity project { key number : count   revenue : money   incentives : money }
  reward bonus for project cite "1" {
    when revenue > 0 CNY
    pay  20% * (revenue - incentives)
    cap  50万 CNY
    from treasury
  }
}
"""
SOURCE = """
policy source {
  currency CNY
  entity row { key number : count }
  define revenue for row = number * 79.19 CNY
  define incentives for row = 1 CNY
}
"""


def seconds(body, least=0.5):
    """Time of one call, the best of several."""
    best, begin = float("inf"), time.perf_counter()
    while time.perf_counter() - begin < least:
        start = time.perf_counter()
        body()
        best = min(best, time.perf_counter() - start)
    return best


def seconds_of_many(body, calls=500):
    """Time of one call of those that take less than looking at the clock."""
    return seconds(lambda: [body() for _ in range(calls)]) / calls


def main():
    policy = remit.compile(POLICY)
    one = [{"number": 1, "revenue": "1234567.89", "incentives": 0}]
    thousand = [{"number": i, "revenue": i, "incentives": 1} for i in range(1000)]
    print(f"1 unit, dict in, Decimal out: {1e6 * seconds(lambda: figure(policy, one)):.0f} us")
    data = policy.data({"project": one})
    print(f"1 unit, data kept: {1e6 * seconds(lambda: policy.evaluate(data)):.0f} us")
    with policy.case("project", {"project": one}) as case:
        once = seconds(functools.partial(case.run, {"revenue": "1234567.89"}))
        print(f"1 unit, a case, one cell set, the row as a dict: {1e6 * once:.1f} us")
        with case.exchange(["revenue"], ["bonus"]) as desk:
            once = seconds_of_many(functools.partial(desk.run, decimal.Decimal("1234567.89")))
            print(f"the same by an exchange: {1e6 * once:.3f} us")
        with case.exchange(["revenue"], ["bonus"], minor_unit=2) as desk:
            once = seconds_of_many(functools.partial(desk.run, 123456789))
            print(f"the same of whole numbers of the minor unit: {1e6 * once:.3f} us")
    print(f"a bare call: {1e6 * seconds_of_many(LIBRARY.remit_abi_version):.3f} us")
    two = functools.partial(LIBRARY.remit_data_row_count, data._pointer, 1)
    print(f"a bare call with two arguments: {1e6 * seconds_of_many(two):.3f} us")
    print(f"1 000 units, dicts in: {1e3 * seconds(lambda: figure(policy, thousand)):.2f} ms")
    million = remit.compile(SOURCE).evaluate({"row": {"number": range(1_000_000)}})["row"]

    def whole():
        policy.evaluate({"project": million})["project"].__arrow_c_stream__()

    print(f"1 000 000 units, Arrow in and out: {1e3 * seconds(whole, 3):.0f} ms")


def figure(policy, rows):
    return policy.evaluate({"project": rows})["project"].cell(0, "bonus")


if __name__ == "__main__":
    main()
