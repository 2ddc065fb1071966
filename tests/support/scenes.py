"""Random scenes of an update: any organisation, edited by hand, answered otherwise, updated, and taken back by three programs.

A scene is drawn from a seed and its number alone. Scripts make some of its edits in the markup, LibreOffice the others.
"""

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import docx

from policygen.app.carrying_out import carry_out_update
from policygen.app.update import plan_update
from policygen.formats.docx.reader import read
from policygen.formats.docx.settling import settled
from policygen.library.model import Library
from policygen.questions.kinds import read_answer
from policygen.questions.model import Field, Question
from tests.cli.running import answers_file, policygen
from tests.end_to_end.test_second_reader import SCRIPT, lines
from tests.end_to_end.test_updates_elsewhere import without_comments
from tests.support.hand_edits import answers_by_chance, edited_by_chance
from tests.support.office import Hand

MADE, DAYS = "2026-11-22", ("2026-11-22", "2027-02-01", "2027-12-06")
PLACES = ("GB-ENG", "GB-SCT", "IE", "US-CA", "US-NY", "CA-ON", "AU-NSW", "NZ", "DE", "ZA")
NAMES = ("Sam Okafor", "Priya Nair", "Dana Levi", "Alma Reyes", "O’Neil Brandt", "Ann")
WORDS = ("the front desk", "a form in the office", "Owner", "head of care", "the shared inbox", "every Monday")
NUMBERS = (1, 2, 6, 12, 24, 30, 60, 300)
DEPTHS = (*("short",) * 6, "standard", "full")


def answers_drawn(library: Library, chance: Random, share: float) -> dict[str, Any]:
    """Answers to this share of all questions, besides those that every organisation gives."""
    said: dict[str, Any] = {}
    for id, question in library.questionnaire.questions.items():
        if chance.random() < share and id not in {"depth", "documents", "packs"}:
            data = _data(question, library, chance)
            value, slips = read_answer(question, data, library)
            if value is not None and not slips:
                said[id] = data
    always = {
        "organisation_name": chance.choice(("Quay Works", "Thorn & Daughters", "The Elm Trust")),
        "headcount": chance.choice(NUMBERS),
        "work_locations": chance.sample(PLACES, chance.randint(1, 2)),
        "policy_owner": {"name": chance.choice(NAMES), "role": "Owner"},
        "platforms": chance.sample(("x", "facebook", "instagram", "tiktok", "bluesky"), chance.randint(1, 4)),
    }
    return said | always


def _data(question: Question | Field, library: Library, chance: Random) -> Any:
    """What a file may say in answer to a question, or in a field of one."""
    values = [choice.value for choice in question.choices if not getattr(choice, "unknown", False)]
    match question.kind:
        case "one_of":
            return chance.choice(values)
        case "many_of" | "platforms":
            values = values if question.kind == "many_of" else ["x", "facebook", "linkedin", "threads"]
            return chance.sample(values, chance.randint(1, min(3, len(values))))
        case "trades":
            return [chance.choice(sorted(library.trades.trades))]
        case "places":
            return chance.sample(PLACES, 1)
        case "yes_no":
            return chance.choice(("yes", "no"))
        case "integer":
            return chance.choice([number for number in NUMBERS if number >= (question.least or 0)])
        case "date":
            return chance.choice(("2026-12-01", "2027-01-15"))
        case "contact":
            return {"name": chance.choice(NAMES), "role": chance.choice(WORDS)}
        case "contacts":
            return [{"name": name, "role": "Keeper"} for name in chance.sample(NAMES, chance.randint(1, 2))]
        case "texts":
            return chance.sample(WORDS, chance.randint(1, 2))
        case "platform":
            return "facebook"
        case "place":
            return chance.choice(PLACES)
        case "records" if isinstance(question, Question):
            kept = [each for each in question.fields if each.required or chance.random() < 0.5]
            return [{each.id: _data(each, library, chance) for each in kept} for _ in range(chance.randint(1, 2))]
        case _:
            return chance.choice(WORDS)


