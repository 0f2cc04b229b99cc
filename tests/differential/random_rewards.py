"""Random rewards, and the forms that act on rewards: funds, choices, joint caps, sanctions."""


class Rewards:
    """Part of RandomPolicy."""

    when_counts = (0, 1, 1, 2)

    def payer(self):
        w = self.w
        whole = self.payer_of_all() if self.chance(0.15) else None
        self.line(" ", w("from@payer"), whole or w.name(self.pick("treasury", "bureau")))

    def payer_of_all(self):
        """One figure of the whole, defined before the reward that stands open."""
        w, n = self.w, self.w.name
        name = self.name("payer")
        of_unit = f"{n('unit')}.{n('name')}"
        tie = f"{w('ties')} {w('by')} {w('key')}"
        value = self.pick(
            f"{w('fn:first')}({of_unit} {w('by')} {n('goal')} {w('desc')} {tie})",
            f"{w('fn:last')}({of_unit} {w('by')} {n('staff')} {tie})",
            f"{w('fn:only')}({of_unit} {w('where')} {n('goal')} {w('op:greater')} {self.e.amount()})",
            f"{w('fn:join')}({w.text('p')}, {w('fn:count')}({n('unit')}))",
        )  # fmt: skip
        head = max(i for i, line in enumerate(self.lines) if line.endswith("{"))
        self.line(w("define"), name, "=", value)
        self.lines.insert(head, self.lines.pop())
        return name

    def whole_amount(self):
        """A limit that is a whole number of any rounding's steps."""
        value = self.pick(0, 1, 5, 30, 100)
        self.e.constants.append((value * 10000, 1))
        return f"{value}万{self.e.yuan()}"

    def when(self, entity):
        for _ in range(self.pick(*self.when_counts)):
            self.line(" ", self.w("when"), self.e("bool", entity, 2))

    def tie(self):
        """What tells rows apart that are equal in an order."""
        w = self.w
        return f"{w('ties')} {w('by')} {w(self.pick('key', 'row order'))}"

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
                how = f"{w('pro rata')} {self.tie()}"
                if self.chance(0.4):
                    how = f"{w('in order of')} {self.e.leaf('money', entity)} {w('desc')} {self.tie()}"
                scope = f"{w('per')} {w.name(key)} {how}"
            limit = self.pick(self.whole_amount(), self.e.field("money", entity))
            if self.chance(0.3):
                limit = f"{self.e.field('money', entity)} {w('op:divide')} 3"
            clauses.append(f"{w('cap')} {limit} {scope}")
        if self.chance(0.3):
            clauses.append(f"{w('floor')} {self.whole_amount()}")
        if self.chance(0.1):
            clauses.append(f"{w('top up')} {self.e.leaf('money', entity)}")
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

    def expense(self):
        """What is paid and is no reward: it takes the ways of rewards."""
        w = self.w
        name = self.name("expense")
        self.line(w("expense"), name, self.of("project"), self.cite(), "{")
        self.when("project")
        if self.chance(0.5):
            self.line(" ", w("for@purpose"), w.name("area"))
        self.line(" ", w("pay"), self.e("money", "project", 2))
        if self.chance(0.4):
            self.line(" ", w("cap"), self.whole_amount())
        self.payer()
        self.line(" ", w("to@payee"), w.name("by_unit"))
        self.line("}")
        self.rewards.append((name, "project"))
        self.e.defined.append(("project", "money", name))

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
            ties = f"{w('by')} {self.pick(w.name('staff') + ' ' + w('desc'), w('key'), w('row order'))}"
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
        how = self.pick(w("equally"), f"{w('by')} {w.name('weighting')}", None)
        first = self.pick("", f"{w('in order of')} {w.name('joined')} ")
        rest = f"{w('remainder')} {w(self.pick('to largest', 'to first', 'to last'))} {first}{self.tie()}"
        if how is not None and self.chance(0.4):
            how += f" {w('at most')} {self.pick('300', '0', '10000.005')}{self.e.yuan()}"
        if how is not None and self.chance(0.2):
            how += f" {w('at least')} {self.pick('0', '0.02')}{self.e.yuan()}"
        if how is None:  # leaves nothing to place
            how = f"{w('first only')} {w('in order of')} {w.name('joined')} {w('asc')} {self.tie()}"
            rest = ""
        payee = f"{w.name('helper')}.{w.name('partner')}"
        self.line(" ", w("to@payee"), payee, w("shared among"), w.name("helper"), how, rest)
        self.line("}")

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
        if entity == "project" and self.chance(0.5):
            return self.yearly_fund(name, names[0])
        self.line(w("fund"), name, self.cite(), "{")
        budget = self.e.amount()
        if self.chance(0.3):
            budget = f"{self.e.amount()} {w('from@date')} 2010-01-01, {budget} {w('from@date')} 2011-01-01"
        self.line(" ", w("budget"), budget)
        if self.chance(0.2):
            self.line(" ", w("carry over"), self.e.amount())
        self.line(" ", w("pays"), ", ".join(names))
        pro_rata = f"{w('pro rata')} {self.tie()}"
        order = f"{w('in order of')} {self.e.field('money', entity)} {self.tie()}"
        short = self.pick(pro_rata, w("refuse"), order)
        self.line(" ", w("when short"), short)
        if short == pro_rata:
            self.line(" ", w("remainder"), w(self.pick("to largest", "to first", "to last")))
        self.line("}")

    def yearly_fund(self, name, reward):
        """A budget for each year, which may pass on what it leaves."""
        w, n = self.w, self.w.name
        self.uses.add("yearly_fund")
        budget = f"{self.e.amount()} {w('from@date')} 2009-01-01"
        if self.chance(0.5):
            budget += f", {self.e.amount()} {w('from@date')} 2010-07-01"
        budget += f" {w('to@until')} {self.pick('2010-12-31', '2011-12-31', '2012-06-30')}"
        year = n(self.pick("start", "start", "finish"))
        self.line(w("fund"), name, self.cite(), "{")
        self.line(" ", w("budget"), budget, w("each year of"), year)
        self.line(" ", w("pays"), reward)
        order = f"{w('in order of')} {self.e.field('money', 'project')}"
        short = self.pick(w("pro rata"), order)
        self.line(" ", w("when short"), short, self.tie())
        if self.chance(0.7):
            self.uses.add("carry_over")
            self.line(" ", w("carry over"), self.pick("", self.e.amount()))
        if self.chance(0.2):
            self.line(" ", w("floor"), self.e.amount())
        if self.chance(0.3):
            self.line(" ", self.rounding())
        if short != order:
            self.line(" ", w("remainder"), w(self.pick("to largest", "to first", "to last")))
        self.line("}")
        if self.chance(0.5):
            figure = f"{{ {self.name('year')} = requested {w('op:subtract')} granted }}"
            self.line(w("summary"), self.name("year"), w("of fund"), name, self.pick("", figure))

    def choose(self):
        w = self.w
        names, entity = self.some_rewards(2)
        if not names or self.chosen.intersection(names):  # no reward is chosen from twice
            return
        self.chosen.update(names)
        self.uses.add("choose")
        if self.chance(0.4):
            return self.choose_by(names, entity)
        key = {"project": "by_unit", "unit": "kind"}[entity]
        per = f"{w('per')} {w.name(key)}" if self.chance(0.4) else ""
        ties = f"{w('ties')} {w('to first')}"
        if per:
            ties += f" {w('by')} {w(self.pick('key', 'row order'))}"
        self.line(w("choose highest"), w("of@choices"), "{", ", ".join(names), "}", per, ties)

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
