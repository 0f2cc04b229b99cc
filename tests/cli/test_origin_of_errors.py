"""A memo of a figure that could not be determined says where that began, in both languages."""

import pytest

POLICY = """policy d "D" {
  currency CNY
  rounding half_up to 0.01
  party office
  entity project { key id : text  a : money  share : number to 0.01  other : project optional }
  define part for project = round(a / share, to 0.01, half_up)
  define next for project = other.part + 1 CNY
  reward grant for project cite "1" { pay next from office }
}
"""
TABLE = "id,a,share,other\np,10,0,\nq,10,2,p\nr,x,2,\ns,10,2,r\n"


@pytest.mark.parametrize("language, key, words", [
    ("en", "q", "It cannot be determined: division by zero. This began with part of project “p”."),
    ("en", "s", "It cannot be determined: the input is not a value of the field. This began with a of project “r”."),
    ("zh", "q", "起因在于project“p”的“part”"),
    ("zh", "s", "起因在于project“r”的“a”"),
])
def test_the_memo_of_a_cell_two_rows_away(desk, language, key, words):
    desk.write("d.remit", POLICY)
    desk.write("project.csv", TABLE)
    memo = desk.remit("--lang", language, "explain", "d.remit", "project", key, "grant", "--table", "project=project.csv")
    assert memo.status == 0 and words in memo.out, memo.out


def test_the_origin_itself_names_no_other(desk):
    desk.write("d.remit", POLICY)
    desk.write("project.csv", TABLE)
    memo = desk.remit("explain", "d.remit", "project", "p", "part", "--table", "project=project.csv")
    assert "division by zero" in memo.out and "This began with" not in memo.out, memo.out
