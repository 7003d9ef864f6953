"""What every picture of an edition prints: its marking, and how coarse it is."""

from collections.abc import Mapping
from typing import Any

from waterbed.layers.dataset import Dataset
from waterbed.output.wording import templates


def marking(dataset: Dataset, lang: str) -> str:
    """Text to print on every picture of a data set that a profile has let out, "" for one as recorded.

    The data set's own marking, or the name of the profile in words; then what was made coarser, since a reader
    must know that the month is the edition's and not the source's.
    """
    edition: Mapping[str, Any] = dataset.settings.get("edition", {})
    if not edition:
        return ""
    words, given = templates(lang)["marking"], edition["marking"]
    own = (
        given.get(lang) or given.get(dataset.languages[0]) or given.get("") or next(iter(given.values()), "")
    )
    name = edition["profile"]
    said = [own or words["profiles"].get(name) or words["other"].format(name)]
    said += [words[key][edition[key]] for key in ("dates", "coordinates") if edition[key] in words[key]]
    if edition["min_group"] > 1:
        said.append(words["min_group"].format(edition["min_group"]))
    return " · ".join(said)
