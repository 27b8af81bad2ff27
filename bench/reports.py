"""How long to set a report of 150 pages with 66 charts, and to serve and to freeze it? Made by hand."""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from measure import fresh_cpu_ms, fresh_program, median_ms, tell

SECTIONS, ROWS = 66, 62


def main() -> None:
    """Set the report as PDF, Word and Excel, each from data; then as a signed edition that is kept."""
    with fresh_program():
        from django.utils import translation  # noqa: PLC0415 – after the program is set up

        from rodatraden.reports.composed import context, rendered  # noqa: PLC0415 – the program is set up first
        from rodatraden.reports.setting import kept  # noqa: PLC0415 – the program is set up first
        from rodatraden.reports.tests import documents  # noqa: PLC0415 – the program is set up first
        from rodatraden.ui import charts  # noqa: PLC0415 – the program is set up first

        translation.activate("sv")
        large = documents.large(SECTIONS, ROWS)
        text = context.to_json(large)

        def forget() -> None:
            kept.forget()
            charts._svg.cache_clear()  # noqa: SLF001 – from data, every chart is drawn
            charts._png.cache_clear()  # noqa: SLF001 – as above

        def render(form: Any, **more: Any) -> bytes:
            return rendered.rendered(large, form, **more)

        def draw() -> None:
            for chart in large.charts():
                charts.draw(json.loads(chart.spec), title=chart.title, description=chart.description)

        forget()
        yardstick, _clock = fresh_cpu_ms(draw, before=forget)
        sys.stdout.write("of the processor, both cores together; the clock beside it\n")
        tell(f"yardstick: drawing the {SECTIONS} charts alone", yardstick)
        for form, aim in (("pdf", 5000), ("docx", 5000), ("xlsx", None)):
            cpu, clock = fresh_cpu_ms(lambda form=form: render(form), before=forget)  # type: ignore[misc]  # a default
            tell(f"from data to {form}", cpu, aim=aim, yardstick=yardstick)
            sys.stdout.write(f"   by the clock {clock:.0f} ms, {len(render(form)) // 1024} kB\n")
        signed = documents.SIGNED
        render("pdf", edition=signed)

        def serve() -> None:
            kept.forget()
            render("pdf", edition=signed)

        tell("a signed edition, read from disk", median_ms(serve), aim=50)
        tell("the same, in memory", median_ms(lambda: render("pdf", edition=signed)), aim=50)
        tell("its content read back from JSON", median_ms(lambda: context.from_json(text)))
        later = replace(large, at=datetime(2026, 10, 2, tzinfo=UTC))

        def sign() -> None:
            before = context.from_json(text)
            context.says_the_same(before, later)
            context.changed(before, later)
            context.fingerprint(context.to_json(later))

        tell("freezing it: read the edition before, compare, fingerprint", median_ms(sign), aim=2000)


if __name__ == "__main__":
    main()
