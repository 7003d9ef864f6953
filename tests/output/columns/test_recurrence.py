"""After how many crackdowns something came again, in words."""

from dataclasses import replace

import pytest

from waterbed.layers.measures.recurrence import Recurrence
from waterbed.layers.measures.survival import Share
from waterbed.output.exports.recurrence import for_machines, sentences

SHARE = Share(0.057, 0.057, 0.0097, 0.166, 0.95)
TWO = Recurrence("return", crackdowns=35, undated=1, certain=2, possible=0, unwatched=6, share=SHARE)
ONE = replace(TWO, crackdowns=1, certain=1, undated=0, unwatched=0, share=None)


@pytest.mark.parametrize(
    ("lang", "two", "one"),
    [
        (
            "en",
            "A return within 12 months is on record after 2 of 35 crackdowns (95 % interval: 1 to 17 %); 6 without one "
            "are less than 12 months old; 1 without a date is left out.",
            "A return within 12 months is on record after 1 of 1 crackdown.",
        ),
        (
            "fr",
            "Un retour dans les 12 mois est attesté après 2 répressions sur 35 (intervalle à 95 % : 1 à 17 %) ; 6 sans "
            "suite datent de moins de 12 mois ; 1 sans date est écartée.",
            "Un retour dans les 12 mois est attesté après 1 répression sur 1.",
        ),
        (
            "es",
            "Consta un regreso en 12 meses después de 2 de 35 operativos (intervalo del 95 %: 1 a 17 %); 6 sin ello "
            "tienen menos de 12 meses; 1 sin fecha queda fuera.",
            "Consta un regreso en 12 meses después de 1 de 1 operativo.",
        ),
        (
            "th",
            "มีบันทึกการกลับมาภายใน 12 เดือนหลังการปราบปราม 2 จาก 35 ครั้ง (ช่วงความเชื่อมั่น 95 %: 1 ถึง 17 %); "
            "6 ครั้งที่ยังไม่มีบันทึกเพิ่งเกิดไม่ถึง 12 เดือน; "
            "ตัดออก 1 ครั้งที่ไม่มีวันที่",
            "มีบันทึกการกลับมาภายใน 12 เดือนหลังการปราบปราม 1 จาก 1 ครั้ง",
        ),
    ],
)
def test_it_is_said_in_every_language_with_its_plural(lang: str, two: str, one: str) -> None:
    said, *_, caution = sentences([TWO], lang)
    assert _plain(said) == _plain(two) and caution
    assert _plain(next(sentences([ONE], lang))) == _plain(one)
    assert for_machines([TWO], lang)[0]["sentence"] == said


def _plain(said: str) -> str:
    """The words without marks of direction, and with plain spaces."""
    return said.translate({0x2068: None, 0x2069: None, 0x202F: " ", 0xA0: " "})


def test_without_a_crackdown_nothing_is_said() -> None:
    assert list(sentences([], "en")) == []
    assert list(sentences([replace(TWO, crackdowns=0, certain=0, unwatched=0, share=None)], "en")) == []
