"""A run in parts: the figures of a run in memory, for any rows in any shards, merged in any order."""

import concurrent.futures
import datetime
import pickle
import random
import re

import pytest

import remit

ROWS = 300


@pytest.fixture(scope="module")
def source() -> remit.Policy:
    """Its results are the rows of `policy`: tables that speak Arrow."""
    return remit.compile(
        """policy s { currency CNY
          entity row { key id : count  number : count }
          define v for row = 100 CNY * number
          define n for row = number
        }"""
    )


TEXT = """policy p { currency CNY rounding half_up to 0.01 party county
  entity office { key name : text  most : money }
  entity row { key id : count  v : money  n : count }
  intermediate define part for row = v / (n - 7)
  define share for row = round(v / sum(row.v), to 0.000001, half_up)
  define place for row = rank(n desc ties standard)
  define last = max(row.place)
  define late for row = share * last
  define mean = round(sum(row.part where row.n > 7), to 0.01, half_up)
  define greatest = max(row.v)
  define gap for office = most - greatest
  reward bonus for row cite "1" { pay 10% * v from county }
  fund pot cite "2" { budget 1000 CNY pays bonus when short pro rata ties by key }
  define all_parts = round(sum(row.part), to 0.01, half_up)
}"""


@pytest.fixture(scope="module")
def policy() -> remit.Policy:
    return remit.compile(TEXT)


TABLES = {"office": [{"name": "A", "most": 500000}]}
# Not in order, and many alike.
NUMBERS = random.Random(7).choices(range(40), k=ROWS)


def rows_of(source, first, last, size=17):
    """Rows as batches that anybody who speaks Arrow could have made."""
    for begin in range(first, last, size):
        rows = [{"id": i, "number": NUMBERS[i]} for i in range(begin, min(begin + size, last))]
        yield source.evaluate({"row": rows})["row"]


@pytest.fixture(scope="module")
def whole(policy):
    rows = [{"id": i, "v": 100 * NUMBERS[i], "n": NUMBERS[i]} for i in range(ROWS)]
    return policy.evaluate({**TABLES, "row": rows})


def in_shards(shards, source, cuts, numbers, chance):
    """Everything that the run comes to: columns of the rows by name, ledger, and the finished results."""
    spans = dict(zip(numbers, zip(cuts, cuts[1:])))
    before = None
    for traversal in range(1, shards.traversals + 1):
        last = traversal == shards.traversals
        states, columns, ledger = [], {}, []
        for number, (first, end) in spans.items():
            part = pickle.loads(pickle.dumps(before.part(number))) if before else None
            rows = rows_of(source, first, end, chance.randint(1, 60))
            if not last:
                states.append(shards.gather(number, rows, part))
                continue
            run = shards.results(number, rows, part)
            for batch in run:
                for column in batch.table.columns:
                    columns.setdefault(column.name, []).extend(batch.table[column.name])
                ledger += [tuple(line.values()) for line in map(dict, batch.results.ledger)]
            states.append(run.state)
        chance.shuffle(states)
        while len(states) > 1:  # any tree
            merged = states.pop().merge(states.pop(0))
            states.insert(chance.randint(0, len(states)), pickle.loads(pickle.dumps(merged)))
        if last:
            return columns, ledger, shards.finish(states[0], before)
        before = pickle.loads(pickle.dumps(shards.advance(states[0], before)))
        assert before.traversal == traversal


def test_any_shards_in_any_order_give_the_figures_of_one_run(policy, source, whole):
    shards = policy.shards(TABLES, "row")
    assert shards.traversals == 3
    for seed in range(8):
        chance = random.Random(seed)
        cuts = sorted([0, ROWS] + [chance.randint(0, ROWS) for _ in range(seed)])
        numbers = sorted(chance.sample(range(1000), len(cuts) - 1))
        columns, ledger, rest = in_shards(shards, source, cuts, numbers, chance)
        assert columns == {name: whole["row"][name] for name in columns}
        assert {"share", "place", "late", "bonus"} < set(columns)
        expected = [tuple(line.values()) for line in map(dict, whole.ledger)]
        assert sorted(ledger, key=str) == sorted(expected, key=str)
        assert [dict(line) for line in rest.totals] == [dict(line) for line in whole.totals]
        assert rest["office"]["gap"] == whole["office"]["gap"]
        for name in ("last", "mean"):
            assert rest["whole"][name] == whole["whole"][name]


