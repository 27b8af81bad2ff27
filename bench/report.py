"""How long from rows to a finished follow-up report, as PDF and as Word? The demo municipality's interim report."""

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from measure import fresh_program, median_ms, tell

CODE, KNOWN = "uppfoljning-2026-08", date(2026, 10, 1)
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "norrvik"


def libreoffice_ms(word: bytes) -> float | None:
    """How long LibreOffice takes to turn the same report from Word into PDF; None where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "report.docx"
        file.write_bytes(word)
        profile = f"-env:UserInstallation=file://{place}/profile"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", place, str(file)]
        return median_ms(lambda: subprocess.run(command, check=True, capture_output=True), runs=3)


def main() -> None:
    """Load the demo, then build and render its report."""
    with fresh_program():
        from django.core.management import call_command  # noqa: PLC0415 – after the program is set up
        from django.utils import timezone  # noqa: PLC0415 – the program is set up first

        from rodatraden.reports.followup import build, rendered  # noqa: PLC0415 – the program is set up first

        call_command("load", EXAMPLE, verbosity=0, stdout=sys.stderr)

        def context() -> object:
            return build.build(round_code=CODE, known=KNOWN, at=timezone.now())

        def render(form: str) -> bytes:
            rendered._kept.clear()  # noqa: SLF001 – what is measured is the making, not the keeping
            return rendered.rendered(built, form)  # type: ignore[arg-type]  # one of the two

        built = build.build(round_code=CODE, known=KNOWN, at=timezone.now())
        word = render("docx")
        yardstick = libreoffice_ms(word)
        if yardstick is None:
            sys.stdout.write("yardstick: LibreOffice is not installed here\n")
        else:
            tell("yardstick: LibreOffice turns the Word file into PDF", yardstick)
        tell("from rows to the report's content", median_ms(context))
        tell("from content to PDF (tagged, archivable)", median_ms(lambda: render("pdf"), runs=5), yardstick=yardstick)
        tell("from content to Word", median_ms(lambda: render("docx"), runs=5), yardstick=yardstick)
        sys.stdout.write(f"PDF {len(render('pdf')) // 1024} kB, Word {len(word) // 1024} kB\n")


if __name__ == "__main__":
    main()
