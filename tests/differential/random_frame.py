"""Random tables of a policy, and what stands before its rules: rates, calendars, what is left open."""

from random_expressions import AREAS, KINDS


class Frame:
    """Part of RandomPolicy."""

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
