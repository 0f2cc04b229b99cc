"""Puts the table of clauses that a policy gives of itself (`remit clauses`) into the README beside it.

usage: python3 policies/tools/clauses.py PATH-OF-REMIT FOLDER... [--check]

README.md has the table of en/policy.remit, README.zh.md that of policy.remit, each between the two marks.
"""

import subprocess
import sys
from pathlib import Path

BEGIN, END = "<!-- clauses: written by policies/tools/clauses.py -->", "<!-- end of clauses -->"


def table(remit, policy, language):
    done = subprocess.run([remit, "clauses", "--lang", language, "--format", "markdown", policy],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{policy}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


def written(remit, readme):
    """The text of a README with its table as the policy says it now."""
    chinese = readme.name.endswith(".zh.md")
    policy = readme.parent / ("policy.remit" if chinese else "en/policy.remit")
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{readme}: no place for the table")
    return f"{before}{BEGIN}\n{table(remit, policy, 'zh' if chinese else 'en')}\n{END}{after}"


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    stale = []
    for readme in (path for folder in arguments[1:] for path in sorted(Path(folder).glob("README*.md"))):
        text = written(arguments[0], readme)
        if "--check" not in sys.argv:
            readme.write_text(text, encoding="utf-8")
        elif readme.read_text(encoding="utf-8") != text:
            stale.append(str(readme))
    if stale:
        raise SystemExit("not what policies/tools/clauses.py writes: " + ", ".join(stale))


if __name__ == "__main__":
    main()
