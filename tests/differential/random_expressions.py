"""Random well-typed formulas of the language, as text."""

from random_values import DATES

MODES = ["half_up", "half_even", "half_down", "up", "down", "ceiling", "floor@mode"]

# Fields by entity and type. The whole has none.
FIELDS = {
    "unit": {
        "money": ["goal"], "number": ["staff", "growth"], "bool": [], "date": [],
        "kind": ["kind"], "area": [], "text": ["name"], "unit": ["parent"],
    },
    "project": {
        "money": ["invested", "revenue", "paid_before"], "number": ["ratio", "people"],
        "bool": ["open_now"], "date": ["start", "finish"], "kind": [], "area": ["area"],
        "text": ["id"], "unit": ["by_unit", "at_unit"],
    },
    "helper": {
        "money": [], "number": ["weighting"], "bool": ["main"], "date": ["joined"], "kind": [],
        "area": [], "text": [], "unit": [],
    },
    "report": {
        "money": ["output"], "number": ["year_no"], "bool": ["starred"], "date": [], "kind": [],
        "area": [], "text": [], "unit": ["of_unit"],
    },
    "": {kind: [] for kind in ("money", "number", "bool", "date", "kind", "area", "text", "unit")},
}  # fmt: skip
KINDS = ["town", "district", "office"]
AREAS = ["industry", "farming", "trade"]


