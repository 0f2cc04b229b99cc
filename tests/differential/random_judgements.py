"""Random targets, rankings, scores, deadlines, lists, titles, and parts of a whole."""


class Judgements:
    """Part of RandomPolicy."""

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
