"""What the checker refuses of a random policy is left out, so that the rest of it is tried all the same.

A text drawn at random has conditions that can only fail, a rule that stands twice, limits that shut each
other out: right to refuse, and no use to an evaluator. The declarations that are complained of go, then
those that named them, until the rest is accepted. Of a table only the line goes that is complained of;
of what amends the policy, all."""

import re

TABLE = re.compile(r"  .*\b(entity|数据表|实体)\b.*\{$")


def declarations(lines):
    """For each line of a policy the first line of its declaration; None outside of any."""
    first, heads = None, []
    for number, line in enumerate(lines):
        if not line.startswith("  "):
            first = None
        elif line[2:3] not in (" ", "}", ""):
            first = number
        heads.append(first)
    return heads


def without(text, errors):
    """The text without what is complained of; None where nothing can go."""
    lines = text.split("\n")
    heads = declarations(lines)
    later = next((i for i, line in enumerate(lines) if i > 0 and line.endswith(" later {")), None)
    gone = set()
    for error in errors:
        at = error["begin"]["line"] - 1
        if later is not None and at >= later:
            return "\n".join(lines[:later])
        if heads[at] is None:
            continue
        if at != heads[at] and TABLE.match(lines[heads[at]]):
            gone.add(at)
        else:
            gone.update(i for i, head in enumerate(heads) if head == heads[at])
    if not gone:
        return None
    return "\n".join(line for i, line in enumerate(lines) if i not in gone)
