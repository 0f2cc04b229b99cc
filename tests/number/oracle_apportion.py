"""Apportionment as src/number/apportion.h describes it, over fractions: slow and direct."""

from fractions import Fraction
from math import ceil, floor

METHODS = ("pro_rata", "equal", "in_order")
RULES = ("largest_remainder", "first_in_order", "named", "last")
MIRROR = {"ceiling": "floor", "floor": "ceiling"}


def divide_round(value, mode):
    """The integer that the mode picks for a Fraction."""
    low = floor(value)
    tail = value - low
    if tail == 0:
        return low
    toward_zero, away = (low + 1, low) if value < 0 else (low, low + 1)
    half = Fraction(1, 2)
    if mode == "floor":
        return low
    if mode == "ceiling":
        return low + 1
    if mode == "down":
        return toward_zero
    if mode == "up":
        return away
    if tail != half:
        return low if tail < half else low + 1
    if mode == "half_up":
        return away
    if mode == "half_down":
        return toward_zero
    return low if low % 2 == 0 else low + 1


def clamp(value, lower, upper):
    value = max(value, lower)
    return value if upper is None else min(value, upper)


def shares_by_weight(whole, claims):
    """[(exact share, bound)], and how much of the whole is taken."""

    def total(rate):
        return sum(clamp(w * rate, low, cap) for w, cap, low in claims)

    limits = [low if w == 0 else cap for w, cap, low in claims]
    if None not in limits and sum(limits) <= whole:
        shares = []
        for (w, _, low), limit in zip(claims, limits):
            shares.append((Fraction(limit), "cap" if w else "floor" if low else "none"))
        return shares, sum(limits)

    bends = {Fraction(low) / w for w, _, low in claims if w}
    bends |= {Fraction(cap) / w for w, cap, _ in claims if w and cap is not None}
    bends = sorted(bends)
    upper = next((bend for bend in bends if total(bend) >= whole), None)
    below = [bend for bend in bends if upper is None or bend < upper]
    if not below:
        rate = upper
    else:
        # Straight between two bends, and after the last one.
        lower = below[-1]
        end = upper if upper is not None else lower + 1
        rate = lower + (whole - total(lower)) * (end - lower) / (total(end) - total(lower))
    shares = []
    for w, cap, low in claims:
        share = clamp(w * rate, low, cap)
        bound = "none"
        if w * rate < low:
            bound = "floor"
        elif cap is not None and w * rate > cap:
            bound = "cap"
        shares.append((Fraction(share), bound))
    return shares, whole


def shares_in_order(whole, claims):
    rest = whole - sum(low for _, _, low in claims)
    shares = []
    for _, cap, low in claims:
        if cap is not None and cap <= low + rest:
            shares.append((Fraction(cap), "cap"))
            rest -= cap - low
        else:
            shares.append((Fraction(low + rest), "floor" if rest == 0 and low else "none"))
            rest = 0
    return shares, whole - rest


def hand_out(exact, members, whole, largest):
    """The cut shares of the members, by index, and one step more for those the rule picks."""
    parts = {i: floor(exact[i]) for i in members}
    losers = [i for i in members if exact[i] != parts[i]]
    if largest:
        losers.sort(key=lambda i: (parts[i] - exact[i], i))
    for i in losers[: whole - sum(parts.values())]:
        parts[i] += 1
    return parts


def parts_of(exact, claims, whole, rule, named, mode):
    everyone = range(len(exact))
    if not exact:
        return {}
    if rule in ("largest_remainder", "first_in_order"):
        return hand_out(exact, everyone, whole, rule == "largest_remainder")
    taker = named if rule == "named" else len(exact) - 1
    others = [i for i in everyone if i != taker]
    parts = {i: divide_round(exact[i], mode) for i in others}
    rest = whole - sum(parts.values())
    held = clamp(rest, claims[taker][2], claims[taker][1])
    if held != rest:
        parts = hand_out(exact, others, whole - held, True)
    parts[taker] = held
    return parts


def apportion(method, rule, named, mode, increment, whole, recipients):
    """The line that the driver prints; recipients are (weight, cap or None, floor or None)."""
    if rule == "named" and named >= len(recipients):
        return "no_such_recipient"
    claims = []
    for weight, cap, low in recipients:
        weight = Fraction(1) if method == "equal" else weight
        if weight < 0:
            return "negative_weight"
        if (cap is not None and cap < 0) or (low is not None and low < 0):
            return "negative_bound"
        cap = None if cap is None else floor(cap / increment)
        low = 0 if low is None else ceil(low / increment)
        if cap is not None and low > cap:
            return "floor_above_cap"
        claims.append((weight, cap, low))
    sign = -1 if whole < 0 else 1
    steps = floor(abs(whole) / increment)
    if sum(low for _, _, low in claims) > steps:
        return "floors_exceed_whole"
    divide = shares_in_order if method == "in_order" else shares_by_weight
    shares, taken = divide(steps, claims)
    exact = [share for share, _ in shares]
    parts = parts_of(exact, claims, taken, rule, named, MIRROR.get(mode, mode) if sign < 0 else mode)
    words = [str(whole - sign * increment * sum(parts.values()))]
    for i, (share, bound) in enumerate(shares):
        words += [str(sign * increment * parts[i]), str(sign * increment * share), bound]
    return " ".join(words)
