"""How long does a live Excel of 2,000 activities take, with what they come from, who answers for them and how late?"""

import io
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import measure

ACTIVITIES, NOTES, AIM_MS = 2_000, 3, 1000
HERE = Path(__file__).resolve().parent
AT = datetime(2026, 1, 7, 8, 0, tzinfo=UTC)


def promised() -> None:
    """Norrvik with 2,000 activities under its goals, each worded twice and followed up three times."""
    from rodatraden.commitments import actions  # noqa: PLC0415 – the program is set up first
    from rodatraden.commitments.actions import NewCommitment, NewProgress  # noqa: PLC0415 – as above
    from rodatraden.commitments.rules.codes import Kind, OriginKind, State  # noqa: PLC0415 – as above
    from rodatraden.config import folder  # noqa: PLC0415 – as above
    from rodatraden.organisation.models import PostVersion  # noqa: PLC0415 – as above
    from rodatraden.steering import queries as steering  # noqa: PLC0415 – as above

    folder.load(HERE.parent / "examples" / "norrvik", by="bench", at=AT)
    goals = sorted(steering.by_code())
    today = date(2026, 11, 22)
    posts = list(PostVersion.objects.at(on=today, known=today).values_list("code", "unit").order_by("code"))
    rows: list[actions.New] = []
    for number in range(ACTIVITIES):
        code, (post, unit) = f"B-{number:04d}", posts[number % len(posts)]
        for wording in range(2):
            new = NewCommitment(
                commitment=code,
                kind=Kind.ACTIVITY,
                title=f"Aktivitet {number} i {unit}, lydelse {wording}",
                description="Vad som ska göras, varför och hur det märks för den som berörs. " * 3,
                unit=unit,
                owner=post,
                due=today + timedelta(days=number % 400 - 200),
                origin_kind=OriginKind.GOAL,
                origin=goals[number % len(goals)],
                recorded_at=AT + timedelta(days=wording),
            )
            rows.append(new)
        rows += [
            NewProgress(
                commitment=code,
                state=[*State][(number + note) % 3],
                share=(number + note) % 101,
                text="Vad som är gjort och vad som är kvar, i två meningar. Resten görs före sommaren.",
                recorded_at=AT + timedelta(days=10 + note),
            )
            for note in range(NOTES)
        ]
    actions.record_history(rows=rows, by="bench", at=AT)


def plain(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """The same rows by xlsxwriter alone: nothing asked, nothing looked up, nothing escaped."""
    import xlsxwriter  # noqa: PLC0415, TID251 – the yardstick, beside the program that is measured

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, headings)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, [str(cell) if cell is not None else "" for cell in row])
    return out.getvalue()


def main() -> None:
    """Print what it takes beside the yardstick, and how many questions are asked."""
    with measure.fresh_program():
        from django.conf import settings  # noqa: PLC0415 – the program is set up first
        from django.core.cache import cache  # noqa: PLC0415 – as above
        from django.db import connection  # noqa: PLC0415 – as above
        from django.test import Client  # noqa: PLC0415 – as above
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 – as above

        from rodatraden.commitments import queries  # noqa: PLC0415 – as above
        from rodatraden.commitments.views.board import table_of  # noqa: PLC0415 – as above
        from rodatraden.commitments.views.named import names  # noqa: PLC0415 – as above
        from rodatraden.ui.days import Days  # noqa: PLC0415 – as above

        settings.ALLOWED_HOSTS = ["*"]
        promised()
        client, days = Client(), Days(date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 22))
        told = queries.told(known=days.known)
        table = table_of(told, names(days, told), days)

        def ask(address: str) -> bytes:
            cache.clear()
            answer = client.get(address)
            if answer.status_code != 200:
                sys.exit(f"{address} answered {answer.status_code}")
            return answer.content

        yardstick = measure.median_ms(lambda: plain(table.headings, table.plain_rows()))
        with CaptureQueriesContext(connection) as asked:
            ask("/uppdrag.xlsx")
        sys.stdout.write(f"{len(told)} commitments, {len(asked)} queries\n")
        for address in ("/uppdrag.xlsx", "/uppdrag.csv", "/uppdrag.json", "/uppdrag", "/uppdrag?lage=sena&q=aktivitet"):
            ms = measure.median_ms(lambda address=address: ask(address))  # type: ignore[misc]  # bound at once
            is_excel = address.endswith("xlsx")
            aim = AIM_MS if is_excel else None
            measure.tell(f"live {address}", ms, aim=aim, yardstick=yardstick if is_excel else None)


if __name__ == "__main__":
    main()
