"""Lookups, matches, folds, ranks, apportionments and parts of parties, as src/plan/node.h states
them. What they read is read through Oracle.held, as a column of the entity in question."""

import os
import sys
from fractions import Fraction

from oracle_cells import HERE, Fault, belongs_nowhere, is_blank, leaves_open

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "number"))
from oracle_apportion import apportion  # noqa: E402


def first_fault(values):
    """Of the values of a group's key: a blank before what leaves the row out, that before any other."""
    blanks = [value for value in values if is_blank(value)]
    outside = [value for value in values if belongs_nowhere(value)]
    errors = [value for value in values if leaves_open(value)]
    return (blanks + outside + errors + [None])[0]


class Sorted:
    """Values by which rows are ordered, some of them descending."""

    def __init__(self, values, keys):
        self.values = values
        self.descending = [key["descending"] for key in keys]

    def __lt__(self, other):
        for mine, theirs, descending in zip(self.values, other.values, self.descending):
            if mine != theirs:
                return (mine > theirs) if descending else (mine < theirs)
        return False

    def __eq__(self, other):
        return self.values == other.values


PICKS = ("first", "last", "only")


def between(key, ends):
    (lower, lower_open), (upper, upper_open) = ends
    above = lower is None or lower < key or (lower == key and not lower_open)
    below = upper is None or key < upper or (upper == key and not upper_open)
    return above and below


def same(one, other):
    """Whether it does not matter which of two values is meant."""
    if isinstance(one, Fault) or isinstance(other, Fault):
        return is_blank(one) and is_blank(other)
    return one == other


def picked(fold, found):
    """The value of the row that stands first or last, or of the only one."""
    if fold["op"] == "only":
        if len(found) == 1:
            return found[0][1]
        return Fault("several_found" if found else "none_found", *HERE)
    if not found:
        return Fault("blank", *HERE)
    last = fold["op"] == "last"
    foremost = [
        (order, value)
        for order, value in found
        if not any((order < other) if last else (other < order) for other, _ in found)
    ]
    if fold["by_row"]:
        return foremost[-1 if last else 0][1]
    if all(same(value, foremost[0][1]) for _, value in foremost[1:]):
        return foremost[0][1]
    return Fault("several_found", *HERE)


def kept(rule, found):
    """The values of the rows that are kept, as those stand in the table."""
    places = sorted(range(len(found)), key=lambda i: Place(found[i][0], i))
    end = len(places) - rule["left"]
    places = places[rule["passed"]:max(end, 0)]
    if rule["most"] is not None:
        places = places[:rule["most"]]
    return [found[i][1] for i in sorted(places)]


class Place:
    """A place in an order; of equal rows the first of the table is before."""

    def __init__(self, order, row):
        self.order, self.row = order, row

    def __lt__(self, other):
        if self.order == other.order:
            return self.row < other.row
        return self.order < other.order


