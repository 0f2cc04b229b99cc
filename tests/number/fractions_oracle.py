"""Holds src/number/ against Python's fractions and integers on random operations.

    fractions_oracle.py DRIVER [--count N | --full] [--seed S]

Writes operations for number_driver, works out every answer by itself, and compares. --full is
1 000 000 operations; the seed is printed, so a failure can be repeated.
"""

import argparse
import collections
import random
import re
import subprocess
import sys
from fractions import Fraction
from math import ceil, floor, gcd, trunc

from oracle_apportion import METHODS, RULES, apportion, divide_round
from oracle_operands import INT64, INT128, Operands

MODES = ("half_up", "half_even", "half_down", "up", "down", "ceiling", "floor")
BATCH = 50_000


def order(a, b):
    return str((a > b) - (a < b))


def divmod_truncating(n, d):
    quotient = abs(n) // abs(d)
    if (n < 0) != (d < 0):
        quotient = -quotient
    return quotient, n - quotient * d


def decimal_value(coefficient, scale):
    return Fraction(coefficient) / Fraction(10) ** scale


def plain_digits(coefficient, scale, group):
    """The decimal with exactly `scale` digits, by text alone."""
    digits = str(abs(coefficient)).rjust(scale + 1, "0")
    head, tail = (digits[:-scale], digits[-scale:]) if scale else (digits, "")
    if group == "thousands":
        head = f"{int(head):,}"
    return ("-" if coefficient < 0 else "") + head + ("." + tail if scale else "")


def decimal_read(flags, text):
    """What is to come of the text, by a regular expression."""
    digits = r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)" if "t" in flags else r"([0-9]+)"
    exponent = r"(?:[eE]([+-]?[0-9]{1,4}))?" if "e" in flags else "()"
    found = re.fullmatch(rf"([+-]?){digits}(?:\.([0-9]+))?{exponent}", text, re.ASCII)
    if not found:
        return "none"
    sign, head, tail, power = found.groups()
    coefficient = int(sign + head.replace(",", "") + (tail or ""))
    return f"{coefficient}:{len(tail or '') - int(power or 0)}"


def exact_text(value):
    """Decimal text when the denominator has only twos and fives, else n/d."""
    scale = 0
    rest = value.denominator
    while rest % 10 == 0:
        rest, scale = rest // 10, scale + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, scale = rest // prime, scale + 1
    if rest != 1:
        return str(value)
    return plain_digits(int(value * 10**scale), scale, "none")


