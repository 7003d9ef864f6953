"""The verb ``brief``: the briefing pack."""

import os
from pathlib import Path
from typing import Annotated

import typer

from waterbed.output.brief.options import PARTS
from waterbed.output.cli.terminal import (
    AsOf,
    Data,
    Languages,
    Profile,
    bar,
    err_console,
    failures_told,
    names_of,
    out_console,
    read_told,
    stop_told,
)


def write_pack(
    data: Data = None,
    out: Annotated[Path, typer.Option("-o", "--output", help="The folder to write.")] = Path("brief"),
    only: Annotated[
        list[str] | None, typer.Option(help=f"Parts, with , between them or repeated: {', '.join(PARTS)}.")
    ] = None,
    scenes: Annotated[str, typer.Option(help="Scenes by number or id, like 1-4,7; all when left out.")] = "",
    lang: Languages = None,
    size: Annotated[
        str, typer.Option(help="16:9 or 4:3, or the film's pixels like 1920x1080.", show_default=True)
    ] = "16:9",
    template: Annotated[
        Path | None, typer.Option(help="A presentation (.pptx, .potx) whose look the slides take.")
    ] = None,
    base_url: Annotated[
        str, typer.Option(help="Address at which the map will stand, for QR codes and the snippet.")
    ] = "",
    profile: Profile = "",
    as_of: AsOf = "",
) -> None:
    """Write the briefing pack: slides, handout, film, stills, map, texts and data in one folder."""
    from waterbed.output.brief.options import BriefOptions
    from waterbed.output.brief.write import write_brief  # slides and films take a while to import
    from waterbed.output.edition.publish import published

    with failures_told():
        dataset = read_told(data, as_of)
        options = BriefOptions(
            languages=names_of(lang),
            only=names_of(only),
            scenes=scenes,
            size=size,
            template=template,
            address=base_url,
        )
        with stop_told(out), bar(err_console, str(out)) as told:
            published(
                dataset,
                profile,
                out,
                lambda shown, folder: write_brief(
                    shown, folder, options, processes=os.cpu_count() or 1, told=told
                ),
            )
    files = [path for path in out.rglob("*") if path.is_file()]
    size_mb = sum(path.stat().st_size for path in files) / 1e6
    out_console.print(f"{out}: briefing pack, {len(files)} files, {size_mb:,.1f} MB.", markup=False)
