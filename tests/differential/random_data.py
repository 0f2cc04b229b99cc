"""Random tables for generated policies, near the edges of what the policies compare with."""

from fractions import Fraction

from random_expressions import AREAS, KINDS
from random_values import DATES, number_cell, spoiled


def random_data(random, maker, rows):
    """Tables for the entities of a generated policy."""
    n = maker.w.name
    edges = [Fraction(*constant) if constant[0] % constant[1] else constant[0] // constant[1]
             for constant in maker.e.constants]  # fmt: skip
    units = [f"u{i}" for i in range(random.randint(0, max(1, rows // 2)))]
    projects = [f"p{i}" for i in range(random.randint(0, rows))]
    rate = random.choice([0, 0, 0, 0.03, 0.08])
    wide_calendar = random.random() < 0.05
    some_date = lambda: random.choice(DATES)
    for names in (units, projects):
        if len(names) > 1 and random.random() < 0.05:
            names[-1] = names[0]
    key = lambda names: (
        "nobody" if random.random() < 0.01 else random.choice(names) if names else ""
    )
    choice = lambda entity: random.choice(maker.choices.get(entity, [""]))
    number = lambda scale: number_cell(random, scale, edges)

    def unit(row):
        grant = random.choice(["0", "500000", "500000.01", "-0.01", "12345.67", "499999.99"])
        return {
            "name": units[row], "kind": n(random.choice(KINDS)), "goal": number(2),
            "staff": number(0), "growth": number(2), "grant": grant,
            "parent": random.choice(["", key(units)]), "choice": choice("unit"),
        }  # fmt: skip

    def project(row):
        return {
            "id": projects[row], "by_unit": key(units), "at_unit": random.choice(["", key(units)]),
            "invested": number(2), "revenue": number(2), "dollars": number(2),
            "ratio": random.choice(["", "0.5", "60%", "0", "1", "1", "100%", "15", "-1%"]), "start": some_date(),
            "finish": random.choice(["", some_date()]), "area": n(random.choice(AREAS)),
            "open_now": random.choice(["true", "false"]), "paid_before": random.choice(["", number(2)]),
            "people": number(0), "choice": choice("project"),
        }  # fmt: skip

    def helper(row):
        return {
            "id": f"h{row}", "of_project": key(projects), "partner": key(units), "weighting": number(2).lstrip("-"),
            "joined": some_date(), "main": random.choice(["true", "false"]),
        }  # fmt: skip

    def report(row):
        return {
            "id": f"r{row}", "of_unit": key(units), "year_no": random.choice("1234"),
            "output": number(2), "starred": random.choice(["true", "false"]),
        }  # fmt: skip

    def filing(row):
        return {"of_unit": key(units), "year_no": random.choice("123"), "output": number(2)}

    def task(row):
        return {"id": f"t{row}", "of_unit": key(units), "goal": number(2)}

    def quote(row):
        return {"id": f"q{row}", "price": number(4).lstrip("-"), "quoted_on": DATES[row]}

    def transfer(row):
        return {
            "id": f"x{row}", "coin": random.choice(["CNY", "USD", "USD", "HKD"]), "received": number(2),
            "charged": random.choice([number(2), "1", "0.5"]), "moved": some_date(), "of_unit": key(units),
        }  # fmt: skip

    def listed(row):
        return {
            "id": f"y{row}", "coin": random.choice(["USD", "USD", "HKD"]), "day_of": some_date(),
            "worth": random.choice(["", number(2).lstrip("-"), "682.75", "7"]),
        }  # fmt: skip

    def tier(row):
        low = random.choice([0, 0, 10, 100, 100, 500, -5])
        high = random.choice(["", "10", "100", "100", "500", str(low + 7)])
        return {
            "id": f"z{row}", "area": n(AREAS[row % 3]), "low": random.choice([str(low)] * 4 + [number(2)]), "high": high,
            "ratio": random.choice(["5%", "0.5", "100%"]), "price": number(2),
        }  # fmt: skip

    # A calendar counts each day between its first and its last: millions, where the ends of time are among them.
    days_off = [day for day in reversed(DATES) if wide_calendar or "2000" < day < "2020"]

    def holiday(row):
        return {"id": f"d{row}", "day_off": days_off[row], "makeup": random.choice(["true", "false"])}

    tables = {"whole": {"header": ["as_of"], "rows": [[random.choice(DATES)]]}}
    for use, name in maker.e.open:
        if use == "param" and random.random() < 0.6:
            tables["whole"]["header"].append(name)
            tables["whole"]["rows"][0].append(random.choice(["5%", "0.5", "", "abc", "1.5"]))
    plans = [
        ("unit", unit, len(units)), ("project", project, len(projects)),
        ("helper", helper, random.randint(0, rows)), ("quote", quote, random.choice([0, 4, 8])),
        ("holiday", holiday, random.choice([0, 3, 8])),
        ("report", report, random.randint(0, rows)),
        ("filing", filing, random.randint(0, 3)),
    ]  # fmt: skip
    if maker.tiered:
        plans.append(("tier", tier, random.choice([0, 3, 4, 8])))
    if maker.mixed:
        plans.append(("transfer", transfer, random.randint(0, rows)))
        plans.append(("listed", listed, random.choice([0, 3, 8])))
    if any(use == "entity" for use, _ in maker.e.open) and random.random() < 0.6:
        plans.append(("task", task, random.randint(0, rows)))
    for name, make, count in plans:
        lines = [make(row) for row in range(count)]
        header = list(lines[0]) if lines else []
        tables[n(name)] = {
            "header": [n(field) for field in header],
            "rows": [[spoiled(random, text, rate) for text in line.values()] for line in lines],
        }
    return tables