def answered_otherwise(library: Library, said: dict[str, Any], chance: Random) -> dict[str, Any]:
    """The same organisation's answers later: some others, some new, some gone."""
    later = dict(said)
    drawn = answers_drawn(library, chance, 0.5)
    changed = chance.sample(sorted(drawn), chance.randint(1, 3))
    later |= {key: drawn[key] for key in changed if key != "organisation_name"}
    if chance.random() < 0.5:
        later |= answers_by_chance(chance)
    gone = [key for key in later if key not in {"organisation_name", "headcount", "work_locations", "platforms"}]
    for key in chance.sample(gone, min(len(gone), chance.choice((0, 0, 1)))):
        del later[key]
    return later


def issued_by_chance(folder: Path, library: Library, chance: Random) -> tuple[Path, dict[str, Any]]:
    """A Word document of any organisation, and its answers."""
    for number in range(20):
        said = answers_drawn(library, chance, chance.choice((0.0, 0.1, 0.4)))
        here = folder / f"try-{number}"
        answers = answers_file(here, **said)
        if policygen("build", answers, "--date", MADE, "--format", "docx", "--depth", chance.choice(DEPTHS)).code == 0:
            made = sorted(path for path in here.glob("*.docx"))
            policies = [path for path in made if "policy" in path.name]
            return chance.choice([*made, *policies, *policies]), said
    raise AssertionError("no answers that can be built were drawn")


# ---- edits in LibreOffice ----------------------------------------------------------------------------------------------


def edited_in_libreoffice(path: Path, target: Path, office: Hand, chance: Random) -> list[str]:
    """Up to three edits as a hand makes them, tracked or not. Gives back the words that only its owner wrote."""
    document = docx.Document(str(path))
    every = [found.text for found in document.paragraphs if len(found.text) > 60 and "\t" not in found.text]
    steps: list[tuple[object, ...]] = []
    said: list[str] = []
    for number, words in enumerate(chance.sample(every, min(len(every), chance.randint(1, 3)))):
        own, begins = f"byhand{number}", words[:40]
        middle = words[40:].split(" ")[1:-1] or [words[:8]]
        step = chance.choice(("retype", "type_over", "type_after", "delete", "split", "join", "strike"))
        more: dict[str, tuple[object, ...]] = {
            "retype": (f"{own} zebra marmalade, said anew by hand.",),
            "type_over": (chance.choice(middle), f"{own} zebra"),
            "type_after": (f"{own} marmalade stays ours alone.", "Standard"),
            "delete": (1,),
            "split": (chance.choice(middle),),
        }
        steps.append((step, begins, *more.get(step, ())))
        said += [own] if own in str(steps[-1]) else []
    track = chance.random() < 0.5
    office.edit_as_far_as_it_goes(path, target, *steps, track=track, accept=track and chance.random() < 0.5)
    return said


# ---- scenes ------------------------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What came of some scenes."""

    counts: Counter[str] = field(default_factory=Counter[str])
    faults: list[str] = field(default_factory=list[str])

    def fault(self, scene: str, what: str) -> None:
        self.faults.append(f"scene {scene}: {what}")


@dataclass
class Scene:
    """One edited file, and the same with our changes in it."""

    name: str
    before: Path
    after: Path


def try_scenes(folder: Path, library: Library, seed: str, numbers: range, office: Hand | None, core: Path) -> Tally:
    """Draws scenes, updates each twice, and lets three programs take our changes back."""
    tally = Tally()
    made = [scene for number in numbers for scene in _made(folder, library, f"{seed}-{number}", office, tally)]
    _judge_elsewhere(made, tally, "Docxodus", lambda scenes: _by_docxodus(scenes, core))
    if office is not None:
        _judge_elsewhere(made, tally, "LibreOffice", lambda scenes: _by_libreoffice(scenes, office))
    return tally


def _made(folder: Path, library: Library, name: str, office: Hand | None, tally: Tally) -> Iterator[Scene]:
    chance = Random(name)
    here = folder / name
    tally.counts["scenes"] += 1
    try:
        word, answers = issued_by_chance(here, library, chance)
        by_hand = chance.random() < 0.2
        if by_hand and office is not None:
            edited = word.with_name("edited.docx")
            said = edited_in_libreoffice(word, edited, office, chance)
            edited.replace(word)
            tally.counts["edited in LibreOffice"] += 1
        else:
            said = edited_by_chance(word, chance)
        answers_file(word.parent, **answered_otherwise(library, answers, chance))
        yield from _updated(word, library, name, said, chance, tally)
    except Exception as error:
        tally.fault(name, f"{type(error).__name__}: {error}")


