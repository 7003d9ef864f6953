"""What the page to edit shows, piece by piece, as HTML and as answers to what is typed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from waterbed.layers.errors import Fault
from waterbed.layers.files.folder import table_file
from waterbed.layers.locale.strings import installed, locale_of
from waterbed.layers.schema.tables import TABLES
from waterbed.output.edit.desk import Desk, Edit, Rival, Verdict, row_of
from waterbed.output.edit.fields import PARTS, column_of, fields_of, label_of
from waterbed.output.edit.reading import read_date
from waterbed.output.edit.references import addresses_of, called, choices, records_of, uses, vocabulary_of
from waterbed.output.edit.spot import spot
from waterbed.output.ink.palette import custom_properties
from waterbed.output.language.strings import edit_strings
from waterbed.output.player.html import environment
from waterbed.output.player.page import PageOptions, render_page
from waterbed.output.player.snippet import SANDBOX
from waterbed.output.timeline import Timeline
from waterbed.output.type import faces

TEMPLATES = Path(__file__).parent / "templates"
_MOST_ROWS = 200
_EMPTY = "is empty"
"""What the check says of a cell that is needed: on the way to a whole row that is no news."""


class Pages:
    """The pages of one data set; every piece is made of its files as they are when it is asked for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._map: tuple[Any, str, str] | None = None

    def language(self, asked: str) -> str:
        """The language of the page: the one asked for, else that of the texts, where waterbed speaks it."""
        first = self.desk.languages()[0]
        return next((one for one in (asked, first) if one in installed()), "en")

    def page(self, lang: str) -> str:
        """The page itself, empty yet."""
        package = self.desk.state().package
        counts = {name: len(raw.frame) for name, raw in package.tables.items()}
        names = {one: str(locale_of(one).languages.get(one, one)) for one in installed()}
        return self._filled(
            "page.html",
            lang,
            name=str(package.meta.get("title") or package.name),
            folder=str(self.desk.folder),
            tables=[(name, edit_strings(lang)["tables"][name], counts.get(name, 0)) for name in TABLES],
            languages=names,
            sandbox=SANDBOX,
            old=self.is_old(),
        )

    def style(self) -> str:
        """Colours for light and dark, then the rules of the page."""
        blocks = {
            theme: " ".join(f"--wb-{token}: {value};" for token, value in tokens.items())
            for theme, tokens in custom_properties().items()
        }
        dark = f"@media (prefers-color-scheme: dark){{:root{{{blocks['dark']}}}}}"
        rules = (TEMPLATES / "edit.css").read_text(encoding="utf-8")
        return "\n".join([faces.style(), f":root{{{blocks['light']}}}", dark, rules])

    def script(self) -> str:
        """What the page does."""
        return (TEMPLATES / "edit.js").read_text(encoding="utf-8")

    def rows(self, lang: str, table: str, typed: str) -> str:
        """The rows of a table that hold what was typed, by name and id."""
        raw = self.desk.state().package.tables.get(table)
        asked = typed.casefold().strip()
        found = [
            (address, one)
            for address, one in zip(addresses_of(raw), records_of(raw, table, lang), strict=True)
            if asked in one.label.casefold() or asked in one.id.casefold()
        ]
        return self._filled(
            "rows.html", lang, table=table, rows=found[:_MOST_ROWS], more=len(found) - _MOST_ROWS
        )

    def form(self, lang: str, table: str, record: str) -> str:
        """The form of a row, or of a new one where no id is given."""
        package, languages = self.desk.state().package, self.desk.languages()
        raw = package.tables.get(table)
        number, cells = row_of(raw, record) if record else (0, {})
        header = [str(name) for name in raw.frame.columns] if raw else []
        fields = fields_of(table, header, cells, languages, vocabulary_of(package), lang)
        known = cells.get("id", "").strip()
        title = next((one.label for one in records_of(raw, table, lang) if one.id == known), record)
        return self._filled(
            "form.html",
            lang,
            table=table,
            id=known,
            number=number,
            missing=bool(record) and not number,
            title=title,
            table_name=edit_strings(lang)["tables"][table],
            file=table_file(table, package.meta),
            there=raw is not None,
            parts=[(part, [one for one in fields if one.part == part]) for part in PARTS],
            said={
                one.name: self.said(lang, table, one.name, one.value)["said"]
                for one in fields
                if one.value and one.kind in ("date", "search")
            },
            was=json.dumps(cells, ensure_ascii=False),
        )

    def said(self, lang: str, table: str, name: str, text: str) -> dict[str, Any]:
        """What a text means in a column of dates, references or words."""
        column = column_of(table, name, self.desk.languages())
        if column is None or column.type in ("text", "id", "number", "code", "wkt", "texts"):
            return {"said": "", "problem": "", "mend": "", "offers": []}
        if column.type in ("edtf", "edtfs"):
            read = read_date(text, column, lang)
            return {
                "said": read.said,
                "problem": read.problem,
                "mend": read.mend,
                "offers": list(read.offers),
            }
        words = edit_strings(lang)["say"]
        told = [
            label or str(words["not_there"].format(id=one))
            for one, label in called(self.desk.state().package, column, text, lang)
        ]
        told = [] if "; ".join(told) == text else told
        return {"said": "; ".join(told), "problem": "", "mend": "", "offers": []}

    def found(self, lang: str, table: str, name: str, typed: str) -> list[dict[str, str]]:
        """What a column may name that holds what was typed."""
        column = column_of(table, name, self.desk.languages())
        if column is None or column.type not in ("ref", "refs", "word", "words"):
            return []
        tables = edit_strings(lang)["tables"]
        return [
            {"id": one.id, "label": one.label, "where": str(tables.get(one.table, ""))}
            for one in choices(self.desk.state().package, column, typed, lang)
        ]

    def spot(self, lang: str, typed: Mapping[str, str]) -> str:
        """The point or the places of a row on a small map; nothing while there are none."""
        shown = spot(typed, self.desk.drawn, lang)
        return self._filled("spot.html", lang, spot=shown) if shown else ""

    def removal(self, lang: str, table: str, record: str) -> str:
        """What is asked before a row is deleted, with all that names it."""
        package, languages = self.desk.state().package, self.desk.languages()
        held = [
            (edit_strings(lang)["tables"][use.table], use, label_of(use.table, use.column, languages, lang))
            for use in uses(package, table, record)
        ]
        return self._filled("removal.html", lang, id=record, held=held)

    def answer(self, lang: str, edit: Edit, verdict: Verdict) -> dict[str, Any]:
        """What a change would bring about, or has brought about: in words, and by column."""
        file = table_file(edit.table, self.desk.state().package.meta)
        here = [one for one in verdict.faults if one.file == file and self._is_of(one, edit)]
        lacking = [one for one in here if one.problem == _EMPTY]
        record = str(edit.cells.get("id", edit.id)).strip()
        words = edit_strings(lang)["say"]
        said = words["refused"]
        if verdict.written:
            said = words["removed" if edit.remove else "saved"].format(file=file, id=edit.id)
        elif verdict.sound:
            said = words["same"]
        return {
            "html": self._filled(
                "verdict.html",
                lang,
                verdict=verdict,
                lacking=[(one, self._label(edit, one.column, lang)) for one in lacking],
                faults=[
                    (one, one.column if one in here else "") for one in verdict.faults if one not in lacking
                ],
                rival=self._rival(lang, edit, verdict.rival),
            ),
            "columns": {
                one.column: {"text": _sentence(one), "empty": one.problem == _EMPTY} for one in reversed(here)
            },
            "sound": verdict.sound,
            "written": verdict.written,
            "said": str(said),
            "old": self.is_old(),
            "id": "" if edit.remove else record,
            "theirs": dict(verdict.rival.theirs) if verdict.rival else {},
        }

    def map(self, lang: str) -> str:
        """The player of the set as it is saved, or as it was before it had a fault."""
        dataset = self.desk.state().dataset or self.desk.drawn
        if dataset is None:
            return self._filled("nomap.html", lang)
        lang = lang if lang in dataset.shown else dataset.shown[0]
        if self._map is None or self._map[0] is not dataset or self._map[1] != lang:
            self._map = dataset, lang, render_page(Timeline.of(dataset), PageOptions(lang=lang))
        return self._map[2]

    def is_old(self) -> bool:
        """Whether the map shows what was before the files had a fault."""
        return self.desk.state().dataset is None

    def _is_of(self, fault: Fault, edit: Edit) -> bool:
        return fault.id in (edit.id, str(edit.cells.get("id", edit.id)).strip())

    def _label(self, edit: Edit, column: str, lang: str) -> str:
        return label_of(edit.table, column, self.desk.languages(), lang)

    def _rival(self, lang: str, edit: Edit, rival: Rival | None) -> dict[str, Any] | None:
        if rival is None:
            return None
        columns = [
            (
                self._label(edit, name, lang),
                edit.was.get(name, ""),
                rival.theirs.get(name, ""),
                edit.cells.get(name, edit.was.get(name, "")),
            )
            for name in rival.columns
        ]
        return {"gone": rival.gone, "columns": columns}

    def _filled(self, template: str, lang: str, **given: Any) -> str:
        said = edit_strings(lang)
        return (
            environment(TEMPLATES, sentence=_sentence)
            .get_template(template)
            .render(lang=lang, say=said["say"], part_names=said["parts"], **given)
        )


def _sentence(fault: Fault) -> str:
    """What is wrong and its mend, without the place."""
    value = f"“{fault.value[:80]}” " if fault.value else ""
    return f"{value}{fault.problem}{f'; {fault.mend}' if fault.mend else ''}."


def as_mapping(value: Any) -> Mapping[str, str]:
    """Cells as they come from the page.

    Raises
    ------
    ValueError
        If it is no object of texts that can be written as UTF-8.
    """
    if not isinstance(value, dict) or not all(isinstance(cell, str) for cell in value.values()):
        raise ValueError("cells")
    "".join([*value, *value.values()]).encode()
    return dict(value)
