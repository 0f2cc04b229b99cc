"""Every function of the header has a line in the table of the memory test.

usage: memory_table_test.py HEADER MEMORY_TEST
"""

import subprocess
import sys

from symbols_test import declared_functions


def main() -> int:
    header, program = sys.argv[1:]
    tested = set(
        subprocess.run(
            [program, "--functions"], capture_output=True, text=True, check=True
        ).stdout.split()
    )
    declared = declared_functions(header)
    for name in sorted(declared - tested):
        print(f"memory never fails in {name}: add it to tests/capi/entry_points_*.c")
    for name in sorted(tested - declared):
        print(f"no function of the header: {name}")
    print(f"{len(declared)} functions")
    return 0 if declared and declared == tested else 1


if __name__ == "__main__":
    sys.exit(main())
