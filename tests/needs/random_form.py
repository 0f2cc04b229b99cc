"""Random policies about one row that is being filled in, and answers for its fields."""

import datetime

SCALES = """  scale parts marginal { up to 100 CNY : 10%, over 100 CNY : 20% }
  scale whole slab { up to 100 CNY : 10%, over 100 CNY : -20% }
  scale fixed step { up to 100 CNY : 5 CNY, over 100 CNY : 8 CNY }
  param low cite "1" = 100 CNY from 2010-01-01, 120 CNY from 2012-01-01
"""
WORDS = ["red", "green", "blue"]
KINDS = ["bool", "amount", "bounded", "share", "word", "date", "text", "count"]


class Field:
    def __init__(self, random, name, kind, path):
        self.name, self.kind, self.path = name, kind, path
        self.optional = kind in ("amount", "date", "word") and random.random() < 0.25
        self.default = not self.optional and kind in ("share", "bool") and random.random() < 0.25

    def declared(self):
        kind = {"bool": "bool", "amount": "money", "bounded": "money within 0..1000", "share": "percent",
                "word": "one of { red, green, blue }", "date": "date", "text": "text", "count": "count"}[self.kind]
        default = {"share": "20%", "bool": "false"}.get(self.kind)
        return f"{self.name} : {kind}" + (" optional" if self.optional else "") + (f" default {default}" if self.default else "")

    def answers(self, random):
        """What somebody may write there, edges of conditions among it."""
        values = {"bool": ["true", "false"], "amount": ["-5", "0", "99.99", "100", "100.01", "500", "1234567"],
                  "bounded": ["0", "99.99", "100", "250", "500", "1000"], "share": ["0", "10%", "50%", "100%"],
                  "word": WORDS, "date": ["2009-12-31", "2010-01-01", "2010-06-30", "2012-02-29"],
                  "text": ["A", "B", "Ax", "11010119900307100X"], "count": ["0", "1", "2", "5", "50"]}[self.kind]
        chosen = list(values) if len(values) <= 4 else random.sample(values, 4)
        return chosen + ([""] if self.optional else [])