class Nodes:
    def __init__(self, oracle):
        self.oracle = oracle
        self.known = {}  # by expression: what its rows share

    def value(self, index, row):
        expr = self.oracle.expressions[index]
        return getattr(self, "_" + expr["kind"])(index, expr, row)

    def _rows(self, entity):
        return range(self.oracle.inputs.rows[entity])

    def _own_or_whole(self, index, entity, row):
        of_whole = self.oracle.entity_read(index) == 0
        return self.oracle.held(index, 0, 0) if of_whole else self.oracle.held(index, entity, row)

    def _condition(self, where, entity, row):
        if (entity, row) in self.oracle.inputs.refused:
            return self.oracle.inputs.refused[entity, row]
        if where is None:
            return True
        value = self.oracle.held(where, entity, row)
        return value.as_needed() if isinstance(value, Fault) else value

    def _shared(self, index, make):
        if index not in self.known:
            self.known[index] = make()
        return self.known[index]

    # ---- One row through another

    def _lookup(self, index, expr, row):
        via, target = expr["args"]
        reference = self.oracle.held(via, expr["entity"], row)
        if isinstance(reference, Fault):
            return reference
        entity = self.oracle.expressions[via]["type"]["entity"]
        return self.oracle.held(target, entity, reference)

    def _match(self, index, expr, row):
        match, entity = expr["match"], expr["entity"]
        pairs = match["equal"] + ([match["as_of"]] if match["as_of"] else [])
        ours = [self._own_or_whole(pair["ours"], entity, row) for pair in pairs]
        for value in ours:
            if isinstance(value, Fault):
                return value
        if self.oracle.is_hole(match["entity"]):
            return Fault("hole", *HERE)
        if match.get("by_key"):
            return self._match_key(match, ours)
        candidates, equal = [], len(match["equal"])
        unknown = undated = None
        for other in self._rows(match["entity"]):
            theirs = [self.oracle.held(pair["theirs"], match["entity"], other) for pair in pairs]
            refused = self.oracle.inputs.refused.get((match["entity"], other))
            fault = refused or first_fault(theirs)
            if fault is None:
                candidates.append((theirs, other))
            elif not leaves_open(fault):
                continue
            elif refused or first_fault(theirs[:equal]):
                unknown = unknown or fault
            elif theirs[:equal] == ours[:equal]:  # of the others it is none, whatever its day
                undated = undated or fault
        if unknown or undated:
            return unknown or undated
        found = [(theirs, other) for theirs, other in candidates if theirs[:equal] == ours[:equal]]
        if match["as_of"]:
            found = [(theirs, other) for theirs, other in found if theirs[-1] <= ours[-1]]
            latest = max((theirs[-1] for theirs, _ in found), default=None)
            found = [(theirs, other) for theirs, other in found if theirs[-1] == latest]
        if not found:
            return Fault(match.get("none", "blank"), *HERE)
        return found[0][1] if len(found) == 1 else Fault("duplicate_key", *HERE)

    def _match_key(self, match, ours):
        """The row whose own key these are: rows that have none cannot be meant."""
        inputs = self.oracle.inputs
        columns = [self.oracle.expressions[pair["theirs"]]["column"] for pair in match["equal"]]
        for other in self._rows(match["entity"]):
            cells = [inputs.cells[column, other] for column in columns]
            faults = [cell for cell in cells if isinstance(cell, Fault)]
            twice = len(faults) == len(cells) and all(f.code == "duplicate_key" for f in faults)
            if faults and not twice:
                continue
            known = all((column, other) in inputs.stored for column in columns)
            if twice and not known:
                continue
            key = [inputs.stored[column, other] for column in columns] if twice else cells
            if key == ours and twice:
                return Fault("duplicate_key", match["entity"], other, columns[0])
            if key == ours:
                return other
        return Fault(match["none"], *HERE)

    # ---- Many rows

    def _fold(self, index, expr, row):
        fold, entity = expr["fold"], expr["entity"]
        if self.oracle.is_hole(fold["rows"]):
            return Fault("hole", *HERE)
        keys = self._shared(index, lambda: self._fold_keys(fold))
        own, fault = self._own_group(fold, entity, row, keys)
        if belongs_nowhere(fault):
            return fault
        unplaced = None
        for _, counts, trouble in keys:
            if leaves_open(trouble) and counts is not False:
                unplaced = counts if isinstance(counts, Fault) else trouble
                break
        if fault is not None:
            return unplaced or fault
        bounds = self._bounds(fold, entity, row)
        if isinstance(bounds, Fault):
            return bounds
        found, first = [], unplaced
        for other, (key, where, trouble) in enumerate(keys):
            if trouble is not None or key != own or where is False:
                continue
            member = self._member(fold, bounds, other, where)
            if isinstance(member, Fault):
                first = first or member.as_needed()
            elif member is not None:
                found.append(member)
        values = [value for _, value in found]
        decisive = {"any": True, "all": False}.get(fold["op"])
        if decisive is not None and decisive in values:
            return decisive
        if first is not None:
            return first
        if fold["op"] in PICKS:
            return picked(fold, found)
        if fold.get("kept"):
            values = [True if fold["value"] is None else value for value in kept(fold["kept"], found)]
            faults = [value for value in values if isinstance(value, Fault)]
            if faults:
                return faults[0].as_needed()
        return self._folded(fold["op"], values)

    def _own_group(self, fold, entity, row, keys):
        """The key of the rows that this one folds, and the fault that leaves it open."""
        if fold["via"] is not None:
            return [row], None
        if fold.get("ours"):
            own = [self._own_or_whole(part, entity, row) for part in fold["ours"]]
            return own, first_fault(own)
        if not fold["partitioned"] or not fold["partition"]:
            return [], None
        own, _, fault = keys[row]
        return own, fault

    def _bounds(self, fold, entity, row):
        """How far the key of the window may go; a fault where nobody knows."""
        window = fold.get("window")
        if not window:
            return None
        ends = []
        place = window.get("place")
        own = None if place is None else self.oracle.held(place, entity, row)
        if isinstance(own, Fault):
            return own
        for end in ("lower", "upper"):
            asked = window[end] is not None
            value = self._own_or_whole(window[end], entity, row) if asked else None
            if isinstance(value, Fault):
                return value.as_needed()
            ends.append((value, window[end + "_open"]))
        return [own, *ends]

    def _member(self, fold, bounds, other, where):
        """By what the row is put in order, and its value; None outside the window."""
        rows = fold["rows"]
        if bounds is not None:
            own, *bounds = bounds
            place = None if own is None else self.oracle.held(fold["window"]["place"], rows, other)
            if own is not None and (isinstance(place, Fault) or place >= own):
                return None
            key = self._part(fold["window"]["key"], rows, other)
            if not isinstance(key, Fault) and not between(key, bounds):
                return None
            if isinstance(key, Fault) and not isinstance(where, Fault):
                return key
        if isinstance(where, Fault):
            return where
        order = [self.oracle.held(key["value"], rows, other) for key in fold.get("order", [])]
        for key in order:
            if isinstance(key, Fault):
                return key
        if fold["value"] is None:
            return Sorted(order, fold.get("order", [])), True
        value = self.oracle.held(fold["value"], rows, other)
        if isinstance(value, Fault) and fold["op"] not in PICKS and not fold.get("kept"):
            return value
        return Sorted(order, fold.get("order", [])), value

    def _fold_keys(self, fold):
        """For each row: its group, whether it counts, and the fault of its group."""
        parts = fold["partition"] if fold["partitioned"] else []
        if fold["via"] is not None:
            parts = [fold["via"]]
        return self._keys(fold["rows"], parts, fold["where"])

    def _keys(self, entity, parts, where):
        keys = []
        for row in self._rows(entity):
            key = [self._part(part, entity, row) for part in parts]
            fault = first_fault(key)
            keys.append((key, self._condition(where, entity, row), fault))
        return keys

    def _part(self, part, entity, row):
        """What is computed of a row that is in error as a whole is that error."""
        refused = self.oracle.inputs.refused.get((entity, row))
        if refused and self.oracle.expressions[part]["kind"] != "column":
            return refused
        return self.oracle.held(part, entity, row)

    @staticmethod
    def _folded(op, values):
        if op == "sum":
            return sum(values, Fraction(0))
        if op == "count":
            return Fraction(len(values))
        if op == "any":
            return any(values)
        if op == "all":
            return all(values)
        if not values:
            return Fault("blank", *HERE)
        if op == "median":
            values = sorted(values)
            return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
        return min(values) if op == "minimum" else max(values)

    def _rank(self, index, expr, row):
        rank, entity = expr["rank"], expr["entity"]
        places = self._shared(index, lambda: self._places(rank, entity))
        if row not in places:
            return Fault("blank", *HERE)
        place = places[row]
        return place if isinstance(place, Fault) else Fraction(place)

    def _places(self, rank, entity):
        """The place of each row that may take part; or the fault that leaves those of its partition
        uncertain, or those of all partitions where it is not known to which one a row belongs."""
        groups, doubtful, unplaced = {}, {}, {}
        places = {}
        for row, (key, where, fault) in enumerate(
            self._keys(entity, rank["partition"], rank["where"])
        ):
            if where is False or is_blank(fault):
                continue
            if belongs_nowhere(fault):
                places[row] = fault
                continue
            values = [self.oracle.held(each["value"], entity, row) for each in rank["keys"]]
            troubles = [each for each in (where, fault, *values) if isinstance(each, Fault)]
            if fault is not None:
                unplaced[row] = troubles[0].as_needed()
            elif troubles:
                doubtful.setdefault(tuple(key), {})[row] = troubles[0].as_needed()
            else:
                groups.setdefault(tuple(key), []).append((Sorted(values, rank["keys"]), row))
        everybody = next(iter(unplaced.values()), None)
        for row in unplaced:
            places[row] = everybody
        for key in {**groups, **doubtful}:
            known, open_rows = groups.get(key, []), doubtful.get(key, {})
            first = everybody or next(iter(open_rows.values()), None)
            if first is not None:
                groups.pop(key, None)
                for row in [row for _, row in known] + list(open_rows):
                    places[row] = first
        for members in groups.values():
            members.sort(key=lambda member: member[0])
            firsts = []
            for position, (key, row) in enumerate(members):
                if position == 0 or not members[position - 1][0] == key:
                    firsts.append(position)
                places[row] = {
                    "standard": firsts[-1] + 1,
                    "dense": len(firsts),
                    "tied": sum(other == key for other, _ in members),
                    "position": position + 1,
                }[rank["output"]]
        return places

    # ---- Amounts divided

    def _apportion(self, index, expr, row):
        share, entity = expr["apportion"], expr["entity"]
        keys = self._shared(
            index, lambda: self._keys(entity, share["partition"], share["where"])
        )
        own, where, fault = keys[row]
        if where is False:
            return Fraction(0)
        if belongs_nowhere(fault):
            return fault
        for _, counts, trouble in keys:
            if leaves_open(trouble) and counts is not False:
                return counts if isinstance(counts, Fault) else trouble
        members = [
            other
            for other, (key, counts, trouble) in enumerate(keys)
            if counts is not False and trouble is None and key == own
        ]
        parts = self._shared(
            (index, tuple(members)), lambda: self._divided(share, entity, members, keys)
        )
        return parts if isinstance(parts, Fault) else parts[row]

    def _divided(self, share, entity, members, keys):
        total = self._own_or_whole(share["total"], entity, members[0])
        if isinstance(total, Fault):
            return total.as_needed()
        by_weight = share["method"] == "pro_rata"
        named = share["remainder"] == "named"
        claims, faults = [], {}
        for row in members:
            asked = [share["weight"] if by_weight else None, share["cap"], share["floor"]]
            asked += [key["value"] for key in share["order"]]
            asked.append(share["owner"] if named else None)
            values = [
                None if part is None else self.oracle.held(part, entity, row) for part in asked
            ]
            for value in [keys[row][1]] + values:
                if isinstance(value, Fault):
                    faults.setdefault(row, value.as_needed())
            claims.append((Sorted(values[3:-1], share["order"]), row, values))
        in_turn = share["method"] == "in_order" and share["floor"] is None
        placed = not any(isinstance(key, Fault) for order, _, _ in claims for key in order.values)
        if faults and not (in_turn and placed):
            return next(iter(faults.values()))
        totals = [self._own_or_whole(share["total"], entity, row) for row in members]
        for other in totals:
            if isinstance(other, Fault):
                return other.as_needed()
        if any(other != total for other in totals):
            return Fault("cannot_share", *HERE)
        claims.sort(key=lambda claim: claim[0])
        doubtful = [i for i, (_, row, _) in enumerate(claims) if row in faults]
        behind = claims[doubtful[0] :] if doubtful else []
        claims = claims[: len(claims) - len(behind)]
        owner = next((i for i, claim in enumerate(claims) if claim[2][-1]), len(claims))
        recipients = [(values[0] or Fraction(0), *values[1:3]) for _, _, values in claims]
        parts = divided(share, owner, total, recipients)
        if isinstance(parts, Fault):
            parts = [parts] * len(claims)
        known = {row: part for (_, row, _), part in zip(claims, parts)}
        return known | {row: faults[behind[0][1]] for _, row, _ in behind}

    def _party(self, index, expr, row):
        split, entity = self.oracle.model["splits"][expr["split"]], expr["entity"]
        caps = split["caps"] or [None] * len(split["weights"])
        asked = [split["total"]] + split["weights"] + caps
        values = [None if part is None else self.oracle.held(part, entity, row) for part in asked]
        for value in values:
            if isinstance(value, Fault):
                return value.as_needed()
        total, rest = values[0], values[1:]
        weights, caps = rest[: len(split["weights"])], rest[len(split["weights"]) :]
        if split["method"] == "in_order":
            weights, caps = [Fraction(0)] * len(weights), weights
        recipients = [(weight, cap, None) for weight, cap in zip(weights, caps)]
        parts = divided(split, split["owner"], total, recipients)
        return parts if isinstance(parts, Fault) else parts[expr["index"]]


def divided(rule, owner, total, recipients):
    """The parts of the recipients in their order, or a fault."""
    if rule["method"] == "pro_rata" and total != 0:
        weights = [weight for weight, _, _ in recipients]
        if all(weight == 0 for weight in weights):
            return Fault("cannot_share", *HERE)
    line = apportion(
        rule["method"], rule["remainder"], owner, rule["rounding"]["mode"],
        Fraction(rule["rounding"]["increment"]), total, recipients,
    )  # fmt: skip
    words = line.split(" ")
    if len(words) == 1 and line in REFUSALS:
        return Fault("negative_weight" if line == "negative_weight" else "cannot_share", *HERE)
    return [Fraction(words[1 + 3 * i]) for i in range(len(recipients))]


REFUSALS = {
    "no_such_recipient", "negative_weight", "negative_bound", "floor_above_cap",
    "floors_exceed_whole",
}  # fmt: skip
