"""Writes the projects of the policy whose reward changed from a day on, in both languages: both sides of
every day and edge, and ordinary ones; and what each gets, computed without Remit.
usage: python3 policies/new-and-old/data.py
"""

import random
import sys
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import Words, number, read_table, round_half_up, text, write_both, write_table  # noqa: E402

NEW_LAW, CHOICE = date(2020, 1, 1), date(2020, 7, 1)
MILLION = 1_000_000
COLUMNS = ["id", "signed_on", "finished_on", "investment", "staff"]
SIGNED = (NEW_LAW - timedelta(days=1), NEW_LAW)
FINISHED = (CHOICE - timedelta(days=1), CHOICE)
AMOUNTS = (5 * MILLION - 1, 5 * MILLION, 10 * MILLION - 1, 10 * MILLION, 50 * MILLION, 50 * MILLION + 1, 200 * MILLION)

WORDS = Words(
    [
        ("support_of_2018", "原扶持办法"), ("support_of_2020", "新扶持办法"), ("county_treasury", "县财政"),
        ("project", "项目"), ("id", "编号"), ("signed_on", "签约日"), ("finished_on", "竣工日"),
        ("investment", "投资额"), ("staff", "用工数"), ("support", "扶持资金"),
        ("support before 2020-01-01", "扶持资金（2020-01-01前）"), ("jobs", "用工补助"),
        ("last_day", "竣工年限"), ("overdue", "逾期竣工"), ("support_in_parts", "分段扶持"),
        ("transition", "过渡扶持"), ("true", "是"), ("false", "否"),
    ]
)  # fmt: skip


def rows():
    result = []
    for signed in SIGNED:
        for finished in FINISHED:
            for amount in AMOUNTS:
                result.append([f"E{len(result) + 1:02d}", signed.isoformat(), finished.isoformat(), str(amount), "101"])
    rng = random.Random(2020)
    for i in range(1, 41):
        signed = date(2018, 6, 1) + timedelta(days=rng.randint(0, 1100))
        finished = signed + timedelta(days=rng.randint(100, 1300))
        amount = Fraction(rng.randint(1_000_000_00, 120_000_000_00), 100)
        result.append([f"N{i:03d}", signed.isoformat(), "" if i % 8 == 0 else finished.isoformat(), text(amount),
                       str(rng.randint(0, 150))])
    return result


def old_support(amount):
    return round_half_up(min(amount * Fraction(5, 100), 2 * MILLION)) if amount >= 5 * MILLION else Fraction(0)


def new_support(amount):
    if amount < 10 * MILLION:
        return Fraction(0)
    parts = min(amount, 50 * MILLION) * Fraction(4, 100) + max(amount - 50 * MILLION, 0) * Fraction(6, 100)
    return round_half_up(min(parts, 5 * MILLION))


def expected():
    for row in read_table(HERE / "en" / "data", "project"):
        amount, done = number(row["investment"]), row["finished_on"]
        old = row["signed_on"] < NEW_LAW.isoformat()
        before = old_support(amount) if done and old else Fraction(0)
        after = new_support(amount) if done and not old else Fraction(0)
        chosen = new_support(amount) if done and old and done >= CHOICE.isoformat() else Fraction(0)
        # Of two that are equal the first stands.
        before, chosen = (before, Fraction(0)) if before >= chosen else (Fraction(0), chosen)
        jobs = min(Fraction(1000) * int(row["staff"]), Fraction(100_000)) if done and old else Fraction(0)
        yield row["id"], text(before), text(after), text(chosen), text(jobs)


def main():
    write_both(HERE, WORDS, {"project": (COLUMNS, rows())})
    write_table(HERE / "expected", "project",
                ["id", "support before 2020-01-01", "support", "transition", "jobs"], expected())


if __name__ == "__main__":
    main()
