"""Every operation and every function in a memo of its own, in both languages: readings.txt.

usage: python3 tests/explain/readings_test.py PATH-OF-REMIT
"""

import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REMIT = "remit"

POLICY = {
    "en": """policy trial {
  currency CNY
  rounding half_up to 0.01 CNY
  party treasury
  calendar plain
  entity item {
    key id : text
    kind : one of { town, district, bureau }
    got_money : money
    cost : money "cost_in_yuan"
    n : number
    m : count
    active : bool
    grade : count optional
    checked : bool optional
    got : date
    done : date
    bounded : count within 1..9
    name : text
    spare : count or not applicable
  }
  entity part { key no : text  of_item : item  amount : money  main : bool }
  scale fee slab { up to 100 CNY: 3%%  over 100 CNY: 2%% }
  param factor by item.kind { town: 1  district: 0.8  bureau: 0.5 }
  param need cite "2" by item.kind { town: 20 CNY  district: 10 CNY  bureau: 5 CNY }
  param limit = 100 CNY from 2010-01-01, 200 CNY from 2011-01-01
  reward bonus for item cite "1" { when m > 5 pay 1 CNY from treasury }
%s}
""",
    "zh": """政策 试算 {
  货币 元
  舍入 四舍五入 到 0.01元
  主体 县财政
  日历 常规
  数据表 事项 {
    标识 编号 : 文本
    类别 : 选项 { 乡镇, 街道, 部门 }
    实收 : 金额
    成本 : 金额 “cost_yuan”
    系数 : 数值
    人数 : 整数
    在册 : 是否
    等次 : 整数 选填
    复核 : 是否 选填
    受理日 : 日期
    办结日 : 日期
    限内人数 : 整数 限于 1..9
    名称 : 文本
    备用 : 整数 可不适用
  }
  数据表 明细 { 标识 序号 : 文本  所属 : 事项  数额 : 金额  主要 : 是否 }
  分档 费率 全额累进 { 不超过 100元: 3%%  超过 100元: 2%% }
  参数 调整系数 按 事项.类别 { 乡镇: 1  街道: 0.8  部门: 0.5 }
  参数 门槛 依据 “2” 按 事项.类别 { 乡镇: 20元  街道: 10元  部门: 5元 }
  参数 限额 = 100元 自 2010-01-01, 200元 自 2011-01-01
  奖励 奖金 对 事项 依据 “一” { 当 人数 超过 5 发放 1元 由 县财政 }
%s}
""",
}
DEFINE = {"en": "  define case_{0} for item = {1}\n", "zh": "  定义 例_{0} 对 事项 = {1}\n"}
COLUMN = {"en": "case_{0}", "zh": "例_{0}"}
ITEM = {"en": ("item", "x"), "zh": ("事项", "x")}
FORMULA = {"en": "Formula: ", "zh": "算式："}
TABLES = {
    "en": {
        "item": "id,kind,got_money,cost,n,m,active,grade,checked,got,done,bounded,name,spare\n"
        "x,town,150,20,1.5,4,true,,,2010-03-05,2010-09-30,12,abc,n/a\n",
        "part": "no,of_item,amount,main\n1,x,10,true\n2,x,30,false\n",
    },
    "zh": {
        "事项": "编号,类别,实收,成本,系数,人数,在册,等次,复核,受理日,办结日,限内人数,名称,备用\n"
        "x,乡镇,150,20,1.5,4,是,,,2010-03-05,2010-09-30,12,abc,不适用\n",
        "明细": "序号,所属,数额,主要\n1,x,10,是\n2,x,30,否\n",
    },
}


def read_cases():
    """[(what the case is for, {language: (formula, reading, further lines of the memo)})]"""
    cases = []
    text = (Path(__file__).parent / "readings.txt").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if not lines:
            continue
        heading, *rest = lines
        said = {}
        for line in rest:
            language, _, formula = line.partition("  ")
            if language in POLICY:
                said[language] = [formula.strip()]
                last = said[language]
            else:
                last.append(line.strip())
        said = {language: (lines[0], lines[1], lines[2:]) for language, lines in said.items()}
        cases.append(([part.strip() for part in heading.split(";")], said))
    return cases


CASES = read_cases()
TABLE = json.loads((ROOT / "tests/differential/operations.json").read_text(encoding="utf-8"))


