"""What must hold of every memo, whatever the policy: memos_test.py applies it to all that there are."""

import re
from fractions import Fraction

# Sentences that tell a reader nothing.
SAYS_NOTHING = {
    "en": [
        r"It is the figure of",
        r"intermediate figure",
        r"changes nothing",
        r"least amount of (?:[A-Z]{3} )?0(?:\.0+)?%? (?:is|for)",
        r"exceeded or met",
        # What is true or false is no "yes" of its name, and who is ranked by a figure is told which end comes first.
        r"(?<!, it) is (?:yes|no)(?: under clause|\.(?: |$))",
        r"Its place is by [^;(,\n]* = -?[\d,]+(?:\.\d+)?(?:;|\.(?: |$))",
        # Whether something differs from itself is how a form asks if it is known.
        r"\(((?!-?\d|[A-Z]{3} )[^()\n]+) ≠ \1\)",
        # What is computed as all rows before less those up to a bound is called the same twice.
        r"(?:sum|count|average|any|all)\(([^()\n]+)\) - \w+\(\1\)",
    ],
    "zh": [
        r"即第（\d+）项",
        r"中间结果",
        r"数值不变",
        r"下限 0(?:\.0+)?[元%]?[。：]",
        r"为[是否](?:，依据|。)",
        r"排名依据：[^；（，\n]* = -?[\d,]+(?:\.\d+)?[元%]?[；。]",
        r"（((?!-?\d)[^（）\n]+) ≠ \1）",
        r"(?:sum|count|average|any|all|合计|求和|计数|平均|存在|任一|全部)\(([^()\n]+)\) - \w+\(\1\)",
    ],
}
BECOMES = {"en": re.compile(r": (\S+) becomes (\S+?)[,.]"), "zh": re.compile(r"：(\S+) (?:舍入|取)为 (\S+?)[，。]")}
STEP = {"en": re.compile(r"^\((\d+)\) "), "zh": re.compile(r"^（(\d+)）")}
MENTION = {"en": re.compile(r"(?:^|; )\((\d+)\) "), "zh": re.compile(r"(?:^|；)（(\d+)）")}
FRACTION = re.compile(r"(?<![\w.,])-?\d[\d,]*(?:\.\d+)?/\d[\d,]*(?![\w.])")
DECIMAL = re.compile(r"(?<![\w.,-])-?\d[\d,]*(?:\.\d+)?[%‰]?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PARTS = {"%": 100, "‰": 1000}


def says_nothing(text, language):
    """The first sentence that tells nothing, or None."""
    for pattern in SAYS_NOTHING[language]:
        found = re.search(pattern, text, re.MULTILINE)
        if found:
            return found.group(0)
    for found in BECOMES[language].finditer(text):
        if found.group(1) == found.group(2):
            return found.group(0)
    return None


PLACES = re.compile(r"among the first ([0-9]+)")


def figures_in(text):
    """Every number and day of an English text, exactly."""
    found = set(DAY.findall(text))
    rest = DAY.sub(" ", text)
    for fraction in FRACTION.findall(rest):
        found.add(Fraction(fraction.replace(",", "")))
    rest = FRACTION.sub(" ", rest)
    for number in DECIMAL.findall(rest):
        part = PARTS.get(number[-1], 1)
        found.add(Fraction(number.rstrip("%‰").replace(",", "")) / part)
    return found


def hidden_sides(cell):
    """Sides of comparisons of a cell of the JSON whose values its figures do not show."""
    if "…" in cell["figures"]:
        return []
    # A date of its parts is told as written; whether there is such a day is no comparison of the policy's.
    if re.search(r"date\([0-9, ]+\)", cell["figures"]):
        return []
    shown = figures_in(cell["figures"])
    # `place < 5` is told as the places that are meant.
    shown |= {Fraction(last) + 1 for last in PLACES.findall(cell["figures"])}
    hidden = []
    for comparison in cell.get("comparisons", []):
        for side in (comparison["left"], comparison["right"]):
            if isinstance(side, bool) or side is None or isinstance(side, dict):
                continue
            value = side if DAY.fullmatch(side) else as_fraction(side)
            if value is None:
                if side not in cell["figures"]:
                    hidden.append(side)
            elif value not in shown:
                hidden.append(side)
    return hidden


def as_fraction(text):
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def misnumbered(text, language):
    """Steps that are not numbered in turn, and numbers mentioned that are no step."""
    steps = [int(found.group(1)) for line in text.split("\n") if (found := STEP[language].match(line))]
    if steps != list(range(1, len(steps) + 1)):
        return steps
    lead = {"en": "     From: ", "zh": "     其中："}[language]
    mentioned = set()
    for line in text.split("\n"):
        if line.startswith(lead):
            mentioned |= {int(number) for number in MENTION[language].findall(line.removeprefix(lead))}
    return sorted(mentioned - set(steps))
