"""In which language the texts of a table are: words that name a month are read in that one."""

from collections.abc import Iterable, Mapping

import pandas as pd

from waterbed.layers.schema.tables import has_source, schema

_OF_THE_SOURCE = {"sources": ("title", "publisher")}


def spoken(
    frame: pd.DataFrame, table: str, column: str, languages: Iterable[str], quoted: Mapping[str, str]
) -> list[str]:
    """Return the language of each text of a column, "" where nothing tells it.

    Parameters
    ----------
    frame, table
        A table and its name.
    column
        A localised one by its name in a file, such as ``label_fr``.
    languages
        Languages that such a column may be in.
    quoted
        Language of each source, by id.
    """
    for language in languages:
        if any(f"{one.name}_{language}" == column for one in schema()[table] if one.type == "localised"):
            return [language] * len(frame)
    if column in _OF_THE_SOURCE.get(table, ()):
        return [str(lang) for lang in frame["lang"]]
    if column == "quote" and has_source(table):
        return [quoted.get(source, "") for source in frame["source"]]
    return [""] * len(frame)
