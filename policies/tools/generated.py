"""What the programs that write a part of a policy's folder have in common: their command line and how they ask remit."""

import subprocess
import sys
from pathlib import Path


def ask(about, remit, *arguments, text=None):
    """What remit prints. Ends the program with its complaint when it fails, which is about `about`."""
    done = subprocess.run([remit, *arguments], input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{about}: {done.stdout}{done.stderr}")
    return done.stdout


def main(program, files_of, written):
    """`PATH-OF-REMIT FOLDER... [--check]`: writes the files, or only says which are not what they should be.

    `files_of` (a folder) are the files to write, and `written` (remit, a file) is what stands in one.
    """
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    stale = []
    for file in (file for folder in arguments[1:] for file in files_of(Path(folder))):
        text = written(arguments[0], file)
        if "--check" not in sys.argv:
            file.write_text(text, encoding="utf-8")
        elif file.read_text(encoding="utf-8") != text:
            stale.append(str(file))
    if stale:
        raise SystemExit(f"not what policies/tools/{program} writes: " + ", ".join(stale))