def test_the_first_fault_of_all_rows_is_told_whatever_shard_it_is_in(policy, source, whole):
    # v / (n - 7) divides by zero where n is 7: the earliest row is named, by its number in the run.
    first = NUMBERS.index(7)
    shards = policy.shards(TABLES, "row")
    _, _, rest = in_shards(shards, source, [0, 10, 11, 200, ROWS], [1, 2, 3, 9], random.Random(1))
    (found,) = rest["whole"]["all_parts"]
    (expected,) = whole["whole"]["all_parts"]
    assert found.name == expected.name == "division_by_zero"
    assert f"row {first + 1}" in found.detail


def test_processes_of_their_own(policy, source, whole):
    shards = policy.shards(TABLES, "row")
    spans = {1: (0, 120), 2: (120, 250), 3: (250, ROWS)}
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        before = None
        for _ in range(shards.traversals - 1):
            tasks = [pool.submit(gather, shards, source, number, span, before) for number, span in spans.items()]
            states = [task.result() for task in tasks]
            before = shards.advance(shards.merge(states), before)
        tasks = [pool.submit(give, shards, source, number, span, before) for number, span in spans.items()]
        parts = [task.result() for task in tasks]
    results = shards.finish(shards.merge([state for _, state in parts]), before)
    assert [value for bonus, _ in parts for value in bonus] == whole["row"]["bonus"]
    assert [dict(line) for line in results.totals] == [dict(line) for line in whole.totals]


def gather(shards, source, number, span, before):
    return shards.gather(number, rows_of(source, *span), before)


def give(shards, source, number, span, before):
    run = shards.results(number, rows_of(source, *span), before)
    return [value for batch in run for value in batch.table["bonus"]], run.state


def test_a_policy_with_one_traversal(source):
    one = remit.compile(
        """policy o { currency CNY rounding half_up to 0.01 party county
          entity row { key id : count  v : money }
          reward bonus for row cite "1" { pay 10% * v from county }
          define most = max(row.v)
        }"""
    )
    shards = one.shards({}, "row")
    assert shards.traversals == 1
    columns, ledger, rest = in_shards(shards, source, [0, 100, ROWS], [0, 1], random.Random(3))
    assert len(columns["bonus"]) == len(ledger) == ROWS
    assert rest["whole"]["most"] == [100 * max(NUMBERS)]
    assert rest.totals["amount"] == [sum(columns["bonus"])]
    # Nobody takes the figures of the rows: the totals are there all the same.
    states = [shards.gather(number, rows_of(source, *span)) for number, span in enumerate([(0, 100), (100, ROWS)])]
    untaken = shards.finish(shards.merge(states))
    assert [dict(line) for line in untaken.totals] == [dict(line) for line in rest.totals]
    assert untaken["whole"]["most"] == rest["whole"]["most"]
    # No rows at all.
    run = shards.results(0, [])
    assert [len(batch.table) for batch in run] == [0]
    assert list(shards.finish(run.state).totals) == []


def test_what_is_refused(policy, source):
    shards = policy.shards(TABLES, "row")
    states = [shards.gather(number, rows_of(source, *span)) for number, span in enumerate([(0, 50), (50, 90)])]
    gathered = shards.merge(states)
    advanced = shards.advance(gathered)
    with pytest.raises(remit.InvalidArgument, match="in both"):
        gathered.merge(states[0])
    with pytest.raises(remit.InvalidArgument, match="not yet advanced"):
        shards.advance(advanced)
    with pytest.raises(remit.InvalidArgument, match="was gathered"):
        shards.gather(0, rows_of(source, 0, 50), gathered)
    with pytest.raises(remit.InvalidArgument, match="number 7"):
        shards.gather(7, rows_of(source, 0, 50), advanced)
    with pytest.raises(remit.InvalidArgument, match="number 1"):
        shards.gather(1, rows_of(source, 50, 90), advanced.part(0))
    with pytest.raises(remit.InvalidArgument, match="part of one shard"):
        shards.advance(shards.gather(0, rows_of(source, 0, 50), advanced), advanced.part(0))
    with pytest.raises(remit.InvalidArgument, match="traversal 2"):
        for _ in shards.results(0, rows_of(source, 0, 50), advanced):
            pass
    with pytest.raises(remit.InvalidArgument, match="set of tables"):
        other = policy.shards({"office": [{"name": "B", "most": 1}]}, "row")
        other.gather(0, rows_of(source, 0, 50), advanced)
    with pytest.raises(remit.InvalidArgument, match="another policy"):
        other = remit.compile(TEXT.replace("10%", "11%")).shards(TABLES, "row")
        other.gather(0, rows_of(source, 0, 50), advanced)
    with pytest.raises(remit.InvalidArgument, match="another day"):
        other = policy.shards(TABLES, "row", as_of=datetime.date(2026, 1, 1))
        other.gather(0, rows_of(source, 0, 50), advanced)
    # Rows that are read again are the same, in the same order.
    with pytest.raises(remit.DataError, match="read again"):
        shards.gather(0, rows_of(source, 0, 49), advanced)
    with pytest.raises(remit.DataError, match="read again"):
        shards.gather(0, rows_of(source, 1, 51), advanced)
    with pytest.raises(remit.DataError, match="read again"):
        shards.gather(0, rows_of(source, 0, 60), advanced)


