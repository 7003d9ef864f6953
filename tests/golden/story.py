"""A timeline by hand: every mode and shape of movement, every state of a place, dates of every width, two languages."""

import json
from typing import Any

from tests.golden.files import columns, path_of
from waterbed.output.language.dates import locale_texts

SPAN = ("start_min", "start_max", "end_min", "end_max")

_TABLES: dict[str, dict[str, list[Any]]] = {
    "places": columns(
        "id level kind parent country iso2 x y",
        ("home", "country", "", -1, 0, "HH", 0.78, 0.46),
        ("north", "zone", "state", 0, 0, "HH", 0.77, 0.44),
        ("far", "country", "", -1, 2, "FF", 0.29, 0.54),
        ("nowhere", "region", "", -1, -1, "", None, None),
        ("silent", "zone", "town", 1, 0, "HH", 0.80, 0.47),
        ("south", "zone", "town", 0, 0, "HH", 0.79, 0.48),
        ("casino", "zone", "sez", 1, 0, "HH", 0.775, 0.445),
        ("bay", "country", "", -1, 7, "BB", 0.83, 0.49),
        ("port", "zone", "city", 7, 7, "BB", 0.835, 0.495),
        ("hut", "hub", "", 6, 0, "HH", 0.776, 0.446),
    ),
    "hubs": columns(
        "id place drawn role start_min start_max end_min end_max attested",
        ("hub-home", 0, 1, "fraud_hub", None, None, None, None, [[40, 44], [95, 99]]),
        ("hub-north", 1, 1, "fraud_hub", 5, 9, 20, 29, [[12, 12]]),
        ("hub-silent", 4, 1, "laundering_hub", None, None, None, None, []),
        ("victims-far", 2, 0, "recruitment_origin", None, None, None, None, [[0, 5]]),
        ("hub-port", 8, 1, "laundering_hub", 60, 64, None, None, [[70, 70]]),
    ),
    "movements": columns(
        "id kind origin destination shape mode start_min start_max end_min end_max bend shift certainty not_before",
        ("out", "displacement", 0, 1, "curve", "bounded", 10, 14, 25, 29, 0.15, 0, 2, 10),
        ("pacific", "trafficking", 0, 2, "curve", "bounded", 30, 30, 30, 30, 0.22, 1, 1, None),
        ("since", "displacement", 0, 1, "curve", "lower", 20, 20, None, None, 0.22, 0, 0, 10),
        ("by", "displacement", 1, 0, "curve", "upper", None, None, 45, 52, 0.15, 0, 1, None),
        ("undated", "expansion", 0, 2, "curve", "undated", None, None, None, None, 0.2, 1, 0, None),
        ("inside", "return", 1, 1, "ring", "bounded", 45, 50, 58, 60, 0, 0, 2, None),
        ("from-somewhere", "displacement", -1, 2, "arrival", "bounded", 21, 25, 30, 31, 0, 0, 2, None),
        ("to-nowhere", "laundering", 0, 3, "none", "bounded", 0, 1, 2, 3, 0, 0, 0, None),
        ("to-bay", "displacement", 6, 8, "curve", "bounded", 66, 68, 70, 72, 0.1, 0, 2, None),
        ("maybe-bay", "displacement", 5, 7, "curve", "undated", None, None, None, None, 0.1, 0, 0, 66),
        ("maybe-port", "displacement", 5, 8, "curve", "undated", None, None, None, None, 0.1, 0, 0, None),
        ("around-casino", "displacement", 9, 6, "ring", "undated", None, None, None, None, 0, 0, 1, None),
    ),
    "events": columns(
        "id kind family sign place start_min start_max end_min end_max",
        ("ban", "ban", "regulation", "crackdown", 0, 10, 10, 10, 10),
        ("year-long", "sanction", "regulation", "crackdown", 0, 0, 52, 0, 52),
        ("undated", "raid", "enforcement", "crackdown", 1, None, None, None, None),
        ("not-before", "raid", "enforcement", "crackdown", 0, 20, 20, 20, None),
        ("by-then", "raid", "enforcement", "crackdown", 0, None, 45, 45, 52),
        ("some-day-in-march", "power_cut", "disruption", "disruption", 6, 59, 89, 59, 89),
        ("raid-casino", "raid", "enforcement", "crackdown", 6, 66, 66, 66, 66),
        ("survey", "report", "observation", "", 8, 66, 66, 66, 66),
        ("long-name", "joint_operation", "enforcement", "crackdown", 5, 84, 86, 84, 86),
        ("long-name-nowhere", "raid", "enforcement", "crackdown", -1, 95, 96, 95, 96),
        ("that-year", "own_kind", "enforcement", "crackdown", 8, 365, 729, 365, 729),
    ),
    "series": columns(
        "place unit grain start end value certainty sources",
        (0, "sites", "span", 0, 29, 12, 2, []),
        (0, "sites", "span", 30, 59, 0, 2, []),
        (0, "sites", "span", 90, 99, 5, 0, []),
        (2, "sites", "span", 0, 29, 4, -1, []),
        (2, "sites", "span", 30, 59, 25.5, 1, []),
        (2, "sites", "span", 60, 89, 9, 1, []),
        (5, "sites", "span", 60, 89, 1.25, 2, []),
        (3, "sites", "span", 0, 99, 2, 2, []),
        (7, "people", "year", 0, 364, 1200, 1, []),
    ),
    "spans": columns(
        "place phase form candidate derived start_min start_max end_min end_max",
        (1, "presence", "", 0, 1, 5, 9, 20, 29),
        (0, "crackdown", "", 0, 1, 10, 10, 10, 10),
        (0, "displacement", "", 0, 1, 10, 14, 25, 29),
        (1, "arrival", "", 0, 1, 10, 14, 25, 29),
        (0, "disruption", "", 0, 1, 14, 14, 21, 21),
        (0, "displacement", "", 0, 1, 20, 20, 20, None),
        (1, "return", "regrowth", 0, 0, 45, 50, 58, 60),
        (0, "arrival", "", 1, 1, None, 45, 45, 52),
        (2, "arrival", "", 0, 1, None, None, None, None),
        (8, "presence", "", 0, 1, 60, 64, None, None),
        (6, "crackdown", "", 0, 1, 66, 66, 66, 66),
        (6, "displacement", "", 0, 1, 66, 68, 70, 72),
        (5, "return", "", 0, 1, 75, 80, 90, None),
    ),
}