class Form:
    """`fields` of the row and of the row that it refers to, and definitions over them."""

    def __init__(self, random):
        self.random = random
        self.fields = [Field(random, f"f{i}", random.choice(KINDS), f"f{i}") for i in range(random.randint(2, 5))]
        self.others = [Field(random, f"g{i}", random.choice(KINDS[:5]), f"unit.g{i}") for i in range(random.randint(0, 2))]
        self.names = []  # definitions so far: (name, kind)
        self.lines = []
        for i in range(random.randint(1, 4)):
            self.define(f"d{i}")
        if random.random() < 0.5:
            self.reward()
        self.norm = None  # the field by which a row of another table is found
        self.rivals = []  # other rows of the table, which are known
        if random.random() < 0.6:
            self.among_rows()
        self.figures = [name for name, _ in self.names]

    def required(self, *kinds):
        """Fields of the row itself that must be answered."""
        return [field.name for field in self.fields if field.kind in kinds and not field.optional]

    def among_rows(self):
        """A place among rows, a share with them, a row found by what it holds."""
        random = self.random
        self.rivals = [{field.path: random.choice(field.answers(random)) for field in self.fields}
                       for _ in range(random.randint(0, 3))]
        keys, words = self.required("amount", "bounded", "count", "date"), self.required("word", "bool")
        if keys and random.random() < 0.7:
            chosen = random.sample(keys, random.randint(1, min(2, len(keys))))
            by = ", ".join(f"{key} {random.choice(['asc', 'desc'])}" for key in chosen)
            when = f"when {self.truth(2)} " if random.random() < 0.5 else ""
            within = f"within {random.choice(words)} " if words and random.random() < 0.5 else ""
            ties = random.choice(["standard", "dense", "by row order"])
            self.lines.append(f'  rank place for row cite "2" {{ {when}by {by} {within}ties {ties} }}')
            place = "(place otherwise 9)" if when else "place"
            self.lines.append(f"  define early for row = {place} <= {random.randint(1, 2)}")
            self.names += [("place", "place"), ("early", "bool")]
        if ("prize", "reward") in self.names and random.random() < 0.7:
            order = f"in order of {random.choice(keys)} ties by key" if keys and random.random() < 0.5 else ""
            short = order or "pro rata remainder to largest ties by key"
            self.lines.append(f'  fund pot cite "3" {{ budget {random.choice([50, 300])} CNY pays prize when short {short} }}')
            self.lines.append("  define much for row = prize > 300 CNY")
            self.names.append(("much", "bool"))
        if self.required("word") and random.random() < 0.7:
            self.norm = random.choice(self.required("word"))
            self.lines.append("  define level for row = norm.level")
            self.names.append(("level", "amount"))

    def reward(self):
        conditions = "".join(f"    when {self.truth(2)}\n" for _ in range(self.random.randint(0, 2)))
        cap = f"    cap {self.random.choice(['50', '1000'])} CNY\n" if self.random.random() < 0.6 else ""
        pay = self.amount(2)
        self.lines.append(f"  reward prize for row cite \"1\" {{\n{conditions}    pay round({pay}, to 0.01, half_up)\n{cap}    from treasury\n  }}")
        self.names.append(("prize", "reward"))

    def define(self, name):
        if self.random.random() < 0.4:
            self.lines.append(f"  define {name} for row = {self.truth(3)}")
            self.names.append((name, "bool"))
        else:
            self.lines.append(f"  define {name} for row = round({self.amount(3)}, to 0.01, half_up)")
            self.names.append((name, "amount"))

    def of(self, *kinds):
        known = [field.path for field in self.fields + self.others if field.kind in kinds]
        return known + [name for name, kind in self.names if kind in kinds]

    def given(self, path):
        """An optional field is read where it is given."""
        field = next((f for f in self.fields + self.others if f.path == path), None)
        return field is not None and field.optional

    def amount(self, depth):
        random, leaves = self.random, self.of("amount", "bounded")
        if depth == 0 or random.random() < 0.2:
            if leaves and random.random() < 0.8:
                path = random.choice(leaves)
                return f"({path} otherwise {random.choice([0, 100])} CNY)" if self.given(path) else path
            return f"{random.choice([0, 1, 100, 500])} CNY"
        a, b = self.amount(depth - 1), self.amount(depth - 1)
        choice = random.randrange(13)
        if choice in (4, 5) and a == b:
            return a
        if choice == 0:
            return f"({a} + {b})"
        if choice == 1:
            return f"({a} - {b})"
        if choice == 2:
            return f"min({a}, {b})"
        if choice == 3:
            return f"max({a}, {b})"
        if choice in (4, 5):
            return f"(if {self.truth(depth - 1)} then {a} else {b})"
        if choice == 6 and self.of("share"):
            return f"{random.choice(self.of('share'))} * {a}"
        if choice == 7 and self.of("count"):
            return f"{random.choice(self.of('count'))} * {a}"
        if choice == 8:
            return f"abs({a})"
        if choice in (9, 10):
            return f"{random.choice(['parts', 'whole', 'fixed'])}({a})"
        if choice == 11 and self.of("date"):
            path = random.choice([each for each in self.of("date")])
            return f"(low on {path})" if not self.given(path) else a
        if choice == 12 and self.of("amount", "bounded"):
            path = random.choice(self.of("amount", "bounded"))
            if "." not in path and not self.given(path):
                return random.choice([f"sum(row.{path})", f"max(row.{path})", f"({path} - sum(row.{path}))",
                                      f"(if count(row.id where row.{path} > 100 CNY) >= 1 then {a} else 1 CNY)"])
        return f"10% * {a}"

    def truth(self, depth):
        random = self.random
        if depth == 0 or random.random() < 0.25:
            return self.condition()
        a, b = self.truth(depth - 1), self.truth(depth - 1)
        if a == b:
            return a
        choice = random.randrange(4)
        if choice == 0:
            return f"({a} and {b})"
        if choice == 1:
            return f"({a} or {b})"
        if choice == 2:
            return f"(not {a})"
        return f"(at least {random.randint(1, 2)} of {{ {a}, {b}, {self.condition()} }})"

    def condition(self):
        random = self.random
        ways = []
        for path in self.of("bool"):
            ways.append(path)
        for path in self.of("amount"):
            ways.append(f"{path} {random.choice(['<', '<=', '>', '>='])} {random.choice([0, 100, 500])} CNY")
        for path in self.of("bounded"):
            ways.append(f"{path} {random.choice(['<', '<=', '>', '>='])} {random.choice([100, 500])} CNY")
        for path in self.of("word"):
            ways += [f"{path} is {random.choice(WORDS)}", f"{path} in {{ red, blue }}"]
        for path in self.of("date"):
            ways += [f"{path} <= 2010-01-01", f"year({path}) >= 2010", f"{path} + 6 months > 2010-06-30"]
        for path in self.of("text"):
            ways.append(f'starts_with({path}, "A")')
        for path in self.of("count"):
            ways.append(f"{path} >= {random.choice([1, 2])}")
        ways = [f"({way})" if not self.given(way.split()[0]) else f"({way})" for way in ways]
        ways += [f"({path} is given)" for path in self.of("amount", "date", "word") if self.given(path)]
        return random.choice(ways) if ways else "(f0 is given)" if self.fields[0].optional else "(1 > 2)"

    def text(self):
        others = "".join(f"    {field.declared()}\n" for field in self.others)
        fields = "".join(f"    {field.declared()}\n" for field in self.fields)
        reference = "    unit : unit\n" if self.others else ""
        unit = f"  entity unit {{\n    key name : text\n{others}  }}\n" if self.others else ""
        if self.norm:
            unit += "  entity norm { key colour : one of { red, green, blue }  level : money }\n"
            reference += f"    norm : norm by ({self.norm})\n"
        return ("policy form {\n  currency CNY\n  rounding half_up to 0.01\n  party treasury\n" + SCALES + unit +
                f"  entity row {{\n    key id : text\n{reference}{fields}  }}\n" + "\n".join(self.lines) + "\n}\n")


def as_cell(field, text):
    """What the Python package takes for it."""
    if text == "":
        return None
    if field.kind == "bool":
        return text == "true"
    if field.kind == "date":
        return datetime.date.fromisoformat(text)
    return text
