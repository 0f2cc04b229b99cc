"""Random folds, ranks, apportionments and parts of parties, as expressions of a model."""

from model_schema import BOOLEAN, DATE, MONEY, NUMBER, AREA, KIND, UNIT
from model_schema import OPEN, PROJECTS, QUOTES, UNITS, WHOLE_ENTITY
from random_values import GRIDS, MODES, constant


class Nodes:
    """Part of RandomModel."""

    def _fold(self, of, entity, depth, names=None):
        """Over children, over the same entity, over what has the same values, or over everything;
        of the same type."""
        random = self.random
        names = names or (["sum", "sum", "minimum", "maximum", "median"]
                          + (["count"] if of == NUMBER else []))  # fmt: skip
        fold = {
            "op": random.choice(["first", "last", "only"] if self.chance(0.2) else names),
            "via": None, "partitioned": False, "partition": [], "ours": [],
        }  # fmt: skip
        if entity == WHOLE_ENTITY:
            fold["rows"] = random.choice([UNITS, PROJECTS, QUOTES, OPEN])
        elif self.chance(0.3):
            self._join(fold, entity)
        elif entity == UNITS and self.chance(0.7):
            fold["rows"] = random.choice([PROJECTS, PROJECTS, UNITS])
            fold["via"] = self.expr(UNIT, fold["rows"], 0 if self.chance(0.8) else 1)
        else:
            fold["rows"] = entity
            fold["partitioned"] = True
            fold["partition"] = self.partition(entity)
        rows = fold["rows"]
        fold["value"] = None if fold["op"] == "count" else self.expr(of, rows, depth)
        fold["where"] = self.expr(BOOLEAN, rows, min(depth, 2)) if self.chance(0.4) else None
        if fold["op"] in ("first", "last"):
            fold["order"] = self.keys(rows, random.choice([1, 1, 2]))
            fold["by_row"] = self.chance(0.4)
            window = fold.get("window")
            if window and self.chance(0.5):  # the quotation of the day
                fold["order"][0] = {"value": window["key"], "descending": self.chance(0.2)}
        window = fold.get("window")
        if fold["op"] in ("sum", "count") and (not window or window.get("place") is None) and self.chance(0.25):
            self._keep(fold, rows)
        return self.add("fold", entity, of, fold=fold)

    def _keep(self, fold, rows):
        """Some of the rows alone: the foremost, or all but those at the ends of the values."""
        ends = {"passed": self.random.choice([0, 1, 1, 2]), "left": self.random.choice([0, 1, 2])}
        most = None if self.chance(0.4) else self.random.choice([0, 1, 2, 3, 50])
        by_value = most is None and fold["value"] is not None
        fold["order"] = ([{"value": fold["value"], "descending": self.chance(0.5)}] if by_value
                         else self.keys(rows, self.random.choice([1, 1, 2])))  # fmt: skip
        fold["by_row"] = True
        fold["kept"] = {**ends, "most": most}

    def _join(self, fold, entity):
        """Rows of any entity that have the same values, or lie between bounds."""
        random = self.random
        fold["rows"] = random.choice([UNITS, PROJECTS, QUOTES, entity])
        fold["partitioned"] = True
        for _ in range(random.choice([0, 1, 1, 2])):
            kind = random.choice([KIND, AREA, UNIT, BOOLEAN, NUMBER, DATE])
            fold["partition"].append(self.expr(kind, fold["rows"], 1))
            fold["ours"].append(self.expr(kind, entity, 1))
        if fold["partition"] and self.chance(0.3):
            return
        kind = random.choice([DATE, DATE, NUMBER, MONEY])
        ends = random.choice(["lower", "upper", "upper", "both"])
        fold["window"] = {
            "key": self.expr(kind, fold["rows"], 1),
            "lower": self.expr(kind, entity, 1) if ends != "upper" else None,
            "upper": self.expr(kind, entity, 1) if ends != "lower" else None,
            "lower_open": self.chance(0.5), "upper_open": self.chance(0.5),
        }  # fmt: skip
        picks = fold["op"] in ("first", "last", "only", "median")
        if fold["rows"] == entity and not picks and self.chance(0.3):
            fold["window"]["place"] = self.expr(NUMBER, entity, 1)

    def partition(self, entity):
        kinds = [KIND, AREA, UNIT, BOOLEAN]
        count = self.random.choice([0, 1, 1, 2])
        return [self.expr(self.random.choice(kinds), entity, 1) for _ in range(count)]

    def keys(self, entity, count):
        return [
            {
                "value": self.expr(self.random.choice([MONEY, NUMBER, DATE]), entity, 1),
                "descending": self.chance(0.5),
            }
            for _ in range(count)
        ]

    def _rank(self, entity, depth):
        rank = {
            "keys": self.keys(entity, self.random.choice([1, 1, 2])),
            "partition": self.partition(entity) if self.chance(0.5) else [],
            "where": self.expr(BOOLEAN, entity, depth) if self.chance(0.5) else None,
            "output": self.random.choice(["standard", "dense", "tied", "position"]),
        }
        return self.add("rank", entity, NUMBER, rank=rank)

    def total(self, of, entity):
        """Sharing wants totals on the grid as often as not."""
        value = self.expr(of, entity, 1)
        if self.chance(0.3):
            return value
        rounding = {"mode": "half_up", "increment": "0.01"}
        return self.op("round", entity, of, [value], rounding=rounding)

    def _apportion(self, of, entity, depth):
        random = self.random
        method = random.choice(["pro_rata", "pro_rata", "equal", "in_order"])
        positive = lambda rate: (
            self.op("absolute", entity, of, [self.expr(of, entity, 1)])
            if self.chance(rate) else None
        )  # fmt: skip
        remainder = random.choice(["largest_remainder", "first_in_order", "named", "last"])
        owner = self.expr(BOOLEAN, entity, 1) if remainder == "named" else None
        weight = None
        if method == "pro_rata":
            weight = self.op("absolute", entity, NUMBER, [self.expr(NUMBER, entity, 1)])
            if self.chance(0.1):
                weight = self.expr(NUMBER, entity, 1)
        share = {
            "method": method, "total": self.total(of, 0 if self.chance(0.7) else entity),
            "partition": self.partition(entity) if self.chance(0.4) else [],
            "where": self.expr(BOOLEAN, entity, 1) if self.chance(0.4) else None,
            "weight": weight, "cap": positive(0.4), "floor": positive(0.15),
            "order": self.keys(entity, random.choice([0, 1])), "owner": owner,
            "rounding": {"mode": random.choice(MODES), "increment": random.choice(GRIDS[:3])},
            "remainder": remainder,
        }  # fmt: skip
        return self.add("apportion", entity, of, apportion=share)

    def _party(self, of, entity, depth):
        random = self.random
        count = random.randint(1, 4)
        method = random.choice(["pro_rata", "pro_rata", "equal", "in_order"])
        weights = [self.number(abs(constant(random)), NUMBER) for _ in range(count)]
        if self.chance(0.3):
            weights[0] = self.op("absolute", entity, NUMBER, [self.expr(NUMBER, entity, 1)])
        caps = []
        if method != "in_order" and self.chance(0.3):
            caps = [
                self.op("absolute", entity, of, [self.expr(of, entity, 1)])
                if self.chance(0.5) else None
                for _ in range(count)
            ]  # fmt: skip
        self.model["splits"].append(
            {
                "total": self.total(of, entity), "method": method, "weights": weights,
                "caps": caps, "owner": random.randrange(count),
                "rounding": {"mode": random.choice(MODES), "increment": random.choice(GRIDS[:3])},
                "remainder": random.choice(
                    ["largest_remainder", "first_in_order", "named", "last"]
                ),
            }  # fmt: skip
        )
        split = len(self.model["splits"]) - 1
        return self.add("party", entity, of, split=split, index=random.randrange(count))
