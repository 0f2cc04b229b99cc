"""Random policy texts that use every form of the language, in English, Chinese or both, and tables
of data for them."""

from fractions import Fraction

from policy_words import Words
from random_expressions import AREAS, KINDS, MODES, Expressions
from random_values import DATES, number_cell, spoiled


class RandomPolicy:
    def __init__(self, random, language):
        self.random = random
        self.w = Words(random, language)
        self.e = Expressions(random, self.w)
        self.lines = []
        self.rewards = []  # (name, entity)
        self.targets = []  # of units
        self.honours = []  # of units
        self.uses = set()
        self.choices = {}  # the rewards among which a field of the entity chooses
        self.number = 0

    def chance(self, rate):
        return self.random.random() < rate

    def pick(self, *choices):
        return self.random.choice(choices)

    def line(self, *parts):
        self.lines.append("  " + " ".join(part for part in parts if part))

    def name(self, form):
        self.number += 1
        self.uses.add(form)
        return f"{form}{self.number}"

    def rounding(self):
        grid = self.pick("0.01", "0.01", "1", "100")
        return f"{self.w('rounding')} {self.w(self.random.choice(MODES))} {self.w('to')} {grid}"

    def cite(self):
        return f"{self.w('cite')} {self.w.text('III(' + str(self.number) + ')')}"

    def of(self, entity):
        return f"{self.w('for')} {self.w.name(entity)}" if entity else ""

    # ---- The frame

    def text(self):
        w, n = self.w, self.w.name
        self.line(w("currency"), "CNY")
        self.line(self.rounding())
        self.line(w("party"), n("treasury"))
        self.line(w("party"), n("bureau"))
        self.rates()
        self.entities()
        self.left_open()
        forms = [
            self.define, self.define, self.define, self.param, self.scale, self.target, self.reward,
            self.reward, self.split, self.ranking, self.score, self.deadline, self.honour,
            self.banded, self.shared, self.ranked, self.whole, self.matrix, self.schedule,
            self.portion, self.history,
        ]  # fmt: skip
        for form in self.random.sample(forms, self.random.randint(1, 6)):
            form()
        for form in (self.fund, self.choose, self.cap_together, self.sanction):
            if self.chance(0.35):
                form()
        body = "\n".join(self.lines)
        text = f"{w('policy')} generated {{\n{body}\n}}\n"
        return text + (self.amendment() if self.chance(0.12) else "")

    def amendment(self):
        """A later policy that amends this one; evaluated as the amended whole."""
        w, self.lines = self.w, []
        self.uses.add("amends")
        self.line(w("amends"), "generated", "{")
        params = [name for of, _, name in self.e.defined if name.startswith("par")]
        if params and self.chance(0.5):
            self.line(" ", w("replace"), w("param"), params[0], "=", self.e.rate())
        amount = self.e("money", "project", 1)
        self.line(" ", w("add"), w("define"), "added", self.of("project"), "=", amount)
        self.line("}")
        return f"{w('policy')} later {{\n" + "\n".join(self.lines) + "\n}\n"

    def left_open(self):
        w = self.w
        if self.chance(0.3):
            self.e.event = "opening"
            self.line(w("event"), "opening", "=", self.e.date())
        if self.chance(0.25):
            name = self.name("open")
            self.line(w("open"), w("param"), name, ":", w("percent"), self.cite())
            self.e.open.append(("param", name))
        if self.chance(0.25):
            self.line(w("open"), w("entity"), w.name("task"), self.cite(), "{")
            for field in (f"{w('key')} {w.name('id')} : {w('text')}",
                          f"{w.name('of_unit')} : {w.name('unit')}",
                          f"{w.name('goal')} : {w('money')}"):  # fmt: skip
                self.line(" ", field)
            self.line("}")
            self.e.open.append(("entity", w.name("task")))

    def rates(self):
        w, n = self.w, self.w.name
        if self.chance(0.5):
            dates = f"6.8275 {w('from@date')} 2008-01-01, 6.7 {w('from@date')} 2010-07-01"
            self.line(w("rate"), "USD", w("to@rate"), "CNY", "=", dates)
        else:
            self.line(w("rate"), "USD", w("to@rate"), "CNY", w("from@table"), n("quote"),
                      w("value@column"), n("price"), w("day@column"), n("quoted_on"),
                      w("fallback"), w(self.pick("latest earlier", "error")))  # fmt: skip
        self.e.calendar = True
        if self.chance(0.5):
            self.line(w("calendar"), "cal")
        else:
            self.line(w("calendar"), "cal", w("from@table"), n("holiday"), w("day@column"),
                      n("day_off"), f"{w('worked')} {n('makeup')}" if self.chance(0.6) else "")  # fmt: skip

    def entity(self, name, *fields):
        w, n = self.w, self.w.name
        self.line(w("entity"), n(name), "{")
        for field in fields:
            key = w("key") + " " if field.startswith("key ") else ""
            field = field.removeprefix("key ")
            decided = w("decision") + " " if field.startswith("decision ") else ""
            field, rest = field.removeprefix("decision ").split(" ", 1)
            self.line(f"  {key}{decided}{n(field)} : {rest}")
        self.line("}")

    def entities(self):
        w, n = self.w, self.w.name
        optional, default = w("optional"), w("default")
        one_of = lambda words: f"{w('one of')} {{ {', '.join(n(word) for word in words)} }}"
        self.entity(
            "unit", f"key name {w('text')}", f"kind {one_of(KINDS)}", f"goal {w('money')}",
            f"staff {w('count')} {optional}", f"growth {w('percent')}",
            f"decision grant {w('money')} {w('within@bounds')} 0{self.e.yuan()}..50万{self.e.yuan()}",
            f"parent {n('unit')} {optional}",
        )  # fmt: skip
        self.entity(
            "project", f"key id {w('text')}", f"by_unit {n('unit')}", f"at_unit {n('unit')} {optional}",
            f"invested {w('money')}", f"revenue {w('money')}", f"dollars {w('money')} USD",
            f"ratio {w('percent')} {optional}", f"start {w('date')}", f"finish {w('date')} {optional}",
            f"area {one_of(AREAS)}", f"open_now {w('bool')}", f"paid_before {w('money')} {default} 0",
            f"people {w('count')}",
        )  # fmt: skip
        if self.chance(0.3):
            check = f"    {w('check')} {n('revenue')} {w('op:greater_equal')} 0 {w('op:disjunction')} "
            self.lines.insert(-1, check + n("open_now"))
        self.entity(
            "helper", f"key id {w('text')}", f"of_project {n('project')}", f"partner {n('unit')}",
            f"weighting {w('number')} {w('to')} 0.01", f"joined {w('date')}", f"main {w('bool')}",
        )  # fmt: skip
        self.entity(
            "report", f"key id {w('text')}", f"of_unit {n('unit')}", f"year_no {w('count')}",
            f"output {w('money')}", f"starred {w('bool')}",
        )  # fmt: skip
        self.lines.insert(-1, f"    {w('period')} {n('year_no')} {w('within')} {n('of_unit')}")
        self.entity("quote", f"key id {w('text')}", f"price {w('number')} {w('to')} 0.0001", f"quoted_on {w('date')}")
        self.entity("holiday", f"key id {w('text')}", f"day_off {w('date')}", f"makeup {w('bool')}")

    # ---- Forms

    def define(self):
        w = self.w
        entity = self.pick("project", "project", "unit", "helper", "")
        kind = self.pick("money", "money", "number", "bool", "date")
        name = self.name("def")
        hidden = w("intermediate") if self.chance(0.4) else ""
        self.line(hidden, w("define"), name, self.of(entity), self.cite(), "=", self.e(kind, entity, 3))
        self.e.defined.append((entity, kind, name))

    def history(self):
        name = self.name("history")
        self.line(self.w("define"), name, self.of("report"), "=", self.e("money", "report", 3))
        self.e.defined.append(("report", "money", name))

    def whole(self):
        name = self.name("total")
        kind = self.pick("money", "number")
        self.line(self.w("define"), name, "=", self.e._over_rows(kind, "", 2))
        self.e.defined.append(("", kind, name))

    def param(self):
        w = self.w
        if self.chance(0.5):
            name = self.name("par")
            self.line(w("param"), name, self.cite(), "=", self.e.rate())
            self.e.defined.append(("", "number", name))
            return
        name = self.name("dated")
        self.line(w("param"), name, "=", f"20% {w('from@date')} 2010-01-01,",
                  f"15% {w('from@date')} 2011-06-01", self.until())  # fmt: skip
        use = self.name("rated")
        self.line(w("define"), use, self.of("project"), "=", w.name("revenue"), w("op:multiply"),
                  f"({name} {w('op:on')} {w.name('start')})")  # fmt: skip

    def until(self):
        return f"{self.w('to@until')} 2012-12-31" if self.chance(0.4) else ""

    def matrix(self):
        w = self.w
        name = self.name("matrix")
        cells = [
            f"{w.name(kind)}, {w.name(area)} : {self.e.rate()}" for kind in KINDS for area in AREAS
        ]
        self.line(w("param"), name, ":", w("number"), w("by"), f"{w.name('unit')}.{w.name('kind')},",
                  f"{w.name('project')}.{w.name('area')}", "{", ", ".join(cells), "}")  # fmt: skip
        use = self.name("looked")
        self.line(w("define"), use, self.of("project"), "=",
                  f"{name}({w.name('by_unit')}.{w.name('kind')}, {w.name('area')})")  # fmt: skip
        self.e.defined.append(("project", "number", use))

    def bands(self, value):
        """Brackets over amounts, from 0, without gap."""
        w = self.w
        edges = sorted(self.random.sample([1, 5, 10, 50, 100, 500, 1000], self.random.randint(1, 3)))
        self.e.constants += [(edge * 10000, 1) for edge in edges]
        upper_in = self.chance(0.5)
        upper, lower = ("up to", "over") if upper_in else ("below", "from@edge")
        unit = "万" + self.e.yuan()
        lines = [f"{w(upper)} {edges[0]}{unit} : {value()}"]
        for low, high in zip(edges, edges[1:]):
            lines.append(f"{w(lower)} {low}{unit} {w(upper)} {high}{unit} : {value()}")
        lines.append(f"{w(lower)} {edges[-1]}{unit} : {value()}")
        return "{ " + ", ".join(lines) + " }"

    def scale(self):
        w = self.w
        name = self.name("scale")
        kind = self.pick("marginal", "slab", "step")
        value = self.e.rate if kind != "step" else self.e.amount
        self.line(w("scale"), name, self.cite(), w(kind), self.bands(value))
        use = self.name("scaled")
        operand = self.e("money", "project", 1)
        self.line(w("intermediate"), w("define"), use, self.of("project"), "=", f"{name}({operand})")
        self.e.defined.append(("project", "money", use))

    def schedule(self):
        w = self.w
        name = self.name("phase")
        years = f"{{ {w('years')} 1..3 : 100%, 4..5 : 50%, {w('after')} : 0% }}"
        self.line(w("schedule"), name, self.of("project"), w("starting"), w.name("start"), years)
        use = self.name("phased")
        self.line(w("define"), use, self.of("project"), "=", name, w("op:multiply"),
                  w.name("revenue"))  # fmt: skip

    def target(self):
        w = self.w
        entity = self.pick("unit", "unit", "")
        name = self.name("target")
        metric = self.e("money", entity, 2)
        goal = w.name("goal") if entity == "unit" and self.chance(0.6) else self.e.amount()
        milestones = ""
        if self.chance(0.3):
            day = self.pick("2010-06-30", self.e.event or "2011-01-31")
            milestones = (
                f"{{ {w('milestone')} half{self.number} {w('by@time')} {day} "
                f"{w('at least')} {self.pick('50%', '0.8')} }}"
            )
        self.line(w("target"), name, self.of(entity), self.cite(), ":", metric,
                  w("op:greater_equal"), goal, milestones)  # fmt: skip
        if entity == "unit":
            self.targets.append(name)
            self.e.defined.append(("unit", "bool", name + ".met"))

    def payer(self):
        w = self.w
        self.line(" ", w("from@payer"), w.name(self.pick("treasury", "bureau")))

    def when(self, entity):
        for _ in range(self.pick(0, 1, 1, 2)):
            self.line(" ", self.w("when"), self.e("bool", entity, 2))

    def begin_reward(self, entity, use):
        name = self.name(use)
        self.line(self.w("reward"), name, self.of(entity), self.cite(), "{")
        self.when(entity)
        return name

    def end_reward(self, name, entity):
        w = self.w
        clauses = []
        if self.chance(0.5):
            scope = ""
            if self.chance(0.4):
                key = {"project": "by_unit", "unit": "kind"}[entity]
                how = w("pro rata")
                if self.chance(0.4):
                    how = f"{w('in order of')} {self.e.leaf('money', entity)} {w('desc')}"
                scope = f"{w('per')} {w.name(key)} {how}"
            clauses.append(f"{w('cap')} {self.e('money', entity, 0)} {scope}")
        if self.chance(0.3):
            clauses.append(f"{w('floor')} {self.e.amount()}")
        if self.chance(0.3):
            clauses.append(self.rounding())
        self.random.shuffle(clauses)
        for clause in clauses:
            self.line(" ", clause)
        if self.chance(0.15):
            self.line(" ", f"{w('instalments')} {{ 30% {w('when')} {self.e('bool', entity, 1)}, "
                      f"70% {w('when')} {self.e('bool', entity, 1)} }}"
                      + self.pick("", f" {w('less')} {self.e.leaf('money', entity)}"))  # fmt: skip
        if self.chance(0.15):
            back = self.pick(w("all"), "50%")
            if entity == "unit" and self.targets and self.chance(0.5):
                back = f"{w('shortfall')} {w('of@target')} {self.random.choice(self.targets)}"
            self.line(" ", w("claw back"), back, w("when"), self.e("bool", entity, 1))
        if self.chance(0.1):
            self.line(" ", w("top up"), self.e.leaf("money", entity))
        self.payer()
        if entity == "project" and self.chance(0.4):
            self.line(" ", w("to@payee"), w.name("by_unit"))
        if self.chance(0.2):
            self.line(" ", w("honour"), w.text("honoured"))
        self.line("}")
        self.rewards.append((name, entity))
        self.e.defined.append((entity, "money", name))

    def reward(self):
        w = self.w
        entity = self.pick("project", "project", "unit")
        name = self.begin_reward(entity, "reward")
        if entity == "unit" and self.chance(0.25):
            pay = w.name("grant")
        elif self.chance(0.25):
            pay = f"{self.e.amount()} {w('for every full')} 100万{self.e.yuan()} {w('of@base')} "
            pay += self.e.leaf("money", entity)
        else:
            pay = self.e("money", entity, 3)
        self.line(" ", w("pay"), pay)
        self.end_reward(name, entity)

    def banded(self):
        w = self.w
        name = self.begin_reward("project", "banded")
        kind = self.pick("marginal", "slab", "step")
        value = self.e.rate if kind != "step" else self.e.amount
        base = self.e("money", "project", 1)
        self.line(" ", w("pay"), w(kind), w("of@base"), base, self.bands(value))
        self.end_reward(name, "project")

    def ranked(self):
        w = self.w
        name = self.begin_reward("unit", "ranked")
        group = f"{w('within')} {w.name('kind')}" if self.chance(0.4) else ""
        among = f"{w('among')} {w(self.pick('qualified', 'all'))}"
        ties = w(self.pick("standard", "dense", "share@ties"))
        if self.chance(0.2):
            ties = f"{w('by')} {w.name('staff')} {w('desc')}"
        self.line(" ", w("rank"), w("by"), self.e("money", "unit", 1), w(self.pick("asc", "desc")),
                  group, among, w("ties"), ties)  # fmt: skip
        last = self.pick("", f", {w('after')} : 0")
        self.line(" ", w("pay"), f"{{ 1..2 : 3万{self.e.yuan()}, 3..5 : {self.e.amount()}{last} }}")
        self.end_reward(name, "unit")

    def shared(self):
        """A reward of a project that its helpers share."""
        w = self.w
        name = self.begin_reward("project", "shared")
        self.line(" ", w("pay"), self.e("money", "project", 2))
        self.payer()
        how = self.pick(
            w("equally"), f"{w('by')} {w.name('weighting')}",
            f"{w('first only')} {w('in order of')} {w.name('joined')} {w('asc')}",
        )  # fmt: skip
        rest = f"{w('remainder')} {w(self.pick('to largest', 'to first', 'to last'))}"
        self.line(" ", w("to@payee"), w.name("partner"), w("shared among"), w.name("helper"), how, rest)
        self.line("}")

    def split(self):
        w = self.w
        name = self.name("split")
        self.line(w("split"), name, self.of("project"), self.cite(), "{")
        self.when("project")
        self.line(" ", w("amount"), self.e("money", "project", 2))
        if self.chance(0.3):
            self.line(" ", w("deduct"), self.e("money", "project", 1))
        shares = self.pick(["100%"], ["60%", "40%"], ["39%", "36%", "25%"], None)
        if shares is None:
            shares = [w.name("ratio"), f"1 {w('op:subtract')} {w.name('ratio')}"]
        for index, share in enumerate(shares):
            payee = f"{w('to@payee')} {w.name('by_unit')}" if index == 0 else ""
            self.line(" ", w("share@part"), f"part{index}", share, payee)
        rest = w(self.pick("to largest", "to first", "to last"))
        if self.chance(0.3):
            rest = f"{w('to@remainder')} part{self.random.randrange(len(shares))}"
        self.line(" ", w("remainder"), rest)
        if self.chance(0.3):
            self.line(" ", self.rounding())
        self.line("}")

    def ranking(self):
        w = self.w
        name = self.name("ranking")
        self.line(w("rank"), name, self.of("unit"), self.cite(), "{")
        self.when("unit")
        self.line(" ", w("by"), self.e("money", "unit", 2), w(self.pick("asc", "desc")))
        if self.chance(0.4):
            self.line(" ", w("within"), w.name("kind"))
        self.line(" ", w("ties"), w(self.pick("standard", "dense")))
        self.line("}")
        self.e.defined.append(("unit", "number", name))

    def score(self):
        w = self.w
        name = self.name("score")
        self.line(w("score"), name, self.of("unit"), self.cite(), "{")
        for index in range(self.random.randint(1, 3)):
            progress = f"{self.e.leaf('money', 'unit')} {w('op:divide')} {w.name('goal')}"
            limit = f"{w('at most')} 120%" if self.chance(0.6) else ""
            least = f"{w('minimum')} 60%" if self.chance(0.4) else ""
            self.line(" ", w("item@score"), f"item{index}", ":", progress, w("weight"),
                      self.pick("30", "50", "20"), limit, least, self.rounding())  # fmt: skip
        for use in ("bonus", "penalty"):
            if self.chance(0.4):
                most = f"{w('at most')} 20" if self.chance(0.6) else ""
                self.line(" ", w(use), use[:3], ":", self.e("number", "unit", 1), most)
        if self.chance(0.5):
            self.line(" ", w("total"), w("at most"), "120")
        self.line(" ", self.rounding())
        self.line("}")

    def deadline(self):
        w = self.w
        name = self.name("deadline")
        unit = self.pick("days", "months", "workdays")
        done = f"{w('done')} {w.name('finish')}" if self.chance(0.7) else ""
        self.line(w("deadline"), name, self.of("project"), self.cite(), "{", w("from@time"),
                  w.name("start"), w("within@time"), f"{self.random.randint(1, 60)} {unit}", done, "}")  # fmt: skip

    def honour(self):
        name = self.name("honour")
        self.line(self.w("honour"), name, self.of("unit"), self.cite(), "{",
                  self.w("when"), self.e("bool", "unit", 2), "}")  # fmt: skip
        self.honours.append(name)

    def portion(self):
        """A part of a total among rows, as a function."""
        w = self.w
        name = self.name("portion")
        self.line(w("define"), name, self.of("project"), "=", f"{w('fn:share')}({self.e.amount()},",
                  w("by"), w.name(self.pick("invested", "people")),
                  f"{w('remainder')} {w(self.pick('to largest', 'to first', 'to last'))})")  # fmt: skip

    # ---- Forms over rewards

    def some_rewards(self, least):
        """Names of rewards of one entity."""
        for entity in ("project", "unit"):
            names = [name for name, of in self.rewards if of == entity]
            if len(names) >= least:
                return self.random.sample(names, self.random.randint(least, len(names))), entity
        return [], None

    def fund(self):
        w = self.w
        names, entity = self.some_rewards(1)
        if not names:
            return
        name = self.name("fund")
        self.line(w("fund"), name, self.cite(), "{")
        budget = self.e.amount()
        if self.chance(0.3):
            budget = f"{self.e.amount()} {w('from@date')} 2010-01-01, {budget} {w('from@date')} 2011-01-01"
        self.line(" ", w("budget"), budget)
        if self.chance(0.2):
            self.line(" ", w("carry over"), self.e.amount())
        self.line(" ", w("pays"), ", ".join(names))
        short = self.pick(w("pro rata"), w("refuse"), f"{w('in order of')} {self.e.field('money', entity)}")
        self.line(" ", w("when short"), short)
        self.line(" ", w("remainder"), w(self.pick("to largest", "to first", "to last")))
        self.line("}")

    def choose(self):
        w = self.w
        names, entity = self.some_rewards(2)
        if not names:
            return
        self.uses.add("choose")
        if self.chance(0.4):
            return self.choose_by(names, entity)
        key = {"project": "by_unit", "unit": "kind"}[entity]
        per = f"{w('per')} {w.name(key)}" if self.chance(0.4) else ""
        self.line(w("choose highest"), w("of@choices"), "{", ", ".join(names), "}", per,
                  f"{w('ties')} {w('to first')}")  # fmt: skip

    def choose_by(self, names, entity):
        """The applicant's choice, a field of its own."""
        w, n = self.w, self.w.name
        if self.choices:
            return
        self.uses.add("choose_by")
        self.choices[entity] = names
        head = next(i for i, line in enumerate(self.lines)
                    if line.endswith(f" {n(entity)} {{") and "for" not in line)  # fmt: skip
        field = f"    {n('choice')} : {w('one of')} {{ {', '.join(names)} }} {w('optional')}"
        self.lines.insert(head + 2, field)
        self.line(w("choose"), w("by"), n("choice"), w("of@choices"), "{", ", ".join(names), "}")

    def cap_together(self):
        w = self.w
        names, entity = self.some_rewards(2)
        if not names:
            return
        self.uses.add("cap_together")
        how = w(self.pick("pro rata", "in order"))
        self.line(w("cap together"), "{", ", ".join(names), "}", w("at most"), self.e.amount(), how)

    def sanction(self):
        w = self.w
        blocked = self.honours + [name for name, of in self.rewards if of == "unit"]
        blocked += [f"{name} {w('via')} {w.name('by_unit')}" for name, of in self.rewards
                    if of == "project"]  # fmt: skip
        if not blocked:
            return
        name = self.name("sanction")
        self.line(w("sanction"), name, self.of("unit"), self.cite(), "{", w("when"),
                  self.e("bool", "unit", 2), w("block"), self.random.choice(blocked), "}")  # fmt: skip


