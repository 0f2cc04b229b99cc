"""Random constants and cells that seek the boundaries: edges of what a policy compares with, ties of
its roundings, zero and negative, blank, the ends of 64 bits and of 38 digits, and plain rubbish."""

from fractions import Fraction

WIDTHS = [2**31, 2**50, 2**53, 2**62, 2**63, 10**18, 10**19, 10**37, 10**38]
MODES = ["half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"]
GRIDS = ["0.01", "1", "100", "0.05", "10000", "0.1", "0.001"]
DATES = [
    "2010-01-01", "2010-12-31", "2011-01-31", "2011-02-28", "2012-02-29", "2012-03-01",
    "2009-12-31", "2010-06-30", "2010-07-01", "0001-01-01", "9999-12-31", "2010-10-08",
]  # fmt: skip
# Citizens' numbers and a credit code, whole and spoiled, among them.
TEXTS = [
    "a", "b", "中", "", "县中", "11010519491231002X", "440524188001010014", "11010519490230002X",
    "110105194912310021", "91350100M000100Y43", "91350100M000100Y34",
]  # fmt: skip
RUBBISH = ["n/a", "n/a", "不适用", "abc", "1,000", "1e3", ".5", "--1", "2010-13-01", "１２", "0x10", "1/3"]


def written(steps, scale):
    """Decimal text of so many of the last digit's units."""
    digits = str(abs(steps)).rjust(scale + 1, "0")
    sign = "-" if steps < 0 else ""
    return sign + (digits[:-scale] + "." + digits[-scale:] if scale else digits)


def constant(random):
    """A number as a policy might state it."""
    kind = random.random()
    if kind < 0.35:
        return Fraction(random.choice([0, 1, 2, 3, 5, 7, 10, 100]))
    if kind < 0.6:
        return Fraction(random.randint(1, 400), random.choice([10, 100, 1000]))
    if kind < 0.75:
        return Fraction(random.randint(1, 99) * 10 ** random.randint(2, 7))
    if kind < 0.85:
        return -Fraction(random.randint(1, 400), random.choice([1, 10, 100]))
    if kind < 0.93:
        return Fraction(random.randint(1, 30), random.choice([3, 7, 9, 11]))
    return Fraction(random.choice(WIDTHS) + random.randint(-2, 2))


def number_cell(random, scale, edges):
    """A decimal text for a field of that scale; `edges` are the constants of the policy."""
    unit = 10**scale
    kind = random.random()
    if kind < 0.35 and edges:
        steps = random.choice(edges) * unit + random.choice([-1, 0, 0, 0, 1])
        steps = round(steps * random.choice([1, 1, 1, 1, -1, 2, Fraction(1, 2)]))
    elif kind < 0.5:
        steps = random.choice([0, 0, 1, -1, 2, 3]) * unit
    elif kind < 0.62:
        steps = random.randint(-20, 200) * 5
    elif kind < 0.94:
        steps = random.randint(-(10**4), 10 ** random.randint(1, 9))
    else:
        steps = (random.choice(WIDTHS[:-1]) + random.randint(-2, 2)) * random.choice([1, -1])
    return written(7 * unit if abs(steps) >= 10**38 else steps, scale)


def spoiled(random, text, rate):
    """Now and then something else instead: a blank, or rubbish."""
    if random.random() >= rate:
        return text
    return random.choice(["", "", "", random.choice(RUBBISH)])
