"""Random columns that read other rows of their order: before, earlier, of the period before; rows that
are made, summed up, or found by a key of several fields."""

from random_expressions import MODES


class Chains:
    """Part of RandomPolicy."""

    def history(self):
        name = self.name("history")
        self.line(self.w("define"), name, self.of("report"), "=", self.e("money", "report", 3))
        self.e.defined.append(("report", "money", name))

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
