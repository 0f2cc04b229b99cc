"""Where the time of a run goes."""

import pytest

import remit

ROWS = 5000


@pytest.fixture(scope="module")
def policy() -> remit.Policy:
    return remit.compile(
        """policy p { currency CNY rounding half_up to 0.01 party county
          entity unit { key name : text }
          entity row { key id : count  unit : unit  v : money  large : number to 0.0001 }
          reward bonus "Bonus" for row cite "3" { pay 10% * v  from county }
          define paid for unit = sum(row.bonus)
          rank place for unit { by paid desc ties standard }
          define vast for row = round(large * large * large / 3, to 0.01, half_up)
        }"""
    )


@pytest.fixture(scope="module")
def tables():
    return {
        "unit": {"name": ["A", "B"]},
        "row": {
            "id": list(range(ROWS)),
            "unit": ["A", "B"] * (ROWS // 2),
            "v": list(range(ROWS)),
            "large": [2**62] + [1] * (ROWS - 1),
        },
    }


def test_by_part_and_by_declaration(policy, tables):
    results = policy.evaluate(tables, profile=True)
    profile = results.profile
    assert [stage.part for stage in profile.stages[:2]] == ["link", "bind"]
    assert profile.stages[0].stage is None and profile.stages[-1].part == "results"
    (rows,) = [s for s in profile.stages if s.entity == "row"]
    assert rows.part == "pass" and rows.rows == ROWS and rows.steps > 0
    assert rows.declarations == ("bonus", "paid", "vast")
    assert rows.ns == rows.prepare_ns + rows.run_ns + rows.fold_ns > 0
    assert {s.declarations for s in profile.stages if s.part == "columns"} == {("place",)}
    assert profile.ns == sum(stage.ns for stage in profile.stages) > 0

    bonus = next(rule for rule in profile.rules if rule.declaration == "bonus")
    assert (bonus.form, bonus.label, bonus.clause) == ("reward", "Bonus", "3")
    assert bonus.rows_64 >= ROWS and bonus.rows_unlimited == 0
    vast = next(rule for rule in profile.rules if rule.declaration == "vast")
    assert vast.rows_unlimited >= ROWS
    assert [rule.ns for rule in profile.rules] == sorted((r.ns for r in profile.rules), reverse=True)
    shares = profile.width_shares()
    assert sum(shares) == pytest.approx(1) and shares[0] > 0 and shares[2] > 0


def test_the_figures_are_the_same_and_nobody_else_has_a_profile(policy, tables):
    plain = policy.evaluate(tables)
    measured = policy.evaluate(tables, profile=True)
    assert measured.digest == plain.digest
    for without in (plain, policy.evaluate(tables, profile=True, evaluator="row")):
        with pytest.raises(remit.Unsupported, match="did not measure"):
            without.profile  # noqa: B018


def test_rows_in_batches(policy, tables):
    rows = remit.compile(
        """policy q { currency CNY
          entity row { key id : count  unit : text  n : count }
          define v for row = 1 CNY * n
          define large for row = n
        }"""
    )
    some = [
        rows.evaluate({"row": [{"id": i, "unit": "AB"[i % 2], "n": i} for i in range(at, at + 250)]})
        for at in range(0, 1000, 250)
    ]
    columns = remit.compile(
        """policy r { currency CNY
          entity row { key id : count  v : money  large : number to 0.0001 }
          define share for row = round(v / sum(row.v), to 0.0001, half_up)
        }"""
    )
    run = columns.evaluate_batches({}, "row", [each["row"] for each in some], profile=True)
    for batch in run:
        with pytest.raises(remit.Unsupported):
            batch.results.profile  # noqa: B018
    stages = run.results.profile.stages
    passes = [stage for stage in stages if stage.part == "pass" and stage.entity == "row"]
    assert [(stage.traversal, stage.rows) for stage in passes] == [(1, 1000), (2, 1000)]
    assert [stage.traversal for stage in stages if stage.part == "read"] == [1, 2]
    assert all(stage.ns > 0 for stage in stages if stage.part in ("read", "link", "bind", "take") and stage.traversal == 2)
