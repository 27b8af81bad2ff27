"""Does bin/messages find every sentence, keep what is translated and say what is missing?"""

from pathlib import Path

import pytest

import messages


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "finance" / "templates").mkdir(parents=True)
    (tmp_path / "finance" / "tests").mkdir()
    (tmp_path / "finance" / "tests" / "test_rules.py").write_text('_("Only in a test")')
    (tmp_path / "finance" / "views.py").write_text(
        '_("Budget")\nngettext("%(n)d row", "%(n)d rows", 2)\npgettext("of a unit", "Name")'
    )
    (tmp_path / "finance" / "templates" / "page.html").write_text(
        '<h1>{% translate "Forecast" %}</h1>\n'
        '   {% heading title=_("Outcome") %}{{ _("Sum")|upper }}\n'
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} unit\n{% plural %}\n  {{ n }} units\n{% endblocktranslate %}"
    )
    return tmp_path


def test_finds_sentences_in_python_and_templates_but_not_in_tests(package: Path) -> None:
    said = messages.sentences(package)

    assert sorted(said) == [
        ("", "%(n)d row"),
        ("", "%(n)s unit"),
        ("", "Budget"),
        ("", "Forecast"),
        ("", "Outcome"),
        ("", "Sum"),
        ("of a unit", "Name"),
    ]
    assert said["", "%(n)s unit"].id == ("%(n)s unit", "%(n)s units")


def test_keeps_translations_and_stale_sentences_until_pruned(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "django.po"
    file.write_text('msgid "Budget"\nmsgstr "Budgeten"\n\nmsgid "Gone"\nmsgstr "Borta"\n')

    merged = messages.merge(messages.sentences(package), messages.read(file), prune=False)
    pruned = messages.merge(messages.sentences(package), messages.read(file), prune=True)

    assert merged["", "Budget"].string == "Budgeten"
    assert ("", "Gone") in merged
    assert ("", "Gone") not in pruned


def test_writing_twice_changes_nothing(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "django.po"
    messages.write(messages.sentences(package), file)
    once = file.read_text()
    messages.write(messages.merge(messages.sentences(package), messages.read(file), prune=False), file)

    assert file.read_text() == once


def test_says_what_is_untranslated_stale_or_has_lost_a_placeholder(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "django.po"
    file.write_text(
        'msgid "Gone"\nmsgstr "Borta"\n\n'
        'msgid "%(n)d row"\nmsgid_plural "%(n)d rows"\nmsgstr[0] "en rad"\nmsgstr[1] "%(n)d rader"\n\n'
        'msgid "%(n)s unit"\nmsgid_plural "%(n)s units"\nmsgstr[0] "%(m)s enhet"\nmsgstr[1] "%(n)s enheter"\n'
    )

    faults = list(messages.wrong(messages.sentences(package), messages.read(file)))

    assert "untranslated: 'Budget'" in faults
    assert "stale, run bin/messages --prune: 'Gone'" in faults
    assert "placeholders differ (m): '%(n)s unit'" in faults
    assert not [fault for fault in faults if "row" in fault]
