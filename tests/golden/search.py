"""The index of a site's search, in the scripts of the countries that data sets are about."""

from typing import Any

from waterbed.output.site.files.search import Entry, search_index
from waterbed.output.timeline import Timeline

_LABELS = {
    "hyphens and cases": "Hpa-An SEZ (KK Park)",
    "accents": "Préfecture d’Écône, Đà Nẵng",
    "numbers and signs": "№ 3: 12,5 % of €970 000_x",
    "Burmese vowels are marks": "မြဝတီ ရွှေကုက္ကို",
    "Khmer vowels are marks": "ក្រុងព្រះសីហនុ",
    "Thai vowels are marks": "แม่สอด สำนักงาน",
    "Lao": "ສາມຫຼ່ຽມຄໍາ",
    "Hindi": "म्यांमार की सीमा",
    "Chinese": "妙瓦底 亚太新城",
    "Arabic": "مُجَمَّع الاحتيال",
    "capitals of Turkish and Greek": "İstanbul ΟΔΟΣ",
    "half and full width": "ＫＫ園区 ｶﾝﾎﾞｼﾞｱ",
}


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> dict[str, Any]:
    """The index of some entries."""
    return search_index([Entry(**entry) for entry in given["entries"]])


def asked() -> dict[str, dict[str, Any]]:
    """A label a case, and an index of several."""
    alone = {
        name: {"entries": [{"type": "place", "label": label, "href": "a.html", "detail": ""}]}
        for name, label in _LABELS.items()
    }
    several = [
        {
            "type": "place",
            "label": "Port",
            "href": "zones/port.html",
            "detail": "city, Bay Islands",
            "text": "BB",
        },
        {
            "type": "event",
            "label": "Raid in the port",
            "href": "events/raid.html",
            "detail": "8 March 1970, Port",
        },
        {"type": "source", "label": "Port, port and the port", "href": "sources.html#1", "detail": ""},
    ]
    return alone | {"several entries": {"entries": several}}