def test_states_of_two_readings_do_not_mix(policy, source):
    """Another set of rows with the same policy and tables: sums of one reading, rows of the other."""
    spans, others = [(0, 50), (50, 90), (90, 120)], [(0, 50), (50, 95), (95, 121)]
    shards = policy.shards(TABLES, "row")

    def gather(of, before=None):
        return [shards.gather(i, rows_of(source, *span), before and before.part(i)) for i, span in enumerate(of)]

    one, other = (shards.advance(shards.merge(gather(of))) for of in (spans, others))
    states = gather(spans, one)
    # The rows of shard 0 are the same in both.
    strange = shards.gather(0, rows_of(source, 0, 50), other.part(0))
    with pytest.raises(remit.DataError, match="read again"):
        shards.merge([strange, *states[1:]])
    with pytest.raises(remit.DataError, match="read again"):
        shards.advance(strange, one)
    with pytest.raises(remit.DataError, match="read again"):
        shards.advance(shards.merge(states), other)
    # The same rows again, in another order and tree: the same state.
    again = shards.advance(states_of_tree(gather(spans)))
    assert bytes(again) == bytes(one)
    assert shards.advance(shards.merge([*gather(spans, again)[1:], states[0]]), one).traversal == 2


def states_of_tree(states):
    return states[2].merge(states[0].merge(states[1]))


def test_a_key_in_two_shards(policy, source):
    shards = policy.shards(TABLES, "row")
    states = [shards.gather(number, rows_of(source, *span)) for number, span in [(3, (0, 50)), (5, (40, 90))]]
    with pytest.raises(remit.DataError, match="shard 5"):
        shards.advance(shards.merge(states))
    ascending = policy.shards(TABLES, "row", ascending_keys=True)
    states = [ascending.gather(number, rows_of(source, *span)) for number, span in [(3, (0, 50)), (5, (40, 90))]]
    with pytest.raises(remit.DataError, match="shard 5"):
        ascending.advance(ascending.merge(states))
    states = [ascending.gather(number, rows_of(source, *span)) for number, span in [(3, (0, 50)), (5, (50, 90))]]
    assert ascending.advance(ascending.merge(states)).traversal == 1


def test_bytes_that_lie(policy, source):
    shards = policy.shards(TABLES, "row")
    state = bytes(shards.gather(0, rows_of(source, 0, 50)))
    assert bytes(remit.ShardState.from_bytes(state)) == state
    for size in range(0, len(state), 97):
        with pytest.raises(remit.DataError):
            remit.ShardState.from_bytes(state[:size])
    for at in range(16, len(state), 101):
        with pytest.raises(remit.DataError):
            remit.ShardState.from_bytes(state[:at] + bytes([state[at] ^ 1]) + state[at + 1 :])
    later = state[:12] + b"\x07" + state[13:]
    with pytest.raises(remit.DataError, match="version 7"):
        remit.ShardState.from_bytes(later)


def test_as_arrow(policy, source):
    shards = policy.shards(TABLES, "row")
    states = [shards.gather(number, rows_of(source, *span)) for number, span in enumerate([(0, 50), (50, 90)])]
    assert bytes(remit.ShardState.from_arrow(states[0])) == bytes(states[0])


