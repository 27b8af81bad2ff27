"""Do styles, fonts and translations come to be, and does a machine without network hear what to do?"""

from gettext import GNUTranslations
from pathlib import Path

import pytest

import assets


def test_a_translation_is_compiled_once_and_again_when_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "sv" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Goal"\nmsgstr "Mål"\n')
    monkeypatch.setattr(assets, "PACKAGE", tmp_path)

    assets.translate()
    compiled = source.with_suffix(".mo")
    first = compiled.stat().st_mtime_ns
    assets.translate()

    with compiled.open("rb") as file:
        assert GNUTranslations(file).gettext("Goal") == "Mål"
    assert compiled.stat().st_mtime_ns == first


def test_a_broken_translation_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "sv" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "Goal"\nrappakalja\n')
    monkeypatch.setattr(assets, "PACKAGE", tmp_path)
    monkeypatch.setattr(assets, "CHECKOUT", tmp_path)

    with pytest.raises(assets.Stop, match=r"django\.po"):
        assets.translate()


def test_without_network_the_sentence_says_that_it_is_needed_only_once() -> None:
    said = assets._why("npm error code ENOTFOUND\nnpm error network request failed\n")

    assert "behövs bara första gången" in said
    assert "ENOTFOUND" in said


def test_what_the_pages_need_is_in_place() -> None:
    assert (assets.VENDOR / "fonts" / "pdf" / "SourceSans3_400Regular.ttf").exists()
    assert "@layer ds.components" in (assets.VENDOR / "20-components.css").read_text()
    assert not [
        line
        for line in (assets.CHECKOUT / "package-lock.json").read_text().splitlines()
        if "http" in line and "funding" not in line and "url" not in line
    ]
