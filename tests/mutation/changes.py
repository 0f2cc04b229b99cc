"""The changes that can be made to a source, one at a time: a sign, a number, a word, a condition or a statement."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import tree_sitter_cpp
from tree_sitter import Language, Node, Parser

SIGNS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&", "+": "-", "-": "+", "*": "/", "/": "*",
         "+=": "-=", "-=": "+=", "|=": "&=", "&=": "|="}  # fmt: skip
WORDS = {"begin": "end", "front": "back", "back": "front", "min": "max", "max": "min", "lower_bound": "upper_bound", "upper_bound": "lower_bound",
         "any_of": "all_of", "all_of": "any_of", "none_of": "any_of"}  # fmt: skip
# What a test cannot or need not notice: promises, sizes asked for beforehand, what says how much work is done.
LEFT_ALONE = re.compile(r"\b(?:assert|static_cast<void>|\w*reserve|prefetch|REMIT_\w+|budget|spend\w*|Budget)\b")
# What the compiler wants to know itself: no change there can wait until the program runs.
KNOWN_TO_THE_COMPILER = {"template_argument_list", "static_assert_declaration", "enumerator", "array_declarator", "bitfield_clause", "preproc_def",
                         "preproc_if", "preproc_ifdef", "preproc_function_def", "attribute_declaration", "decltype", "sizeof_expression",
                         "template_parameter_list", "requires_clause", "noexcept", "ERROR"}  # fmt: skip
CONSTANT = {b"constexpr", b"consteval", b"constinit"}


@dataclasses.dataclass(frozen=True)
class Change:
    """The node from `begin` to `end` (bytes of the source) reads `by` when the change is made."""

    begin: int
    end: int
    kind: str  # "expression", "condition" or "statement"
    by: str  # "" leaves the statement out
    line: int  # from 1
    shown: str  # to people

    def around(self, now: str, number: int) -> str:
        """Code that does either; `now` is the text of the node, with the changes that stand in it. Each begins a line, so that errors tell."""
        made = f"remit_mutation::made({number})"
        if self.kind == "statement":
            return f"{{\nif ({made}) {{ {self.by} }} else {{ {now} }}\n}}"
        if self.kind == "condition":
            return f"(\n{made} ? {self.by} : static_cast<bool>({now})\n)"
        return f"(\n{made} ? {self.by} : {now}\n)"


def text(node: Node) -> str:
    return (node.text or b"").decode()


def is_left_alone(node: Node) -> bool:
    if node.type in KNOWN_TO_THE_COMPILER or (node.type == "call_expression" and LEFT_ALONE.search(text(node.child_by_field_name("function")))):
        return True
    if node.type in ("declaration", "function_definition", "field_declaration", "if_statement"):
        return any(child.text in CONSTANT for child in node.children)
    return node.type == "expression_statement" and LEFT_ALONE.search(text(node)) is not None


def replaced(node: Node, part: Node, by: str) -> str:
    """The text of `node` with another text for a part of it."""
    whole, begin = node.text or b"", part.start_byte - node.start_byte
    return (whole[:begin] + by.encode() + whole[begin + part.end_byte - part.start_byte :]).decode()


def change(node: Node, kind: str, by: str, shown: str) -> Change:
    return Change(node.start_byte, node.end_byte, kind, by, node.start_point[0] + 1, shown)


def of_sign(node: Node) -> Iterator[Change]:
    sign = node.child_by_field_name("operator")
    if sign is None or text(sign) not in SIGNS or '"' in (text(node) if text(sign) == "+" else ""):
        return
    by = SIGNS[text(sign)]
    found = change(node, "expression", f"({replaced(node, sign, by)})", f"{text(node)}: {text(sign)} -> {by}")
    yield dataclasses.replace(found, line=sign.start_point[0] + 1)


def of_number(node: Node) -> Iterator[Change]:
    if number := re.fullmatch(r"(\d[\d']*)([uUlLzZ]*)", text(node)):
        by = str(int(number[1].replace("'", "")) + 1) + number[2]
        yield change(node, "expression", by, f"{text(node)} -> {by}")


def of_word(node: Node) -> Iterator[Change]:
    """A call of a function with an opposite."""
    word = node.child_by_field_name("function")
    while word is not None and word.type in ("field_expression", "qualified_identifier"):
        word = word.child_by_field_name("field") or word.child_by_field_name("name")
    if word is not None and text(word) in WORDS:
        yield change(node, "expression", replaced(node, word, WORDS[text(word)]), f"{text(node)}: {text(word)} -> {WORDS[text(word)]}")


def of_condition(node: Node) -> Iterator[Change]:
    """A condition without a sign that would be changed itself."""
    condition = node.child_by_field_name("condition")
    if condition is not None and condition.type == "condition_clause":
        condition = condition.child_by_field_name("value")
    while condition is not None and condition.type == "parenthesized_expression":
        condition = condition.named_child(0)
    if condition is not None and condition.type in ("call_expression", "identifier", "field_expression", "subscript_expression"):
        yield change(condition, "condition", f"!({text(condition)})", f"{text(condition)}: if -> if not")


def of_statement(node: Node) -> Iterator[Change]:
    inner = node.named_child(0)
    if inner is not None and inner.type in ("call_expression", "assignment_expression", "update_expression"):
        yield change(node, "statement", "", f"{text(node)} left out")


def of_node(node: Node) -> Iterator[Change]:
    match node.type:
        case "binary_expression" | "assignment_expression":
            yield from of_sign(node)
        case "number_literal":
            yield from of_number(node)
        case "unary_expression" if text(node).startswith("!"):
            yield change(node, "condition", f"static_cast<bool>({text(node)[1:]})", f"{text(node)}: without !")
        case "true" | "false":
            by = "false" if node.type == "true" else "true"
            yield change(node, "expression", by, f"{node.type} -> {by}")
        case "call_expression":
            yield from of_word(node)
        case "if_statement" | "while_statement" | "conditional_expression":
            yield from of_condition(node)
        case "expression_statement":
            yield from of_statement(node)
        case "continue_statement" | "break_statement":
            by = "break;" if node.type == "continue_statement" else "continue;"
            yield change(node, "statement", by, f"{text(node)} -> {by}")


def all_changes(source: bytes) -> list[Change]:
    """In the order of their places."""
    found = []

    def walk(node: Node) -> None:
        if is_left_alone(node):
            return
        found.extend(of_node(node))
        for child in node.children:
            if not (node.type == "case_statement" and child == node.child_by_field_name("value")):
                walk(child)

    walk(Parser(Language(tree_sitter_cpp.language())).parse(source).root_node)
    return sorted(found, key=lambda each: (each.begin, -each.end))


def with_changes(source: bytes, numbered: list[tuple[int, Change]]) -> tuple[str, list[int]]:
    """The source with all these changes in it, and for each of its lines the number of the change it belongs to or 0."""
    ordered = sorted(numbered, key=lambda each: (each[1].begin, -each[1].end, each[0]))

    def rendered(begin: int, end: int, at: int) -> tuple[str, int]:
        parts, place = [], begin
        while at < len(ordered) and ordered[at][1].begin < end:
            number, found = ordered[at]
            parts.append(source[place : found.begin].decode())
            inside, at = rendered(found.begin, found.end, at + 1)
            parts.append(f"\x01{number}\x02{found.around(inside, number)}\x03")
            place = found.end
        return "".join(parts) + source[place:end].decode(), at

    marked, _ = rendered(0, len(source), 0)
    lines, open_changes, plain = [], [0], []
    for piece in re.split(r"(\x01\d+\x02|\x03|\n)", marked):
        if piece.startswith("\x01"):
            open_changes.append(int(piece[1:-1]))
        elif piece == "\x03":
            open_changes.pop()
        else:
            plain.append(piece)
            if piece == "\n":
                lines.append(open_changes[-1])
    return "".join(plain), lines
