"""The entities and types that random models are made of."""

BOOLEAN = {"kind": "boolean"}
NUMBER = {"kind": "number"}
MONEY = {"kind": "money", "currency": 0}
DATE = {"kind": "date"}
TEXT = {"kind": "text"}
KIND = {"kind": "category", "set": 0}
AREA = {"kind": "category", "set": 1}
DAYS = {"kind": "duration", "unit": "days"}
UNIT = {"kind": "reference", "entity": 1}
WHOLE_ENTITY, UNITS, PROJECTS, QUOTES, HOLIDAYS, OPEN = range(6)

FIELDS = {
    WHOLE_ENTITY: [("budget", MONEY, 2, ""), ("rate", NUMBER, 4, "hole"), ("today", DATE, 0, "")],
    UNITS: [
        ("name", TEXT, 0, ""), ("kind", KIND, 0, ""), ("goal", MONEY, 2, ""),
        ("staff", NUMBER, 0, "optional"), ("parent", UNIT, 0, "optional"),
        ("since", DATE, 0, "optional"),
    ],
    PROJECTS: [
        ("id", TEXT, 0, ""), ("by", UNIT, 0, ""), ("at", UNIT, 0, "optional"),
        ("paid", MONEY, 2, "default"), ("revenue", MONEY, 2, ""), ("ratio", NUMBER, 4, "optional"),
        ("start", DATE, 0, ""), ("open", BOOLEAN, 0, ""), ("area", AREA, 0, "optional"),
        ("count", NUMBER, 0, ""),
    ],
    QUOTES: [("area", AREA, 0, ""), ("day", DATE, 0, ""), ("value", NUMBER, 6, "")],
    HOLIDAYS: [("day", DATE, 0, ""), ("worked", BOOLEAN, 0, "")],
    OPEN: [("name", TEXT, 0, ""), ("amount", MONEY, 2, "")],
}  # fmt: skip
NAMES = ["", "unit", "project", "quote", "holiday", "attachment"]
KEYS = [None, 0, 0, None, None, 0]
SETS = [["town", "district", "office"], ["east", "west"]]
