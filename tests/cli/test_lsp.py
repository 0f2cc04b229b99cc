"""remit lsp: an editor speaks with the language server over pipes."""

import json
import os
import pathlib
import subprocess

import pytest
from conftest import PROGRAM

POLICY = """policy prizes "Prizes" {
  currency CNY
  rounding half_up to 0.01
  party town "The town"
  entity unit "单位" { key name : text  kind : one of { office, school } }
  entity project { key id : text  unit : unit  amount : money "投资额" }
  param rate = 20%
  define base "Base" for project cite "3" = amount * rate
  reward bonus for project cite "4" {
    when unit.kind is office
    pay base
    cap 50万元
    from town
    to unit
  }
  target enough cite "5" : sum(project.amount) >= 100 CNY
  test "half of it" {
    given unit { name "A" kind office }
    given project { id "p" unit "A" amount 100 }
    expect project "p" bonus = 10
  }
}
"""
AMENDMENT = """policy later "Later" {
  amends prizes {
    replace reward bonus for project cite "4a" { pay base * 2 from town to unit }
    repeal enough
  }
}
"""


class Editor:
    """A client of the protocol: requests wait for their answer, notices are kept."""

    def __init__(self, folder, locale="en"):
        self.server = subprocess.Popen(
            [PROGRAM, "lsp"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"PATH": os.environ["PATH"]}
        )
        self.folder = folder
        self.number = 0
        self.notices = []
        self.capabilities = self.ask("initialize", capabilities={}, locale=locale)["capabilities"]
        self.tell("initialized")

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def receive(self):
        length = 0
        while line := self.server.stdout.readline().strip():
            length = int(line.removeprefix(b"Content-Length: "))
        return json.loads(self.server.stdout.read(length))

    def tell(self, method, **params):
        self.send({"method": method, "params": params})

    def answer(self, method, **params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while (message := self.receive()).get("id") != self.number:
            self.notices.append(message)
        return message

    def ask(self, method, **params):
        message = self.answer(method, **params)
        assert "error" not in message, message
        return message["result"]

    def uri(self, name):
        return (self.folder / name).as_uri()

    def open(self, name, text):
        self.texts = {**getattr(self, "texts", {}), name: text}
        self.tell("textDocument/didOpen", textDocument={"uri": self.uri(name), "languageId": "remit", "version": 1, "text": text})

    def diagnostics(self, name):
        """The last that were published of a document; every notice before an answer has come by then."""
        self.ask("workspace/symbol", query="")
        last = [n["params"] for n in self.notices if n["method"] == "textDocument/publishDiagnostics"]
        return [p for p in last if p["uri"] == self.uri(name)][-1]["diagnostics"]

    def at(self, name, before, after=""):
        """The position behind `before`, where `after` follows."""
        offset = self.texts[name].index(before + after) + len(before)
        lines = self.texts[name][:offset].split("\n")
        character = len(lines[-1].encode("utf-16-le")) // 2
        return {"textDocument": {"uri": self.uri(name)}, "position": {"line": len(lines) - 1, "character": character}}

    def written(self, name, span):
        lines = self.texts[name].split("\n")
        assert span["start"]["line"] == span["end"]["line"]
        line = lines[span["start"]["line"]].encode("utf-16-le")
        return line[span["start"]["character"] * 2 : span["end"]["character"] * 2].decode("utf-16-le")

    def applied(self, edit):
        """The texts after an edit of the workspace."""
        texts = dict(self.texts)
        for uri, edits in edit["changes"].items():
            name = uri.rsplit("/", 1)[1]
            for each in sorted(edits, key=lambda e: (e["range"]["start"]["line"], e["range"]["start"]["character"]), reverse=True):
                lines = texts[name].split("\n")
                start, end = each["range"]["start"], each["range"]["end"]
                line = lines[start["line"]].encode("utf-16-le")
                lines[start["line"]] = (
                    line[: start["character"] * 2].decode("utf-16-le") + each["newText"] + line[end["character"] * 2 :].decode("utf-16-le")
                )
                texts[name] = "\n".join(lines)
        return texts


@pytest.fixture
def editor(tmp_path):
    client = Editor(tmp_path)
    yield client
    client.server.kill()
    client.server.wait()


def labels(answer):
    return [item["label"] for item in answer["items"]]


def test_mistakes_are_told_while_one_types_and_mended_by_a_key(editor):
    editor.open("p.remit", POLICY.replace("pay base", "pay bsae"))
    (found,) = editor.diagnostics("p.remit")
    assert found["code"] == "R0201" and editor.written("p.remit", found["range"]) == "bsae"
    where = editor.at("p.remit", "pay ", "bsae")
    (mend,) = editor.ask("textDocument/codeAction", textDocument=where["textDocument"], range=found["range"], context={"diagnostics": [found]})
    assert editor.applied(mend["edit"])["p.remit"] == POLICY
    start = where["position"]
    editor.tell(
        "textDocument/didChange",
        textDocument={"uri": editor.uri("p.remit"), "version": 2},
        contentChanges=[{"range": {"start": start, "end": {**start, "character": start["character"] + 4}}, "text": "base"}],
    )
    assert editor.diagnostics("p.remit") == []


def test_a_broken_clause_does_not_hide_what_is_known_of_the_rest(editor):
    editor.open("p.remit", POLICY.replace("define base \"Base\" for project cite \"3\" = amount * rate", "define base for project = "))
    assert any(each["severity"] == 1 for each in editor.diagnostics("p.remit"))
    hover = editor.ask("textDocument/hover", **editor.at("p.remit", "sum(project.amou"))
    assert "投资额" in hover["contents"]["value"] or "amount" in hover["contents"]["value"]


def test_what_a_word_means(editor):
    editor.open("p.remit", POLICY)
    said = lambda *place: editor.ask("textDocument/hover", **editor.at("p.remit", *place))["contents"]["value"]  # noqa: E731
    assert "money in CNY" in said("pay ba") and "clause 3" in said("pay ba")
    assert "500000" in said("cap 50")
    assert "field of `project`" in said("= amou")
    assert "奖励" in said("  rewar")


def test_what_a_figure_comes_to_in_the_cases(editor, tmp_path):
    two = POLICY.replace('amount 100 }\n', 'amount 100 }\n    given project { id "q" unit "A" }\n')
    editor.open("p.remit", two)
    said = lambda *place: editor.ask("textDocument/hover", **editor.at("p.remit", *place))["contents"]["value"]  # noqa: E731
    assert "in the case “half of it”: p = **20.000**; q = **a value that it needs is blank" in said("pay ba")
    assert "p = **20.00**" in said("reward bo")
    assert "in the case" not in said("= amou") and "in the case" not in said("param ra")
    # A text with errors has no figures, and says nothing of them.
    editor.open("q.remit", two.replace("pay base", "pay base + nonsense"))
    assert "in the case" not in editor.ask("textDocument/hover", **editor.at("q.remit", "define ba"))["contents"]["value"]
    chinese = Editor(tmp_path, locale="zh")
    chinese.open("p.remit", POLICY)
    assert "在案例“half of it”中：p = **20.00**" in chinese.ask("textDocument/hover", **chinese.at("p.remit", "reward bo"))["contents"]["value"]
    assert "在案例“half of it”中：**true**" in chinese.ask("textDocument/hover", **chinese.at("p.remit", "target eno"))["contents"]["value"]
    chinese.server.kill()


def test_what_may_stand_here(editor):
    draft = POLICY.replace("pay base", "pay ").replace("when unit.kind is office", "when unit.")
    editor.open("p.remit", draft)
    assert labels(editor.ask("textDocument/completion", **editor.at("p.remit", "when unit."))) == ["name", "kind"]
    here = labels(editor.ask("textDocument/completion", **editor.at("p.remit", "pay ")))
    assert here[:3] == ["id", "unit", "amount"] and {"base", "rate", "if", "sum"} <= set(here)
    assert "cap" not in here
    editor.open("q.remit", POLICY.replace("    cap 50万元\n", "    \n"))
    clauses = labels(editor.ask("textDocument/completion", **editor.at("q.remit", "pay base\n    ")))
    assert {"cap", "floor", "when"} <= set(clauses) and "target" not in clauses
    items = labels(editor.ask("textDocument/completion", **editor.at("q.remit", "100 CNY\n  ")))
    assert {"target", "reward", "define"} <= set(items) and "cap" not in items


def test_names_are_followed_and_renamed_in_all_files_in_both_languages(editor):
    editor.open("prizes.remit", POLICY)
    editor.open("later.remit", AMENDMENT)
    (declared,) = editor.ask("textDocument/definition", **editor.at("later.remit", "pay ba"))
    assert declared["uri"] == editor.uri("prizes.remit") and editor.written("prizes.remit", declared["range"]) == "base"
    places = editor.ask("textDocument/references", **editor.at("prizes.remit", "define ba"), context={"includeDeclaration": True})
    assert len(places) == 3
    edit = editor.ask("textDocument/rename", **editor.at("prizes.remit", "define ba"), newName="基数")
    texts = editor.applied(edit)
    assert texts["prizes.remit"] == POLICY.replace("define base", "define 基数").replace("pay base", "pay 基数")
    assert texts["later.remit"] == AMENDMENT.replace("base * 2", "基数 * 2")
    for word, reason in (("rate", "meaning already"), ("a b", "cannot be a name"), ("if", "cannot be a name")):
        refused = editor.answer("textDocument/rename", **editor.at("prizes.remit", "define ba"), newName=word)
        assert reason in refused["error"]["message"], word


def test_files_beside_that_amend_are_renamed_too(editor):
    (editor.folder / "later 甲.remit").write_text(AMENDMENT, encoding="utf-8")
    (editor.folder / "stranger.remit").write_text(POLICY.replace("policy prizes", "policy others"), encoding="utf-8")
    (editor.folder / "prizes.remit").write_text(POLICY, encoding="utf-8")
    editor.open("prizes.remit", POLICY)
    edit = editor.ask("textDocument/rename", **editor.at("prizes.remit", "define ba"), newName="基数")
    assert set(edit["changes"]) == {editor.uri("prizes.remit"), editor.uri("later 甲.remit")}
    (place,) = edit["changes"][editor.uri("later 甲.remit")]
    assert AMENDMENT.split("\n")[place["range"]["start"]["line"]][place["range"]["start"]["character"] :].startswith("base * 2")
    places = editor.ask("textDocument/references", **editor.at("prizes.remit", "define ba"), context={"includeDeclaration": False})
    assert len(places) == 2
    # An open one counts as it stands in the editor, whatever its URI looks like, and not as on the disk.
    for each in (editor.uri("later 甲.remit"), editor.uri("later 甲.remit").replace("l", "%6C", 1).replace("%6C", "%6c")):
        editor.tell("textDocument/didOpen", textDocument={"uri": each, "languageId": "remit", "version": 1, "text": AMENDMENT.replace("base * 2", "base")})
        edit = editor.ask("textDocument/rename", **editor.at("prizes.remit", "define ba"), newName="基数")
        assert set(edit["changes"]) == {editor.uri("prizes.remit"), each}
        editor.tell("textDocument/didClose", textDocument={"uri": each})


def test_a_base_is_found_beside_the_file(editor):
    (editor.folder / "prizes.remit").write_text(POLICY)
    editor.open("later.remit", AMENDMENT)
    assert [each for each in editor.diagnostics("later.remit") if each["severity"] == 1] == []
    (declared,) = editor.ask("textDocument/definition", **editor.at("later.remit", "repeal eno"))
    assert declared["uri"] == editor.uri("prizes.remit")


def test_outline_folds_colours_and_hints(editor):
    editor.open("p.remit", POLICY)
    document = {"textDocument": {"uri": editor.uri("p.remit")}}
    (policy,) = editor.ask("textDocument/documentSymbol", **document)
    names = [each["name"] for each in policy["children"]]
    assert {"unit", "project", "base", "bonus", "enough", "half of it"} <= set(names)
    (project,) = [each for each in policy["children"] if each["name"] == "project"]
    assert [each["name"] for each in project["children"]] == ["id", "unit", "amount"]
    folds = editor.ask("textDocument/foldingRange", **document)
    assert {"startLine": 8, "endLine": 14} in folds
    data = editor.ask("textDocument/semanticTokens/full", **document)["data"]
    legend = editor.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"]
    line = character = 0
    colours = {}
    for i in range(0, len(data), 5):
        line, character = line + data[i], data[i + 1] + (character if data[i] == 0 else 0)
        word = editor.written("p.remit", {"start": {"line": line, "character": character}, "end": {"line": line, "character": character + data[i + 2]}})
        colours.setdefault(word, legend[data[i + 3]])
    want = {"reward": "keyword", "project": "class", "amount": "property", "base": "variable", "rate": "parameter", "town": "enumMember"}
    assert {word: colours[word] for word in want} == want
    assert colours["50万元"] == "number" and colours["sum"] == "function"
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    hints = editor.ask("textDocument/inlayHint", **document, range=whole)
    assert ": money in CNY" in [hint["label"] for hint in hints]


@pytest.mark.parametrize("path", sorted(pathlib.Path("policies").glob("**/policy.remit")), ids=str)
def test_a_name_has_one_hint(editor, path):
    text = path.read_text(encoding="utf-8")
    editor.open("worked.remit", text)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": text.count("\n"), "character": 0}}
    hints = editor.ask("textDocument/inlayHint", textDocument={"uri": editor.uri("worked.remit")}, range=whole)
    places = [tuple(hint["position"].values()) for hint in hints]
    assert places and len(places) == len(set(places))


def test_the_case_beside_its_figure(editor):
    editor.open("p.remit", POLICY)
    (lens,) = editor.ask("textDocument/codeLens", textDocument={"uri": editor.uri("p.remit")})
    assert lens["command"]["title"].startswith("✗")
    memo = editor.ask("workspace/executeCommand", command=lens["command"]["command"], arguments=lens["command"]["arguments"])
    assert "20.00" in memo and "clause 4" in memo
    editor.open("p.remit", POLICY.replace("bonus = 10", "bonus = 20"))
    (lens,) = editor.ask("textDocument/codeLens", textDocument={"uri": editor.uri("p.remit")})
    assert lens["command"]["title"].startswith("✓")


def test_the_layout_is_that_of_fmt(editor):
    loose = POLICY.replace("    pay base\n", "       pay    base\n")
    editor.open("p.remit", loose)
    (edit,) = editor.ask("textDocument/formatting", textDocument={"uri": editor.uri("p.remit")}, options={"tabSize": 2, "insertSpaces": True})
    done = subprocess.run([PROGRAM, "fmt", "-"], input=loose, capture_output=True, text=True, check=True)
    assert edit["newText"] == done.stdout


def test_it_speaks_chinese(tmp_path):
    client = Editor(tmp_path, locale="zh-cn")
    client.open("p.remit", POLICY.replace("pay base", "pay bsae"))
    (found,) = client.diagnostics("p.remit")
    assert "没有" in found["message"]
    client.server.kill()


def test_messages_that_mean_nothing_are_answered_and_end_nothing(editor):
    editor.open("p.remit", POLICY)
    assert editor.answer("textDocument/nonsense")["error"]["code"] == -32601
    assert editor.answer("textDocument/hover")["error"]["code"] == -32602
    assert editor.answer("textDocument/hover", textDocument={"uri": 5}, position=[])["error"]["code"] == -32602
    assert editor.ask("textDocument/hover", textDocument={"uri": "file:///none"}, position={"line": 0, "character": 0}) is None
    editor.tell("textDocument/didChange", textDocument={"uri": editor.uri("p.remit")}, contentChanges=[{"text": 7}])
    editor.server.stdin.write(b"Content-Length: 3\r\n\r\n{]}")
    editor.server.stdin.flush()
    while (message := editor.receive()).get("id", 0) is not None:
        pass
    assert message["error"]["code"] == -32700
    assert editor.ask("textDocument/hover", **editor.at("p.remit", "pay ba"))


def test_it_ends_as_the_protocol_says(editor):
    editor.ask("shutdown")
    assert editor.answer("textDocument/hover")["error"]["code"] == -32600
    editor.tell("exit")
    assert editor.server.wait(10) == 0


def test_exit_without_shutdown_is_a_failure(editor):
    editor.tell("exit")
    assert editor.server.wait(10) == 1
