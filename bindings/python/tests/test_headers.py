"""What the data calls a field, texts that stand for nothing, rows of totals: the same from programs as from files."""

import pytest

import remit

TEXT = """policy p {
  currency CNY
  rounding half_up to 0.01
  party office
  entity unit {
    key id : text column "unit_id"
    fee    : money "租金" column "fee_cny"
    payee  : text optional column "paid_to"
    note   : text optional
  }
  reward grant for unit cite "1" { pay fee from office to payee }
}"""


@pytest.fixture(scope="module")
def policy() -> remit.Policy:
    return remit.compile(TEXT)


def test_the_headers_of_fields_are_told(policy: remit.Policy) -> None:
    fields = policy.entities[1].fields
    assert [field.header for field in fields] == ["unit_id", "fee_cny", "paid_to", ""]
    assert [field.label for field in fields] == ["", "租金", "", ""]


@pytest.mark.parametrize("names", [("id", "fee", "payee"), ("unit_id", "fee_cny", "paid_to"), ("unit_id", "租金", "payee")])
@pytest.mark.parametrize("columns", [False, True])
def test_rows_may_use_any_of_the_names(policy: remit.Policy, names: tuple, columns: bool) -> None:
    row = dict(zip(names, ("a", 5, "Ann")))
    data = policy.data()
    data["unit"] = {name: [value] for name, value in row.items()} if columns else [row]
    ledger = policy.evaluate(data).ledger
    assert [(line["key"], str(line["amount"]), line["payee"]) for line in ledger.to_dicts()] == [("a", "5.00", "Ann")]
    with pytest.raises(remit.DataError):
        data["unit"] = [{"unit_ID": "a"}]


def run(policy: remit.Policy, rows: list) -> tuple:
    data = policy.data()
    data["unit"] = rows
    results = policy.evaluate(data)
    return results, data


@pytest.mark.parametrize("word", ["nan", "None", "<NA>", "NaT", "NULL", "-", "无", ""])
def test_nobody_is_paid_by_a_word_for_nothing(policy: remit.Policy, word: str) -> None:
    results, _ = run(policy, [{"id": "a", "fee": 5, "payee": word}, {"id": "b", "fee": 5, "payee": "Ann"}])
    assert [line["status"] for line in results.ledger.to_dicts()] == ["error", "due"]


def test_a_word_for_nothing_in_another_text_is_told(policy: remit.Policy) -> None:
    results, data = run(policy, [{"id": "a", "fee": 5, "payee": "Ann", "note": "无"}])
    assert not results.errors.to_dicts()
    assert any("无" in note["message"] and "row 1" in note["message"] for note in data.notes.to_dicts())


@pytest.mark.parametrize("frame", [False, True])
def test_a_row_of_totals_is_known_by_any_text(policy: remit.Policy, frame: bool) -> None:
    rows = [{"id": "a", "fee": "5", "payee": "Ann", "note": "x"}, {"id": "9", "fee": "5", "payee": "Ann", "note": "合计"}]
    table = rows
    if frame:
        pyarrow = pytest.importorskip("pyarrow")
        table = pyarrow.table({name: [row[name] for row in rows] for name in rows[0]})
    data = policy.data()
    data["unit"] = table
    results = policy.evaluate(data)
    assert [line["status"] for line in results.ledger.to_dicts()] == ["due", "error"]
    assert any("row of totals" in error["detail"] for error in results.errors.to_dicts())


@pytest.mark.parametrize("names", [("fee", "租金"), ("租金", "fee_cny"), ("fee_cny", "fee")])
@pytest.mark.parametrize("columns", [False, True])
def test_one_field_under_two_names_is_refused(policy: remit.Policy, names: tuple, columns: bool) -> None:
    row = {"id": "a", names[0]: 5, names[1]: 6}
    data = policy.data()
    with pytest.raises(remit.DataError, match="twice"):
        data["unit"] = {name: [value] for name, value in row.items()} if columns else [row]
    with pytest.raises(remit.DataError, match="twice"):
        policy.case("unit").run(row)
