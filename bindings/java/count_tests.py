"""Says how many tests of the last Maven run passed, from surefire's reports: count_tests.py NAME MODULE..."""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
name, *modules = sys.argv[1:]

total = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
for report in (each for module in modules for each in HERE.glob(f"{module}/target/surefire-reports/TEST-*.xml")):
    suite = ElementTree.parse(report).getroot()
    for kind in total:
        total[kind] += int(suite.get(kind, "0"))
failed = total["failures"] + total["errors"]
print(f"{name}: {total['tests'] - failed - total['skipped']} passed, {failed} failed, {total['skipped']} skipped")
sys.exit(1 if failed or not total["tests"] else 0)