def run(*arguments):
    done = subprocess.run([REMIT, *map(str, arguments)], capture_output=True, check=False)
    if done.returncode not in (0, 3):
        raise AssertionError(done.stderr.decode() + done.stdout.decode())
    return done.stdout.decode()


class Readings(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.policies = {}
        for language, policy in POLICY.items():
            formulas = [said[language][0] for _, said in CASES]
            defines = "".join(
                DEFINE[language].format(number, formula.removeprefix("@"))
                for number, formula in enumerate(formulas)
            )
            folder = Path(self.folder.name) / language
            folder.mkdir()
            self.policies[language] = folder / "trial.remit"
            self.policies[language].write_text(policy % defines, encoding="utf-8")
            for name, table in TABLES[language].items():
                (folder / f"{name}.csv").write_text(table, encoding="utf-8")

    def memo_of(self, language, number):
        policy, column = self.policies[language], COLUMN[language].format(number)
        memo = run("explain", policy, *ITEM[language], column, "--data", policy.parent, "--lang", language)
        return [line.strip() for line in memo.split("\n")]

    def formula_of(self, language, number):
        lines = self.memo_of(language, number)
        formulas = [line.removeprefix(FORMULA[language]) for line in lines if line.startswith(FORMULA[language])]
        return formulas[1 if CASES[number][1][language][0].startswith("@") else 0]

    def test_memos_read_as_they_should(self):
        for number, (heading, said) in enumerate(CASES):
            for language in POLICY:
                with self.subTest(case="; ".join(heading), language=language):
                    formula = self.formula_of(language, number)
                    self.assertEqual(formula, said[language][1])

    def test_memos_say_what_they_should(self):
        for number, (heading, said) in enumerate(CASES):
            for language in POLICY:
                for line in said[language][2]:
                    with self.subTest(case="; ".join(heading), language=language):
                        memo = self.memo_of(language, number)
                        if line.startswith("- "):
                            self.assertNotIn(line[2:], "\n".join(memo))
                        else:
                            self.assertIn(line.removeprefix("+ "), memo)

    def test_each_operation_and_function_has_a_case(self):
        headings = {part for heading, _ in CASES for part in heading}
        wanted = {"operation " + row["name"] for row in TABLE["operations"]}
        wanted |= {"function " + row["en"] for row in TABLE["functions"]}
        self.assertEqual(wanted - headings, set())

    def test_cases_show_what_they_are_for(self):
        """The column is computed with the operation, the formula calls the function."""
        names = {row["en"]: row["zh"] for row in TABLE["functions"]}
        for language in POLICY:
            plan = run("dump", "--stage", "plan", self.policies[language])
            used = Plan(plan)
            for number, (heading, said) in enumerate(CASES):
                for part in heading:
                    kind, _, name = part.partition(" ")
                    with self.subTest(case=part, language=language):
                        if kind == "operation":
                            self.assertIn(name, used.operations_of(COLUMN[language].format(number)))
                        elif kind == "function":
                            word = name if language == "en" else names[name]
                            self.assertIn(word + "(", said[language][0])

    def test_chinese_formulas_have_full_width_brackets(self):
        """Brackets that the policy itself wrote, in a quotation, are the policy's."""
        for heading, said in CASES:
            formula, reading, _ = said["zh"]
            if any(part.startswith("function ") for part in heading) and "（" not in reading:
                continue
            self.assertIsNone(re.search(r"[()]", reading), (formula, reading))


class Plan:
    """What `remit dump --stage plan` says each column is computed with."""

    def __init__(self, text):
        self.operations = {}
        self.columns = {}
        for line in text.split("\n"):
            expression = re.match(r"(e\d+) = (\w+)(.*) : ", line)
            if expression:
                name, operation, operands = expression.groups()
                self.operations[name] = (operation, re.findall(r"\be\d+\b", operands))
            read = re.match(r"(e\d+) = column (c\d+) : ", line)
            if read:
                self.operations[read.group(1)] = ("column", [read.group(2)])
            column = re.match(r"(c\d+) (\S+) = map (e\d+) : ", line)
            if column:
                self.columns[column.group(2).partition(".")[2]] = column.group(3)
                self.operations[column.group(1)] = ("column", [column.group(3)])

    def operations_of(self, column):
        found, open_ = set(), [self.columns[column]]
        while open_:
            operation, operands = self.operations.get(open_.pop(), ("column", []))
            found.add(operation)
            open_ += operands
        return found


if __name__ == "__main__":
    REMIT = sys.argv.pop(1)
    unittest.main()