_CYCLES = columns(
    "place trigger stops departure linked_by departures returned form certainty",
    (0, 0, [1, 1, 0], 0, "cause", [0, 2], -1, "", 1),
    (6, 6, [1, 0, 0], 8, "after", [8], -1, "", 0),
    (6, 5, [1, 1, 0], 8, "after", [8], -1, "", 1),
    (1, -1, [1, 1, 1], -1, "", [], 5, "regrowth", 2),
    (1, 1, [1, 0, 0], 5, "after", [5], -1, "", 0),
    (0, 1, [1, 1, 1], -1, "", [], -1, "", 2),
)

_PRESSES = columns(
    "cycles place moves returned day last back open linked rank",
    ([0], 0, [0, 2], -1, 10, 29, None, 1, 1, 1),
    ([1, 2], 6, [8], -1, 66, 72, None, 0, 0, 2),
    ([3], 1, [], 5, 20, None, 60, 0, 1, 0),
    ([4], 1, [5], -1, None, 60, None, 0, 0, 3),
)

_BASIS = ["hub-north", "ban", "out", "out", "ban", "since", "inside", "by", "from-somewhere", "hub-port", "raid-casino",
          "to-bay", "back-south"]  # fmt: skip

_LABELS = {
    "home": ("Homeland", "Patrie"),
    "north": ("Northern State", "État du Nord"),
    "silent": ("Silent Town", ""),
    "casino": ("Istle Casino Zone", "Zone des casinos d’Istle"),
    "port": (
        "Old Port of the Bay Trading Company, third pier",
        "Vieux port de la Compagnie de la baie, troisième quai",
    ),
    "bay": ("Bay Islands", "Îles de la Baie"),
    "ban": ("Ban on online gambling", "Interdiction des jeux en ligne"),
    "raid-casino": ("Raid in the casinos", "Descente dans les casinos"),
    "long-name": (
        "A joint operation of several forces " * 4,
        "Une opération conjointe de plusieurs forces " * 4,
    ),
    "long-name-nowhere": ("A raid of which nobody says where it was " * 3, ""),
}

_WHEN = {
    "ban": ("11 January 1970", "11 janvier 1970"),
    "year-long": ("until 22 February 1970", "jusqu’au 22 février 1970"),
    "by-then": ("by 22 February 1970", "au plus tard le 22 février 1970"),
    "not-before": ("since 21 January 1970", "depuis le 21 janvier 1970"),
    "some-day-in-march": ("March 1970", "mars 1970"),
    "raid-casino": ("8 March 1970", "8 mars 1970"),
    "long-name": ("26–28 March 1970", "26–28 mars 1970"),
    "long-name-nowhere": ("6–7 April 1970", ""),
    "that-year": ("about 1971", "vers 1971"),
    "hub-north": ("since January 1970", "depuis janvier 1970"),
    "out": ("11 January – 30 January 1970", "11 – 30 janvier 1970"),
    "inside": ("February 1970", ""),
    "to-bay": ("8–14 March 1970", "8–14 mars 1970"),
}

