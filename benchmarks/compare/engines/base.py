"""What every contender is."""

from __future__ import annotations

import pathlib

from work import Answers, Work

FOLDER = pathlib.Path(__file__).parent.parent


class Engine:
    """One way to do the work. Built once; `run` is what the clock measures."""

    name = ""
    #: What the measured time has beside the arithmetic.
    note = ""
    #: Rows it gets at most: engines that go row by row would take hours.
    most_rows = 1 << 62
    #: Whether it does R6.
    has_units = True
    #: Whether its figures must be right; what is known to be inexact is only counted.
    exact = True

    def prepare(self, work: Work, rows: int) -> None:
        """Loads the first `rows` rows in the form that suits the engine best."""
        raise NotImplementedError

    def run(self, units: bool) -> None:
        """R1-R5, with `units` R6 too."""
        raise NotImplementedError

    def answers(self, units: bool) -> Answers:
        """What the last run computed."""
        raise NotImplementedError