# For each reason why rows cannot lie in shards, a policy, the entity, and what is said: the column that asks for more, by its name.
REASONS = {
    "referred_to": (
        "entity a { key id : text } entity b { key id : text  of : a } define n for a = count(b)",
        "a",
        "`a` cannot come in batches: `b.of` refers to its rows",
    ),
    "matched": (
        """entity a { id : count  year : count  v : money  key id, year }
           entity b { key id : count  year : count  report : a by (id, year) } define n for b = report.v""",
        "a",
        "`a` cannot come in batches: `b.report` looks its rows up by content",
    ),
    "quotations": (
        """entity a { key id : text  cur : currency of { JPY, USD }  day : date  v : number to 0.01 }
           rate to CNY from a by cur, day value v per 100 fallback latest earlier
           entity b { key id : text  cur : currency of { JPY, USD }  amount : money in cur to 1  on_day : date }
           define in_yuan for b = round(amount in CNY on on_day, to 0.01, half_up)""",
        "a",
        "`a` cannot come in batches: `b.JPY → CNY` looks its rows up by content",
    ),
    "brackets": (
        """entity a { key id : text  reg : text  low : number to 0.1  unit_price : money }
           entity b { key id : text  reg : text  v : number to 0.1 }
           scale w marginal from a by reg over low value unit_price
           define bill for b = round(w(v, reg), to 0.01, half_up)""",
        "a",
        "`a` cannot come in batches: `b.w(v)` needs all its rows at once, in an order or found by their values",
    ),
    "calendar": (
        """entity a { key day : date  worked : bool } calendar office_days from a day day worked worked
           entity b { key id : text  came : date  went : date } define days for b = workdays between came and went""",
        "a",
        "`a` cannot come in batches: `b.days` counts days by it",
    ),
    "rows_before": (
        """entity a { key n : count  period n }
           define pairs for a : count = if n <= 2 then 1 else previous.pairs + previous.previous.pairs""",
        "a",
        "`a` cannot come in batches: `pairs` reads rows that stand before, which may be in other batches",
    ),
    "in_sequence": (
        """entity a { key id : count  day : date  v : money  sequence by day ties by key }
           define so_far for a = sum(earlier.v)""",
        "a",
        "`a` cannot come in batches: `so_far` reads rows that stand before, which may be in other batches",
    ),
    "rank_by_a_text": (
        "entity a { key id : count  name : text } rank place for a { by name asc ties standard }",
        "a",
        "`a` cannot come in batches: all its rows would have to be ordered or grouped by the text `name`",
    ),
    "ties_by_a_key_that_is_text": (
        """entity a { key id : text  v : money } reward r for a cite "1" { pay v from t }
           fund pot cite "2" { budget 100 CNY pays r when short pro rata ties by key }""",
        "a",
        "`a` cannot come in batches: all its rows would have to be ordered or grouped by the text `id`",
    ),
    "grouped_by_a_text": (
        "entity a { key id : count  name : text  v : money } define p for a = sum(a.v where a.name = this.name)",
        "a",
        "`a` cannot come in batches: all its rows would have to be ordered or grouped by the text `name`",
    ),
    "made_from_each": (
        "entity a { key id : count } entity due from each a, year of 2024 .. 2025 define n for a = count(due)",
        "a",
        "`a` cannot come in batches: the rows of `due` are made before any batch is read",
    ),
    "summed_up": (
        """entity a { key id : count  n : count  v : money } summary s from a by n { all = sum(v) }""",
        "a",
        "`a` cannot come in batches: the rows of `s` are made before any batch is read",
    ),
    "joined": (
        """entity a { key id : count  k : count  v : money } entity b { key id : count  k : count }
           define n for b = sum(a.v where a.k = this.k)""",
        "a",
        "`a` cannot come in batches: `b.n` needs all its rows at once, in an order or found by their values",
    ),
    "in_the_middle": (
        "entity a { key id : count  v : money } define n = median(a.v)",
        "a",
        "`a` cannot come in batches: `whole.n` needs all its rows at once, in an order or found by their values",
    ),
    "whole": (
        "entity a { key id : count  v : money } define n = sum(a.v)",
        "whole",
        "the whole has one row and does not come in batches",
    ),
}


@pytest.mark.parametrize("reason", REASONS)
def test_what_cannot_be_read_in_parts_says_why(reason):
    text, entity, said = REASONS[reason]
    text = f"policy refused {{ currency CNY rounding half_up to 0.01 party t {text} }}"
    policy = remit.compile(text)
    tables = {of.name: [] for of in policy.entities[1:] if of.name != entity and not of.made}
    with pytest.raises(remit.Unsupported) as refused:
        policy.shards(tables, entity)
    assert str(refused.value) == said
    with pytest.raises(remit.Unsupported) as refused:
        policy.traversals(entity)
    assert str(refused.value) == said
    with pytest.raises(remit.Unsupported) as refused:
        remit.compile(text, language="zh").traversals(entity)
    assert set(re.findall("“(.*?)”", str(refused.value))) == set(re.findall("`(.*?)`", said))
    # In memory the same policy is no trouble.
    policy.evaluate({**tables, **({} if entity == "whole" else {entity: []})})
