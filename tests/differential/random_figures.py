"""Random definitions and what they are looked up in: parameters, brackets, schedules, tables by year,
money of several currencies."""

from random_expressions import AREAS, KINDS, MODES


class Figures:
    """Part of RandomPolicy."""

    def define(self):
        w = self.w
        entity = self.pick("project", "project", "unit", "helper", "")
        kind = self.pick("money", "money", "number", "bool", "date")
        name = self.name("def")
        hidden = w("intermediate") if self.chance(0.4) else ""
        self.line(hidden, w("define"), name, self.of(entity), self.cite(), "=", self.e(kind, entity, 3))
        self.e.defined.append((entity, kind, name))

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

    def schedule(self):
        w = self.w
        name = self.name("phase")
        years = f"{{ {w('years')} 1..3 : 100%, 4..5 : 50%, {w('after')} : 0% }}"
        self.line(w("schedule"), name, self.of("project"), w("starting"), w.name("start"), years)
        use = self.name("phased")
        self.line(w("define"), use, self.of("project"), "=", name, w("op:multiply"),
                  w.name("revenue"))  # fmt: skip

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
