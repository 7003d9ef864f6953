"""A data set to fill in: every table with every column, and an example row where one helps."""

import csv
import json
from pathlib import Path

from waterbed.layers.files.folder import table_schema
from waterbed.layers.files.sheets import LOSSLESS
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.layers.schema.tables import TABLES, columns

EXAMPLES = Path(__file__).parents[1] / "data" / "template"
"""The example rows: a small valid data set with a remark on each row, in the columns that most people need."""

_LANGUAGES = ("en",)


def template() -> dict[str, str]:
    """Return the files of a data set to fill in, by name, the manifest last.

    It is a valid data package as it stands; the example rows are to be replaced. Columns that the examples use come
    first, all others of the schema after them.
    """
    meta = json.loads((EXAMPLES / MANIFEST).read_text(encoding="utf-8"))
    files, resources = {}, []
    for name in TABLES:
        header, rows = _examples(name)
        header += [column.name for column in columns(name, _LANGUAGES) if column.name not in header]
        files[f"{name}.csv"] = LOSSLESS.written(
            header, ([row.get(name, "") for name in header] for row in rows)
        )
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
            }
            | {"schema": table_schema(name, header, _LANGUAGES)}
        )
    return files | {
        MANIFEST: json.dumps(meta | {"resources": resources}, ensure_ascii=False, indent=2) + "\n"
    }


def _examples(name: str) -> tuple[list[str], list[dict[str, str]]]:
    with (EXAMPLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)
