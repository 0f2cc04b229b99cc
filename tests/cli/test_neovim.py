"""Neovim as the client of remit lsp: what an officer's technician sees in a real editor (Debian 12 has 0.7)."""

import json
import pathlib
import shutil
import subprocess
import time

import pytest
from conftest import PROGRAM
from test_lsp import AMENDMENT, POLICY

PLUGIN = pathlib.Path(__file__).resolve().parents[2] / "editors" / "neovim"

pytestmark = pytest.mark.skipif(shutil.which("nvim") is None, reason="no Neovim on this machine")


# Answers go through a file: what is printed for --remote-expr is cut at some length.
ANSWER = """
function answer()
  local given = vim.json.decode(table.concat(vim.fn.readfile('asked.json'), ' '))
  local done, found = pcall(function() return assert(loadstring(given[1]))(unpack(given, 2)) end)
  local said = done and { 'found', found == nil and vim.NIL or found } or { 'failed', tostring(found) }
  vim.fn.writefile({ vim.json.encode(said) }, 'said.json')
end
"""


class Neovim:
    """One without a face, which is asked over its socket."""

    def __init__(self, folder):
        self.folder, self.socket = folder, str(folder / "nvim.sock")
        (folder / "answer.lua").write_text(ANSWER, encoding="utf-8")
        options = ["luafile answer.lua", f"set runtimepath^={PLUGIN}", "set noswapfile hidden virtualedit=onemore", f"lua vim.g.remit_command = {{'{PROGRAM}', 'lsp'}}"]
        commands = [word for option in options for word in ("--cmd", option)]
        # Its own settings and history: none.
        self.process = subprocess.Popen(
            ["nvim", "--headless", "-u", "NONE", "-i", "NONE", *commands, "-c", "runtime plugin/remit.lua", "--listen", self.socket],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.until(lambda: pathlib.Path(self.socket).exists())

    def until(self, holds, seconds=30):
        end = time.monotonic() + seconds
        while not (found := holds()):
            assert time.monotonic() < end, "it did not happen"
            time.sleep(0.02)
        return found

    def lua(self, body, *arguments):
        """What a function of this body returns; `...` are the arguments."""
        (self.folder / "asked.json").write_text(json.dumps([body, *arguments]), encoding="utf-8")
        ask = ["nvim", "--server", self.socket, "--remote-expr", 'luaeval("answer()")']
        subprocess.run(ask, cwd=self.folder, capture_output=True, timeout=60, check=True)
        kind, found = json.loads((self.folder / "said.json").read_text(encoding="utf-8"))
        assert kind == "found", found
        return found

    def open(self, name, text=None):
        if text is not None:
            (self.folder / name).write_text(text, encoding="utf-8")
        self.lua("vim.cmd('edit ' .. ...)", name)
        self.until(lambda: self.lua("local n = 0 for _, c in pairs(vim.lsp.buf_get_clients()) do if c.initialized then n = n + 1 end end return n > 0"))

    def go(self, before, after=""):
        """The cursor stands behind `before`, where `after` follows."""
        text = self.text()
        offset = text.index(before + after) + len(before)
        lines = text[:offset].split("\n")
        self.lua("vim.api.nvim_win_set_cursor(0, {...})", len(lines), len(lines[-1].encode()))

    def text(self):
        return "\n".join(self.lua("return vim.api.nvim_buf_get_lines(0, 0, -1, false)")) + "\n"

    def diagnostics(self):
        return self.lua("return vim.diagnostic.get(0)")

    def ask(self, method, position=True, **more):
        """The answer of the server to a request about the place of the cursor."""
        return self.lua(
            """local method, position, more = ...
            local params = position and vim.lsp.util.make_position_params() or { textDocument = vim.lsp.util.make_text_document_params() }
            for name, each in pairs(more) do params[name] = each end
            for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 10000)) do return answer.result end""",
            method, position, more,
        )  # fmt: skip

    def keys(self, typed):
        self.lua("vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(..., true, false, true), 'xt', false)", typed)

    def floating(self):
        """What stands in the windows that float over the text."""
        return self.lua(
            """local said = {}
            for _, window in ipairs(vim.api.nvim_list_wins()) do
              if vim.api.nvim_win_get_config(window).relative ~= '' then
                vim.list_extend(said, vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false))
              end
            end
            return table.concat(said, '\\n')"""
        )

    def close(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def editor(tmp_path):
    neovim = Neovim(tmp_path)
    yield neovim
    neovim.close()


def test_mistakes_come_and_go_as_one_types(editor):
    editor.open("p.remit", POLICY.replace("pay base", "pay bsae"))
    (found,) = editor.until(editor.diagnostics)
    assert found["code"] == "R0201" and "bsae" in found["message"]
    editor.go("    pay ", "bsae")
    editor.keys("cwbase<Esc>")
    assert editor.text() == POLICY
    editor.until(lambda: editor.diagnostics() == [])


def test_the_proposed_correction_is_one_command(editor):
    editor.open("p.remit", POLICY.replace("pay base", "pay bsae"))
    editor.until(editor.diagnostics)
    editor.go("    pay b", "sae")
    editor.lua(
        """local given = vim.lsp.util.make_range_params()
        given.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() }
        for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', given, 10000)) do
          vim.lsp.util.apply_workspace_edit(answer.result[1].edit, 'utf-16')
        end"""
    )
    assert editor.text() == POLICY


def test_hover_has_the_value_in_the_cases(editor):
    editor.open("p.remit", POLICY.replace("bonus = 10", "bonus = 20"))
    editor.go("    pay b", "ase")
    editor.lua("vim.lsp.buf.hover()")
    said = editor.until(editor.floating)
    assert "money in CNY" in said and "half of it" in said and "p = **20.000**" in said


def test_completion_offers_what_may_stand_here(editor):
    editor.open("p.remit", POLICY.replace("when unit.kind is office", "when unit."))
    editor.go("    when unit.")
    answer = editor.ask("textDocument/completion")
    assert [item["label"] for item in answer["items"]] == ["name", "kind"]


def test_a_name_is_followed_and_renamed_in_files_that_are_not_open(editor):
    (editor.folder / "later.remit").write_text(AMENDMENT, encoding="utf-8")
    editor.open("prizes.remit", POLICY)
    editor.go("    pay b", "ase")
    editor.lua("vim.lsp.buf.definition()")
    line = next(i for i, each in enumerate(POLICY.split("\n"), 1) if "define base" in each)
    editor.until(lambda: editor.lua("return vim.api.nvim_win_get_cursor(0)[1]") == line)
    editor.lua("vim.lsp.buf.rename('基数')")
    editor.until(lambda: "pay 基数" in editor.text())
    assert editor.text() == POLICY.replace("define base", "define 基数").replace("pay base", "pay 基数")
    editor.lua("vim.cmd('wall')")
    assert (editor.folder / "later.remit").read_text(encoding="utf-8") == AMENDMENT.replace("base * 2", "基数 * 2")


def test_outline_folds_hints_and_colours(editor):
    editor.open("p.remit", POLICY)
    (policy,) = editor.ask("textDocument/documentSymbol", position=False)
    assert {"unit", "project", "base", "bonus", "enough"} <= {each["name"] for each in policy["children"]}
    assert {"startLine": 8, "endLine": 14} in editor.ask("textDocument/foldingRange", position=False)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    assert ": money in CNY" in [each["label"] for each in editor.ask("textDocument/inlayHint", position=False, range=whole)]
    assert len(editor.ask("textDocument/semanticTokens/full", position=False)["data"]) > 100


def test_the_layout_is_that_of_fmt(editor):
    editor.open("p.remit", POLICY.replace("    pay base\n", "       pay    base\n"))
    editor.lua("(vim.lsp.buf.formatting_sync or vim.lsp.buf.format)()")
    done = subprocess.run([PROGRAM, "fmt", "-"], input=POLICY, capture_output=True, text=True, check=True)
    assert editor.text() == done.stdout


def test_a_lens_shows_how_a_failing_cell_came_about(editor):
    editor.open("p.remit", POLICY)
    editor.lua("vim.lsp.codelens.refresh()")
    lenses = editor.until(lambda: editor.lua("return vim.lsp.codelens.get(vim.api.nvim_get_current_buf())"))
    assert [lens["command"]["title"][0] for lens in lenses] == ["✗"]
    editor.go('  test "half')
    editor.lua("vim.lsp.codelens.run()")
    said = editor.until(editor.floating)
    assert "20.00" in said and "clause 4" in said
