"""Writes lots and bids in both languages, with equal points, prices above the limit and firms that
bid for everything; and who wins, computed without Remit lot by lot.
usage: python3 policies/lot-queue/data.py
"""

import random
import sys
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import Words, number, read_table, text, write_both, write_table  # noqa: E402

MOST = 2
WORDS = Words(
    [
        ("lots", "标段定标"), ("lot", "标段"), ("bid", "投标"), ("name", "名称"), ("limit", "控制价"),
        ("id", "编号"), ("firm", "企业"), ("price", "报价"), ("points", "得分"), ("most_wins", "中标上限"),
        ("qualified", "合格"), ("awarded", "已定"), ("wins", "已中数"), ("won", "中标"), ("true", "是"), ("winner", "中标企业"), ("firm_total", "企业中标"),
        ("lots_won", "中标数"), ("price_of_all", "中标额"),
        ("false", "否"), ("road", "道路"), ("pipes", "管网"), ("green", "绿化"), ("A", "甲"), ("B", "乙"),
        ("C", "丙"), ("1", "一"), ("2", "二"), ("3", "三"), ("4", "四"), ("5", "五"),
    ]
)


def tables():
    rng = random.Random(4)
    lots = [[f"L{i:02d}", str(rng.choice((500_000, 800_000, rng.randint(1, 900) * 1_000)))] for i in range(40)]
    bids = []
    for name, limit in lots:
        for firm in rng.sample(range(25), rng.randint(1, 12)):
            price = Fraction(int(limit)) * Fraction(rng.randint(70, 104), 100)
            points = Fraction(rng.choice((6_000, 5_999, 8_000, rng.randint(5_000, 10_000))), 100)
            bids.append([f"B{len(bids) + 1001}", name, f"F{firm:02d}", text(price), text(points)])
    rng.shuffle(bids)
    return {"lot": (["name", "limit"], lots), "bid": (["id", "lot", "firm", "price", "points"], bids)}


def expected():
    bids = read_table(HERE / "en" / "data", "bid")
    lots = {row["name"]: number(row["limit"]) for row in read_table(HERE / "en" / "data", "lot")}
    wins, winners, by_lot, prices = {}, set(), {}, {bid["firm"]: Fraction(0) for bid in bids}
    for lot in sorted(lots, key=lambda name: (-lots[name], name)):
        own = [bid for bid in bids if bid["lot"] == lot]
        for bid in sorted(own, key=lambda b: (-number(b["points"]), number(b["price"]), b["id"])):
            qualified = number(bid["price"]) <= lots[lot] and number(bid["points"]) >= 60
            if qualified and wins.get(bid["firm"], 0) < MOST:
                wins[bid["firm"]] = wins.get(bid["firm"], 0) + 1
                winners.add(bid["id"])
                by_lot[lot] = bid["firm"]
                prices[bid["firm"]] += number(bid["price"])
                break
    return {
        "bid": (["id", "won"], [[bid["id"], "true" if bid["id"] in winners else "false"] for bid in bids]),
        "lot": (["name", "winner"], [[lot, by_lot.get(lot, "")] for lot in lots]),
        "firm_total": (["firm", "lots_won", "price_of_all"],
                       [[firm, str(wins.get(firm, 0)), text(prices[firm])] for firm in sorted(prices)]),
    }


def main():
    write_both(HERE, WORDS, tables())
    for name, (columns, rows) in expected().items():
        write_table(HERE / "expected", name, columns, rows)


if __name__ == "__main__":
    main()
