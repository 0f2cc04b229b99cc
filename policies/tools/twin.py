"""Writes the English twin of a worked policy: the same policy with English keywords, names and texts.

usage: python3 policies/tools/twin.py PATH-OF-REMIT FOLDER... [--check]

What is written in one place stays there: rules in FOLDER/policy.remit, names in the WORDS of FOLDER/data.py, what the policy
says in strings and comments in FOLDER/english.csv (columns chinese, english). A name or a text without English is an error.
"""

import csv
import importlib.util
import re

import generated

TOKEN = re.compile(r"(?P<text>“[^”]*”|\"[^\"]*\")|(?P<comment>#.*)|(?P<counted>\d)(?:persons|people|[个支家座人]|平方公里)(?!\w)|(?P<word>[^\W\d]\w*)")
CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def load(folder):
    spec = importlib.util.spec_from_file_location(f"data_{folder.name}", folder / "data.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(folder):
    with open(folder / "english.csv", newline="", encoding="utf-8") as file:
        return {row["chinese"]: row["english"] for row in csv.DictReader(file)}


class Twin:
    def __init__(self, folder):
        module = load(folder)
        self.words, self.texts, self.missing = module.WORDS, texts(folder), []
        self.headers = {chinese: english for (_, english), chinese in getattr(module, "HEADERS", {}).items()}

    def word(self, chinese):
        if not CHINESE.search(chinese):
            return chinese
        english = self.words.to_english(chinese)
        english = self.headers.get(chinese, english)
        if CHINESE.search(english):
            self.missing.append(chinese)
        return english

    def text(self, chinese):
        english = self.texts.get(chinese)
        if english is None:
            english = "/".join(self.words.to_english(part) for part in chinese.split("/"))
        if chinese.endswith(".csv"):
            stem = chinese[: -len(".csv")].split("/")
            english = "/".join(self.words.to_english(part) for part in stem) + ".csv"
        if CHINESE.search(english):
            self.missing.append(chinese)
        return english

    def token(self, match):
        if match["text"]:
            return '"' + self.text(match["text"][1:-1]) + '"'
        if match["comment"]:
            head, body = re.match(r"(#[ -]*)(.*)", match["comment"]).groups()
            return head + (self.text(body) if body else "")
        return match["counted"] or self.word(match["word"])


def written(remit, path):
    """The English twin of folder/policy.remit, in the one layout, as folder/en/policy.remit."""
    folder = path.parent.parent

    def formatted(text, *options):
        return generated.ask(folder, remit, "fmt", *options, "-", text=text)

    twin = Twin(folder)
    english = formatted((folder / "policy.remit").read_text(encoding="utf-8"), "--keywords", "en")
    english = TOKEN.sub(twin.token, english).replace("×", "*")
    if twin.missing:
        raise SystemExit(f"{folder}: without English:\n" + "\n".join(dict.fromkeys(twin.missing)))
    return formatted(english)


if __name__ == "__main__":
    generated.main("twin.py", lambda folder: [folder / "en" / "policy.remit"], written)
