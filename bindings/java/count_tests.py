"""Says how many tests of the last Maven run passed, from surefire's reports."""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

REPORTS = pathlib.Path(__file__).resolve().parent.glob("*/target/surefire-reports/TEST-*.xml")

total = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
for report in REPORTS:
    suite = ElementTree.parse(report).getroot()
    for name in total:
        total[name] += int(suite.get(name, "0"))
failed = total["failures"] + total["errors"]
print(f"java: {total['tests'] - failed - total['skipped']} passed, {failed} failed, {total['skipped']} skipped")
sys.exit(1 if failed or not total["tests"] else 0)