class Questions:
    """Every method returns (line for the driver, answer)."""

    def __init__(self, source):
        self.random = source
        self.draw = Operands(source)

    def integers(self):
        a, b = self.draw.integer(), self.draw.integer()
        if self.random.random() < 0.1:
            b = a + self.random.randint(-1, 1)
        name = self.random.choice(("add", "sub", "mul", "divmod", "gcd", "cmp", "text"))
        if name == "text":
            zeros = "0" * self.random.randint(0, 3)
            sign = "-" if a < 0 else self.random.choice(("", "+"))
            return f"i.text {sign}{zeros}{abs(a)}", str(a)
        if name == "divmod":
            b = b or 1
            return f"i.divmod {a} {b}", "%d %d" % divmod_truncating(a, b)
        answer = {
            "add": lambda: str(a + b),
            "sub": lambda: str(a - b),
            "mul": lambda: str(a * b),
            "gcd": lambda: str(gcd(a, b)),
            "cmp": lambda: order(a, b),
        }[name]()
        return f"i.{name} {a} {b}", answer

    def integer_rounding(self):
        mode = self.random.choice(MODES)
        name, limits = self.random.choice(
            (("round64", INT64), ("round128", INT128), ("round", INT128), ("round", (-(2**400), 2**400)))
        )
        n, d = self.draw.division(limits)
        return f"i.{name} {n} {d} {mode}", str(divide_round(Fraction(n, d), mode))

    def ratios(self):
        a, b = self.draw.ratio(), self.draw.ratio()
        x, y = Fraction(*a), Fraction(*b)
        text_a, text_b = "%d/%d" % a, "%d/%d" % b
        name = self.random.choice(
            ("add", "sub", "mul", "div", "cmp", "floor", "ceil", "trunc", "text")
        )
        if name == "div" and y == 0:
            name = "add"
        if name in ("add", "sub", "mul", "div"):
            answer = {"add": x.__add__, "sub": x.__sub__, "mul": x.__mul__, "div": x.__truediv__}
            return f"r.{name} {text_a} {text_b}", str(answer[name](y))
        if name == "cmp":
            if self.random.random() < 0.3:
                y = x
                text_b = f"{a[0] * 3}/{a[1] * 3}"
            return f"r.cmp {text_a} {text_b}", order(x, y)
        whole = {"floor": floor, "ceil": ceil, "trunc": trunc}
        return f"r.{name} {text_a}", str(whole[name](x)) if name in whole else exact_text(x)

    def rounding(self):
        coefficient, scale = self.draw.increment()
        step = decimal_value(coefficient, scale)
        value = Fraction(*self.draw.ratio())
        if self.random.random() < 0.6:
            value = self.draw.near_tie(step)
        mode = self.random.choice(MODES)
        answer = divide_round(value / step, mode) * step
        return f"r.round {value} {coefficient}:{scale} {mode}", str(answer)

    def decimals(self):
        coefficient, scale = self.draw.integer(), self.random.randint(-8, 45)
        if self.random.random() < 0.4:
            coefficient *= 10 ** self.random.randint(0, 20)
        text = f"{coefficient}:{scale}"
        value = decimal_value(coefficient, scale)
        group = self.random.choice(("none", "thousands"))
        name = self.random.choice(("rescale", "cmp", "format", "fixed", "minimal"))
        if name == "cmp":
            other_scale = self.random.randint(-8, 45)
            other = trunc(value * Fraction(10) ** other_scale) + self.random.randint(-1, 1)
            return f"d.cmp {text} {other}:{other_scale}", order(
                value, decimal_value(other, other_scale)
            )
        least = max(0, scale)
        while least and (value * 10 ** (least - 1)).denominator == 1:
            least -= 1
        digits = self.random.randint(-8, 45)
        if name == "rescale":
            moved = value * Fraction(10) ** digits
            return f"d.rescale {text} {digits}", (
                f"{moved}:{digits}" if moved.denominator == 1 else "none"
            )
        shown = {"format": max(0, scale), "fixed": max(0, digits, least), "minimal": least}[name]
        answer = plain_digits(int(value * 10**shown), shown, group)
        return f"d.{name} {text} {group}" + (f" {digits}" if name == "fixed" else ""), answer

    def decimal_text(self):
        """Text that is right, and text that is one edit away from right."""
        coefficient, scale = self.draw.integer(), self.random.randint(0, 30)
        flags = self.random.choice(("-", "t", "e", "te"))
        group = "thousands" if "t" in flags and self.random.random() < 0.5 else "none"
        text = plain_digits(coefficient, scale, group)
        if coefficient >= 0 and self.random.random() < 0.2:
            text = "+" + text
        if "e" in flags and self.random.random() < 0.5:
            exponent = self.random.randint(-9999, 9999)
            text += self.random.choice("eE") + str(exponent)
            scale -= exponent
        if self.random.random() < 0.4:
            return f"d.parse {flags} {text}", f"{coefficient}:{scale}"
        place = self.random.randint(0, len(text) - 1)
        edit = self.random.choice((*",,..eE+-0", *"x_'*;%\u0663\uff10", ""))
        text = text[:place] + edit + text[place + self.random.randint(0, 1) :]
        return f"d.parse {flags} {text or '.'}", decimal_read(flags, text)

    def recipients(self, amount):
        found = []
        for _ in range(self.random.randint(0, 7)):
            weight = self.random.choice((0, 1, 1, 2, 3, 7, abs(self.draw.integer())))
            cap = low = None
            if self.random.random() < 0.4:
                cap = amount()
            if self.random.random() < 0.25:
                low = amount() / self.random.choice((1, 3, 10))
            if cap is not None and low is not None and self.random.random() < 0.9:
                cap, low = max(cap, low), min(cap, low)
            if self.random.random() < 0.01:
                weight = -weight
            found.append([Fraction(weight), cap, low])
        return found

    def apportionment(self):
        method, rule = self.random.choice(METHODS), self.random.choice(RULES)
        mode, (coefficient, scale) = self.random.choice(MODES), self.draw.increment()
        step = decimal_value(coefficient, scale)
        if self.random.random() < 0.7:
            coefficient, scale, step = 1, 2, Fraction(1, 100)
        steps = abs(self.draw.integer())
        fraction = self.random.choice((0, 0, Fraction(1, 3)))
        whole = self.draw.sign() * (steps + fraction) * step

        def amount():
            share = Fraction(self.random.randint(-1, 120), self.random.choice((100, 300, 700)))
            return (steps * share + self.random.choice((0, 0, Fraction(1, 2)))) * step

        people = self.recipients(amount)
        for person in people:
            person[0] /= self.random.choice((1, 1, 3, 100))
        if self.random.random() < 0.1:
            # Exactly what some of the bounds add up to: where the common rate is not unique.
            whole = sum(self.random.choice(person[1:]) or 0 for person in people)
        named = self.random.randint(0, max(0, len(people) - (self.random.random() < 0.95)))
        words = [method, rule, named, mode, f"{coefficient}:{scale}", whole]
        for person in people:
            words += ["-" if x is None else x for x in person]
        answer = apportion(method, rule, named, mode, step, whole, people)
        return "a.ratios " + " ".join(map(str, words)), answer

    def apportionment_in_steps(self):
        method, rule = self.random.choice(METHODS), self.random.choice(RULES)
        mode = self.random.choice(MODES)
        whole = self.draw.integer_within(INT128)

        def amount():
            share = Fraction(self.random.randint(0, 120), self.random.choice((100, 300, 700)))
            return Fraction(min(floor(abs(whole) * share), 2**127 - 2))

        people = self.recipients(amount)
        for person in people:
            person[0] = Fraction(max(-1, min(person[0].numerator, 2**127 - 1)))
            person[1:] = [None if bound is None else Fraction(floor(bound)) for bound in person[1:]]
        named = self.random.randint(0, max(0, len(people) - 1))
        words = [method, rule, named, mode, "1:0", whole]
        for person in people:
            words += ["-" if x is None else x for x in person]
        answer = apportion(method, rule, named, mode, Fraction(1), Fraction(whole), people).split()
        # The driver prints what is left and the parts, without the exact shares.
        kept = answer if len(answer) == 1 else answer[:1] + answer[1::3]
        return "a.steps " + " ".join(map(str, words)), " ".join(kept)

    def ask(self):
        kinds = (
            (25, self.integers),
            (20, self.integer_rounding),
            (20, self.ratios),
            (20, self.rounding),
            (6, self.decimals),
            (3, self.decimal_text),
            (3, self.apportionment),
            (3, self.apportionment_in_steps),
        )
        weights = [weight for weight, _ in kinds]
        return self.random.choices([kind for _, kind in kinds], weights)[0]()


