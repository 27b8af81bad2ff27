"""Which steering models come with the program, and what does a decision look like that adopts one?"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from rodatraden.decisions import queries as decisions
from rodatraden.files import documents, writing
from rodatraden.files.faults import Fault, Refused
from rodatraden.steering import words
from rodatraden.steering.rules.model import CHANGE, ModelAdopted, faults_of

_FOLDER: Final = Path(__file__).parents[1] / "shipped"


def names() -> list[str]:
    """What the models are called."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


@cache
def model(name: str) -> ModelAdopted:
    """The model with a name. Raises Refused when its file does not hold."""
    terms, document = _read(name)
    told = [str(words.MODEL_FAULTS[code]) % {"other": other} for code, other in faults_of(terms)]
    if told:
        raise Refused([document.fault((), reason) for reason in told])
    return terms


def _read(name: str) -> tuple[ModelAdopted, documents.Document]:
    document = documents.read(_FOLDER / f"{name}.yaml")
    terms = documents.check(document, decisions.adapter(CHANGE), document.content, ())
    if isinstance(terms, list):
        raise Refused(terms)
    if not isinstance(terms, ModelAdopted):
        raise Refused([Fault(document.file, None, "", "", CHANGE)])
    return terms, document


_FILE: Final = "KF-2027-001"


def decision(name: str) -> tuple[str, bytes]:
    """A decision that adopts a model, to be filled in and laid in the folder: everything in it may be altered."""
    document = documents.read(_FOLDER / f"{name}.yaml")
    return f"{_FILE}.yaml", writing.to_yaml(_decision(model(name).name, document.content))


def _decision(title: str, content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": _FILE,
        "title": f"Styrmodellen {title} antas",
        "decided_by": "KF",
        "decided_on": "2027-01-01",
        "right": "law",
        "right_reference": "5 kap. 1 § kommunallagen (2017:725)",
        "reasons": "Varför fullmäktige väljer den här modellen.",
        "changes": [{"change": CHANGE, **content}],
    }
