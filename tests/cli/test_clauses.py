"""remit clauses: what each clause of the document says, how it was read, and what does it."""

import json

POLICY = """policy notice "Notice" {
  currency CNY
  rounding half_up to 0.01
  party office
  entity stall { key id : text  size : count }
  define small for stall cite "1" says "stalls count by size" reading "as measured" = size < 5
  define large for stall cite "1" says "stalls count by size" reading "as measured | in m2" = size >= 5
  reward grant for stall cite "2" { when small pay 5 CNY from office }
  clause "3" says "the office reports" not computed "a duty, no figure"
}
"""


def test_what_several_say_alike_stands_once(desk):
    desk.write("notice.remit", POLICY)
    told = desk.remit("clauses", "notice.remit").out.splitlines()
    assert told == [
        "1", "  what it says: stalls count by size", "  in the policy: small, large",
        "  reading chosen: as measured; as measured | in m2",
        "2", "  in the policy: grant",
        "3", "  what it says: the office reports", "  in the policy: not computed: a duty, no figure"]


def test_as_a_table_in_both_languages(desk):
    desk.write("notice.remit", POLICY)
    for language, heading, rules, duty in (
        ("en", "| clause | what it says | in the policy | reading chosen |", "`small`, `large`", "not computed: a duty, no figure"),
        ("zh", "| 条款 | 要点 | 对应规则 | 口径 |", "`small`、`large`", "不计算：a duty, no figure"),
    ):
        told = desk.remit("--lang", language, "clauses", "notice.remit", "--format", "markdown").out.splitlines()
        assert told[0] == heading and len(told) == 5
        assert rules in told[2] and r"as measured \| in m2" in told[2]
        assert told[4] == f"| 3 | the office reports | {duty} |  |"


def test_as_json(desk):
    desk.write("notice.remit", POLICY)
    told = json.loads(desk.remit("clauses", "notice.remit", "--format", "json").out)
    assert [clause["declarations"] for clause in told] == [["small", "large"], ["grant"], []]
    assert told[0]["says"] == "stalls count by size"
    assert told[2]["not_computed"] == "a duty, no figure"


def test_summaries_and_their_figures_cite(desk):
    desk.write("notice.remit", POLICY.replace("  clause", """  summary sizes cite "4" says "by size" reading "as measured" from stall by size {
    n = count(stall)
    granted cite "5" says "what was granted" = sum(grant.amount)
    here reading "those on the register" = count(stall)
  }
  clause""", 1))
    told = {each["clause"]: each for each in json.loads(desk.remit("clauses", "notice.remit", "--format", "json").out)}
    assert told["4"]["declarations"] == ["sizes", "sizes.here"]
    assert told["4"]["reading"] == "as measured; those on the register" and told["4"]["says"] == "by size"
    assert told["5"]["declarations"] == ["sizes.granted"] and told["5"]["says"] == "what was granted"


def test_a_policy_in_error_has_none(desk):
    desk.write("notice.remit", POLICY.replace("size < 5", "sizes < 5"))
    outcome = desk.remit("clauses", "notice.remit")
    assert outcome.status == 1 and outcome.out == "" and "R0201" in outcome.err
