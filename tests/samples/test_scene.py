"""The sample of a year later is what its script makes of the answers today."""

import importlib.util
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from policygen.formats.docx.names import w
from policygen.formats.docx.settling import settled
from tests.cli.reading import docx_lines

ROOT = Path(__file__).resolve().parents[2]
OURS = "policygen for Harbour Street Café"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_scene", ROOT / "scripts" / "build_scene.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.slow
def test_the_scene_is_what_the_script_makes_and_keeps_every_hand_edit(tmp_path: Path) -> None:
    scene = script()

    made = scene.make(tmp_path)

    for name, content in made.items():
        kept = (scene.SCENE / name).read_bytes()
        same = parts(content) == parts(kept) if name.endswith(".docx") else content == kept
        assert same, f"{name}: run python scripts/build_scene.py, and read what changed"
    rejected, accepted = (docx_lines(settled(made[scene.UPDATED], OURS, accept=accept)) for accept in (False, True))
    assert rejected == docx_lines(made[scene.EDITED])
    assert scene.OWN in accepted
    assert any(scene.REWORDED[1] in line for line in accepted)
    assert any("TikTok" in line for line in accepted)


def test_the_picture_of_an_update_shows_what_came_and_went_as_looks_for_libreoffice_would_miscount_rules() -> None:
    scene = script()
    document = (scene.SCENE / scene.UPDATED).read_bytes()
    before, shown = (
        etree.fromstring(parts(each)["word/document.xml"]) for each in (document, scene.as_marked(document))
    )
    assert list(before.iter(w("del")))
    assert list(before.iter(w("ins")))
    assert not [each for kind in ("ins", "del", "delText") for each in shown.iter(w(kind))]
    gone = [each.text or "" for each in before.iter(w("delText"))]
    runs = [run for run in shown.iter(w("r")) if run.find(f"{w('rPr')}/{w('strike')}") is not None]
    struck = [words.text or "" for run in runs for words in run.iter(w("t"))]
    assert "".join(struck) == "".join(gone)


def test_a_picture_of_a_page_has_the_colours_of_the_page_in_eight_steps() -> None:
    white, teal = bytes((255, 255, 255)), bytes((36, 72, 109))

    png = script().as_png(b"P6\n3 1\n255\n" + white + teal + white)

    palette, pixels = png.partition(b"PLTE")[2], png.partition(b"IDAT")[2]
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert palette[:6] == white + teal
    assert zlib.decompressobj().decompress(pixels) == bytes((0, 0, 1, 0))
