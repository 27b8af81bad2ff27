"""Is what is written in a composed report kept, and is what is signed frozen?"""

from datetime import timedelta

import pytest

from rodatraden.control.rules.codes import CheckOutcome
from rodatraden.control.tests import make
from rodatraden.reports import actions, models, queries
from rodatraden.reports.actions import NewRemark, Signature
from rodatraden.reports.composed import context, template
from rodatraden.reports.composed.blocks import Prose, Table
from rodatraden.reports.composed.figures import FIGURES
from rodatraden.reports.composed.template import Content
from rodatraden.reports.tests import composing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def report() -> None:
    composing.municipality()
    composing.start()


def sign(reason: str = "") -> models.ComposedEdition:
    signature = Signature(composing.NOW, "Kommundirektör")
    return actions.sign_composed(code="ik", known=composing.DAY, signature=signature, reason=reason, by="test")


def test_a_report_has_the_sections_of_its_template_with_texts_and_figures() -> None:
    composing.write("<p>Kontrollen är <b>tillräcklig</b>.</p>")

    document = queries.composed(code="ik", known=composing.DAY).document

    assert [each.code for each in document.sections] == ["bedomning", "kontroller", "atgarder"]
    assert document.sections[0].blocks == (Prose(html="<p>Kontrollen är <strong>tillräcklig</strong>.</p>"),)
    tables = [block.caption for block in document.sections[1].blocks if isinstance(block, Table)]
    assert tables == ["Intern kontroll 2026"]
    assert document.waiting == composing.WRITTEN


def test_a_report_comes_back_from_its_text() -> None:
    composing.write("<p>Text</p>")
    document = queries.composed(code="ik", known=composing.DAY).document

    assert context.from_json(context.to_json(document)) == document


def test_scripts_are_never_stored() -> None:
    composing.write('<p onclick="x()">Text</p><script>alert(1)</script>')

    assert models.SectionText.objects.get().html == "<p>Text</p>"


def test_of_two_who_write_the_same_section_the_second_is_told_and_nothing_is_lost() -> None:
    composing.write("<p>Den första</p>")

    with pytest.raises(actions.WrittenMeanwhile) as told:
        composing.write("<p>Den andra</p>")
    composing.write("<p>Båda</p>", seen=told.value.theirs.pk)

    assert told.value.theirs.html == "<p>Den första</p>"
    assert [row.html for row in models.SectionText.objects.order_by("recorded_at")] == [
        "<p>Den första</p>",
        "<p>Båda</p>",
    ]


def test_the_same_text_once_more_adds_nothing() -> None:
    key = composing.write("<p>Text</p>")

    assert composing.write("<p>Text</p>", seen=key) is None
    assert models.SectionText.objects.count() == 1


@pytest.mark.parametrize("section", ["kontroller", "finns-inte"])
def test_only_what_people_write_is_written(section: str) -> None:
    with pytest.raises(actions.NoSuchSection):
        composing.write("<p>Text</p>", section=section)


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(actions.TextTooLong):
        composing.write("x" * 200_001)

    assert not models.SectionText.objects.exists()


def test_a_report_is_started_once_by_a_template_that_is_there() -> None:
    with pytest.raises(actions.StartedAlready):
        composing.start()
    with pytest.raises(template.UnknownTemplate):
        composing.start("annan", template="finns-inte")

    assert models.Report.objects.count() == 1


def test_remarks_are_numbered_and_settled() -> None:
    new = NewRemark(report="ik", section="bedomning", text="Säg vad det bygger på")
    code = actions.remark(new=new, by="test", at=composing.NOW)
    settled = NewRemark(report="ik", section="bedomning", code=code, text=new.text, is_settled=True)
    actions.remark(new=settled, by="test", at=composing.NOW)

    assert [(row.code, row.is_settled) for row in queries.remarks_of("ik", known=composing.DAY)] == [("1", True)]
    with pytest.raises(actions.RemarkIsEmpty):
        actions.remark(new=NewRemark(report="ik", section="bedomning", text=" "), by="test", at=composing.NOW)


def test_a_report_is_not_signed_before_every_section_is_ready() -> None:
    composing.assign("bedomning", is_ready=True)

    with pytest.raises(actions.SectionsWaiting) as told:
        sign()

    assert told.value.headings == ("Vad som görs åt avvikelserna",)


def test_what_is_signed_stays_whatever_comes_after() -> None:
    composing.write("<p>Då</p>")
    composing.finish()
    edition = sign()

    make.record(make.check(CheckOutcome.SERIOUS, note="Nytt"))
    later = composing.NOW + timedelta(minutes=5)
    composing.write("<p>Nu</p>", seen=models.SectionText.objects.get().pk, at=later)
    read = queries.composed(code="ik", known=composing.DAY)

    assert read.edition == edition
    assert read.document.sections[0].blocks == (Prose(html="<p>Då</p>"),)
    assert context.fingerprint(edition.content) == edition.sha256


def test_a_later_correction_is_a_new_edition_that_says_what_changed() -> None:
    composing.finish()
    sign()
    with pytest.raises(actions.NothingNew):
        sign()

    composing.write("<p>Rättat</p>")
    second = sign()

    assert (second.number, second.changes) == (2, {"texts": 1, "figures": 0})


def test_what_a_post_is_to_write_is_found() -> None:
    composing.assign("bedomning", writer="KD", due=composing.DAY)
    composing.assign("atgarder", writer="FC-BUF")

    found = queries.to_write(["KD"], known=composing.DAY)

    assert [(each.version.report_id, each.task.section, each.heading) for each in found] == [
        ("ik", "bedomning", "Samlad bedömning")
    ]


@pytest.mark.parametrize("name", template.names())
def test_a_shipped_template_holds(name: str) -> None:
    plan = template.shipped(name)

    assert plan.code == name
    assert len({section.code for section in plan.sections}) == len(plan.sections)
    assert all(section.writer for section in plan.sections if section.is_written)


def test_every_content_has_its_figures() -> None:
    assert {*FIGURES} == {*Content}
