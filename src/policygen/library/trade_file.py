"""trades.yaml: trades, and the words that each, its sector, and anybody has for what every policy speaks of."""

from collections.abc import Iterator
from typing import Any

from policygen._yaml import YamlFile
from policygen.findings import Finding, nearest
from policygen.library.fields import Fields
from policygen.library.locations import EntryLocation
from policygen.library.reference_files import ENGLISHES
from policygen.trades.model import BASE, NOUNS, Trade, Words


def _forms(fields: Fields, key: str, noun: str) -> tuple[str, ...]:
    """The forms of a noun in one English, as many as it has."""
    forms, names = fields.texts(key), NOUNS[noun]
    if forms and len(forms) != len(names):
        hint = f"Write [{', '.join(names)}], each as it stands in a sentence."
        fields.report("word-forms", f"'{noun}' needs {len(names)} forms, and has {len(forms)}.", key, hint=hint)
        return ()
    return forms


def words(fields: Fields) -> dict[str, dict[str, tuple[str, ...]]]:
    """The nouns of a mapping, each with a list of forms, or with one for each English."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for noun in fields.data:
        if noun not in NOUNS:
            fields.report("unknown-word", f"'{noun}' is no word that trades have.", noun, hint=_meant(noun))
            fields.raw(noun)
            continue
        value: Any = fields.raw(noun)
        if not isinstance(value, dict):
            by_english = {BASE: _forms(fields, noun, noun)}
        else:
            inner = fields.inside(f"The word '{noun}'", noun)
            by_english = {
                english: _forms(inner, english, noun)
                for english in (BASE, *ENGLISHES.values())
                if english in inner.data
            }
            inner.done()
            if BASE not in by_english:
                inner.report("missing-key", f"'{noun}' has no {BASE}, which every other English falls back to.")
        if by_english.get(BASE):
            found[noun] = {english: forms for english, forms in by_english.items() if forms}
    fields.done()
    return found


def _meant(noun: str) -> str:
    return nearest(noun, NOUNS) or f"There are {', '.join(NOUNS)}."


def _trade(id: str, fields: Fields) -> Trade:
    inner = fields.inside("The words of a trade", "words") if fields.mapping("words") else None
    rules = fields.inside("The rules that a trade works under", "rules") if fields.mapping("rules") else None
    trade = Trade(
        id=id,
        title=fields.text("title", required=True),
        sector=fields.text("sector", required=True),
        says=fields.texts("says"),
        words=words(inner) if inner else None,
        nearest=fields.text("nearest"),
        shares=fields.texts("shares") if "shares" in fields.data else None,
        rules={place: rules.texts(place) for place in rules.data} if rules else {},
    )
    if rules:
        rules.done()
    fields.done()
    return trade


def general_words(file: YamlFile, findings: list[Finding]) -> Words:
    """The words that anybody uses; empty where a file gives none."""
    return (
        words(Fields(file, ("general",), findings, "The general words"))
        if isinstance(file.data, dict) and "general" in file.data
        else {}
    )


def sector_words(file: YamlFile, findings: list[Finding]) -> dict[str, Words]:
    """The words of each sector that a file names."""
    fields = Fields(file, (), findings, "The file of trades")
    sectors = fields.inside("The sectors", "sectors").data if fields.mapping("sectors") else {}
    for key in ("general", "trades"):
        fields.raw(key)
    fields.done()
    return {id: words(Fields(file, ("sectors", id), findings, f"The words of '{id}'")) for id in sectors}


def trades(file: YamlFile, findings: list[Finding]) -> Iterator[tuple[str, Trade, EntryLocation]]:
    """Each trade of a file, and where it stands."""
    fields = Fields(file, (), findings, "The file of trades")
    for id in fields.mapping("trades"):
        inner = Fields(file, ("trades", id), findings, "A trade")
        yield id, _trade(id, inner), inner.entry()
