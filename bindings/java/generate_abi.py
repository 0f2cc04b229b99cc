#!/usr/bin/env python3
"""Writes Abi.java and Words.java of remit/src/main/java/remit, the raw layer of Java, from capi/remit.json.

usage: generate_abi.py [--check]

With --check nothing is written; the exit status is 1 when a file is not what would be written.
All arguments are of primitive types or arrays of them, which JNA passes without making objects: a
handle is its address, a text its bytes, what comes out an array of one.
"""

from __future__ import annotations

import json
import pathlib
import re
import sys
import textwrap
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
DESCRIPTION = HERE.parents[1] / "capi" / "remit.json"
TARGET = HERE / "remit" / "src" / "main" / "java" / "remit"
HEAD = "// Generated from capi/remit.json by bindings/java/generate_abi.py; not edited by hand."

# Every platform that Remit is built for has 64 bits: size_t and addresses are long.
SCALARS = {
    "int32_t": "int", "uint32_t": "int", "int64_t": "long", "uint64_t": "long", "double": "double", "size_t": "long",
}  # fmt: skip


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


def pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.removeprefix("remit_").split("_"))


def returned(kind: dict[str, Any]) -> str:
    if kind["pointers"]:
        return "long"
    if kind["of"] == "enumeration":
        return "int"
    return "void" if kind["of"] == "void" else SCALARS[kind["base"]]


def parameter(one: dict[str, Any]) -> str:
    kind, name = one["type"], camel(one["name"])
    if one["role"] == "list" or one["role"] in ("given", "borrowed", "error"):
        return f"long[] {name}"
    if one["role"] == "out":
        return f"{SCALARS.get(kind['base'], 'int')}[] {name}"
    if one["role"] == "buffer" or kind["of"] == "text":
        return f"byte[] {name}"
    if kind["of"] == "callback":
        return f"{pascal(kind['base'])} {name}"
    return f"{returned(kind)} {name}"


def in_callback(one: dict[str, Any]) -> str:
    """A callback has no arrays: what it gets by pointer is an address."""
    kind = one["type"]
    of = "long" if kind["pointers"] else "int" if kind["of"] == "enumeration" else SCALARS[kind["base"]]
    return f"{of} {camel(one['name'])}"


def comment(text: str, indent: str) -> list[str]:
    text = re.sub(r"`([^`]*)`", r"{@code \1}", text.replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;"))
    text = text.replace("{&#64;code", "{@code")
    lines = [part for paragraph in text.splitlines() for part in textwrap.wrap(paragraph, 94 - len(indent))]
    if len(lines) == 1:
        return [f"{indent}/** {lines[0]} */"]
    return [f"{indent}/**", *(f"{indent} * {line}" for line in lines), f"{indent} */"]


def render(description: dict[str, Any]) -> str:
    lines = [
        HEAD,
        "package remit;",
        "",
        "import com.sun.jna.Callback;",
        "",
        "/** Every function of remit.h; the conventions stand there. */",
        "final class Abi {",
        "  private Abi() {}",
        "",
        "  static {",
        "    NativeLibraries.register(Abi.class);",
        "  }",
        "",
    ]
    for each in description["constants"]:
        lines.append(f"  static final int {each['name'].removeprefix('REMIT_')} = 0x{each['value']:08X};")
    for one in description["enumerations"]:
        lines += ["", *comment(f"{pascal(one['name'])}: {one['doc']}", "  ")]
        lines += [f"  static final int {v['name'].removeprefix('REMIT_')} = {v['value']};" for v in one["values"]]
    for one in description["callbacks"]:
        lines += ["", *comment(one["doc"], "  "), f"  interface {pascal(one['name'])} extends Callback {{"]
        list_of = ", ".join(in_callback(each) for each in one["parameters"])
        lines += [f"    {returned(one['returns'])} invoke({list_of});", "  }"]
    for one in description["functions"]:
        lines += ["", *comment(one["doc"], "  ")]
        start = f"  static native {returned(one['returns'])} {one['name']}("
        list_of = [parameter(each) for each in one["parameters"]]
        whole = start + ", ".join(list_of) + ");"
        if len(whole) > 100:
            whole = start + "\n" + "\n".join(textwrap.wrap(", ".join(list_of) + ");", 98, initial_indent=" " * 6, subsequent_indent=" " * 6))
        lines.append(whole)
    return "\n".join([*lines, "}", ""])


def words(description: dict[str, Any]) -> str:
    """What the package says for itself, an enumeration."""
    each = ",\n".join(
        f"  {one['name'].upper()}({', '.join(json.dumps(one[language], ensure_ascii=False) for language in ('en', 'zh'))})"
        for one in description["words"]
    )
    return f"""{HEAD}
package remit;

/** What this package says for itself, in both languages; all else is worded by the library. */
enum Words {{
{each};

  private final String en;
  private final String zh;

  Words(String en, String zh) {{
    this.en = en;
    this.zh = zh;
  }}

  /** The sentence, with its arguments in the places of {{@code {{0}}}}, {{@code {{1}}}}. */
  String in(Language language, Object... arguments) {{
    final String template = language == Language.ZH ? zh : en;
    final StringBuilder said = new StringBuilder();
    for (int i = 0; i < template.length(); ++i) {{
      if (template.charAt(i) == '{{') {{
        said.append(arguments[template.charAt(i + 1) - '0']);
        i += 2;
      }} else {{
        said.append(template.charAt(i));
      }}
    }}
    return said.toString();
  }}
}}
"""


def main() -> int:
    description = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    status = 0
    for name, wanted in (("Abi.java", render(description)), ("Words.java", words(description))):
        target = TARGET / name
        if "--check" not in sys.argv[1:]:
            target.write_text(wanted, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != wanted:
            print(f"{target} is not what {DESCRIPTION} says: run {__file__}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
