"""The verb measure: the cycle table, and what can be measured before and after an event."""

from typing import Annotated, Any

import typer

from waterbed.layers.counts import PERIOD_DAYS
from waterbed.layers.cycle import cycles
from waterbed.output.errors import OptionError
from waterbed.output.telling import Telling
from waterbed.output.terminal import (
    AsJson,
    Data,
    failures_told,
    language_of,
    out_console,
    read_told,
    values_told,
)


def measure_cycle(
    data: Data = None,
    trigger: Annotated[str, typer.Option(help="Id of one event; without it the whole cycle table.")] = "",
    target: Annotated[str, typer.Option(help="Id of the place that was hit.")] = "",
    receiving: Annotated[str, typer.Option(help="Ids of the receiving zones, with ; between them.")] = "",
    control: Annotated[str, typer.Option(help="Ids of the control zones, with ; between them.")] = "",
    control_of_receiving: Annotated[
        str, typer.Option(help="Ids of a control for the receiving zones, with ; between them.")
    ] = "",
    ring: Annotated[str, typer.Option(help="Receiving zones by distance in km, like 20..150.")] = "",
    before: Annotated[
        int | None, typer.Option(help=f"Days of the period before, {PERIOD_DAYS} by default.", min=1)
    ] = None,
    after: Annotated[
        int | None, typer.Option(help=f"Days of the period after, {PERIOD_DAYS} by default.", min=1)
    ] = None,
    unit: Annotated[
        str,
        typer.Option(help="events (when left out), presence, movements, or a unit of the table counts."),
    ] = "",
    kinds: Annotated[
        str, typer.Option(help="Kinds of events or movements to count, with ; between them.")
    ] = "",
    certainty: Annotated[
        str, typer.Option(help="Least certainty of what counts: low, medium, high.")
    ] = "low",
    lang: Annotated[str, typer.Option(help="Language; the data set's first one when left out.")] = "",
    as_csv: Annotated[
        bool,
        typer.Option("--csv", help="Print CSV with ids: the cycle table, or with --trigger the measures."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print the cycle table and what can be measured; with --trigger all about one event."""
    with failures_told(as_json=as_json), values_told():
        choices: dict[str, Any] = {
            "target": target or None, "receiving": _ids(receiving), "control": _ids(control),
            "control_of_receiving": _ids(control_of_receiving), "ring_km": _ring(ring), "before_days": before,
            "after_days": after, "unit": unit or None, "kinds": _ids(kinds),
        }  # fmt: skip
        chosen = {name: choice for name, choice in choices.items() if choice is not None}
        if chosen and not trigger:
            raise OptionError(
                f"--{_option_of(next(iter(chosen)))} is about one event; add --trigger with its id."
            )
        dataset = read_told(data)
        spoken = language_of(dataset, lang)
        told = Telling(dataset, spoken, certainty, cycles(dataset, certainty=certainty))
        found = told.finding(trigger, chosen) if trigger else None
        if as_csv:
            typer.echo(told.as_csv(found), nl=False)
        elif as_json:
            typer.echo(told.as_json(found))
        else:
            told.print(out_console, found)


def _option_of(name: str) -> str:
    return {"ring_km": "ring", "before_days": "before", "after_days": "after"}.get(name, name).replace(
        "_", "-"
    )


def _ids(text: str) -> list[str] | None:
    return [one.strip() for one in text.split(";") if one.strip()] or None


def _ring(text: str) -> tuple[float, float] | None:
    if not text:
        return None
    try:
        inner, outer = (float(end) for end in text.split(".."))
    except ValueError:
        raise OptionError(f"ring: {text!r} is not two distances in km; write them like 20..150.") from None
    return inner, outer
