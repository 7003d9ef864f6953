"""The panel of a design as a file, for models in R, Stata or Python."""

from pathlib import Path

from waterbed.layers.counting.design import Design
from waterbed.layers.counting.panel import panel
from waterbed.layers.dataset import Dataset
from waterbed.layers.disk.file import write_text
from waterbed.layers.files.sheets import LOSSLESS
from waterbed.output.naming import file_named


def write_panel(path: Path, dataset: Dataset, plan: Design, certainty: str = "low") -> str:
    """Write the counts of a design by place and period as CSV, and say what is in it.

    What is not known is an empty cell (`waterbed.layers.counting.panel.panel` has the columns).
    """
    found = panel(dataset, plan, certainty=certainty)
    write_text(file_named(path, "panels", ".csv"), LOSSLESS.of(found))
    unknown = int(found["n"].isna().sum())
    places, periods = found["place"].nunique(), found["period"].nunique()
    size = f"{len(found):,} rows, {places:,} places, {periods:,} periods; counted: {plan.unit}"
    left = f"; n is empty in {unknown:,} rows, where it is not known" if unknown else ""
    return f"{path}: {size}{left}."
