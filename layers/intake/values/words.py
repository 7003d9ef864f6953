"""Words that tables use for nothing, for totals and for names of columns."""

import re
import unicodedata
from functools import lru_cache

AT_HAND = 50_000
"""Cells that are kept with what was read in them: a column of a large table says few things many times."""
_NOTHING = frozenset(
    {
        "#div/0!", "#n/a", "#name?", "#null!", "#num!", "#ref!", "#value!", "-", "--", "---", ".", "..", "...", ":",
        "?", "??", "a confirmar", "b.d.", "bilinmiyor", "brak danych", "chưa rõ", "dato non disponibile",
        "desconhecido", "desconocida", "desconocido", "inconnu", "inconnue", "k. a.", "k.a", "k.a.", "keine angabe",
        "không có dữ liệu", "không rõ", "missing", "n. a.", "n. d.", "n.a", "n.a.", "n.c.", "n.d", "n.d.", "n.r.",
        "n/a", "n/d", "n/r", "na", "nan", "nc", "nd", "nicht angegeben", "nicht bekannt", "nicht verfügbar", "nil",
        "no consta", "no data", "no disponible", "no especificado", "no info", "no informado", "no information",
        "no reportado", "nodata", "non communiqué", "non connu", "non disponibile", "non disponible", "non noto",
        "non précisé", "non renseigné", "none", "not applicable", "not available", "not known", "not recorded",
        "not reported", "not stated", "ns/nr", "null", "não consta", "não disponível", "não informado", "o.a.",
        "ohne angabe", "onbekend", "pending", "por confirmar", "por determinar", "s. d.", "s.d.", "s.i.", "s/d",
        "s/i", "sans objet", "sconosciuto", "sem dados", "sem informação", "sin dato", "sin datos", "sin especificar",
        "sin informacion", "sin información", "sin registro", "suppressed", "tbc", "tbd", "tidak ada data",
        "tidak diketahui", "tidak tersedia", "to be confirmed", "to be determined", "unbekannt", "undisclosed",
        "unknown", "unspecified", "veri yok", "withheld", "à confirmer", "à déterminer", "à préciser", "н.д.", "н/д",
        "не известно", "не указано", "невідомо", "неизвестно", "немає даних", "нет данных", "غير متاح", "غير متوفر",
        "غير محدد", "غير معروف", "لا توجد بيانات", "لا يوجد", "ไม่ทราบ", "ไม่มีข้อมูล", "ไม่ระบุ", "–", "—", "…",
        "データなし", "不明", "不詳", "不详", "无", "无数据", "未知", "無", "無資料",
    }
)  # fmt: skip
MOST_IN_A_VALUE = 120
"""Characters of a cell that may be a date or a number; what is longer is a text."""
_TOTAL = re.compile(
    r"(?:(?:grand|gran|sub|overall)[- ]?)?totals?(?: g[eé]n[eé]rale?| general| geral)?|total(?:e|es|i)?|"
    r"world|worldwide|all (?:countries|provinces|states|regions|departments|districts|areas)|nationwide|national|nacional|"
    r"todos los departamentos|toutes les provinces|monde|monde entier|mundo|welt|"
    r"summe|gesamt(?:summe)?|insgesamt|ensemble|sum|suma|jumlah(?: total)?|totaal|razem|ogółem|toplam|всего|итого|усього|"
    r"合计|合計|总计|總計|小计|小計|รวม|รวมทั้งหมด|المجموع|الإجمالي|tổng(?: cộng)?"
)
_TOTAL_OF = re.compile(r"(?:sub[- ]?)?total\b.{0,40}|.{1,40}\b(?:sub[- ]?)?total|(?:всего|итого) .{1,40}")
"""A total with a name of what it is of: one when only numbers stand beside it."""


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


def is_total_of(cell: object) -> bool:
    """Whether a cell could be the name of a total of something, such as "Total Andean region"."""
    return isinstance(cell, str) and _TOTAL_OF.fullmatch(cell.strip().strip(":").casefold()) is not None


def is_tag(cell: object) -> bool:
    """Whether a cell is an HXL hashtag, such as ``#adm1+name``."""
    return isinstance(cell, str) and re.fullmatch(r"#[A-Za-z][\w+ ]*", cell.strip()) is not None


@lru_cache(AT_HAND)
def spoken(header: object) -> str:
    """A header as it is compared: words without case, accents and signs.

    >>> spoken("Pays d’origine (code)")
    'pays d origine code'
    """
    text = str(header).casefold()
    if not text.isascii():
        # Accents go; the marks of other scripts are vowels, and stay with their letters.
        text = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
        text = "".join(sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in text)
        return " ".join(text.split())
    return " ".join(re.findall(r"[a-z0-9]+", text))
