"""Write the golden files again: `python -m tests.golden.rebuild`; read the difference before committing it."""

from tests.golden import (
    captions,
    clock,
    conductor,
    explained,
    incidents,
    labels,
    moments,
    numbers,
    overview,
    ribbon,
    search,
    trails,
    words,
)
from tests.golden.files import write_cases
from tests.golden.story import write_story

SUBJECTS = {
    "captions": captions,
    "clock": clock,
    "conductor": conductor,
    "explained": explained,
    "incidents": incidents,
    "labels": labels,
    "moments": moments,
    "numbers": numbers,
    "overview": overview,
    "ribbon": ribbon,
    "search": search,
    "trails": trails,
    "words": words,
}

if __name__ == "__main__":
    write_story()
    for name, subject in SUBJECTS.items():
        asked = subject.asked() | (labels.recorded() if subject is labels else {})
        write_cases(name, {case: (given, subject.answer(given)) for case, given in asked.items()})
