"""Random operands that seek the boundaries: 2^63, 2^127, powers of ten, ties, both signs."""

from fractions import Fraction

BOUNDARIES = (
    [2**bits for bits in (31, 32, 53, 62, 63, 64, 65, 95, 126, 127, 128, 129, 191, 256)]
    + [10**digits for digits in (2, 9, 18, 19, 20, 37, 38, 39, 60)]
)
INT64 = (-(2**63), 2**63 - 1)
INT128 = (-(2**127), 2**127 - 1)


class Operands:
    def __init__(self, random):
        self.random = random

    def sign(self):
        return self.random.choice((1, -1))

    def integer(self):
        random = self.random
        kind = random.random()
        if kind < 0.1:
            return random.choice((*INT64, *INT128, -1, 0, 1))
        if kind < 0.25:
            return random.randint(-1000, 1000)
        if kind < 0.7:
            return self.sign() * (random.choice(BOUNDARIES) + random.randint(-3, 3))
        return self.sign() * random.getrandbits(random.randint(1, 300))

    def integer_within(self, limits):
        """Close to an end of the interval, to zero, to a power of two, or anywhere."""
        random = self.random
        kind = random.random()
        if kind < 0.2:
            return limits[0] + random.randint(0, 3)
        if kind < 0.4:
            return limits[1] - random.randint(0, 3)
        value = self.integer() if kind < 0.8 else random.randint(*limits)
        return value if limits[0] <= value <= limits[1] else random.randint(-9, 9)

    def nonzero(self, draw):
        return draw() or 1

    def ratio(self):
        """(numerator, denominator) as written: any sign, with common factors at times."""
        random = self.random
        n, d = self.integer(), self.nonzero(self.integer)
        if random.random() < 0.3:
            d = 2 ** random.randint(0, 40) * 5 ** random.randint(0, 40)
        if random.random() < 0.3:
            factor = self.nonzero(self.integer)
            n, d = n * factor, d * factor
        return n, d

    def division(self, limits):
        """n, d whose quotient fits; one time in three a tie or a step beside one."""
        random = self.random
        d = self.nonzero(lambda: self.integer_within(limits))
        n = self.integer_within(limits)
        if random.random() < 0.35:
            d = 2 * self.nonzero(lambda: self.integer_within((-(2**40), 2**40)))
            room = limits[1] // abs(d) - 1
            quotient = random.randint(-room, room) if random.random() < 0.5 else room
            n = quotient * d + d // 2 + random.choice((-1, 0, 0, 1))
            if not limits[0] <= n <= limits[1]:
                n = d // 2
        if n == limits[0] and d == -1:
            d = 1
        return n, d

    def increment(self):
        """(coefficient, scale) of a positive decimal: places, and multiples such as 0.05, 250."""
        random = self.random
        if random.random() < 0.6:
            return 1, random.randint(-6, 12)
        return random.randint(1, 10 ** random.randint(1, 20)), random.randint(-6, 25)

    def near_tie(self, step):
        """A value at or beside the middle between two multiples of step."""
        random = self.random
        middle = (self.integer() + Fraction(1, 2)) * step
        return middle + random.choice((0, 0, 1, -1)) * step / self.nonzero(
            lambda: abs(self.integer())
        )
