"""Makes failing cases small: rows first, then columns, then formulas."""

import copy


def without_rows(tables, fails):
    """Leaves out runs of rows, then single ones, as long as the case still fails."""
    for name in list(tables):
        size = max(1, len(tables[name]["rows"]) // 2)
        while size >= 1:
            start = 0
            while start < len(tables[name]["rows"]):
                smaller = copy.deepcopy(tables)
                del smaller[name]["rows"][start : start + size]
                if name not in ("", "whole") and fails(smaller):
                    tables = smaller
                else:
                    start += size
            size //= 2
    return tables


def shrink_model(model, tables, still_fails):
    """`still_fails(model, tables)` says whether a smaller case shows the same kind of failure."""

    def fails(smaller_model, smaller_tables):
        try:
            return still_fails(smaller_model, smaller_tables)
        except Exception:
            return False

    for _ in range(3):
        before = (str(model), str(tables))
        tables = without_rows(tables, lambda smaller: fails(model, smaller))
        model = fewer_columns(model, lambda smaller: fails(smaller, tables))
        model = simpler_formulas(model, lambda smaller: fails(smaller, tables))
        if (str(model), str(tables)) == before:
            break
    return compact(model), tables


def fewer_columns(model, fails):
    """Columns keep their numbers; one that is left out has no name and no reader."""
    for index in reversed(range(len(model["columns"]))):
        column = model["columns"][index]
        if column["field"] is not None or not column["name"]:
            continue
        smaller = copy.deepcopy(model)
        smaller["columns"][index]["name"] = ""
        if fails(smaller):
            model = smaller
    return model


def parts(expr):
    """Expressions that may stand in its place: same type, same entity."""
    found = list(expr["args"])
    for member in ("fold", "rank", "apportion"):
        details = expr.get(member, {})
        found += [details[key] for key in ("value", "total", "weight") if details.get(key)]
    return found


def reachable(model):
    seen, stack = set(), []
    for column in model["columns"]:
        if column["name"] and column["value"] is not None:
            stack.append(column["value"])
    while stack:
        index = stack.pop()
        if index in seen:
            continue
        seen.add(index)
        expr = model["expressions"][index]
        stack += [part for part in below(model, expr) if part is not None]
    return sorted(seen, reverse=True)


def below(model, expr):
    found = list(expr["args"])
    if expr["kind"] == "column":
        found.append(model["columns"][expr["column"]]["value"])
    for member in ("fold", "rank", "apportion", "match"):
        found += indices(expr.get(member, {}))
    if expr["kind"] == "party":
        found += indices(model["splits"][expr["split"]])
    return found


INDEX_MEMBERS = {
    "via", "value", "where", "partition", "keys", "total", "weight", "cap", "floor", "order",
    "equal", "as_of", "weights", "caps", "ours", "theirs", "window", "key", "lower", "upper", "place",
}  # fmt: skip


def indices(details):
    found = []
    for key, value in details.items():
        if key == "owner" and "partition" not in details:
            continue
        if key not in INDEX_MEMBERS and key != "owner":
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                found += indices(each)
            elif each is not None and not isinstance(each, bool):
                found.append(each)
    return found


def simpler_formulas(model, fails):
    for index in reachable(model):
        expr = model["expressions"][index]
        candidates = [
            model["expressions"][part]
            for part in parts(expr)
            if model["expressions"][part]["type"] == expr["type"]
            and model["expressions"][part]["entity"] in (expr["entity"], 0)
        ]
        for member in ("fold", "rank", "apportion"):
            for clause in ("where", "partition", "cap", "floor", "order", "window", "kept"):
                if expr.get(member, {}).get(clause):
                    simpler = copy.deepcopy(expr)
                    simpler[member][clause] = [] if clause in ("partition", "order") else None
                    if clause == "partition" and "ours" in simpler[member]:
                        simpler[member]["ours"] = []
                    if clause == "order" and "by_row" in simpler[member]:
                        simpler[member]["by_row"] = True
                    if clause == "kept":
                        simpler[member].update(order=[], by_row=False)
                    candidates.append(simpler)
        for candidate in candidates:
            smaller = copy.deepcopy(model)
            smaller["expressions"][index] = candidate
            if fails(smaller):
                model = smaller
                break
    return model


def compact(model):
    """Expressions that nothing needs become `true`, so that a kept case can be read."""
    needed = set(reachable(model))
    for entity in model["entities"]:
        needed |= {field["default"] for field in entity["fields"]}
    for table in model["matrices"] + model["dated"]:
        needed |= set(table["values"])
    for split in model["splits"]:
        needed |= set(indices(split))
    for index in range(len(model["expressions"])):
        if index not in needed:
            model["expressions"][index] = {
                "kind": "operation", "op": "boolean", "boolean": True, "entity": 0, "args": [],
                "type": {"kind": "boolean"}, "span": [0, 0],
            }  # fmt: skip
    return model


def declarations(lines):
    """[(first, last)] of the declarations and of the clauses in their braces, outer ones first."""
    found, start, depth = [], None, 0
    for index, line in enumerate(lines[1:-1], 1):
        if depth == 0:
            start = index
        elif line.strip() != "}":
            found.append((index, index))
        depth += line.count("{") - line.count("}")
        if depth == 0 and start is not None:
            found.insert(0, (start, index))
    return found


def shrink_policy(text, tables, still_fails):
    """The same for a policy text: rows, then whole declarations, then single clauses."""

    def fails(smaller_text, smaller_tables):
        try:
            return still_fails(smaller_text, smaller_tables)
        except Exception:
            return False

    for _ in range(3):
        before = text
        tables = without_rows(tables, lambda smaller: fails(text, smaller))
        changed = True
        while changed:
            changed = False
            lines = text.rstrip("\n").split("\n")
            for first, last in declarations(lines):
                smaller = "\n".join(lines[:first] + lines[last + 1 :]) + "\n"
                if fails(smaller, tables):
                    text, changed = smaller, True
                    break
        if text == before:
            break
    return text, tables