def compare(driver, questions, count, tally):
    """The number of wrong answers among `count` questions."""
    asked = [questions.ask() for _ in range(count)]
    run = subprocess.run(
        [driver], input="".join(line + "\n" for line, _ in asked),
        capture_output=True, text=True, encoding="utf-8", check=False,
    )
    answers = run.stdout.splitlines()
    if run.returncode != 0 or len(answers) != len(asked):
        stopped = asked[min(len(answers), len(asked) - 1)][0]
        print(f"the driver stopped with {run.returncode} at: {stopped}\n{run.stderr}")
        return 1
    wrong = 0
    for (line, expected), answer in zip(asked, answers):
        tally[line.split(" ", 1)[0]] += 1
        if answer != expected:
            wrong += 1
            if wrong <= 10:
                print(f"WRONG {line}\n  expected {expected}\n  got      {answer}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("driver")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--full", action="store_true", help="1 000 000 operations")
    parser.add_argument("--seed", type=int, default=20_100_101)
    options = parser.parse_args()
    count = 1_000_000 if options.full else options.count
    questions = Questions(random.Random(options.seed))
    tally = collections.Counter()
    wrong = 0
    print(f"seed {options.seed}")
    for done in range(0, count, BATCH):
        wrong += compare(options.driver, questions, min(BATCH, count - done), tally)
    for name, number in sorted(tally.items()):
        print(f"{number:9}  {name}")
    print(f"{sum(tally.values())} operations, {wrong} wrong")
    return 0 if wrong == 0 and sum(tally.values()) == count else 1


if __name__ == "__main__":
    sys.exit(main())
