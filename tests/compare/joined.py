"""What a comparison must say, from the files of two runs alone: the ledgers joined by reward, table and key."""

import collections
import csv
from decimal import Decimal
from fractions import Fraction


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return Fraction(Decimal(text)) if text else Fraction(0)


class Line:
    """A line of a ledger; what is in error has no amount."""

    def __init__(self, row):
        self.status, self.honour = row["status"], row["honour"]
        self.payer, self.payee, self.currency = row["payer"], row["payee"], row["currency"]
        self.amount = number(row["amount"])

    @property
    def something(self):
        return self.status != "nothing"

    @property
    def said(self):
        """What has to be the same: of a line in error only that it is one."""
        if self.status == "error":
            return ("error", self.currency)
        return (self.status, self.currency, self.amount, self.honour, self.payer, self.payee)


class Ledger(collections.defaultdict):
    """The lines of a run, by reward, table and key."""

    def __init__(self, folder):
        super().__init__(list)
        for row in rows_of(folder / "ledger.csv"):
            self[row["reward"], row["entity"], row["key"]].append(Line(row))
        self.findings = collections.defaultdict(list)
        if (folder / "findings.csv").exists():
            for row in rows_of(folder / "findings.csv"):
                self.findings[row["finding"], row["entity"], row["key"]].append(row["holds"])

    def pays(self):
        return any(line.status in ("due", "repay") for lines in self.values() for line in lines)

    def total(self, word):
        """Determined amounts by a word of the lines, and currency."""
        sums = collections.defaultdict(Fraction)
        for (reward, _, _), lines in self.items():
            for line in lines:
                if line.status != "error":
                    group = {"reward": reward, "payer": line.payer, "payee": line.payee}[word]
                    sums[group, line.currency] += line.amount
        return sums


def places(before, after):
    return sorted(set(before) | set(after))


def differing(before, after):
    """Reward, table and key of what is not the same on both sides."""
    def said(ledger, place):
        return sorted(map(str, (line.said for line in ledger.get(place, ()) if line.something)))
    return {place for place in places(before, after) if said(before, place) != said(after, place)}


def findings_differing(before, after):
    """Finding, table and key of what does not hold alike on both sides; why it is not known is not told by the files."""
    every = set(before.findings) | set(after.findings)
    return {place for place in every if sorted(before.findings.get(place, ())) != sorted(after.findings.get(place, ()))}


def count(before, after):
    """gain, lose, stay, nothing, undetermined by reward and currency, and the differences; only of rewards with at
    most one line for a row, which alone can be told from the files."""
    counts, spread, odd = collections.defaultdict(collections.Counter), collections.defaultdict(list), set()
    for place in places(before, after):
        ours, theirs = before.get(place, []), after.get(place, [])
        if max(len(ours), len(theirs)) > 1 or (ours and theirs and ours[0].currency != theirs[0].currency):
            odd.add(place[0])
            continue
        a, b = (lines[0] if lines else None for lines in (ours, theirs))
        currency = (a or b).currency
        tally = counts[place[0], currency]
        if "error" in (a and a.status, b and b.status):
            tally["undetermined"] += 1
            continue
        more = (b.amount if b else 0) - (a.amount if a else 0)
        titles = bool(a and a.honour), bool(b and b.honour)
        if more:
            spread[currency].append(more)
        if more or titles[0] != titles[1]:
            tally["gain" if more > 0 or (not more and titles[1]) else "lose"] += 1
        else:
            tally["stay" if titles[0] or (a and a.amount) else "nothing"] += 1
    return counts, spread, odd


def quantile(differences, share):
    """The least of them that so many do not exceed."""
    ordered = sorted(differences)
    place = -(-len(ordered) * share // 1)
    return ordered[max(int(place), 1) - 1]


def only_one_side(before, after, key):
    """Keys of the rows that one of two tables has; those that stand once."""
    ours, theirs = ([row[key] for row in rows_of(path)] if path.exists() else [] for path in (before, after))
    return ({("before", k) for k in set(ours) - set(theirs) if ours.count(k) == 1}
            | {("after", k) for k in set(theirs) - set(ours) if theirs.count(k) == 1})
