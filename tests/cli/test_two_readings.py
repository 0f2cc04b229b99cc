"""Short texts whose bytes are good in two encodings; numbers whose commas and points are good in two ways."""

import pytest

POLICY = """policy stalls {
  currency CNY
  rounding half_up to 0.01
  party office
  entity stall { key id : text  fee : money  share : percent default 100%  weight : number to 0.001 default 1 }
  reward grant for stall cite "1" { pay fee * share from office to id }
}
"""

WAYS = [(), ("--stream", "stall", "--out", "out")]


def run(desk, table, *arguments):
    desk.write("stalls.remit", POLICY)
    desk.write("d/stall.csv", table)
    return desk.remit("run", "stalls.remit", "--data", "d", *arguments)


# Chinese names that are good UTF-8 in GB18030, and what they read there.
NAMES = [name for name in ["一", "目", "牛", "女", "路", "母", "木", "农", "校", "一目", "女牛", "A目", "母1", "沃", "墓路"]
         if all(byte for byte in name.encode("gb18030"))]


def reads_as_utf8(name):
    try:
        return name.encode("gb18030").decode("utf-8")
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize("name", [name for name in NAMES if reads_as_utf8(name)])
@pytest.mark.parametrize("way", WAYS, ids=["whole", "batches"])
def test_a_text_that_is_good_in_two_encodings(desk, name, way):
    table = f"id,fee\n{name},5\nb,7\n".encode("gb18030")
    other = reads_as_utf8(name)
    outcome = run(desk, table, *way)
    signs_only = all(ord(letter) < 0xC0 for letter in other)
    assert outcome.status == (0 if signs_only else 2), outcome
    assert name in outcome.err and other in outcome.err and "--encoding" in outcome.err
    assert "line 2" in outcome.err or signs_only
    assert name in run(desk, table, *way, "--lang", "zh").err
    for encoding, expected in (("gb18030", name), ("gbk", name), ("utf-8", other)):
        outcome = run(desk, table, "--encoding", encoding, "--out", "out", *way[:2])
        assert outcome.status == 0 and outcome.err == "", outcome
        assert f",{expected}," in desk.read("out/ledger.csv")


@pytest.mark.parametrize("table", [
    "id,fee\nCafé,5\n", "id,fee\nMünchen,5\n", "id,fee\nстол,5\nстроитель,7\nБюро рынка,9\n", "id,fee\nΆλφα,5\nΩμέγα,6\n",
    "id,fee\n一,5\n", "id,fee\n目 Š,5\n", "id,fee\nnaïve – “x”,5\n", "id,fee\nmöglich,5\n", "id,fee\nשלום עולם,5\n",
])
@pytest.mark.parametrize("way", WAYS, ids=["whole", "batches"])
def test_what_is_utf8_beyond_doubt_is_read_in_silence(desk, table, way):
    outcome = run(desk, table.encode(), *way)
    assert outcome.status == 0 and outcome.err == "", outcome


def test_a_mark_leaves_no_doubt(desk):
    outcome = run(desk, "\ufeffid,fee\nһ,5\n".encode())
    assert outcome.status == 0 and outcome.err == ""


def test_where_blocks_are_cut_makes_no_difference(desk):
    table = ("id,fee\n" + "".join(f"a{i},5\n" for i in range(700_000))).encode() + "牛,5\n".encode("gb18030")
    for way in WAYS:
        outcome = run(desk, table, *way)
        assert outcome.status == 2 and "line 700002" in outcome.err, outcome.err


# What stands in the cells of one column, and whether --thousands is said.
COMMAS = [
    (["12,50", "1,234"], True), (["1,234", "12,50"], True), (["1.234,50", "1,234"], True), (["0,125", "1,234"], True),
    (["12,5", "1.234"], False), (["1.234", "0,5"], False), (["1.234.567,00", "1.234"], False), (["12,50", "1,234.5"], True),
    (["12,50", "-1,234"], True), (["1234,5", "1,234"], True),
]


@pytest.mark.parametrize("cells, thousands", COMMAS)
def test_commas_before_decimals_and_between_thousands(desk, cells, thousands):
    table = "id,fee,weight\n" + "".join(f'a{i},5,"{cell}"\n' for i, cell in enumerate(cells))
    for way in WAYS:
        for language, word in (("en", "two ways"), ("zh", "两种读法")):
            outcome = run(desk, table, "--lang", language, *way, *(["--thousands"] if thousands else []))
            assert outcome.status == 2 and word in outcome.err, (way, outcome)
            assert "line 2" in outcome.err or "第 2 行" in outcome.err


@pytest.mark.parametrize("cells, thousands, status", [
    (["1,234", "12,345.5"], True, 0), (["1,234", "5"], True, 0), (["12,50", "7"], True, 3), (["12,50", "7.5"], False, 3),
    (["1.234", "5.678"], False, 0),
])
def test_numbers_written_in_one_way(desk, cells, thousands, status):
    table = "id,fee,weight\n" + "".join(f'a{i},5,"{cell}"\n' for i, cell in enumerate(cells))
    for way in WAYS:
        outcome = run(desk, table, *way, *(["--thousands"] if thousands else []))
        assert outcome.status == status, (way, outcome)