def random_policy(random, language):
    maker = RandomPolicy(random, language)
    text = maker.text()
    return text, maker


def random_data(random, maker, rows):
    """Tables for the entities of a generated policy."""
    n = maker.w.name
    edges = [Fraction(*constant) for constant in maker.e.constants]
    units = [f"u{i}" for i in range(random.randint(0, max(1, rows // 2)))]
    projects = [f"p{i}" for i in range(random.randint(0, rows))]
    rate = random.choice([0, 0, 0, 0.03, 0.08])
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
            "ratio": random.choice(["", "0.5", "60%", "0", "1"]), "start": some_date(),
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

    def task(row):
        return {"id": f"t{row}", "of_unit": key(units), "goal": number(2)}

    def quote(row):
        return {"id": f"q{row}", "price": number(4).lstrip("-"), "quoted_on": DATES[row]}

    def holiday(row):
        return {"id": f"d{row}", "day_off": DATES[-1 - row], "makeup": random.choice(["true", "false"])}

    tables = {"whole": {"header": ["as_of"], "rows": [[random.choice(DATES)]]}}
    for use, name in maker.e.open:
        if use == "param" and random.random() < 0.6:
            tables["whole"]["header"].append(name)
            tables["whole"]["rows"][0].append(random.choice(["5%", "0.5", "", "abc"]))
    plans = [
        ("unit", unit, len(units)), ("project", project, len(projects)),
        ("helper", helper, random.randint(0, rows)), ("quote", quote, random.choice([0, 4, 8])),
        ("holiday", holiday, random.choice([0, 3, 8])),
        ("report", report, random.randint(0, rows)),
    ]  # fmt: skip
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
