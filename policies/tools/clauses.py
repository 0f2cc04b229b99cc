"""Puts the table of clauses that a policy gives of itself (`remit clauses`) into the README beside it.

usage: python3 policies/tools/clauses.py PATH-OF-REMIT FOLDER... [--check]

README.md has the table of en/policy.remit, README.zh.md that of policy.remit, each between the two marks.
"""

import generated

BEGIN, END = "<!-- clauses: written by policies/tools/clauses.py -->", "<!-- end of clauses -->"


def table(remit, policy, language):
    return generated.ask(policy, remit, "clauses", "--lang", language, "--format", "markdown", policy).strip()


def written(remit, readme):
    """The text of a README with its table as the policy says it now."""
    chinese = readme.name.endswith(".zh.md")
    policy = readme.parent / ("policy.remit" if chinese else "en/policy.remit")
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{readme}: no place for the table")
    return f"{before}{BEGIN}\n{table(remit, policy, 'zh' if chinese else 'en')}\n{END}{after}"


if __name__ == "__main__":
    generated.main("clauses.py", lambda folder: sorted(folder.glob("README*.md")), written)
