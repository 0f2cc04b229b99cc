"""What data and policies say never moves the cursor of a terminal, nor turns the direction of writing."""

import os
import pty
import select
import subprocess

import pytest

from conftest import PROGRAM

BAD = "\x1b]0;title\x07\x1b[2J\x1b[31mAnn\u202e\x9b1A\x08\r"
POLICY = """policy p "A \x0c title" {
  currency CNY
  rounding half_up to 0.01
  party office
  entity unit { key id : text  fee : money  payee : text  note : text optional }
  reward grant for unit cite "1\u2066" { pay fee from office to payee }
}
"""


CLEAN = POLICY.replace("\x0c", "").replace("\u2066", "")


def on_terminal(desk, *arguments):
    """Everything that the program sends to a terminal which is its output and its standard error."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([PROGRAM, *arguments], cwd=desk.directory, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                               env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "TERM": "xterm"})
    os.close(theirs)
    got = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:
            break
        if not piece:
            break
        got += piece
    process.wait(timeout=60)
    os.close(ours)
    return process.returncode, got.decode()


COLOURS = ["\x1b[0m", "\x1b[1m", "\x1b[1;31m", "\x1b[1;35m", "\x1b[1;36m", "\r\x1b[K"]


def harmless(text):
    for colour in COLOURS:
        text = text.replace(colour, "")
    hidden = [letter for letter in text.replace("\r\n", "\n")
              if letter not in "\n\t" and (ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 or
                                           letter in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f")]
    return not hidden, hidden


@pytest.mark.parametrize("arguments", [
    ["run"], ["run", "--format", "csv"], ["run", "--format", "json"], ["run", "--stream", "unit", "--out", "out"],
    ["check"], ["dump"], ["clauses"], ["explain", "p.remit", "unit", "k", "grant"], ["test"], ["run", "--by", "payee"],
    ["explain", "p.remit", "unit", "nobody\x1b[2J", "grant"], ["run", "--table", "unit=no\x1b[2Jfile"], ["run", "--\x1b[2J"],
    ["run", "--as-of", "\x1b[2J"], ["run", "--encoding", "\x1b[2J"],
])
def test_a_terminal_gets_nothing_that_moves_its_cursor(desk, arguments):
    # Such letters stand in no policy that can be run; what is said of them shows them.
    desk.write("p.remit", POLICY if arguments[0] == "check" else CLEAN)
    desk.write("d/unit.csv", f'id,fee,payee,note,col\x1b[2J\nk,5,"{BAD}","{BAD}",1\nb\x1b[3m,x\x1b[2J,Ann,,2\n')
    verb, *rest = arguments
    files = [] if verb == "explain" else ["p.remit"]
    data = ["--data", "d"] if verb in ("run", "explain") else []
    status, text = on_terminal(desk, verb, *files, *rest, *data)
    assert status != 1 or verb == "check", text
    good, hidden = harmless(text)
    assert text and good, (hidden, text)


def test_what_is_no_terminal_gets_the_bytes_as_they_are(desk):
    desk.write("p.remit", CLEAN)
    desk.write("d/unit.csv", 'id,fee,payee,note\nk,5,"Ann\x1b[2J",\n')
    outcome = desk.remit("run", "p.remit", "--data", "d", "--format", "csv")
    assert outcome.status == 0 and "Ann\x1b[2J" in outcome.out


NAMED = "n\x1b[2Jam\u202eed\x9b"  # of files and folders
RULES = CLEAN.replace("  reward grant", "  param rate = 2\n  reward grant").replace("pay fee", "pay fee * rate")


@pytest.mark.parametrize("arguments", [
    ["payments", "p.remit", "--data", "d"],
    ["payments", "p.remit", "--data", "d", "--format", "json"],
    ["compare", "p.remit", "q.remit", "--data", "d"],
    ["compare", "p.remit", "q.remit", "--data", "d", "--format", "json"],
    ["compare", "p.remit", "--data", "d", "--data-new", "e"],
    ["compare", "p.remit", "q.remit", "--data", "d", "--out", "compared"],
    ["sweep", "p.remit", "--data", "d", "--set", "rate=1..3/1", "--show", "totals,rewards"],
    ["solve", "p.remit", "--data", "d", "--set", "rate=1..3/1", "--largest", "--so-that", "total(office) <= 10", "--values"],
    ["solve", "p.remit", "--data", "d", "--for", "unit", BAD, "--input", "fee=0..10/1", "--largest", "--so-that", "grant >= 1"],
    ["needs", "p.remit", "unit", "grant", "--data", "d"],
    ["needs", "p.remit", "unit", "grant", "--data", "d", "--key", BAD],
    ["verify", "done"], ["verify", NAMED],
    ["diff", "p.remit", "q.remit"],
    ["report", "p.remit", "--data", "d"],
    ["template", "p.remit", "--out", NAMED + ".xlsx"],
    ["template", "p.remit", "--out", NAMED + "/x.xlsx"],
    ["clauses", "p.remit", "--format", "json"],
    ["fmt", NAMED], ["fmt", "--check", NAMED + ".remit"], ["check", NAMED + ".remit"], ["check", NAMED],
    ["test", NAMED + ".remit"],
    ["run", "p.remit", "--data", NAMED], ["run", "p.remit", "--data", "d", "--out", NAMED],
    ["run", "p.remit", "--data", "d", "--out", "p.remit/" + NAMED],
    ["run", "p.remit", "--table", f"unit={NAMED}.csv"], ["run", "p.remit", "--table", f"{NAMED}=d/unit.csv"],
    ["run", "p.remit", "--table", "unit=broken.csv"], ["run", "p.remit", "--data", "d", "--by", NAMED],
    ["run", "p.remit", "--data", "d", "--show", f"unit={NAMED}"], ["run", "p.remit", "--data", "d", "--only", NAMED],
    ["run", "p.remit", "--data", "d", "--profile"], ["run", "p.remit", "--data", "d", "--threads", NAMED],
    ["serve", "--policies", NAMED], ["serve", "--policies", "d", "--host", NAMED], ["serve", "--policies", "d", "--tokens", NAMED], [NAMED], ["bench", "p.remit", "--rows", "10"],
], ids=lambda arguments: " ".join(arguments).encode("ascii", "backslashreplace").decode().replace("\x1b", "").replace("\x07", "")
    .replace("\x08", "").replace("\r", ""))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_verb_keeps_to_that(desk, arguments, language):
    desk.write("p.remit", RULES)
    desk.write("q.remit", RULES.replace("rate = 2", "rate = 3"))
    desk.write(NAMED + ".remit", CLEAN.replace("fee from", "fee\u202e frm"))
    desk.write("d/unit.csv", f'id,fee,payee,note,col\x1b[2J\nk,5,"{BAD}","{BAD}",1\nb\x1b[3m,x\x1b[2J,Ann,,2\n')
    desk.write("e/unit.csv", f'id,fee,payee,note\nk,6,"{BAD}","{BAD}"\nc\x1b[3m,7,Ann,\n')
    desk.write("broken.csv", f'id,fee,payee,note\nk,6,"{BAD}"x,\n')
    desk.remit("run", "p.remit", "--data", "d", "--out", "done")
    desk.write("done/ledger.csv", f"{BAD}\n")
    status, text = on_terminal(desk, "--lang", language, *arguments)
    assert status in (0, 1, 2, 3), (status, text)
    good, hidden = harmless(text)
    assert good, (hidden, text)
    assert text or arguments[0] in ("template", "bench"), status
