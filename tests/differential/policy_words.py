"""The spellings of keywords, operators and functions, read from the tables that the parser is made
of, so that generated policies are in English, in Chinese, or in both at once."""

import os
import re

from operations import FUNCTIONS

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src")


def read(path):
    with open(os.path.join(SOURCE, path), encoding="utf-8") as source:
        return source.read()


def spellings():
    """{use: [English spellings], [Chinese spellings]}; operators as op:WORD, functions as fn:WORD."""
    words = {}
    table = read("syntax/keywords.def")
    for name, chinese, aliases in re.findall(r'KEYWORD\("([^"]+)", "([^"]*)", "([^"]*)"\)', table):
        words[name] = ([name.split("@")[0]], [chinese] + [a for a in aliases.split("|") if a])
    table = read("type/operators.cc").split("kOperators[] = {")[1].split("\n};")[0]
    rows = re.findall(r'\{\w+, "(\w+)", "([^"]*)", "([^"]*)", "([^"]*)", "([^"]*)"', table)
    for name, symbol, english, chinese, aliases in rows:
        latin = [word for word in (symbol, english) if word]
        chinese = [word for word in [chinese, *aliases.split("|")] if word]
        words["op:" + name] = (latin, chinese or latin)
    for function in FUNCTIONS:
        words["fn:" + function["en"]] = ([function["en"]], [function["zh"]])
    this = re.search(r'kThis\{"(\w+)", "(\w+)"\}', read("type/words.h"))
    words["this"] = ([this[1]], [this[2]])
    return words


NAMES = {
    "unit": "单位", "name": "名称", "kind": "类别", "town": "乡镇", "district": "街道",
    "office": "县直部门", "goal": "招商任务", "staff": "编制人数", "growth": "增长率",
    "grant": "酌定奖金", "parent": "上级", "project": "项目", "id": "编号",
    "by_unit": "引进单位", "at_unit": "所在地", "invested": "投资额", "revenue": "地方收入",
    "dollars": "外资到位", "ratio": "约定比例", "start": "开工日", "finish": "竣工日",
    "area": "行业", "industry": "工业", "farming": "农业", "trade": "商贸", "open_now": "在建",
    "paid_before": "已付", "people": "就业人数", "holiday": "节假日", "day_off": "放假日",
    "makeup": "补班日", "quote": "牌价", "price": "中间价", "quoted_on": "报价日",
    "treasury": "县财政", "bureau": "招商局", "partner": "合作方", "of_project": "合作项目",
    "report": "年报", "output": "产值", "year_no": "年度序号", "starred": "达标",
    "filing": "申报表", "filed": "当年申报", "of_unit": "所属单位", "task": "任务分解表", "choice": "选定奖励",
    "tier": "收费档", "low": "起点", "high": "终点", "transfer": "汇款", "coin": "币别", "received": "收到金额", "charged": "手续费", "moved": "汇款日",
    "listed": "外汇牌价", "day_of": "牌价日", "worth": "折合数",
    "helper": "协办单位", "weighting": "贡献度", "joined": "加入日", "main": "主办",
}  # fmt: skip


class Words:
    """Chooses the spelling of each word of one policy."""

    table = None

    def __init__(self, random, language):
        """`language` is "en", "zh" or "mixed"."""
        if Words.table is None:
            Words.table = spellings()
        self.random = random
        self.language = language

    def __call__(self, use):
        english, chinese = Words.table[use]
        choice = self.language
        if choice == "mixed":
            choice = self.random.choice(["en", "zh"])
        spelled = english if choice == "en" else chinese
        return self.random.choice(spelled) if self.random.random() < 0.3 else spelled[0]

    def name(self, word):
        """A name; the same wherever it stands."""
        return word if self.language == "en" else NAMES.get(word, word)

    def text(self, value):
        return f"“{value}”" if self.language == "zh" else f'"{value}"'
