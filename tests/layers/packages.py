"""A tiny valid data package to break in one place at a time.

Two countries, three zones, three hubs, two events, three movements, figures, gaps, a scene.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from waterbed.layers.locale.file import FOLDER, SECTIONS, file_of, text_of
from waterbed.layers.locale.strings import installed, installed_strings, is_plural, like, plural_forms

MANIFEST: dict[str, Any] = {
    "name": "tiny",
    "title": "Two countries and a river",
    "licenses": [{"name": "CC0-1.0", "title": "CC0"}],
    "as_of": "2025-12-31",
    "waterbed": {
        "lead_source": "article",
        "article_day": "2025-05",
        "languages": ["en", "fr"],
        "default_view": "river",
        "views": {"river": [95, 10, 108, 25]},
    },
}

TABLES: dict[str, str] = {
    "sources": """
id,kind,title,publisher,url,date,lang
article,lead_article,The cycle,A paper,https://example.org/cycle,2025-05,en
wire,corroboration,Raids on the river,A wire,https://example.org/raids,2024-04-05,en
""",
    "organisations": """
id,label_en,label_fr,kind,place,source
police,National police,Police nationale,enforcement_actor,cambodia,article
""",
    "countries": """
id,label_en,label_fr,iso2,iso3,roles,source,corroboration
cambodia,Cambodia,Cambodge,KH,KHM,fraud_hub,article,wire
myanmar,Myanmar,Birmanie,MM,MMR,fraud_hub;displacement_destination,article,
""",
    "zones": """
id,label_en,label_fr,country,parent,kind,lon,lat,precision_km,iso_3166_2,source
southeast-asia,Southeast Asia,Asie du Sud-Est,,,region,108,10,2000,,article
shan,Shan State,État Shan,myanmar,southeast-asia,state,98.04,21.83,200,MM-17,article
laukkai,Laukkai,Laukkai,myanmar,shan,town,98.762,23.696,5,,wire
phnom-penh,Phnom Penh,Phnom Penh,cambodia,,city,104.916,11.562,15,,article
""",
    "hubs": """
id,label_en,label_fr,place,role,organisation,present,attested,lon,lat,precision_km,source,certainty
hub-capital,Offices in the capital,,phnom-penh,fraud_hub,,2019~/2024-04,2023-05;2023-11,,,,article,high
hub-compound,A compound,,laukkai,fraud_hub,,,2023-09,98.77,23.7,1,wire,medium
hub-nowhere,Known by name only,,,laundering_hub,,,,,,,article,low
""",
    "events": """
id,label_en,label_fr,kind,place,date,actor,stage,source,corroboration,locator
ban,Ban on online gambling,,ban,cambodia,2019-08-18,,crackdown,article,wire,L8;L9
raid,Raid in the capital,,raid,phnom-penh,2024-04-05,police,crackdown,wire,,
""",
    "movements": """
id,label_en,label_fr,kind,origin,destination,period,cause,low,best,high,unit,source
to-shan,Cambodia to Shan State,,displacement,cambodia,shan,2019-08-18/,ban,,,,,article
to-laukkai,To Laukkai,,displacement,phnom-penh,laukkai,2024-04~/2024-06,ban;raid,100,150.5,200,people,wire
back,Back to the capital,,return,laukkai,,,,,,,,article
""",
    "figures": """
id,label_en,measure,place,event,date,value,qualifier,unit,source,standing
fig-arrests,Arrests,arrests,phnom-penh,raid,2024-04-05,77,exact,people,wire,reported
""",
    "gaps": """
id,statement_en,place,about,source
gap-return,Where they returned to,cambodia,back;ban,article
""",
    "scenes": """
id,label_en,seq,period,view,text_en,records
scene-ban,The ban,1,2019-08/2020,river,A ban came. [ban],ban;to-shan
""",
}


def write_tiny(folder: Path, **changes: str | bytes | None) -> Path:
    """Write the tiny package into a folder, with some tables replaced (None leaves one out)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in ({name: text.strip() + "\n" for name, text in TABLES.items()} | changes).items():
        if isinstance(content, bytes):
            (folder / f"{name}.csv").write_bytes(content)
        elif content is not None:
            (folder / f"{name}.csv").write_text(content, encoding="utf-8", newline="")
    return write_manifest(folder)


def write_manifest(folder: Path, **changes: Any) -> Path:
    """Write the manifest, its own keys or those under ``waterbed`` replaced."""
    own = {key: value for key, value in changes.items() if key not in MANIFEST["waterbed"]}
    ours = {key: value for key, value in changes.items() if key in MANIFEST["waterbed"]}
    meta = MANIFEST | {"waterbed": MANIFEST["waterbed"] | ours} | own
    (folder / "datapackage.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
    return folder


def write_in(folder: Path, lang: str, **changes: str) -> Path:
    """Write the tiny package with its English texts said to be of another language; ``changes`` still say ``_en``."""
    tables = {name: text.strip() + "\n" for name, text in TABLES.items()} | changes
    write_tiny(folder, **{name: text.replace("_en", f"_{lang}") for name, text in tables.items()})
    write_borrowed(folder, lang)
    return write_manifest(folder, languages=[lang])


def write_borrowed(folder: Path, lang: str) -> None:
    """Let the folder of a data set say in a language all that waterbed says, in English words."""
    if not like(lang, installed()):
        (folder / FOLDER).mkdir(exist_ok=True)
        (folder / file_of(lang)).write_text(text_of(borrowed(lang)), encoding="utf-8")


def borrowed(lang: str, say: Callable[[str], str] = str) -> dict[str, Any]:
    """A whole language made of English: each string as ``say`` turns it, in as many plural forms as the language has."""

    def turned(english: Any) -> Any:
        if is_plural(english):
            return {form: say(english["other"]) for form in plural_forms(lang, {})}
        if isinstance(english, Mapping):
            return {key: turned(one) for key, one in english.items()}
        if isinstance(english, list):
            return [turned(one) for one in english]
        return say(english) if english else english

    english = installed_strings("en")
    return {"language": lang, **{section: turned(english[section]) for section in SECTIONS}}


def changed(table: str, record: str, **cells: str) -> str:
    """Return the text of a table with some cells of one record replaced (new columns are added)."""
    rows = list(csv.DictReader(io.StringIO(TABLES[table].strip())))
    header = list(dict.fromkeys([*rows[0], *cells]))
    for row in rows:
        if row["id"] == record:
            row.update(cells)
    return _text(header, rows)


def with_row(table: str, **cells: str) -> str:
    """Return the text of a table with a row more."""
    rows = list(csv.DictReader(io.StringIO(TABLES[table].strip())))
    return _text(list(dict.fromkeys([*rows[0], *cells])), [*rows, cells])


def without_column(table: str, column: str) -> str:
    """Return the text of a table without one of its columns."""
    rows = list(csv.DictReader(io.StringIO(TABLES[table].strip())))
    return _text([name for name in rows[0] if name != column], rows)


def _text(header: list[str], rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
