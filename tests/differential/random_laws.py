"""Random formulas with arguments, readings of days, checks of what is defined, rewards of several
tables among which the highest is chosen, and laws that hold from a day on for rows."""


class Laws:
    """Part of RandomPolicy."""

    def month_ends(self):
        w = self.w
        self.uses.add("reading")
        self.line(w("reading"), w("month ends"), w(self.pick("clamped", "forward", "refused")))

    def formula(self):
        """A formula of one row or of none, and its uses."""
        w, n = self.w, self.w.name
        name = self.name("formula")
        body = self.pick(
            f"{w('fn:min')}(most, part {w('op:multiply')} share)",
            f"{w('if')} share {w('op:less')} 10% {w('then')} most {w('else')} part {w('op:multiply')} share",
            f"{w('fn:max')}((part {w('op:otherwise')} 5 CNY) {w('op:subtract')} most, 0 CNY) {w('op:multiply')} share",
        )  # fmt: skip
        of_rows = self.chance(0.3)
        if of_rows:
            body = f"({body}) {w('op:add')} {n('paid_before')}"
        self.line(w("define"), f"{name}(part : {w('money')}, share : {w('percent')}, most : {w('money')})",
                  self.of("project" if of_rows else ""), self.cite(), "=", body)  # fmt: skip
        for _ in range(self.pick(1, 2)):
            used = self.name("formula")
            part = self.pick(n("invested"), n("revenue"), self.e("money", "project", 1))
            share = self.pick(n("ratio"), f"({n('ratio')} {w('op:otherwise')} 5%)", "12.5%")
            call = f"{name}({part}, {share}, {self.pick(self.e.amount(), n('paid_before'))})"
            self.line(w("intermediate"), w("define"), used, self.of("project"), "=", call)
            self.e.defined.append(("project", "money", used))

    def prorated(self):
        w, n = self.w, self.w.name
        amount = self.pick(n("invested"), n("revenue"), self.e.amount())
        days = f"{n('start')}, {n('finish')}"
        whole = self.pick("", "", ", 2009-07-01, 2010-06-30")
        call = self.pick(f"{w('fn:prorated')}({amount}, {days}{whole})",
                         f"{w('fn:prorated_by_month')}({amount}, {days})")  # fmt: skip
        grid = f"{w('to')} 0.01, {w('half_up')}"
        self.line(w("define"), self.name("prorated"), self.of("project"), "=", f"{w('fn:round')}({call}, {grid})")

    def rounds(self):
        """The round in which a share is settled under one limit."""
        w, n = self.w, self.w.name
        limit = f"{w('at most')} {self.pick(n('revenue'), n('paid_before'), '300' + self.e.yuan())}"
        weight = f", {w('by')} {n(self.pick('invested', 'people'))}" if self.chance(0.7) else ""
        group = f"{w('within')} {n(self.pick('area', 'by_unit'))}" if self.chance(0.4) else ""
        where = f"{w('where')} {self.e('bool', 'project', 1)}" if self.chance(0.3) else ""
        self.line(w("define"), self.name("rounds"), self.of("project"), "=",
                  f"{w('fn:share_rounds')}({self.e.amount()}{weight} {limit} {group} {where})")  # fmt: skip

    def check_of_figures(self):
        """A check of a table that reads a definition of the row, which may read another."""
        w, n = self.w, self.w.name
        name = self.name("checks")
        value = self.pick(
            f"{n('invested')} {w('op:add')} {n('paid_before')}",
            f"{w('if')} {n('open_now')} {w('then')} {n('revenue')} {w('else')} {n('invested')}",
            f"{w('fn:sum')}({n('invested')} {w('within')} {n('area')})",
            f"{w('fn:max')}({n('revenue')}, 0 CNY) {w('op:otherwise')} 1 CNY",
        )  # fmt: skip
        self.line(w("intermediate"), w("define"), name, self.of("project"), "=", value)
        limit = self.pick(self.e.amount(), n("invested"), f"{n('by_unit')}.{n('goal')}")
        op = w(self.pick("op:less", "op:less_equal", "op:greater", "op:greater_equal"))
        self.lines.insert(self.end_of_project, f"    {w('check')} {name} {op} {limit}")
        self.e.defined.append(("project", "money", name))

    def choose_across(self):
        """The highest among what a unit and what its helpers get."""
        w, n = self.w, self.w.name
        own, other = self.name("across"), self.name("across")
        for name, entity, value in ((own, "unit", n("goal")),
                                    (other, "helper", f"{n('weighting')} {w('op:multiply')} 1000 CNY")):  # fmt: skip
            when = f"{w('when')} {self.e('bool', entity, 1)}" if self.chance(0.5) else ""
            self.line(w("reward"), name, self.of(entity), self.cite(), "{", when, w("pay"), value,
                      w("from@payer"), n("treasury"), "}")  # fmt: skip
        names = [own, other] if self.chance(0.5) else [other, own]
        key = n("partner")
        if self.chance(0.5):  # the unit itself
            key = n("unit")
            self.line(w("define"), n("unit"), self.of("helper"), "=", n("partner"))
        else:
            self.line(w("define"), n("partner"), self.of("unit"), "=", n("parent"))
        self.line(w("choose highest"), w("of@choices"), "{", ", ".join(names), "}", w("per"), key,
                  w("ties"), w("to first"), w("by"), w(self.pick("key", "row order")))  # fmt: skip

    def by_the_row(self):
        """A later policy that holds for rows from a day on."""
        w, n, self.lines = self.w, self.w.name, []
        self.uses.add("by_row")
        rewards = [name for name, of in self.rewards if of == "project"]
        figures = [(kind, name) for of, kind, name in self.e.defined
                   if of == "project" and name.startswith("def")]  # fmt: skip
        if not rewards and not figures:
            return ""
        self.line(w("amends"), "generated", w("from@date"), self.e.date(), w("by"), f"{n('project')}.{n('start')}", "{")
        if rewards and (not figures or self.chance(0.6)):
            name = self.random.choice(rewards)
            if self.chance(0.2):
                self.line(" ", w("repeal"), name)
            else:
                self.line(" ", w("replace"), w("reward"), name, self.of("project"), self.cite(), "{", w("pay"),
                          self.e.leaf("money", "project"), w("from@payer"), n("treasury"), "}")  # fmt: skip
        else:
            kind, name = self.random.choice(figures)
            self.line(" ", w("replace"), w("intermediate"), w("define"), name, self.of("project"), "=",
                      self.e.leaf(kind, "project"))  # fmt: skip
        self.line("}")
        return f"{w('policy')} later {{\n" + "\n".join(self.lines) + "\n}\n"
