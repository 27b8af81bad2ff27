"""Is every sentence that a person reads there in Swedish? Collects them without GNU gettext.

bin/messages           add new sentences to django.po, untranslated, in a stable order
bin/messages --prune   and take away those that the program no longer says
bin/messages --check   change nothing; list what is untranslated, stale or wrong, and fail when there is any

English needs no file: it is what stands in the code. Compiling to django.mo is done by bin/assets.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

CHECKOUT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = CHECKOUT / "src" / "rodatraden"
SWEDISH: Final = PACKAGE / "config" / "locale" / "sv" / "LC_MESSAGES" / "django.po"
_HEADER: Final = """\
# Röda tråden in Swedish. Kept by bin/messages, translated by hand, in the order of the English.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"MIME-Version: 1.0\\n"
"Language: sv\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
_ONE, _MANY, _IN_CONTEXT, _MANY_IN_CONTEXT = (1,), (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
_KEYWORDS: Final = {
    "_": _ONE,
    **{f"gettext{lazy}": _ONE for lazy in ("", "_lazy", "_noop")},
    **{f"ngettext{lazy}": _MANY for lazy in ("", "_lazy")},
    **{f"pgettext{lazy}": _IN_CONTEXT for lazy in ("", "_lazy")},
    **{f"npgettext{lazy}": _MANY_IN_CONTEXT for lazy in ("", "_lazy")},
}
_PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")

Key = tuple[str, str]
"""What a sentence is known by: its context, often empty, and its English (the singular)."""


def main() -> int:
    """Do what is asked for; 1 when a check found something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, list what is missing or stale")
    parser.add_argument("--prune", action="store_true", help="take away sentences that the program no longer says")
    given = parser.parse_args()
    said = sentences()
    known = read(SWEDISH)
    if given.check:
        faults = list(wrong(said, known))
        print("\n".join(faults) or f"{len(said)} sentences, all in Swedish.")
        return int(bool(faults))
    merged = merge(said, known, prune=given.prune)
    write(merged, SWEDISH)
    missing = sum(not translated(message) for message in merged.values())
    print(f"{len(merged)} sentences, {missing} still to be translated in {SWEDISH.relative_to(CHECKOUT)}")
    return 0


def sentences(package: Path = PACKAGE) -> dict[Key, Message]:
    """Every sentence that Python and templates say."""
    found: dict[Key, Message] = {}
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.html"), *package.rglob("*.txt")]):
        if not {"tests", "migrations", "locale", "vendor"} & set(path.relative_to(package).parts):
            for message in _in_file(path):
                _keep(found, message)
    return found


def _keep(found: dict[Key, Message], message: Message) -> None:
    """The same English may be said alone in one place and with a plural in another: the plural covers both."""
    if message.pluralizable or key(message) not in found:
        found[key(message)] = message


def _in_file(path: Path) -> Iterator[Message]:
    source = path.read_text()
    if path.suffix != ".py":
        told = templatize(source, origin=str(path))
        source = "\n".join(line.strip() for line in told.splitlines())
    for _line, text, _comments, context in extract("python", io.BytesIO(source.encode()), _KEYWORDS):
        if text and (text[0] if isinstance(text, tuple) else text):
            yield Message(text, context=context)


def key(message: Message) -> Key:
    """What the sentence is known by."""
    return (message.context or "", message.id if isinstance(message.id, str) else message.id[0])


def read(path: Path) -> dict[Key, Message]:
    """The sentences of a file of translations."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {key(message): message for message in read_po(file, locale="sv") if message.id}


def merge(said: dict[Key, Message], known: dict[Key, Message], *, prune: bool) -> dict[Key, Message]:
    """What is said, with the translations that are known; stale ones are kept unless pruned."""
    merged = {} if prune else dict(known)
    for which, message in said.items():
        old = known.get(which)
        if old and old.pluralizable == message.pluralizable:
            message.string = old.string
        merged[which] = message
    return merged


def write(messages: dict[Key, Message], path: Path) -> None:
    """Write a file of translations: sorted, without line numbers and days, so that a difference shows what changed."""
    catalog = Catalog(locale="sv")
    for _, message in sorted(messages.items(), key=lambda item: (item[0][1].casefold(), item[0])):
        catalog.add(message.id, message.string, context=message.context)
    written = io.BytesIO()
    write_po(written, catalog, width=120, omit_header=True, no_location=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_HEADER + written.getvalue().decode().lstrip("\n"))


def translated(message: Message) -> bool:
    """Whether every form of the sentence is there, and nobody doubts it."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms) and (len(forms) > 1 or not message.pluralizable) and not message.fuzzy


def wrong(said: dict[Key, Message], known: dict[Key, Message]) -> Iterator[str]:
    """What is to be mended, a line each."""
    for which, message in sorted(said.items()):
        old = known.get(which)
        if old is None or not translated(old) or old.pluralizable != message.pluralizable:
            yield f"untranslated: {which[1]!r}"
        elif lost := _placeholders([old.string]) ^ _placeholders([message.id]):
            yield f"placeholders differ ({', '.join(sorted(lost))}): {which[1]!r}"
    for _, english in sorted(known.keys() - said.keys()):
        yield f"stale, run bin/messages --prune: {english!r}"


def _placeholders(texts: Iterable[object]) -> set[str]:
    names: set[str] = set()
    for text in texts:
        if isinstance(text, tuple | list):
            names |= _placeholders(text)
        else:
            names |= {named or f"{{{braced}}}" for named, braced in _PLACEHOLDER.findall(str(text))}
    return names


if __name__ == "__main__":
    settings.configure()
    sys.exit(main())
