"""The words that can't wait, from the file that anybody may edit."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from heard.analysis.warnings import SafetyRule, SafetyRules
from heard.errors import BadInputError, Fault

if TYPE_CHECKING:
    from pathlib import Path

_LISTS = ("denials", "turns", "no_denials")


def safety_rules(path: Path | None = None) -> SafetyRules:
    """The rules of a file; those that Heard comes with unless one is named.

    Raises:
        BadInputError: the file can't be read, or isn't as it should be; every fault is told.
    """
    name = str(path) if path else "safety_words.toml"
    source = path or files("heard.ingest").joinpath("data", "safety_words.toml")
    try:
        whole = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        fault = Fault(name, "", f"The file can’t be read: {error}.", "Save it as UTF-8 TOML.")
        raise BadInputError([fault]) from error
    faults = [*_list_faults(name, whole), *_rule_faults(name, whole.get("rule"))]
    if faults:
        raise BadInputError(faults)
    rules = [
        SafetyRule(one["name"], tuple(one["terms"]), tuple(one.get("harmless", ())))
        for one in whole["rule"]
    ]
    return SafetyRules(tuple(rules), *(tuple(whole.get(key, ())) for key in _LISTS))


def _list_faults(name: str, whole: dict[str, Any]) -> list[Fault]:
    faults = [
        Fault(name, key, "It isn’t a list of phrases.", 'Write it as ["no", "not"].')
        for key in _LISTS
        if not _phrases(whole.get(key, []))
    ]
    unknown = sorted(set(whole) - {*_LISTS, "rule"})
    return faults + [Fault(name, key, "Nothing is called that.", "Take it out.") for key in unknown]


def _rule_faults(name: str, rules: object) -> list[Fault]:
    if not isinstance(rules, list) or not rules:
        return [Fault(name, "", "There is no rule.", "Start one with [[rule]].")]
    faults = []
    for number, one in enumerate(rules, start=1):
        place = f"rule {number}"
        if not isinstance(one, dict) or not isinstance(one.get("name"), str) or not one["name"]:
            faults.append(Fault(name, place, "It has no name.", 'Write name = "gas".'))
            continue
        if not _phrases(one.get("terms")) or not one["terms"]:
            faults.append(Fault(name, place, "It has no terms.", 'Write terms = ["gas leak"].'))
        if not _phrases(one.get("harmless", [])):
            faults.append(Fault(name, place, "`harmless` is no list.", "Write harmless = []."))
    return faults


def _phrases(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)
