"""Sets of files: which of them a run goes by, and what is said of the others."""

import pytest

BASE = """policy base "Base" {
  effective 2010-01-01 to 2010-12-31
  currency CNY
  rounding half_up to 0.01
  party office
  param rate = 10%
  entity unit { key id : text  fee : money }
  reward grant for unit cite "1" { pay rate * fee from office to id }
}
"""
CHANGE = 'policy change "Change" { effective 2010-06-01 to 2010-09-30 amends base { replace param rate = 20% } }\n'
LATER = 'policy later "Later" { effective 2010-07-01 to 2010-12-31 amends base { replace param rate = 30% } }\n'
MID = 'policy mid "Mid" { effective 2010-10-01 to 2010-12-31 amends base { replace param rate = 50% } }\n'
EARLY = 'policy early "Early" { effective 2010-02-01 to 2010-12-31 amends mid { add define twice for unit = 2 * fee } }\n'
AGAIN = 'policy again "Again" { effective 2010-07-01 to 2010-12-31 amends change { replace param rate = 40% } }\n'


def run(desk, files, *arguments):
    desk.write("base.remit", BASE)
    desk.write("change.remit", CHANGE)
    desk.write("later.remit", LATER)
    desk.write("again.remit", AGAIN)
    desk.write("mid.remit", MID)
    desk.write("early.remit", EARLY)
    desk.write("d/unit.csv", "id,fee\na,100\n")
    return desk.remit("run", *(f"{name}.remit" for name in files), "--data", "d", "--format", "csv", *arguments)


# Files, day, what is paid, and what is said.
RUNS = [
    (["base", "change"], "2010-05-01", "10.00", ["`change` has no effect"]),
    (["base", "change"], "2010-08-01", "20.00", []),
    (["base", "change"], "2010-11-01", "10.00", ["`change` has no effect"]),
    # Past all of them the law that was in force last holds, not an amendment that ended before it.
    (["base", "change"], "2011-02-01", "10.00", ["`base` is not in force", "`change` has no effect"]),
    (["base", "change"], "2009-02-01", "10.00", ["`base` is not in force", "`change` has no effect"]),
    (["base", "change"], None, "20.00", ["no day of the run is given", "`change`"]),
    (["base"], None, "10.00", []),
    # Two that amend the same: the other one is lost.
    (["base", "change", "later"], "2010-08-01", "30.00", ["the amendment `change` is not applied", "`later` amends `base`"]),
    (["base", "change", "later"], "2010-11-01", "30.00", ["`change` has no effect"]),
    (["base", "change", "later"], "2010-06-15", "20.00", ["the amendment `later` has no effect"]),
    (["base", "change", "later"], None, "30.00", ["the amendment `change` is not applied", "no day of the run"]),
    # What amends an amendment holds no earlier than that.
    (["base", "mid", "early"], "2010-05-01", "10.00", ["`mid` has no effect: it holds from 2010-10-01",
                                                      "`early` has no effect: it holds from 2010-10-01"]),
    (["base", "mid", "early"], "2010-11-01", "50.00", []),
    (["base", "change", "again"], "2010-08-01", "40.00", []),
    (["base", "change", "again"], "2010-06-15", "20.00", ["the amendment `again` has no effect"]),
]


@pytest.mark.parametrize("files, day, paid, said", RUNS)
def test_which_text_holds_is_told(desk, files, day, paid, said):
    outcome = run(desk, files, *(["--as-of", day] if day else []))
    assert outcome.status == 0 and f",{paid},CNY," in outcome.out, outcome
    assert all(words in outcome.err for words in said), outcome.err
    assert outcome.err.count("note:") == len(set(said) - {"`change`", "`later` amends `base`"}), outcome.err
    strict = run(desk, files, "--strict", *(["--as-of", day] if day else []))
    assert strict.status == (2 if said else 0)
    chinese = run(desk, files, "--lang", "zh", *(["--as-of", day] if day else []))
    assert chinese.err.count("说明：") == outcome.err.count("note:")


@pytest.mark.parametrize("verb", ["run", "check", "test"])
def test_a_base_that_stands_behind_is_said(desk, verb):
    run(desk, ["base"])
    outcome = desk.remit(verb, "change.remit", "base.remit")
    assert outcome.status == 1 and ("stands behind" in outcome.out + outcome.err or
                                    verb != "run"), outcome
    assert "R0227" in desk.remit("run", "change.remit", "base.remit").err
    assert "R0217" in desk.remit("run", "change.remit").err


def test_the_same_amendment_twice_is_said(desk):
    outcome = run(desk, ["base", "change", "change"])
    assert outcome.status == 2 and "change.remit" in outcome.err and "given twice" in outcome.err
    desk.write("copy.remit", CHANGE)
    outcome = desk.remit("run", "base.remit", "change.remit", "copy.remit", "--data", "d")
    assert outcome.status == 1 and "R0204" in outcome.err and "R0732" not in outcome.err


def test_a_test_goes_by_the_rules_of_its_day(desk):
    """Before the first day of an amendment a test of the amended policy runs by that policy; one that stands in the
    amendment has no rules to run by, and says so."""
    own = '  test "by {0}" {{ as of {1} given unit {{ id "a" fee 100 }} expect unit "a" grant = {2} }}\n'
    base = BASE.rstrip("}\n") + "}\n" + own.format("the base", "2010-05-01", 10) + "}\n"
    change = CHANGE.rstrip().removesuffix("}")
    desk.write("base.remit", base)
    desk.write("change.remit", change + own.format("the change", "2010-08-01", 20) + "}\n")
    outcome = desk.remit("test", "base.remit", "change.remit")
    assert outcome.status == 0, outcome
    desk.write("change.remit", change + own.format("the change", "2010-05-01", 20) + "}\n")
    outcome = desk.remit("test", "base.remit", "change.remit")
    assert outcome.status != 0 and "on 2010-05-01 the amendment `change` has no effect" in outcome.out + outcome.err
    assert "`base`" in outcome.out + outcome.err
