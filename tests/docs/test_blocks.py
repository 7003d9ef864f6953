"""What README and docs tell people to type works: Python runs, commands run or at least have the options they are given."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.docs.blocks import PAGES, Block, blocks
from tests.jobs import files
from tests.layers.packages import write_tiny
from tests.needs import ROOT
from tests.output.cli.commandline import run
from waterbed import Dataset
from waterbed.layers.counting.design import design
from waterbed.layers.counting.panel import panel
from waterbed.output.cli.app import VERBS, load

QUICK = {"import", "trace", "map", "check", "info", "measure", "new", "convert", "diff"}
"""Verbs that are run; the others take a minute, and have tests of their own: here their options are looked at."""
SLOW = {"write_film"}
"""What a block of Python is not run for: a film takes a minute."""
PYTHON = [[one for one in blocks() if one.page == page and one.language == "python"] for page in PAGES]
SHELL = [one for one in blocks() if one.language in ("sh", "console")]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the pages speak of."""
    monkeypatch.chdir(tmp_path)
    write_tiny(tmp_path / "my-records")
    files.coca(tmp_path / "coca.xlsx")
    files.moves(tmp_path / "moves.csv")
    files.piracy(tmp_path / "piracy.csv")
    files.zones(tmp_path / "zones.gpkg")
    files.incidents(tmp_path / "incidents.tsv")
    files.tracks(tmp_path / "ais.csv")
    (tmp_path / "export.csv").write_text("Col1,Col2,Col3\nBavet,Poipet,2024\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PYTHON if page], ids=lambda page: str(page[0].page.name))
@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")
def test_python_runs_from_the_top_of_a_page_to_its_end(page: list[Block], here: Path) -> None:
    names: dict[str, Any] = {"__name__": "docs"}
    for block in page:
        lines = block.text.splitlines()
        kept = block.text
        if any(word in block.text for word in SLOW):
            compile(block.text, str(block), "exec")
            kept = "\n".join(line for line in lines if "import" in line)
        exec(compile(kept, str(block), "exec"), names)  # noqa: S102


def _commands(block: Block) -> Iterator[list[str]]:
    for line in block.text.splitlines():
        words = shlex.split(line.removeprefix("$ ").removeprefix("> ").replace("\\", "/"), comments=True)
        if words and words[0].endswith("waterbed") and len(words) > 1 and words[1] in VERBS:
            yield words[1:]


@pytest.mark.parametrize("block", [one for one in SHELL if [*_commands(one)]], ids=str)
def test_commands_run_or_have_the_options_they_are_given(block: Block, here: Path) -> None:
    for verb, *arguments in _commands(block):
        command = load(verb)
        known = {
            name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)
        }
        unknown = {one.split("=")[0] for one in arguments if one.startswith("-")} - known
        assert not unknown, f"{block}: waterbed {verb} has no {', '.join(sorted(unknown))}"
        if verb in QUICK and block.language == "sh" and "--offline" not in arguments:
            done = run(verb, *arguments)
            assert done.returncode == 0, f"{block}: waterbed {verb} {' '.join(arguments)}\n{done.stderr}"


@pytest.mark.parametrize("block", [one for one in blocks() if one.language == "json"], ids=str)
def test_settings_can_be_read(block: Block) -> None:
    text = block.text.strip()
    json.loads(text if text.startswith("{") else f"{{{text}}}")


def test_every_kind_of_block_is_looked_at() -> None:
    known = {"python", "sh", "console", "json", "yaml", "csv", "html", "js", "text", "pycon", "r", ""}
    assert {one.language for one in blocks()} <= known


def test_the_recipe_for_r_names_the_columns_of_a_panel() -> None:
    page = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    recipe = page.split("## I work in R or Stata")[1].split("\n## ")[0]
    named = {
        name
        for row in re.findall(r"^\| (`.*?) \|", recipe, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    dataset = Dataset.read("piracy")
    columns = set(panel(dataset, design(dataset, "evt-op-prosperity-2011")).columns)
    assert named == columns
    (code,) = [block.text for block in blocks() if block.language == "r"]
    used = {"place", "period", "since", "treated", "after", "receiving", "n"}
    assert used <= columns and all(re.search(rf"\b{name}\b", code) for name in used)


def test_the_gallery_quotes_what_measure_prints() -> None:
    page = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    (quoted,) = re.findall(r"^```\n(Operation Prosperity.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert quoted in run("measure", "piracy").stdout


def test_links_between_pages_lead_somewhere() -> None:
    lost = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                lost.append(f"{page.relative_to(ROOT)}: {target}")
    assert lost == []
