"""Random policy texts that use every form of the language, in English, Chinese or both."""

from policy_words import Words
from random_expressions import AREAS, KINDS, MODES, Expressions
from random_laws import Laws
from random_rewards import Rewards


class RandomPolicy(Rewards, Laws):
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
        self.chosen = set()  # rewards that stand in a choice
        self.number = 0
        self.mixed = False
        self.tiered = False

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
        if self.chance(0.2):
            self.month_ends()
        self.rates()
        self.entities()
        self.left_open()
        forms = [
            self.define, self.define, self.define, self.param, self.scale, self.target, self.reward,
            self.reward, self.split, self.ranking, self.score, self.deadline, self.honour,
            self.banded, self.shared, self.ranked, self.whole, self.matrix, self.schedule,
            self.portion, self.history, self.filings, self.made_rows, self.summary, self.carried, self.queue,
            self.mixed_money, self.posted, self.so_far, self.lengths, self.powers, self.rated,
            self.mixed_money, self.posted, self.expense, self.as_of, self.listed,
            self.formula, self.formula, self.prorated, self.check_of_figures, self.choose_across, self.rounds,
        ]  # fmt: skip
        for form in self.random.sample(forms, self.random.randint(1, 6)):
            form()
        for form in (self.fund, self.choose, self.cap_together, self.sanction):
            if self.chance(0.35):
                form()
        body = "\n".join(self.lines)
        text = f"{w('policy')} generated {{\n{body}\n}}\n"
        if not self.chance(0.2):
            return text
        return text + (self.by_the_row() if self.chance(0.5) else self.amendment())

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
        self.e.unlikely = self.pick("", w("or not applicable"))
        unlikely = self.e.unlikely
        left_out = self.pick("", w("left out when unknown"))
        one_of = lambda words: f"{w('one of')} {{ {', '.join(n(word) for word in words)} }}"
        self.entity(
            "unit", f"key name {w('text')}", f"kind {one_of(KINDS)}", f"goal {w('money')}",
            f"staff {w('count')} {optional}", f"growth {w('number')} {unlikely}",
            f"decision grant {w('money')} {w('within@bounds')} 0{self.e.yuan()}..50万{self.e.yuan()}",
            f"parent {n('unit')} {optional}",
        )  # fmt: skip
        self.entity(
            "project", f"key id {w('text')}", f"by_unit {n('unit')} {left_out}", f"at_unit {n('unit')} {optional}",
            f"invested {w('money')}", f"revenue {w('money')}", f"dollars {w('money')} USD",
            f"ratio {w('percent')} {optional}", f"start {w('date')}", f"finish {w('date')} {optional} {unlikely}",
            f"area {one_of(AREAS)}", f"open_now {w('bool')}", f"paid_before {w('money')} {default} 0",
            f"people {w('count')} {unlikely}",
        )  # fmt: skip
        self.end_of_project, self.dated = len(self.lines) - 1, False
        if self.chance(0.3):
            check = f"    {w('check')} {n('revenue')} {w('op:greater_equal')} 0 {w('op:disjunction')} "
            self.lines.insert(-1, check + n("open_now"))
        self.entity(
            "helper", f"key id {w('text')}", f"of_project {n('project')}", f"partner {n('unit')}",
            f"weighting {w('number')} {w('to')} 0.01", f"joined {w('date')}", f"main {w('bool')}",
        )  # fmt: skip
        order = f"{n('joined')} {self.pick('', w('desc'))}, {n('weighting')} {w('desc')}"
        ties = f"{w('ties')} {w('by')} {self.pick(w('key'), w('row order'))}"
        group = self.pick("", f"{w('within')} {n('of_project')}", f"{w('within')} {n('partner')}, {n('main')}")
        self.lines.insert(-1, f"    {w('sequence')} {w('by')} {order} {group} {ties}")
        self.entity(
            "report", f"key id {w('text')}", f"of_unit {n('unit')}", f"year_no {w('count')}",
            f"output {w('money')}", f"starred {w('bool')}",
        )  # fmt: skip
        self.lines.insert(-1, f"    {w('period')} {n('year_no')} {w('within')} {n('of_unit')}")
        year = self.pick(n("year_no"), f"{n('year_no')} {w('op:subtract')} 1", "2")
        unsaid = self.pick("", optional, w("left out when unknown"))
        filed = f"{n('filed')} : {n('filing')} {w('by')} ({n('of_unit')}, {year}) {unsaid}"
        self.lines.insert(-1, "    " + filed)
        self.entity(
            "filing", f"of_unit {n('unit')} {self.pick('', w('left out when unknown'))}", f"year_no {w('count')}",
            f"output {w('money')}",
        )  # fmt: skip
        self.lines.insert(-1, f"    {w('key')} {n('of_unit')}, {n('year_no')}")
        self.entity("quote", f"key id {w('text')}", f"price {w('number')} {w('to')} 0.0001", f"quoted_on {w('date')}")
        if self.chance(0.5):
            self.mixed_tables()
        if self.chance(0.5):
            self.tiered = True
            self.entity(
                "tier", f"key id {w('text')}", f"area {one_of(AREAS)}", f"low {w('money')}", f"high {w('money')} {optional}",
                f"ratio {w('percent')}", f"price {w('money')}",
            )  # fmt: skip
        self.entity("holiday", f"key id {w('text')}", f"day_off {w('date')}", f"makeup {w('bool')}")

    def mixed_tables(self):
        """Money whose currency stands in a column, and the long list of what it is worth."""
        w, n = self.w, self.w.name
        self.mixed = True
        coins = lambda *words: f"{w('currency of')} {{ {', '.join(words)} }}"
        money = f"{w('money')} {w('in@field')} {n('coin')}"
        self.entity(
            "transfer", f"key id {w('text')}", f"coin {coins('CNY', 'USD', 'HKD')}", f"received {money}",
            f"charged {money} {self.pick('', w('default') + ' 0')}", f"moved {w('date')}", f"of_unit {n('unit')}",
        )  # fmt: skip
        said = self.pick(coins("USD", "HKD"), coins("USD", "HKD"), w("text"))
        self.entity(
            "listed", f"key id {w('text')}", f"coin {said}", f"day_of {w('date')}",
            f"worth {w('number')} {w('to')} 0.01 {self.pick('', w('optional'))}",
        )  # fmt: skip
        size = self.pick("", f"{w('per@rate')} 100")
        self.line(w("rate"), w("to@rate"), "CNY", w("from@table"), n("listed"), w("by"), n("coin"), ",", n("day_of"),
                  w("value@column"), n("worth"), size, w("fallback"), w(self.pick("latest earlier", "error")))  # fmt: skip

    # ---- Forms

    def posted(self):
        """Brackets that are rows of a table, whole or in groups."""
        if not self.tiered:
            return self.define()
        w, n = self.w, self.w.name
        name, kind = self.name("posted"), self.pick("marginal", "slab", "step")
        by_area = self.chance(0.6)
        group = f"{w('by')} {n('area')}" if by_area else ""
        closed = self.chance(0.5)
        lower = f"{w('from@edge' if closed else 'over')} {n('low')}"
        upper = f"{w('below' if closed else 'up to')} {n('high')}" if self.chance(0.4) else ""
        value = n("price") if kind == "step" and self.chance(0.6) else n("ratio")
        self.line(w("scale"), name, self.cite(), w(kind), w("from@table"), n("tier"), group, lower, upper,
                  w("value@column"), value)  # fmt: skip
        amount = self.pick(n("invested"), n("revenue"), self.e("money", "project", 1))
        areas = f", {n('area')}" if by_area else ""
        self.line(w("define"), self.name("posted"), self.of("project"), "=", f"{name}({amount}{areas})")
        if self.chance(0.4):
            whole = f", {n(self.random.choice(AREAS))}" if by_area else ""
            self.line(w("define"), self.name("posted"), "=", f"{name}(150 CNY{whole})")

    def mixed_money(self):
        """Converted row by row, then added up."""
        if not self.mixed:
            return self.define()
        w, n = self.w, self.w.name
        net, yuan = self.name("mixed"), self.name("mixed")
        fee = self.pick(n("charged"), f"{n('received')} {w('op:multiply')} 1%", f"0.5 {w('op:multiply')} {n('charged')}")
        self.line(w("define"), net, self.of("transfer"), "=", f"{n('received')} {w('op:subtract')} {fee}")
        day = self.pick(n("moved"), n("moved"), self.e.date())
        value = f"({self.pick(net, n('received'))} {w('op:convert')} CNY {w('on@rate')} {day})"
        rounded = f"{w('fn:round')}({value}, {w('to')} 0.01, {w(self.random.choice(MODES))})"
        self.line(w("define"), yuan, self.of("transfer"), "=", rounded)
        more = f"{w('where')} {n('received')} {w('op:greater')} {n('charged')}" if self.chance(0.4) else ""
        fold = self.pick("fn:sum", "fn:sum", "fn:max")
        if self.chance(0.6):
            self.line(w("define"), self.name("mixed"), self.of("unit"), "=",
                      f"{w(fold)}({n('transfer')}.{yuan} {more})")  # fmt: skip
        self.line(w("define"), self.name("mixed"), "=", f"{w(fold)}({n('transfer')}.{yuan} {more})")
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

    def made_rows(self):
        """Rows made of a table and a calendar, of two tables, or of both, and what is added up of them."""
        w, n = self.w, self.w.name
        made, of_made, of_source = self.name("part"), self.name("part"), self.name("part")
        day = n(self.pick("start", "start", "finish"))
        near = f"{day} {w('op:greater_equal')} 2009-01-01 {w('op:conjunction')} {n('finish')} {w('op:less_equal')} 2012-12-31"
        unit = w(self.pick("month@span", "quarter@span", "year@span"))
        span = self.pick(f"{unit} {w('of@span')} {day} .. {n('finish')}",
                         f"{unit} {w('of@span')} 2010 .. 2011",
                         f"{w('stretch')} {w('of@span')} {day} .. {n('finish')} {w('cut at')} {n('quote')}.{n('quoted_on')}, {n('start')}",
                         f"{w(self.pick('friday', 'week@span', 'day@span'))} {w('of@span')} 2010-02-26 .. 2010-03-12")  # fmt: skip
        more = f"{w('each@rows')} {n('filing')}," if self.chance(0.2) else ""
        self.line(w("entity"), made, w("from each"), n("project"), w("where"), near, ",", more, span)
        cost = f"{n('project')}.{n('invested')} {w('op:multiply')} days"
        self.line(w("define"), of_made, f"{w('for')} {made}", "=",
                  self.pick(cost, f"{n('project')}.{n('revenue')}", "ordinal", "full_days"))  # fmt: skip
        fold = self.pick(f"{w('fn:sum')}({made}.{of_made})", f"{w('fn:count')}({made})", f"{w('fn:max')}({made}.days)")
        self.line(w("define"), of_source, self.of(self.pick("project", "")), "=", fold)
        if self.chance(0.4):
            self.line(w("define"), self.name("part"), f"{w('for')} {made}", "=",
                      f"{w('fn:sum')}({of_made} {w('within')} {self.pick('year' if '2010 ..' in span else 'first_day', n('project'))})")  # fmt: skip

    def summary(self):
        """The groups that occur, and their figures."""
        w, n = self.w, self.w.name
        groups, figure = self.name("group"), self.name("group")
        parts = [
            n("by_unit"), n("at_unit"), n("area"), n("open_now"), f"{n('people')} {w('op:add')} 1 {w('as@name')} more",
            f"({n('revenue')} {w('op:greater')} {self.e.amount()}) {w('as@name')} rich",
        ]  # fmt: skip
        self.random.shuffle(parts)
        fold = self.pick(f"{w('fn:sum')}({n('revenue')})", f"{w('fn:count')}({n('project')})", f"{w('fn:max')}({n('invested')})")
        self.line(w("summary"), groups, w("from@table"), n("project"), w("by"), ", ".join(parts[: self.pick(1, 2)]),
                  "{", figure, "=", fold, "}")  # fmt: skip
        self.line(w("define"), self.name("group"), self.of("project"), "=", f"{groups}.{figure}")
        self.line(w("define"), self.name("group"), "=", f"{w('fn:count')}({groups})")

    def carried(self):
        """Columns that read themselves in the row before, alone or two together."""
        w, n = self.w, self.w.name
        first, second = self.name("carried"), self.name("carried")
        amount, truth = self.e("money", "report", 1), self.e("bool", "report", 1)
        zero = f"{w('op:otherwise')} {self.pick('0', '1000000')} CNY"
        before = f"(previous.{self.pick('', 'previous.')}{second} {zero})"
        value = self.pick(
            f"{amount} {w('op:add')} {before}",
            f"{w('fn:min')}({n('output')}, {w('fn:max')}({before} {w('op:subtract')} {amount}, 0 CNY))",
            f"{w('if')} {truth} {w('then')} {before} {w('else')} {amount}",
        )
        grid = f"{w('to')} 0.01, {w(self.random.choice(MODES))}"
        rounded = f"{w('fn:round')}({value}, {grid})"
        later = self.pick("", f" {w('op:multiply')} 1.1")
        self.line(w("define"), first, self.of("report"), ":", w("money"), "=", rounded)
        self.line(w("define"), second, self.of("report"), ":", w("money"), "=",
                  f"{w('fn:round')}({first}{later}, {grid})")  # fmt: skip
        self.e.defined.append(("report", "money", second))
        if self.chance(0.4):
            ever = self.name("carried")
            known = f"(previous.{ever} {w('op:otherwise')} {w('false')})"
            self.line(w("define"), ever, self.of("report"), "=", truth, w("op:disjunction"), known)

    def queue(self):
        """Folds over the rows before, and a column that depends on those before it."""
        w, n = self.w, self.w.name
        within = self.pick("", f"{w('within')} {n('partner')}", f"{w('within')} {n('main')}")
        where = self.pick("", f"{w('where')} {self.e('bool', 'helper', 1)}")
        fold, value = self.pick(
            ("sum", n("weighting")), ("min", n("weighting")), ("max", n("joined")), ("all", n("main")),
            ("any", f"{n('main')}"),
        )  # fmt: skip
        self.line(w("define"), self.name("queued"), self.of("helper"), "=",
                  f"{w('fn:' + fold)}(earlier.{value} {within} {where})")  # fmt: skip
        won = self.name("queued")
        taken = f"{w('fn:count')}(earlier {within} {w('where')} {won})"
        self.line(w("define"), won, self.of("helper"), ":", w("bool"), "=",
                  f"{self.e('bool', 'helper', 1)} {w('op:conjunction')} {taken} {w('op:less')} 2")  # fmt: skip
        if self.chance(0.4):
            self.line(w("define"), self.name("queued"), self.of("helper"), "=",
                      f"before.{n('weighting')} {w('op:otherwise')} 0.5")  # fmt: skip

    def so_far(self):
        """Folds over the rows before that are compared with the row itself."""
        w, n = self.w, self.w.name
        field = self.pick("weighting", "weighting", "joined")
        own = f"{w('this')}.{n(field)}"
        op = w(self.pick("op:greater", "op:greater_equal", "op:less", "op:less_equal"))
        bound = f"{n(field)} {op} {own}"
        if field == "joined" and self.chance(0.4):
            bound = f"{n(field)} {w('op:greater')} {own} {w('op:subtract')} {self.pick(3, 30, 400)} {w('op:of_days')}"
        if self.chance(0.3):
            bound = f"{n('partner')} {w('op:equal')} {w('this')}.{n('partner')}" + self.pick(
                "", f" {w('op:conjunction')} {bound}")  # fmt: skip
        if self.chance(0.3):
            bound += f" {w('op:conjunction')} {self.e('bool', 'helper', 1)}"
        within = self.pick("", f"{w('within')} {n('partner')}", f"{w('within')} {n('main')}")
        fold, value = self.pick(
            ("count", ""), ("count", ""), ("sum", "." + n("weighting")), ("min", "." + n("weighting")),
            ("max", "." + n("joined")), ("all", "." + n("main")), ("any", "." + n("main")),
        )  # fmt: skip
        self.line(w("define"), self.name("sofar"), self.of("helper"), "=",
                  f"{w('fn:' + fold)}(earlier{value} {within} {w('where')} {bound})")  # fmt: skip

    def lengths(self):
        """Days that are a computed length of time away."""
        w, n = self.w, self.w.name
        unit = w(self.pick("op:of_days", "op:of_months", "op:of_years", "op:of_workdays"))
        count = self.pick(n("people"), f"({n('people')} {w('op:add')} 1)", f"({w('fn:mod')}({n('people')}, 7))")
        move = w(self.pick("op:add", "op:subtract"))
        name = self.name("later")
        self.line(w("define"), name, self.of("project"), "=", n(self.pick("start", "finish")), move, count, unit)
        self.e.defined.append(("project", "date", name))

    def powers(self):
        w, n = self.w, self.w.name
        base = self.pick(f"1 {w('op:add')} {n('ratio')}", "1.05", f"{n('ratio')} {w('op:subtract')} 0.5",
                         f"{n('people')} {w('op:divide')} 7")  # fmt: skip
        times = f"{w('fn:max')}(0, {w('fn:min')}({n('people')}, {self.pick(1, 2, 5, 12)}))"
        grid = f"{w('to')} 0.0001, {w(self.random.choice(MODES))}"
        self.line(w("define"), self.name("power"), self.of("project"), "=",
                  f"{w('fn:round')}({w('fn:power')}({base}, {times}), {grid})")  # fmt: skip

    def rated(self):
        """A table by a year and by words, which need not cover the same years."""
        w, n = self.w, self.w.name
        name = self.name("rated")
        cells = []
        for area in AREAS:
            first = self.pick(2008, 2009, 2010)
            years = self.pick([str(first), f"{first + 1}..2011", w("after")], [w("else@band")], [f"{first}..2010"],
                              [str(first), w("else@band")])  # fmt: skip
            cells += [(year, n(area)) for year in years]
        year_first = self.chance(0.6)
        axes = [f"{w('fn:year')}({n('project')}.{n('start')})", f"{n('project')}.{n('area')}"]
        entries = [f"{', '.join(cell if year_first else cell[::-1])} : {self.e.rate()}" for cell in cells]
        self.line(w("param"), name, ":", w("number"), w("by"), ", ".join(axes if year_first else axes[::-1]),
                  "{", ", ".join(entries), "}")  # fmt: skip
        self.line(w("define"), self.name("rated"), self.of("project"), "=", n("revenue"), w("op:multiply"), name)

    def filings(self):
        """Rows with a key of two fields, those that find them, and their order."""
        w, n = self.w, self.w.name
        of_filing, of_report = self.name("filed"), self.name("filed")
        fold = f"{w('fn:sum')}({n('report')}.{n('output')} {w('via')} {n('filed')})"
        self.line(w("define"), of_filing, self.of("filing"), "=", fold)
        self.line(w("define"), of_report, self.of("report"), "=",
                  f"{n('filed')}.{self.pick(n('output'), of_filing)}")  # fmt: skip
        if self.chance(0.5):
            order = f"{n('output')} {w('desc')} {w('ties')} {w('by')} {w('key')}"
            self.line(w("define"), self.name("filed"), self.of("filing"), "=", f"{w('fn:rank')}({order})")
        if self.chance(0.4):
            pot = f"{w('fn:share')}({self.e.amount()} {w('remainder')} {w('to largest')} {w('ties')} {w('by')} {w('key')})"
            self.line(w("define"), self.name("filed"), self.of("filing"), "=", pot)

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
        if len(shares) > 1:
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
            done = self.e.other(w.name("goal"), lambda: self.e.leaf("money", "unit"))
            progress = f"{done} {w('op:divide')} {w.name('goal')}"
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
        when = f"{w('when')} {self.e('bool', 'project', 1)}" if self.chance(0.4) else ""
        self.line(w("deadline"), name, self.of("project"), self.cite(), "{", when, w("from@time"),
                  w.name("start"), w("within@time"), f"{self.random.randint(1, 60)} {unit}", done, "}")  # fmt: skip

    def as_of(self):
        """Figures as of a day over rows that say to which day they belong, and a milestone measured on its day."""
        w, n = self.w, self.w.name
        if not self.dated:
            self.lines.insert(self.end_of_project, f"    {w('dated by')} {n('start')}")
            self.dated = True
        by = f"{w('as of@day')} {self.e.date()}"
        where = f"{w('where')} {n('open_now')}" if self.chance(0.4) else ""
        total = f"{w('fn:sum')}({n('project')}.{n('revenue')} {{}} {where})"
        entity = self.pick("", "unit")
        via = f"{w('via')} {n('by_unit')}" if entity else ""
        count = f"{w('fn:count')}({n('project')} {via} {by} {where})"
        self.line(w("define"), self.name("as_of"), self.of(entity), "=",
                  self.pick(f"{w('fn:sum')}({n('project')}.{n('invested')} {via} {by} {where})", count))  # fmt: skip
        if self.chance(0.4):
            self.line(w("define"), self.name("as_of"), self.of("project"), "=", f"{w('fn:sum')}({n('revenue')} {w('as of@day')} {n('start')})")
        if self.chance(0.5):
            self.line(w("target"), self.name("target"), self.cite(), ":", total.format(""), w("op:greater_equal"), self.e.amount(), "{",
                      w("milestone"), "half", w("by@time"), self.e.date(), w("on its day"), w("at least"), "50%", "}")  # fmt: skip

    def listed(self):
        """An open list, and a check of the policy."""
        w = self.w
        self.line(w("open list"), self.name("list"), self.of("project"), self.cite(), "{",
                  f"{w('when')} {self.e('bool', 'project', 1)}" if self.chance(0.4) else "",
                  w("named"), self.e("bool", "project", 1), w("others by"), w.name("open_now"), "}")  # fmt: skip
        entity = self.pick("project", "unit")
        self.line(w("check"), self.name("checked"), self.of(entity), ":", self.e("bool", entity, 2))

    def honour(self):
        name = self.name("honour")
        form = self.pick("honour", "eligibility")
        self.line(self.w(form), name, self.of("unit"), self.cite(), "{",
                  self.w("when"), self.e("bool", "unit", 2), "}")  # fmt: skip
        self.honours.append(name)

    def portion(self):
        """A part of a total among rows, as a function."""
        w = self.w
        name = self.name("portion")
        self.line(w("define"), name, self.of("project"), "=", f"{w('fn:share')}({self.e.amount()},",
                  w("by"), w.name(self.pick("invested", "people")), *self.limits(),
                  f"{w('remainder')} {w(self.pick('to largest', 'to first', 'to last'))} {self.tie()})")  # fmt: skip


    def limits(self):
        """What the parts of a share are held to."""
        w = self.w
        if self.chance(0.2):
            yield f", {w('to')} {self.pick('1', '100', '0.5')}{self.e.yuan()}"
        if self.chance(0.4):
            yield f"{w('at most')} {self.pick(w.name('invested'), w.name('revenue'), '300' + self.e.yuan())}"
        if self.chance(0.3):
            yield f"{w('at least')} {self.pick('0', '0.05', '10')}{self.e.yuan()}"


def random_policy(random, language, kind=RandomPolicy):
    maker = kind(random, language)
    text = maker.text()
    return text, maker
