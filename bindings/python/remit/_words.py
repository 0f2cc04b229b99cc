"""What this package itself says about somebody's data, in both languages; everything else comes from
the library. What only a programmer can have got wrong (TypeError, ValueError) is in English."""

from __future__ import annotations

_WORDS = {
    "no_entity": ("no entity is called {name!r}; there are {known}", "没有数据表“{name}”，可用的有：{known}"),
    "no_field": ("no field is called {name!r}; there are {known}", "没有字段“{name}”，可用的有：{known}"),
    "no_table": ("no table is given for {names}; one without rows is an empty list", "未提供数据表：{names}；没有数据行的表请给空列表"),
    "one_row": ("the whole has exactly one row, not {count}", "总体表只有一行，而不是 {count} 行"),
    "lengths": ("the columns differ in length: {lengths}", "各列长度不一：{lengths}"),
}


def say(language: str, what: str, **arguments: object) -> str:
    """One of the sentences, in "en" or "zh"."""
    return _WORDS[what][language == "zh"].format(**arguments)


__all__ = ["say"]
