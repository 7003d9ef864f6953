"""What an agent can ask about the data sets of a folder, and have written into it; each question is a tool."""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from waterbed.layers.counting.design import design
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.files.bundled import bundled_sets
from waterbed.layers.files.manifest import read_manifest
from waterbed.layers.inference.finding import measured
from waterbed.output.agents.bounded import bounded
from waterbed.output.agents.confined import Confined
from waterbed.output.edition.publish import published
from waterbed.output.errors import OptionError, UnknownLanguageError, values_told
from waterbed.output.exports import machines
from waterbed.output.player.page import PageOptions, write_map

Certainty = Literal["low", "medium", "high"]
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answers:
    """The tools; the docstring of each is what an agent reads of it."""

    place: Confined

    def sets(self) -> Told:
        """List the data sets that can be asked about: those in the folder of this server, and the bundled ones by name."""
        found = [
            {"data": path.as_posix(), "title": _title(self.place.root / path)} for path in self.place.sets()
        ]
        bundled = [{"data": name, "title": _title(path)} for name, path in bundled_sets().items()]
        return bounded({"sets": found, "bundled": bundled})

    def info(self, data: str, as_of: str = "") -> Told:
        """Say what is in a data set: title, licence, languages, days, its finding, records by table.

        data: path of a data set below the folder of this server ("." is the folder itself), or name of a bundled one.
        as_of: a past day, like 2024-06-30: only what had been published by then.
        """
        return bounded(machines.contents(self._read(data, as_of)))

    def check(self, data: str) -> Told:
        """Check a data set: every fault, which forbids its use, and every warning, with place and mend.

        data: path of a data set below the folder of this server ("." is the folder itself), or name of a bundled one.
        """
        path = self.place.data_set(data)
        try:
            dataset = Dataset.read(path)
        except DataError as error:
            return bounded(machines.faults(error.faults, error.doubts))
        return bounded(machines.faults((), dataset.warnings))

    def finding(self, data: str, as_of: str = "") -> Told:
        """Say what a data set finds, in each of its languages: headline, the numbers behind it, details.

        It says what was recorded after a crackdown, never that it was because of it.

        data: path of a data set below the folder of this server ("." is the folder itself), or name of a bundled one.
        as_of: a past day, like 2024-06-30: only what had been published by then.
        """
        dataset = self._read(data, as_of)
        head = machines.contents(dataset)
        named = ("title", "licences", "as_of", "first_day", "last_day", "finding")
        simulated = bool(dataset.settings.get("simulated", False))
        return bounded({**{name: head[name] for name in named}, "simulated": simulated})

    def measure(
        self,
        data: str,
        trigger: str = "",
        certainty: Certainty = "low",
        lang: str = "",
        as_of: str = "",
        target: str = "",
        receiving: list[str] | None = None,
        control: list[str] | None = None,
        control_of_receiving: list[str] | None = None,
        ring_km: tuple[float, float] | None = None,
        before_days: int | None = None,
        after_days: int | None = None,
        washout_days: int | None = None,
        alone: bool = False,
        unit: str = "",
        kinds: list[str] | None = None,
    ) -> Told:
        """Return the cycle table (crackdown, displacement, return) and what can be measured; of one event all about it.

        data: path of a data set below the folder of this server ("." is the folder itself), or name of a bundled one.
        trigger: id of one event; without it the whole cycle table. All that follows as_of is about one event.
        certainty: least certainty of what counts. lang: language of the sentences, the first one when left out.
        as_of: a past day, like 2024-06-30: only what had been published by then.
        target: id of the place that was hit. receiving, control, control_of_receiving: ids of zones.
        ring_km: receiving zones by distance. before_days, after_days, washout_days: the periods, in days.
        alone: measure it alone, though others hit the place within one period.
        unit: events, presence, movements, or a unit of the counts. kinds: kinds of events or movements to count.
        """
        choices: dict[str, Any] = {
            "target": target or None, "receiving": receiving or None, "control": control or None,
            "control_of_receiving": control_of_receiving or None, "ring_km": ring_km, "before_days": before_days,
            "after_days": after_days, "washout_days": washout_days, "alone": alone or None, "unit": unit or None,
            "kinds": kinds or None,
        }  # fmt: skip
        chosen = {name: choice for name, choice in choices.items() if choice is not None}
        if chosen and not trigger:
            raise OptionError(f"{next(iter(chosen))} is about one event; add trigger with its id.")
        dataset = self._read(data, as_of)
        if lang and lang not in dataset.shown:
            raise UnknownLanguageError(lang, dataset.shown)
        rows = cycles(dataset, certainty=certainty)
        found = None
        if trigger:
            with values_told():
                plan = design(dataset, trigger, certainty=certainty, **chosen)
            found = measured(dataset, plan, certainty)
        return bounded(machines.measured(dataset, rows, found, certainty, lang or dataset.shown[0]))

    def diff(self, old: str, new: str, then: str = "", now: str = "") -> Told:
        """Say what changed between two states of a data set: added, gone, re-dated, re-graded, moved, re-sourced, edited.

        old, new: paths of data sets below the folder of this server, or names of bundled ones; or one twice, with days.
        then: a past day, like 2024-01-01: what was known then of old. now: a later day: what was known then of new.
        """
        return bounded({"changes": machines.changes(self._read(old, then), self._read(new, now))})

    def map(
        self,
        data: str,
        out: str = "map.html",
        lang: str = "",
        theme: Literal["auto", "light", "dark"] = "auto",
        profile: str = "",
        as_of: str = "",
    ) -> Told:
        """Write the animated map of a data set into the folder of this server: one HTML file that works without internet.

        A file that waterbed did not make is never overwritten.

        data: path of a data set below the folder of this server ("." is the folder itself), or name of a bundled one.
        out: path of the HTML file below that folder. lang: language at the start, the first one when left out.
        profile: redaction profile of the data set, like public; the data as recorded when left out.
        as_of: a past day, like 2024-06-30: only what had been published by then.
        """
        path = self.place.new_file(out)
        dataset, options = self._read(data, as_of), PageOptions(lang=lang, theme=theme)
        with warnings.catch_warnings(record=True) as doubts:
            published(dataset, profile, path, lambda shown, file: write_map(shown, file, options))
        return bounded(
            {
                "file": out,
                "bytes": path.stat().st_size,
                "warnings": [*map(str, dataset.warnings), *(str(doubt.message) for doubt in doubts)],
            }
        )

    def _read(self, data: str, as_of: str) -> Dataset:
        dataset = Dataset.read(self.place.data_set(data))
        return dataset.known_on(as_of) if as_of else dataset


def _title(path: Path) -> str:
    """Title of a data set as its manifest gives it; "" where there is none that can be read."""
    try:
        return str(read_manifest(path).get("title", "")) if path.is_dir() else ""
    except (DataError, OSError):
        return ""
