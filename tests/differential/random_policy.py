"""Random policy texts that use every form of the language, in English, Chinese or both."""

from policy_words import Words
from random_chains import Chains
from random_expressions import MODES, Expressions
from random_figures import Figures
from random_frame import Frame
from random_judgements import Judgements
from random_laws import Laws
from random_rewards import Rewards


class RandomPolicy(Frame, Figures, Chains, Judgements, Rewards, Laws):
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


def random_policy(random, language, kind=RandomPolicy):
    maker = kind(random, language)
    text = maker.text()
    return text, maker
