"""Words that tables use for nothing, for totals and for names of columns."""

import re
import unicodedata
from functools import lru_cache

AT_HAND = 50_000
"""Cells that are kept with what was read in them: a column of a large table says few things many times."""
_NOTHING = frozenset(
    {
        "n/a", "na", "n.a", "n.a.", "#n/a", "#ref!", "#value!", "nan", "null", "none", "nil", "-", "--", "---", "–", "—",
        ".",
        "..", "…", "?", "??", "unknown", "unspecified", "missing", "tbd", "tbc", "not available", "not known", "not stated",
        "not applicable", "no data", "inconnu", "inconnue", "non disponible", "sans objet", "nd", "n.d", "n.d.", "s/d",
        "sin datos", "desconocido", "desconocida", "no disponible", "unbekannt", "k.a", "k.a.", "keine angabe",
    }
)  # fmt: skip
MOST_IN_A_VALUE = 120
"""Characters of a cell that may be a date or a number; what is longer is a text."""
_TOTAL = re.compile(
    r"(?:grand |sub[- ]?|overall )?totals?(?: generale?| general)?|total(?:e|es|i)?|summe|gesamt|insgesamt|somme|ensemble|"
    r"sum|suma|jumlah|всего|итого|合计|总计|รวม"
)


def nothing(cell: object) -> bool:
    """Whether a cell is empty or says in words that nothing is known."""
    if cell is None:
        return True
    if isinstance(cell, float):
        return cell != cell
    if not isinstance(cell, str):
        return False
    said = cell.strip().casefold()
    return not said or said in _NOTHING


def is_total(cell: object) -> bool:
    """Whether a cell is the name of a row of totals."""
    return isinstance(cell, str) and _TOTAL.fullmatch(cell.strip().strip(":").casefold()) is not None


def is_tag(cell: object) -> bool:
    """Whether a cell is an HXL hashtag, such as ``#adm1+name``."""
    return isinstance(cell, str) and re.fullmatch(r"#[A-Za-z][\w+ ]*", cell.strip()) is not None


@lru_cache(AT_HAND)
def spoken(header: object) -> str:
    """A header as it is compared: words without case, accents and signs.

    >>> spoken("Pays d’origine (code)")
    'pays d origine code'
    """
    text = unicodedata.normalize("NFKD", str(header).casefold())
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", text))
