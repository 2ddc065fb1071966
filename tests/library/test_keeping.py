"""The library compiled is the library: kept by content, rebuilt in silence, safe for two at once."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policygen._resources import keep_cached, read_file
from policygen.answers.read import read_answers
from policygen.app.build import BuildOptions, make
from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import AnyOf, Condition, Verdict
from policygen.library import compiled, load
from policygen.library.compile import compile_library
from policygen.library.index import index_of
from policygen.library.layers import SETTLED, LayerFiles, digest, read_layers
from policygen.library.model import Library
from policygen.selection.model import Selection
from policygen.selection.reasons import why
from tests.support.library import layer, tiny
from tests.support.strategies import SAMPLES

NOTATION = """
    ask headcount: integer fact
        least: 1
        preselect: 3
    ask pace: one_of choice (slow fast! unsure?)
        defaults: [{when: {headcount: {below: 10}}, value: slow}, {value: fast}]
    ask steps: many_of choice (a b)
        default: [a, b]
    ask rows: records choice
        key: [area, reason]
        fields: [{id: area, kind: text, label: A, required: true}, {id: reason, kind: one_of, label: B, private: true, choices: [{value: x, label: X}]}]
        default: [{area: Here, reason: x}]
    clause rules.base: Ask **first** (see [](#rules.other)), {{ pace }}.
        when: {headcount: {at_least: 5}, unless: {pace: fast}, any: [{steps: {lacks: [a]}}, {people_in: {CA-ON: {below: 9}}}]}
        examples: {inside: [a *b*, c], outside: [d]}
        binds: {who: all, when: now}
        reviewed_by: {name: X, qualified_in: Y, date: 2026-01-01}
        detail: |
          | a | b |
          |---|---|
          | c | {{ headcount }} |
    clause rules.other: Ask later.
        instead_of: rules.base
        binds_at: [DE]
        statutory: true
    advise W-1 block: Risky.
        when: {pace: {known: true}}
        stops: build
    """
FILES = layer(NOTATION)
RICH = tiny(NOTATION)


def load_anew() -> Library:
    """The library as another process would get it."""
    load._loaded.clear()
    return load.load_library()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Library:
    """A small library in place of the one as shipped."""
    monkeypatch.setattr("policygen.library.load.read_layers", lambda _: (FILES,))
    return RICH


def test_a_compiled_library_is_the_same_library() -> None:
    assert compiled.decode(compiled.encode(RICH)) == RICH


def test_a_pack_may_lie_in_a_folder_whose_name_is_no_utf8() -> None:
    own = layer("clause own.a: A.", name="client")
    library = tiny(NOTATION, LayerFiles("pack", "p\udcff", own.files))
    assert compiled.decode(compiled.encode(library)) == library


@pytest.mark.slow
def test_the_library_as_shipped_is_the_same_compiled(library: Library) -> None:
    layers = read_layers(())
    fresh = compile_library(layers, digest(layers)).library
    assert compiled.decode(compiled.encode(fresh)) == fresh == library


def test_a_compiled_library_finds_platforms_by_every_name(library: Library) -> None:
    again = compiled.decode(compiled.encode(library))
    assert again is not None
    assert again.registry.by_name == library.registry.by_name


CAFE = (SAMPLES / "harbour-street-cafe" / "answers.yaml").read_text(encoding="utf-8")


def decoded(library: Library, monkeypatch: pytest.MonkeyPatch) -> tuple[Selection, list[Mapping[str, object]]]:
    """The selection of a build from what was compiled of a library, and what it decodes beside the first line."""
    answers = read_answers(CAFE, "", library)[0]
    found: list[Mapping[str, object]] = []
    take = compiled._Lines.take

    def noted(lines: compiled._Lines, number: int) -> object:
        data = take(lines, number)
        found.append(data[0] if isinstance(data, list) else data)
        return data

    with monkeypatch.context() as patched:
        patched.setattr(compiled._Lines, "take", noted)
        again = compiled.decode(compiled.encode(library))
        assert again is not None
        made = make(answers, Path("answers.yaml"), again, BuildOptions("2026-11-22", documents=("policy",)))
    assert made.result.selection is not None
    return made.result.selection, found


def test_a_build_decodes_the_words_of_what_it_prints_and_no_traps(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    selection, found = decoded(library, monkeypatch)
    printed = [id for id in selection.decisions if selection.printed(id)]
    decoded_rules = sum("rule" in data for data in found)
    assert len(printed) <= decoded_rules <= len(printed) * 1.5
    assert decoded_rules < len(selection.standing())
    assert not any("instead" in data and "catches" in data for data in found)
    assert 0 < sum("extent" in data for data in found) < len(library.sources) / 4


def with_trades_of_nobody(library: Library, number: int) -> Library:
    """A library with so many more rules, of fifty trades that nobody has."""
    like = next(clause for clause in library.clauses.values() if clause.section == "trade")
    rules = [
        replace(like, id=f"trade.nobody-{each}", when=Condition((AnyOf("trades", (f"nobody-{each % 50}",)),)))
        for each in range(number)
    ]
    clauses = {**library.clauses, **{rule.id: rule for rule in rules}}
    sections = tuple(
        replace(each, clauses=(*each.clauses, *(rule.id for rule in rules))) if each.id == like.section else each
        for each in library.sections
    )
    return replace(library, clauses=clauses, index=index_of(clauses), sections=sections)


@pytest.mark.slow
def test_250_more_rules_of_trades_that_nobody_here_has_are_not_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed: list[Condition] = []

    def noted(condition: Condition, *others: Any) -> Verdict:
        weighed.append(condition)
        return evaluate(condition, *others)

    monkeypatch.setattr("policygen.selection.select.evaluate", noted)
    before, read_before = decoded(library, monkeypatch)
    number = len(weighed)
    after, read_after = decoded(with_trades_of_nobody(library, 250), monkeypatch)
    assert read_after == read_before != []
    assert len(weighed) - number == number + 50, "one condition a trade, not one a rule"
    assert after.decisions == before.decisions | {id: after.decisions[id] for id in after.decisions if "nobody" in id}
    assert why(after, after.decisions["trade.nobody-249"]).endswith("not nobody-49")


def kept_file(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def test_a_library_is_kept_once_and_used_from_then_on(
    own_cache: Path, small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_anew()
    kept_file(own_cache)
    monkeypatch.setattr("policygen.library.compile.compile_library", lambda *_: pytest.fail("compiled again"))
    assert load_anew() == first


BREAKS: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda whole: b"",
    "cut short": lambda whole: whole[: len(whole) // 2],
    "without its end": lambda whole: whole[:-3],
    "binary": lambda whole: b"\x00\xff\xfe binary",
    "another value": lambda whole: b"null",
    "another shape": lambda whole: b"[]",
    "without anything": lambda whole: b"{}",
    "endlessly deep": lambda whole: b"[" * 100_000,
    "with one letter changed": lambda whole: whole.replace(b"It helps", b"It helpt", 1),
    "with one key changed": lambda whole: whole.replace(b'"questions"', b'"question"', 1),
    "of another library": lambda whole: whole.replace(b'"digest":"', b'"digest":"0', 1),
}


@pytest.mark.parametrize("how", BREAKS)
def test_a_broken_cache_is_rebuilt_in_silence(own_cache: Path, small: Library, how: str) -> None:
    keep_cached(compiled.cache_name(small.digest), compiled.encode(small))
    path = kept_file(own_cache)
    whole = path.read_bytes()
    path.write_bytes(BREAKS[how](whole))
    assert load_anew() == small
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'"text"',
        b"5",
        b"[" * 100_000,
        b'{"clauses": 5}',
        b'{"questionnaire": {"questions": []}}',
    ],
)
def test_a_whole_text_of_another_shape_is_no_library(text: bytes) -> None:
    assert compiled.decode(text + compiled._checksum(text)) is None


def test_a_folder_where_the_cache_should_be_is_no_matter(own_cache: Path, small: Library) -> None:
    load_anew()
    path = kept_file(own_cache)
    path.unlink()
    path.mkdir()
    assert load_anew() == small


@pytest.mark.parametrize("where", ["", "a-file/cache", "a-file"])
def test_a_cache_that_cannot_be_written_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: Library, where: str
) -> None:
    (tmp_path / "a-file").write_text("x")
    monkeypatch.setenv("POLICYGEN_CACHE", str(tmp_path / where) if where else "")
    assert load_anew() == small


def test_another_version_of_python_keeps_its_own() -> None:
    assert f"{sys.version_info.major}{sys.version_info.minor}" in compiled.cache_name("abc")


def test_nothing_half_written_stays_beside_what_is_kept(own_cache: Path, small: Library) -> None:
    load_anew()
    assert [path.name for path in own_cache.iterdir()] == [kept_file(own_cache).name]


@pytest.mark.slow
def test_two_processes_at_once_get_the_same_library(own_cache: Path, library: Library) -> None:
    program = (
        "from policygen.library.load import load_library\nprint(load_library().digest, len(load_library().clauses))"
    )
    environment = {**os.environ, "POLICYGEN_CACHE": str(own_cache)}
    running = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", program], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    told = [process.communicate(timeout=60)[0] for process in running]
    assert [process.returncode for process in running] == [0] * 4
    assert set(told) == {f"{library.digest} {len(library.clauses)}\n"}
    assert next(own_cache.glob("library-*")).stat().st_size > 100_000


# ---- whether files changed, without reading them -----------------------------------------------------------------------


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small library that lies where ours is looked for."""
    folder = tmp_path / "data" / "clauses"
    for name, content in FILES.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    monkeypatch.setattr("policygen.library.layers.data_root", lambda: folder.parent)
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of layers that are read, as they are."""
    found: list[str] = []

    def noted(path: str, most: int) -> bytes:
        found.append(path)
        return read_file(path, most)

    monkeypatch.setattr("policygen.library.layers.read_file", noted)
    return found


def settle(cache: Path) -> None:
    """As if what is kept had been kept a while after the last change."""
    for path in cache.iterdir():
        later = path.stat().st_mtime_ns + 2 * SETTLED
        os.utime(path, ns=(later, later))


def test_files_that_did_not_change_are_not_read_again(own_cache: Path, shipped: Path, read: list[str]) -> None:
    first = digest(read_layers(()))
    assert len(read) == len(FILES.files)
    settle(own_cache)
    read.clear()
    assert digest(read_layers(())) == first
    assert not read


def test_a_file_that_was_changed_and_given_its_old_size_and_time_is_noticed(own_cache: Path, shipped: Path) -> None:
    first = digest(read_layers(()))
    settle(own_cache)
    path = shipped / "sections" / "rules" / "other.md"
    before = path.stat()
    while path.stat().st_ctime_ns == before.st_ctime_ns:
        path.write_bytes(path.read_bytes().replace(b"Ask later", b"Ask never"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert digest(read_layers(())) != first


def test_a_file_that_came_or_went_is_noticed(own_cache: Path, shipped: Path) -> None:
    first = digest(read_layers(()))
    settle(own_cache)
    path = shipped / "sections" / "rules" / "other.md"
    content = path.read_bytes()
    path.unlink()
    assert digest(read_layers(())) != first
    path.write_bytes(content)
    assert digest(read_layers(())) == first


def test_what_was_kept_right_after_a_change_is_not_trusted(own_cache: Path, shipped: Path, read: list[str]) -> None:
    first = digest(read_layers(()))
    read.clear()
    assert digest(read_layers(())) == first
    assert len(read) == len(FILES.files)


def test_of_one_folder_one_digest_is_kept(own_cache: Path, shipped: Path) -> None:
    for name in ("a", "b", "c"):
        (shipped / "sections" / "rules" / f"{name}.md").write_text(name)
        digest(read_layers(()))
    assert len([*own_cache.iterdir()]) == 1