def _updated(word: Path, library: Library, name: str, said: list[str], chance: Random, tally: Tally) -> Iterator[Scene]:
    day = chance.choice(DAYS)
    standing = "\n".join(lines(word.read_bytes(), "accept"))
    said = [own for own in said if own in standing]
    once = carry_out_update(plan_update(word, library, day), word.with_name("once.docx"))
    for write in once.writes:
        write.path.write_bytes(write.content)
    tally.counts["owner's words looked for"] += len(said)
    tally.counts["conflicts"] += len(once.revision.plan.conflicts)
    if not once.writes:
        tally.counts["nothing to change"] += 1
        return
    new = once.writes[0].content
    tally.counts["changes written"] += len(once.done)
    tally.counts["changes in comments"] += len(once.refused)
    _judge(name, word.read_bytes(), (new, once.author), said, tally)
    if chance.random() < 0.7:
        yield Scene(name, word, once.writes[0].path)
        return
    tally.counts["updated twice"] += 1
    twice = carry_out_update(plan_update(once.writes[0].path, library, day), word.with_name("twice.docx"))
    if not twice.writes or twice.writes[0].content != new:
        tally.fault(name, "an update of the update is another file")
    yield Scene(name, word, once.writes[0].path)


def _judge(name: str, before: bytes, new: tuple[bytes, str], said: list[str], tally: Tally) -> None:
    """By our own rejecter, which knows nothing of the writer: the whole text back, and each word of the owner's in both."""
    content, author = new
    accepted, rejected = (lines(settled(content, author, accept=accept), "accept") for accept in (True, False))
    if rejected != lines(before, "accept"):
        tally.fault(name, "rejecting does not give the owner's text back")
    for which, left in (("accepted", accepted), ("rejected", rejected)):
        found = "\n".join(left)
        lost = [own for own in said if own not in found]
        tally.counts["owner's words lost"] += len(lost)
        if lost:
            tally.fault(name, f"lost when {which}: {', '.join(lost)}")


def _judge_elsewhere(
    scenes: list[Scene], tally: Tally, program: str, rejected: Callable[[list[Scene]], dict[str, tuple[Path, Path]]]
) -> None:
    """By another program, which rejects everybody's changes, in the owner's file and in ours."""
    for name, (before, after) in rejected(scenes).items():
        tally.counts[f"taken back by {program}"] += 1
        if lines(before.read_bytes(), "accept") != lines(after.read_bytes(), "accept"):
            tally.fault(name, f"{program} does not give the owner's text back")


def _by_docxodus(scenes: list[Scene], core: Path) -> dict[str, tuple[Path, Path]]:
    waiting = {scene.name for scene in scenes if read(scene.before.read_bytes()).changes}
    files = [str(scene.after) for scene in scenes] + [str(scene.before) for scene in scenes if scene.name in waiting]
    if files:
        command = ["node", str(SCRIPT), str(core), "--rejected", *files]
        subprocess.run(command, check=True, capture_output=True, timeout=60 + 30 * len(files))
    rejected = ".rejected.docx"
    return {
        scene.name: (
            scene.before.with_suffix(rejected) if scene.name in waiting else scene.before,
            scene.after.with_suffix(rejected),
        )
        for scene in scenes
    }


def _by_libreoffice(scenes: list[Scene], office: Hand) -> dict[str, tuple[Path, Path]]:
    found: dict[str, tuple[Path, Path]] = {}
    for scene in scenes:
        bare = scene.after.with_name("bare.docx")
        bare.write_bytes(without_comments(scene.after.read_bytes()))
        rejected = [path.with_name(f"{path.stem}-office.docx") for path in (scene.before, bare)]
        for source, target in zip((scene.before, bare), rejected, strict=True):
            office.edit(source, target, ("decide_all", "Reject"))
        found[scene.name] = (rejected[0], rejected[1])
    return found