class Expressions:
    """Formulas over the fields and over what has been defined so far."""

    def __init__(self, random, words):
        self.random = random
        self.words = words
        self.constants = []  # what data should come near to
        self.defined = []  # (entity, type, name)
        self.calendar = False
        self.event = None
        self.unlikely = ""  # what declares fields that may not apply
        self.open = []  # what the document leaves open: ("param" or "entity", name)

    def chance(self, rate):
        return self.random.random() < rate

    def pick(self, *choices):
        return self.random.choice(choices)

    # ---- Constants

    def yuan(self):
        return "元" if self.words.language != "en" else " CNY"

    def amount(self):
        """(text, value) of an amount in yuan."""
        random = self.random
        value = random.choice([0, 1, 2, 5, 10, 30, 50, 100, 500, 3000])
        style = random.random()
        own = self.yuan()
        if style < 0.5:
            text, value = f"{value}万{own}", value * 10000
        elif style < 0.6 and value:
            text, value = f"{value}.5万{own}", value * 10000 + 5000
        elif style < 0.7:
            value = random.randint(0, 10**7)
            text = f"{value // 100}.{value % 100:02d}{own}"
            self.constants.append((value, 100))
            return text
        elif style < 0.73:
            value = random.choice([2**53, 2**63 - 1, 10**19]) // 100
            text = str(value) + own
        else:
            text = f"{value}{own}"
        self.constants.append((value, 1))
        return text

    def count(self):
        value = self.random.choice([0, 1, 2, 3, 5, 10, 100])
        self.constants.append((value, 1))
        return str(value) + self.pick("", "", "个" if self.words.language == "zh" else "")

    def rate(self):
        random = self.random
        value = random.choice([1, 5, 10, 12, 15, 20, 25, 33, 50, 80, 100, 120])
        self.constants.append((value, 100))
        return random.choice([f"{value}%", f"{value}%", f"{value}.5%", f"{value}‰", f"0.{value:03d}"])

    def date(self):
        return self.random.choice([day for day in DATES if "2000" < day < "2020"])

    # ---- Formulas

    def leaf(self, kind, entity):
        names = [(name, self.words.name(name)) for name in FIELDS[entity][kind]]
        names += [(name, name) for of, held, name in self.defined if (of, held) == (entity, kind)]
        if names and self.chance(0.75):
            return self.random.choice(names)[1]
        whole = [name for of, held, name in self.defined if (of, held) == ("", kind)]
        if whole and self.chance(0.3):
            return self.random.choice(whole)
        if kind == "money":
            return self.amount()
        if kind == "number":
            return self.pick(self.count, self.rate)()
        if kind == "bool":
            if entity in ("unit", "project"):
                return self._category_test(entity, 0)
            return self.words(self.pick("true", "false"))
        if kind == "date":
            if self.chance(0.15):
                return self.words("today")
            return self.event if self.event and self.chance(0.2) else self.date()
        return None

    def field(self, kind, entity):
        """A field of the entity, or what else reads its rows."""
        names = [self.words.name(name) for name in FIELDS[entity][kind]]
        return self.random.choice(names) if names else self.leaf(kind, entity)

    def __call__(self, kind, entity, depth=2):
        if depth <= 0 or self.chance(0.15):
            return self.leaf(kind, entity)
        return getattr(self, "_" + kind)(entity, depth - 1)

    @staticmethod
    def other(than, draw):
        """What is drawn, another text if it can be: the checker refuses the same on both sides (R0714)."""
        for _ in range(8):
            text = draw()
            if text.strip("()") != than.strip("()"):
                break
        return text

    def whole_part(self, kind, entity, depth):
        """What is written in brackets where operators would bind otherwise."""
        return f"({self(kind, entity, depth)})"

    def _choice(self, kind, entity, depth):
        w = self.words
        return (
            f"({w('if')} {self('bool', entity, depth)} {w('then')} {self(kind, entity, depth)} "
            f"{w('else')} {self(kind, entity, depth)})"
        )

    def _over_rows(self, kind, entity, depth):
        """A fold over children, over everything, or over the rows of a group."""
        w, random = self.words, self.random
        word = random.choice(["fn:sum", "fn:sum", "fn:min", "fn:max"])
        if entity == "unit":
            rows, via = "project", w.name(self.pick("by_unit", "at_unit"))
            if self.chance(0.3):  # over the units below this one
                rows, via = "unit", w.name("parent")
        elif entity == "":
            rows, via = self.pick("project", "unit"), None
        else:
            return self._within(kind, entity, depth)
        order = ""
        if kind == "number" and self.chance(0.4):
            value = w.name(rows)
            word = "fn:count"
        else:
            field = random.choice(FIELDS[rows][kind] or ["people"])
            value = f"{w.name(rows)}.{w.name(field)}"
            if self.chance(0.35):
                word, order = self._in_order(rows, field)
        text = f"{w(word)}({value}{order}"
        if via:
            text += f" {w('via')} {via}"
        if self.chance(0.5):
            text += f" {w('where')} {self('bool', rows, min(depth, 1))}"
        return text + ")"

    def _in_order(self, rows, field):
        """A fold that puts its rows in order, and what it says of it."""
        w = self.words
        word = self.pick("fn:median", "fn:first", "fn:last", "fn:only", "fn:sum")
        by_key = f"{w('ties')} {w('by')} {w(self.pick('key', 'key', 'row order'))}"
        if word in ("fn:first", "fn:last"):
            key = self.pick(*(["start", "invested", "people"] if rows == "project" else ["goal"]))
            ties = self.pick(by_key, by_key, "")
            return word, f" {w('by')} {w.name(key)} {w(self.pick('asc', 'desc'))} {ties}"
        if word == "fn:sum" and self.chance(0.5):
            direction = w(self.pick("asc", "desc"))
            return word, f" {w('top')} 2 {w('by')} {w.name(field)} {direction} {by_key}"
        if word == "fn:sum":
            return word, f" {w('without')} {w('highest')} 1 {w('and@between')} {w('lowest')} 1"
        return word, ""

    def _of_this(self, entity):
        """What finds the rows that belong to this one, with and without an order."""
        w, random = self.words, self.random
        equal = {
            "project": ["area", "by_unit", "open_now"], "unit": ["kind"], "helper": ["main"],
            "report": ["of_unit"],
        }[entity]  # fmt: skip
        bounds = {
            "project": [("start", "finish"), ("invested", "revenue"), ("people", "people")],
            "unit": [("goal", "goal")], "helper": [("joined", "joined"), ("weighting", "weighting")],
            "report": [("year_no", "year_no"), ("output", "output")],
        }[entity]  # fmt: skip
        this = lambda field: f"{w('this')}.{w.name(field)}"
        parts = [f"{w.name(field)} {w('op:equal')} {this(field)}"
                 for field in random.sample(equal, random.randint(0, 1))]  # fmt: skip
        key, other = random.choice(bounds)
        ends = random.choice([["less"], ["greater"], ["less", "greater"], []])
        for end in ends if parts else ends or ["less"]:
            operator = w("op:" + end + self.pick("", "_equal"))
            parts.append(f"{w.name(key)} {operator} {this(self.pick(key, other))}")
        return parts

    def _joined(self, value, entity, depth):
        """A fold over the rows of the same entity that go with this one."""
        w = self.words
        parts = self._of_this(entity)
        if self.chance(0.3):
            parts.append(f"({self('bool', entity, min(depth, 1))})")
        self.random.shuffle(parts)
        word, order = self.pick("fn:sum", "fn:max", "fn:min", "fn:last", "fn:only", "fn:sum of some"), ""
        if word == "fn:sum of some":
            word, order = "fn:sum", self._some(entity, value)
        if word == "fn:last":
            key = {"project": "start", "unit": "goal", "helper": "joined", "report": "year_no"}[entity]
            order = f" {w('by')} {w.name(key)} {w('asc')}"
            if self.chance(0.6):
                order += f" {w('ties')} {w('by')} {w('key')}"
        both = f" {w('op:conjunction')} ".join(parts)
        return f"{w(word)}({w.name(value)}{order} {w('where')} {both})"

    def _some(self, entity, value):
        """The best of the rows, or all but those at the ends."""
        w = self.words
        count = self.pick(1, 2, 2, 3, 100)
        if self.chance(0.3):
            key = {"project": "start", "unit": "goal", "helper": "joined", "report": "year_no"}[entity]
            tie = f"{w('ties')} {w('by')} {w(self.pick('key', 'row order'))}"
            return f" {w('top')} {count} {w('by')} {w.name(key)} {w(self.pick('asc', 'desc'))} {tie}"
        if self.chance(0.4):
            return f" {w('top')} {count} {w('by')} {w.name(value)}"
        high, low = f"{w('highest')} {count}", f"{w('lowest')} {self.pick(1, 2)}"
        ends = self.pick(high, low, f"{high} {w('and@between')} {low}")
        return f" {w('without')} {ends}"

    def _within(self, kind, entity, depth):
        """A fold over the rows of the same entity."""
        w = self.words
        if kind == "number" and entity in ("project", "helper") and self.chance(0.15):
            day = "start" if entity == "project" else "joined"
            until = f"{w.name('quoted_on')} {w('op:less_equal')} {w('this')}.{w.name(day)}"
            order = f"{w('by')} {w.name('quoted_on')} {w('ties')} {w('by')} {w('key')}"
            price = f"{w.name('quote')}.{w.name('price')}"
            return f"{w('fn:last')}({price} {order} {w('where')} {until})"
        group = {
            "project": ["area", "by_unit", "open_now"], "unit": ["kind"], "helper": ["main"],
            "report": ["year_no", "of_unit"],
        }  # fmt: skip
        value = self.random.choice(FIELDS[entity][kind] or [None])
        if value is None:
            return self.leaf(kind, entity)
        if self.chance(0.4):
            return self._joined(value, entity, depth)
        text = f"{w(self.pick('fn:sum', 'fn:max', 'fn:min'))}({w.name(value)} {w('within')} "
        text += w.name(self.random.choice(group[entity]))
        if self.chance(0.4):
            text += f" {w('where')} {self('bool', entity, min(depth, 1))}"
        return text + ")"

    def _rounded(self, kind, entity, depth):
        w = self.words
        grid = self.pick("0.01", "1", "100", "0.1", "0.05")
        value = self.pick(self._quotient, self._of_quotients, lambda *given: self(*given))(kind, entity, depth)
        return f"{w('fn:round')}({value}, {w('to')} {grid}, {w(self.random.choice(MODES))})"

    def _of_quotients(self, kind, entity, depth):
        """A fold over exact fractions, some of which are divided by zero."""
        w = self.words
        rows = self.pick("project", "project", "unit") if entity in ("unit", "") else entity
        divisor = {"unit": "staff", "project": "people", "helper": "weighting", "report": "year_no"}[rows]
        field = self.random.choice(FIELDS[rows][kind] or [None])
        if field is None:
            return self(kind, entity, depth)
        of = f"{w.name(rows)}." if entity in ("unit", "") and rows != entity else ""
        value = f"{of}{w.name(field)} {w('op:divide')} {self.pick('3', of + w.name(divisor))}"
        word, rest = self.pick("fn:sum", "fn:sum", "fn:average", "fn:min", "fn:median"), ""
        if entity == "unit" and rows == "project":
            rest = f" {w('via')} {w.name(self.pick('by_unit', 'at_unit'))}"
        elif entity:
            rest = f" {w('where')} " + f" {w('op:conjunction')} ".join(self._of_this(entity))
        if not entity or (of and self.chance(0.4)):
            rest += f" {w('where')} {self('bool', rows, min(depth, 1))}"
        return f"{w(word)}({value}{rest})"

    def _quotient(self, kind, entity, depth):
        left = self.whole_part(kind, entity, depth)
        right = self.other(left, lambda: self.whole_part("number", entity, depth))
        return f"{left} {self.words('op:divide')} {right}"

    def _numeric(self, kind, entity, depth):
        w, form = self.words, self.random.random()
        if self.open and self.chance(0.06):
            return self._left_open(kind, entity)
        if form < 0.25:
            sign = w(self.pick("op:add", "op:subtract"))
            left = self.whole_part(kind, entity, depth)
            return f"({left} {sign} {self.other(left, lambda: self.whole_part(kind, entity, depth))})"
        if form < 0.4:
            return f"{self.rate()} {w('op:multiply')} {self.whole_part(kind, entity, depth)}"
        if form < 0.55:
            word = self.pick("fn:min", "fn:max")
            return f"{w(word)}({self(kind, entity, depth)}, {self(kind, entity, depth)})"
        if form < 0.62:
            return f"{w('fn:abs')}({self(kind, entity, depth)})"
        if form < 0.72:
            return self._rounded(kind, entity, depth)
        if form < 0.78:
            return self._choice(kind, entity, depth)
        if form < 0.83:
            return f"({self.leaf(kind, entity)} {w('op:otherwise')} {self.leaf(kind, entity)})"
        if form < 0.9 and entity == "report":
            return self._before(kind)
        if form < 0.87 and entity == "project":
            field = self.random.choice(FIELDS["unit"][kind] or ["staff"])
            return f"{w.name('by_unit')}.{w.name(field)}"
        return self._over_rows(kind, entity, depth)

    def _before(self, kind):
        """A value of the row of the period before, which the first period has not."""
        w = self.words
        path = "previous." + w.name({"money": "output", "number": "year_no"}[kind])
        if self.chance(0.3):
            path = "previous." + path
        if self.chance(0.3):
            return f"({path} {w('op:otherwise')} {self.leaf(kind, 'report')})"
        return (
            f"({w('if')} {path} {w('op:is_given')} {w('then')} {path} {w('else')} "
            f"{self.leaf(kind, 'report')})"
        )

    def _left_open(self, kind, entity):
        w = self.words
        use, name = self.random.choice(self.open)
        if use == "param" and kind == "number":
            return name
        if use == "entity" and kind == "money" and entity in ("unit", ""):
            return f"{w('fn:sum')}({name}.{w.name('goal')})"
        return self.leaf(kind, entity)

    def _money(self, entity, depth):
        if entity == "project" and self.chance(0.08):
            w = self.words
            day = self.pick(w.name("start"), self.date())
            return f"({w.name('dollars')} {w('op:convert')} CNY {w('on@rate')} {day})"
        return self._numeric("money", entity, depth)

    def _number(self, entity, depth):
        w, form = self.words, self.random.random()
        if form < 0.15 and entity in ("project", "unit"):
            return self._of_dates(entity, depth)
        if form < 0.2 and entity in ("project", "unit"):
            return self.rank(entity, depth)
        if form < 0.28:
            left = self.whole_part("money", entity, 0)
            right = self.other(left, lambda: self.whole_part("money", entity, 0))
            ratio = f"{left} {w('op:divide')} {right}"
            mode = w(self.random.choice(MODES))
            return f"{w('fn:round')}({ratio}, {w('to')} 0.0001, {mode})"
        return self._numeric("number", entity, depth)

    def _of_dates(self, entity, depth):
        w = self.words
        use = self.pick(
            "years between", "months between", "days between", "workdays between",
            "years begun between", "months begun between",
        )
        if self.chance(0.4):
            word = self.pick("fn:year", "fn:quarter", "fn:month", "fn:day", "fn:weekday")
            return f"{w(word)}({self('date', entity, depth)})"
        first, second = self.leaf("date", entity), self.date()
        return f"({w(use)} {first} {w('and@between')} {second})"

    def rank(self, entity, depth):
        w = self.words
        text = f"{w('fn:rank')}({self.leaf('money', entity)} {w(self.pick('asc', 'desc'))}"
        if self.chance(0.4):
            group = {"project": "area", "unit": "kind"}[entity]
            text += f" {w('within')} {w.name(group)}"
        if self.chance(0.4):
            text += f" {w('where')} {self('bool', entity, min(depth, 1))}"
        return text + f" {w('ties')} {w(self.pick('standard', 'dense'))})"

    def _bool(self, entity, depth):
        w, form = self.words, self.random.random()
        if entity in ("unit", "") and form < 0.08:
            return self._quantified(entity, depth)
        if form < 0.1 and FIELDS[entity]["text"]:
            return self._of_joined(entity)
        if form < 0.13 and self.unlikely and entity in ("unit", "project"):
            field = self.pick(*{"unit": ["growth"], "project": ["people", "finish"]}[entity])
            return f"{w.name(field)} {w(self.pick('op:is_applicable', 'op:is_not_applicable'))}"
        if form < 0.15 and FIELDS[entity]["text"]:
            sign = w(self.pick("op:equal", "op:not_equal", "op:less"))
            return f"{self.field('text', entity)} {sign} {w.text(self.pick('u1', 'p1', '中', 'u'))}"
        if form < 0.35:
            kind = self.pick("money", "money", "number", "date")
            compare = self.pick("less", "less_equal", "greater", "greater_equal", "equal")
            left = self.field(kind, entity) if self.chance(0.6) else self(kind, entity, depth)
            right = self.other(left, lambda: self.leaf(kind, entity))
            return f"{left} {w('op:' + compare)} {right}"
        if form < 0.55:
            joint = w(self.pick("op:conjunction", "op:disjunction"))
            left = self("bool", entity, depth)
            return f"({left} {joint} {self.other(left, lambda: self('bool', entity, depth))})"
        if form < 0.6:
            return f"{w('op:negation')} ({self('bool', entity, depth)})"
        if form < 0.67:
            parts = ", ".join(self("bool", entity, depth) for _ in range(3))
            return f"{w('at least')} 2 {w('of@set')} {{ {parts} }}"
        if form < 0.78:
            optional = {"unit": ["parent", "staff"], "project": ["at_unit", "finish", "ratio"]}
            if entity in optional:
                use = self.pick("op:is_given", "op:is_not_given")
                return f"{w.name(self.random.choice(optional[entity]))} {w(use)}"
        return self._category_test(entity, depth)

    def _of_joined(self, entity):
        """A comparison of a text that is put together."""
        w = self.words
        parts = {
            "unit": ["name", "kind", "staff"],
            "project": ["id", "by_unit", "area", "start", "at_unit", "people"],
        }[entity]  # fmt: skip
        names = [w.name(part) for part in self.random.sample(parts, 2)]
        text = f"{w('fn:join')}({names[0]}, {w.text('/')}, {names[1]})"
        if self.chance(0.3):
            return f"{w('fn:contains')}({text}, {w.text(self.pick('1', 'u', '/'))})"
        sign = w(self.pick("op:equal", "op:not_equal"))
        return f"{text} {sign} {w.text(self.pick('u1/p1', 'p', 'u', '中/1'))}"

    def _quantified(self, entity, depth):
        """For at least one child, for all of them; what they are on average."""
        w = self.words
        via = f" {w('via')} {w.name(self.pick('by_unit', 'at_unit'))}" if entity == "unit" else ""
        if self.chance(0.4):
            average = f"{w('fn:average')}({w.name('project')}.{w.name('people')}{via})"
            return f"{average} {w('op:greater')} {self.count()}"
        tested = f"{w.name('project')}.{w.name('open_now')}"
        text = f"{w(self.pick('fn:any', 'fn:all'))}({tested}{via}"
        if self.chance(0.4):
            text += f" {w('where')} {self('bool', 'project', min(depth, 1))}"
        return text + ")"

    def _category_test(self, entity, depth):
        w = self.words
        choices = {
            "unit": [("kind", KINDS)], "project": [("area", AREAS), ("by_unit.kind", KINDS)],
        }.get(entity)  # fmt: skip
        if choices is None:
            return self.leaf("bool", entity)
        path, values = self.random.choice(choices)
        path = ".".join(w.name(step) for step in path.split("."))
        if self.chance(0.5):
            use = self.pick("op:is", "op:is_not")
            return f"{path} {w(use)} {w.name(self.random.choice(values))}"
        chosen = ", ".join(w.name(value) for value in self.random.sample(values, 2))
        return f"{path} {w(self.pick('op:in_set', 'op:not_in_set'))} {{ {chosen} }}"

    def _date(self, entity, depth):
        w, form = self.words, self.random.random()
        if form < 0.4:
            word = self.pick("fn:end_of_month", "fn:end_of_quarter", "fn:end_of_year")
            return f"{w(word)}({self.leaf('date', entity)})"
        if form < 0.45:
            return f"{w('fn:next_weekday')}({self.leaf('date', entity)}, {self.random.randint(0, 9)})"
        if form < 0.58 and entity in ("unit", ""):
            via = f" {w('via')} {w.name('by_unit')}" if entity == "unit" else ""
            word = w(self.pick("fn:min", "fn:max"))
            return f"{word}({w.name('project')}.{w.name('start')}{via})"
        unit = self.pick("days", "months", "years")
        if self.calendar and self.chance(0.4):
            unit = "workdays"
        return f"({self.leaf('date', entity)} {w('op:add')} {self.random.randint(0, 40)} {unit})"
