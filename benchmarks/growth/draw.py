"""The pictures of growth in docs/performance.md, from what bench_growth measured.

    build/release/bin/bench_growth > growth.tsv
    python3 benchmarks/growth/draw.py growth.tsv docs/pictures

One picture for each axis and language, both scales logarithmic: what grows as the rows do rises as
steeply as the thin lines. Times against the left edge, memory against the right one.
"""

from __future__ import annotations

import collections
import math
import pathlib
import sys

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 70, 70, 40, 50
COLOURS = {"checking": "#8250df", "first run": "#bf3989", "later runs": "#0969da", "peak memory": "#1a7f37"}
MEMORY = "peak memory"

WORDS = {
    "en": {
        "rows": "rows",
        "rules": "rewards in the policy",
        "columns": "columns of an entity",
        "groups": "groups of a million rows",
        "references": "references one behind the other",
        "checking": "checking the policy",
        "first run": "first run",
        "later runs": "later runs",
        MEMORY: "peak memory",
        "time": "milliseconds",
        "bytes": "MB",
    },
    "zh": {
        "rows": "行数",
        "rules": "政策中的奖励条数",
        "columns": "实体的列数",
        "groups": "一百万行的分组数",
        "references": "首尾相接的引用层数",
        "checking": "检查政策",
        "first run": "首次运行",
        "later runs": "再次运行",
        MEMORY: "内存峰值",
        "time": "毫秒",
        "bytes": "MB",
    },
}


class Scale:
    """Whole decades that hold the figures, onto a stretch of the picture."""

    def __init__(self, figures: list[float], begin: float, end: float) -> None:
        self.low = math.floor(math.log10(min(figures)))
        self.high = max(math.ceil(math.log10(max(figures))), self.low + 1)
        self.begin, self.end = begin, end

    def __call__(self, figure: float) -> float:
        part = (math.log10(figure) - self.low) / (self.high - self.low)
        return self.begin + part * (self.end - self.begin)

    def decades(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def label(figure: float) -> str:
    if figure >= 1:
        return f"{figure:,.0f}".replace(",", " ")
    return f"{figure:g}"


def text(x: float, y: float, words: str, anchor: str = "middle", colour: str = "#57606a") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def picture(axis: str, curves: dict[str, list[tuple[float, float]]], words: dict[str, str]) -> str:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    across = Scale([at for curve in curves.values() for at, _ in curve], LEFT, right)
    times = [figure for name, curve in curves.items() for _, figure in curve if name != MEMORY]
    up = Scale(times, bottom, TOP)
    memory = Scale([figure for _, figure in curves.get(MEMORY, [(1, 1)])], bottom, TOP)
    # As many decades on either side, so that one slope means one growth.
    for scale, other in ((up, memory), (memory, up)):
        scale.high = max(scale.high, scale.low + other.high - other.low)
    parts = []
    for decade in across.decades():
        parts += [line(across(decade), TOP, across(decade), bottom, "#eaeef2")]
        parts += [text(across(decade), bottom + 18, label(decade))]
    for left, edge in zip(up.decades(), memory.decades()):
        parts += [line(LEFT, up(left), right, up(left), "#eaeef2")]
        parts += [text(LEFT - 8, up(left) + 4, label(left), "end")]
        parts += [text(right + 8, memory(edge) + 4, label(edge), "start")]
    for power in range(up.low - across.high + across.low, up.high):
        parts += [grown(across, up, power)]
    for name, curve in curves.items():
        scale = memory if name == MEMORY else up
        points = " ".join(f"{across(at):.1f},{scale(figure):.1f}" for at, figure in sorted(curve))
        dashes = ' stroke-dasharray="6 4"' if name == MEMORY else ""
        parts += [f'<polyline points="{points}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"{dashes}/>']
        for point in points.split():
            x, y = point.split(",")
            parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{COLOURS[name]}"/>']
    parts += [text((LEFT + right) / 2, HEIGHT - 10, words[axis])]
    parts += [text(LEFT, TOP - 24, words["time"]), text(right, TOP - 24, words["bytes"])]
    for i, name in enumerate(curves):
        parts += [text(LEFT + 70 + i * 125, TOP - 8, words[name], "start", COLOURS[name])]
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def grown(across: Scale, up: Scale, power: int) -> str:
    """What grows in proportion: from 10^power at the left edge on, as far as it is seen."""
    begin, end = max(0, up.low - power), min(across.high - across.low, up.high - power)
    if begin >= end:
        return ""
    points = [(across(10.0 ** (across.low + at)), up(10.0 ** (power + at))) for at in (begin, end)]
    (x1, y1), (x2, y2) = points
    return line(x1, y1, x2, y2, "#d0d7de")


def main(measured: str, folder: str) -> None:
    axes: dict[str, dict[str, list[tuple[float, float]]]] = collections.OrderedDict()
    for row in pathlib.Path(measured).read_text(encoding="utf-8").splitlines():
        axis, size, what, figure = row.split("\t")
        amount = float(figure) / 1e6 if what == MEMORY else float(figure)
        axes.setdefault(axis, {}).setdefault(what, []).append((float(size), amount))
    for axis, curves in axes.items():
        for language, words in WORDS.items():
            path = pathlib.Path(folder) / f"growth-{language}-{axis}.svg"
            path.write_text(picture(axis, curves, words), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
