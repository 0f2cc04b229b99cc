"""Random tables for random models."""

from model_schema import BOOLEAN, DATE, FIELDS, HOLIDAYS, NAMES, OPEN, SETS, UNIT, UNITS
from random_values import DATES, WIDTHS, number_cell, spoiled


def random_tables(random, constants, rows):
    names = [f"u{i}" for i in range(random.randint(0, max(1, rows // 2)))]
    edges = [value for value in constants if abs(value) < WIDTHS[-1]]
    rate = random.choice([0, 0, 0.03, 0.1])

    def cell(name, kind, scale):
        if kind["kind"] in ("number", "money"):
            return number_cell(random, scale, edges)
        if kind == BOOLEAN:
            return random.choice(["true", "false"])
        if kind == DATE:
            return random.choice(DATES)
        if kind["kind"] == "category":
            return random.choice(SETS[kind["set"]])
        if kind == UNIT:
            return random.choice(names) if names else ""
        return random.choice(["a", "b"])

    tables = {}
    for entity, fields in FIELDS.items():
        if entity == OPEN and random.random() < 0.5:
            continue
        count = {0: 1, UNITS: len(names), HOLIDAYS: random.choice([0, 2, 5])}.get(entity)
        lines = []
        for row in range(random.randint(0, rows) if count is None else count):
            line = []
            for name, kind, scale, _ in fields:
                text = cell(name, kind, scale)
                if name in ("name", "id"):
                    text = f"{'u' if entity == UNITS else 'p'}{row}"
                line.append(spoiled(random, text, rate))
            lines.append(line)
        tables[NAMES[entity]] = {"header": [field[0] for field in fields], "rows": lines}
    if random.random() < 0.2:
        del tables[""]
    return tables