_WORDS = {
    "en": {"raid": "raid", "ban": "ban", "report": "report", "power_cut": "power cut", "joint_operation": "joint operation",
           "laundering_hub": "laundering", "regrowth": "grew again", "return_candidate": "perhaps back"},
    "fr": {"raid": "descente", "ban": "interdiction", "joint_operation": "opération conjointe", "regrowth": "repousse"},
}  # fmt: skip


def _story() -> dict[str, Any]:
    tables = {name: dict(table) for name, table in _TABLES.items()}
    owned = ("places", "hubs", "movements", "events")
    ids = [f"{name} {record}" for name in owned for record in tables[name]["id"]]
    for name in owned:
        tables[name]["record"] = [ids.index(f"{name} {record}") for record in tables[name]["id"]]
    count = len(tables["movements"]["id"])
    tables["movements"] |= {
        "unit": [""] * count,
        **{size: [None] * count for size in ("low", "best", "high")},
    }
    # A recorded phase has a record of its own, and so has a scene.
    ids += ["phases back-south", "scenes ban", "scenes bay"]
    plain = [one.split(" ", 1)[1] for one in ids]
    triggers = [plain.index(tables["events"]["id"][event]) if event >= 0 else plain.index("back-south")
                for event in _CYCLES["trigger"]]  # fmt: skip
    tables["spans"]["basis"] = [[plain.index(record)] for record in _BASIS]
    return {
        "meta": {"as_of": 100, "first_day": 0, "last_day": 100, "languages": ["en", "fr"]},
        **tables,
        "cycles": {**_CYCLES, "record": triggers},
        "presses": _PRESSES,
        "records": {
            "id": plain,
            "place": [-1] * len(ids),
            "flags": [["approximate"] if record == "that-year" else [] for record in plain],
        },
        "rows": columns(
            "place country depth",
            (0, 0, 0),
            (1, 0, 1),
            (4, 0, 1),
            (5, 0, 1),
            (6, 0, 1),
            (2, 2, 0),
            (8, 7, 1),
        ),
        "scenes": {
            "id": ["ban", "bay"],
            "record": [plain.index("ban"), plain.index("bay")],
            "start": [0, 60],
            "end": [30, 90],
            "hold": [15, 90],
            "view": [[90, 0, 120, 25]] * 2,
            "records": [
                [ids.index("events ban"), ids.index("movements out")],
                [ids.index("movements to-bay")],
            ],
            "own": [
                [ids.index("events ban"), ids.index("movements out"), ids.index("movements since")],
                [ids.index("movements to-bay"), ids.index("movements maybe-bay")],
            ],
        },
        "legs": columns(
            "scene kind first last seconds",
            (0, "move", 0, 0, 1.5),
            (0, "run", 0, 15, 3.0),
            (0, "hold", 15, 15, 0),
            (0, "skip", 15, 25, 1.5),
            (0, "run", 25, 30, 1.0),
            (1, "leap", 30, 60, 1.5),
            (1, "run", 60, 90, 3.0),
            (1, "hold", 90, 90, 0),
        ),
        "texts": {lang: _texts(lang, n, plain) for n, lang in enumerate(("en", "fr"))},
    }


def _texts(lang: str, n: int, records: list[str]) -> dict[str, Any]:
    said = {
        "label": [_LABELS.get(one, (one.replace("-", " ").capitalize(), ""))[n] for one in records],
        "when": [_WHEN.get(one, ("", ""))[n] for one in records],
    }
    lag = ("5 to 9 days after", "5 à 9 jours après")[n]
    titles = (("The ban", "To the bay"), ("L’interdiction", ""))[n]
    scenes = [{"title": title, "text": list[Any](), "seconds": 5.0} for title in titles]
    sources = {"when": list[str](), "note": list[str]()}
    return {
        **{"records": said, "words": _WORDS[lang], "sources": sources, "scenes": scenes},
        "cycles": {
            "lag_return": [lag if form else "" for form in _CYCLES["form"]],
            "lag_departure": [lag for _ in _CYCLES["form"]],
        },
        "locale": dict(locale_texts(lang)),
    }


STORY = _story()


def write_story() -> None:
    """Write the timeline for the viewer's tests, a table a line."""
    lines = [f"{json.dumps(name)}:{json.dumps(table, ensure_ascii=False)}" for name, table in STORY.items()]
    path_of("story").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
