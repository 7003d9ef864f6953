"""The command line as a user meets it."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.layers.packages import changed, with_row, without_column, write_tiny
from tests.needs import ROOT
from tests.output.cli.commandline import run, run_apart
from waterbed import Dataset
from waterbed.layers.simulation.simulate import simulate
from waterbed.output.cli.app import VERBS, load


def test_map_writes_one_file_and_says_what_it_is_in_two_lines(tmp_path: Path) -> None:
    done = run_apart("map", "-o", tmp_path / "map.html")
    assert done.returncode == 0
    assert done.stdout.count("\n") == 2 and "works without internet" in done.stdout
    assert done.stderr == "No data set named: the bundled one, scam centres in Southeast Asia.\n"
    assert (tmp_path / "map.html").stat().st_size > 100_000


def test_map_of_a_folder_of_records(tmp_path: Path) -> None:
    done = run("map", write_tiny(tmp_path / "records"), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Two countries and a river" in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_a_bundled_set_goes_by_its_name(tmp_path: Path) -> None:
    done = run("check", "piracy", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"bundled data set piracy: [\d,]+ rows, no faults, 0 warnings\.\n", done.stdout)
    assert 'did you mean "piracy"?' in run("check", "pircy", cwd=tmp_path).stderr
    assert "comes with waterbed" in run("translate", "es", "piracy", cwd=tmp_path).stderr
    write_tiny(tmp_path / "piracy")  # what is there goes before
    assert run("check", "piracy", cwd=tmp_path).stdout.startswith("piracy: ")


def test_info_lists_the_bundled_sets() -> None:
    listed = {one.pop("name"): one for one in json.loads(run("info", "--bundled", "--json").stdout)}
    assert list(listed) == ["scam-centres", "piracy"]
    for name, row in listed.items():
        dataset = Dataset.read(name)
        assert row["rows"] == sum(len(table) for table in dataset.tables.values())
        assert row["title"] == dataset.meta["title"] in run("info", "--bundled").stdout
        assert "Attribution" in row["licence"]


def test_check_and_info_of_the_bundled_set(tmp_path: Path) -> None:
    rows = sum(len(table) for table in Dataset.read().tables.values())
    assert run("check").stdout == f"bundled data set: {rows} rows, no faults, 0 warnings.\n"
    assert json.loads(run("check", "--json").stdout) == {"faults": [], "warnings": []}
    assert json.loads(run("info", "--json").stdout)["tables"]["movements"]["rows"] == 43
    assert "movements" in run("info").stdout


BROKEN = {
    "unknown id": (
        {"movements": changed("movements", "to-shan", origin="cambodja")},
        ['"cambodja"', "cambodia"],
    ),
    "bad date": (
        {"events": changed("events", "ban", date="late 2019")},
        ['"late 2019"', "events.csv, row 2"],
    ),
    "latitude 106": (
        {"zones": changed("zones", "phnom-penh", lat="104.9", lon="11.56")},
        ["lat", "104.9", "swapped"],
    ),
    "duplicate id": (
        {"events": with_row("events", id="ban", label_en="x", kind="ban", source="wire")},
        ['"ban"'],
    ),
    "missing column": ({"events": without_column("events", "kind")}, ["events.csv", "kind"]),
    "missing table": ({"sources": None}, ["sources.csv"]),
    "empty table": ({"sources": "id,title,publisher,url,date,lang\n"}, ["sources.csv"]),
    "wrong encoding": ({"zones": "id,label_en\ncafé,Café\n".encode("latin-1")}, ["zones.csv", "UTF-8"]),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_data_gives_a_clear_report_and_leaves_the_old_map(tmp_path: Path, case: str) -> None:
    tables, words = BROKEN[case]
    (tmp_path / "map.html").write_text("the old map")
    done = run("map", write_tiny(tmp_path / "records", **tables), "-o", tmp_path / "map.html")  # type: ignore[arg-type]
    assert done.returncode == 1
    assert all(word in done.stderr for word in words), done.stderr
    assert "Traceback" not in done.stderr and done.stdout == ""
    assert (tmp_path / "map.html").read_text() == "the old map"


def test_all_faults_come_together(tmp_path: Path) -> None:
    records = write_tiny(
        tmp_path / "records",
        events=changed("events", "ban", date="2019-13"),
        zones=changed("zones", "laukkai", lat="106"),
        movements=changed("movements", "to-shan", source="nobody"),
    )
    done = run("check", records)
    assert done.returncode == 1
    assert all(word in done.stderr for word in ("2019-13", "106", "nobody", "3 faults in the data"))


def test_faults_and_warnings_come_together_each_kind_once(tmp_path: Path) -> None:
    rows = "".join(f"e{n},Raid {n},raid,shan,5 avril 2024,article,x\n" for n in range(30))
    events = "id,label_en,kind,place,date,source,colour\n" + rows
    folder = write_tiny(tmp_path / "set", events=events, movements=None, gaps=None, figures=None, scenes=None)
    (folder / "movements (1).csv").write_text("id\n")
    done = run("check", folder)
    assert done.stderr.splitlines() == [
        'events.csv, date: "5 avril 2024" is not a date (30 times); write 2024-04-05:',
        '  row 2, "e0"; row 3, "e1"; row 4, "e2"; row 5, "e3"; row 6, "e4"; … and 25 more.',
        'warning: movements (1).csv: is not one of the tables and was not read; did you mean "movements.csv"?',
        "warning: events.csv, row 1, colour: is no known column and was kept as it is.",
        "30 faults in the data, 2 warnings.",
    ]
    told = json.loads(run("check", folder, "--json").stdout)
    assert sum(1 + fault["more"] for fault in told["faults"]) == 30
    assert len(told["warnings"]) == 2


def test_a_folder_that_is_no_data_set_or_not_there(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        done = run("check", folder)
        assert done.returncode == 1
        assert str(folder) in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("place", ["", "sealed/map.html"])
def test_an_output_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "sealed").write_text("a file where a folder should be")
    done = run("map", write_tiny(tmp_path / "records"), "-o", tmp_path / place)
    assert done.returncode == 1
    assert str(tmp_path / place) in done.stderr and "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["records", "sealed"]


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    table = tmp_path / "moves.csv"
    table.write_text("from,to,date\nLaos,Thailand,2024\n")
    done = run("map", table, "-o", tmp_path / "new" / "maps" / "map.html")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new" / "maps" / "map.html").is_file()
    run("import", table, "--dry-run", "--save-mapping", tmp_path / "other" / "mapping.json")
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["mapping.json"]


@pytest.mark.parametrize(
    "arguments", [["map", "--lang", "de"], ["map", "--theme", "pink"], ["mop"], ["map", "--nope"]]
)
def test_wrong_usage_exits_with_two(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_version() -> None:
    assert run("--version").stdout.startswith("waterbed 0.")


def test_measure_prints_the_cycle_table_of_the_bundled_set() -> None:
    done = run("measure")
    assert done.returncode == 0
    followed, rest = done.stdout.split("Nothing is recorded as having followed these:")
    back, moved = followed.split("What moved?")
    assert back.startswith(
        "Did it come back, and how fast?\nA return within 12 months is on record after 2 of 35 crackdowns (95 % interval: 1"
    )
    assert "5 to 35 days after" in back and "evt-operation-1027" in moved
    for words in (
        ("18 August 2019", "evt-cambodia-ban-directive", "compatible with a return"),
        ("Cambodia", "to Shan State, Golden Triangle SEZ, Shwe Kokko"),
        ("September 2023", "evt-china-mm-joint-2023-09"),
        ("Kokang", "to Kayin (Karen) State, Laos, Cambodia", "No return is recorded"),
        ("22 July 2024", "evt-pogo-ban-announced", "on the same day"),
        ("Myawaddy", "evt-thai-powercut-myawaddy", "disruption", "low"),
        ("KK Park", "evt-bgf-kkpark-6500", "regrowth in place", "5 to 35 days after"),
    ):
        assert all(word in followed for word in words)
    quiet, measured = rest.split("What do the counts say, and how unusual is it?")
    assert "evt-fincen-huione-final" in quiet
    assert (
        "No WDQ, no WDD: the data set has no numbers over time, and names no kinds of events to count: evt-cambodia-ban-"
        in measured
    )
    assert "WDD (weighted" not in measured and "interval" not in measured


BALLOON = {
    "en": (
        "Operation Prosperity: Nigeria and Benin begin joint patrols (28 September 2011)",
        "  Waters of Benin, the target: 21 incidents in the 365 days before, 3 in the 365 days after.",
        "  Waters of Togo, where they may have gone: 4 before, 11 after.",
        "target would have had 22; it had 3. Numbers that vary like these can differ that much by chance.",
        "The target did not fall by more than chance explains, so the numbers do not show that anything moved.",
        "as large is seen at 2 of 169 other dates; they overlap, and 8 that do not are too few to judge by.",
        "Some of these counts are under five: read the counts, the statistics say little.",
    ),
    "fr": (
        "  Eaux du Bénin, la cible\u00a0: 21 incidents dans les 365 jours avant, 3 dans les 365 jours après.",
        "la cible en aurait eu 22\u202f; elle en a eu 3. Des nombres qui varient ainsi peuvent s’écarter autant par hasard.",
        "les nombres ne montrent donc pas de déplacement.",
        "Autres dates auxquelles la cible change autant\u00a0: 2 sur 169",
    ),
}


@pytest.mark.parametrize("lang", BALLOON)
def test_measure_tells_in_plain_lines_why_a_textbook_balloon_does_not_stand(lang: str) -> None:
    done = run("measure", "piracy", "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    _, told = done.stdout.split(BALLOON["en"][0] if lang == "en" else "patrouilles communes (28")
    for line in BALLOON[lang][1:] if lang == "en" else BALLOON[lang]:
        assert line in told


def test_measure_gives_ids_and_all_findings_to_machines() -> None:
    rows = list(csv.DictReader(io.StringIO(run("measure", "--csv").stdout)))
    kk_park = next(row for row in rows if row["trigger"] == "evt-bgf-kkpark-6500")
    assert (kk_park["outcome"], kk_park["form"], kk_park["returned"]) == (
        "return",
        "regrowth",
        "mov-43-kkpark-regrowth",
    )
    assert all(row["records"] for row in rows)
    content = json.loads(run("measure", "--json").stdout)
    assert len(content["cycles"]) == len(rows)
    assert {"kayin-state", "laos"} <= {
        edge["destination"] for edge in content["edges"] if edge["origin"] == "kokang"
    }
    reasons = {finding["trigger"]: finding["measures"][-1]["reason"] for finding in content["findings"]}
    assert set(reasons.values()) == {"nothing_to_count", "trigger_undated"}
    back, _ = content["recurrence"]
    assert (back["certain"], back["crackdowns"], back["days"]) == (2, 35, 365)
    assert 0 < back["share"]["low"] < back["share"]["high"] < 0.2 and "2 of 35" in back["sentence"]


def test_measure_says_why_the_data_cannot_carry_a_quotient() -> None:
    arguments = ("measure", "--trigger", "evt-thai-powercut-myawaddy", "--lang", "fr")
    said = run(*arguments).stdout
    assert "les données n’ont pas de nombres dans le temps" in said and "Périodes" in said
    found = json.loads(run(*arguments, "--json").stdout)["finding"]
    assert found["withheld"] == "nothing_to_count"
    quotient = next(one for one in found["measures"] if one["name"] == "wdq")
    assert quotient | {"n": 0} == {
        "name": "wdq", "value": None, "low": None, "high": None, "se": None, "z": None, "level": 0.95, "interval": "",
        "n": 0, "status": "undefined", "reason": "nothing_to_count", "ours": False,
    }  # fmt: skip


def test_measure_of_a_simulated_set_says_so_and_tells_all(tmp_path: Path) -> None:
    simulate("displacement", seed=5, places=8, base_rate=0.3).write(tmp_path / "made")
    arguments = (
        "measure",
        str(tmp_path / "made"),
        "--trigger",
        "crackdown-01",
        "--before",
        "360",
        "--after",
        "360",
    )
    said = run(*arguments).stdout
    assert said.startswith("Simulated data: nothing here happened.")
    for words in (
        "events counted in Place",
        "Counted: events of kind report, as the settings of the data set say.",
        "WDD, weighted displacement difference",
        "Proposed by waterbed",
    ):
        assert words in said
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "--csv").stdout)))
    assert [row["name"] for row in rows][:10] == [
        *("ratio", "ratio_receiving", "ratio_together", "ge", "ne", "sm", "bdm", "wdq", "tne", "wdd")
    ]
    by_name = {row["name"]: row for row in rows}
    assert float(by_name["ge"]["value"]) == float(rows[0]["rb"]) - float(rows[0]["ra"])
    finding = json.loads(run(*arguments, "--json").stdout)["finding"]
    assert [delay["days"] for delay in finding["proposed"]["wdq_by_delay"]] == [0]
    assert finding["proposed"]["recovery"]["ours"] and finding["proposed"]["sensitivity"]["by"] == "left_out"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--trigger", "nope"], "'nope' is no event"),
        (["--trigger", "evt-porac-raid", "--ring", "far"], "'far' is not two distances"),
        (["--certainty", "sure"], "'sure' is none"),
        (["--trigger", "evt-porac-raid", "--receiving", "atlantis"], "'atlantis' is no place"),
    ],
)
def test_measure_refuses_what_cannot_be(arguments: list[str], word: str) -> None:
    done = run("measure", *arguments)
    assert done.returncode == 2
    assert word in done.stderr and "Traceback" not in done.stderr


def test_map_prints_the_snippet_for_a_page(tmp_path: Path) -> None:
    out = tmp_path / "hubs & moves #1 50%.html"
    done = run("map", write_tiny(tmp_path / "records"), "-o", out, "--embed")
    assert done.returncode == 0
    src = "hubs%20%26%20moves%20%231%2050%25.html"
    assert f'<iframe src="{src}" title="Two countries and a river" loading="lazy"' in done.stdout
    assert 'sandbox="allow-scripts' in done.stdout and "allow-same-origin" not in done.stdout


def test_map_with_tiles_says_whom_it_asks(tmp_path: Path) -> None:
    records = write_tiny(tmp_path / "records")
    done = run("map", records, "-o", tmp_path / "map.html", "--tiles", "Esri WorldPhysical")
    assert "asks for the tiles of Esri WorldPhysical" in done.stdout and "without internet" not in done.stdout
    wrong = run("map", records, "-o", tmp_path / "map.html", "--tiles", "atlantis")
    assert (wrong.returncode, wrong.stdout) == (2, "") and "'atlantis'" in wrong.stderr


@pytest.mark.usefixtures("browser")
def test_check_offline_proves_that_a_map_asks_for_nothing(map_file: Path, tmp_path: Path) -> None:
    (tmp_path / "chatty.html").write_text(
        "<!doctype html><link rel=preconnect href=https://hint.example><button aria-expanded=false "
        "onclick=\"new WebSocket('wss://socket.example')\">open</button>"
        "<iframe srcdoc='<img src=https://picture.example/a.png>'></iframe>"
        "<script>setTimeout(() => navigator.sendBeacon('https://beacon.example/x'), 50)</script>",
        encoding="utf-8",
    )
    done = run_apart("check", "--offline", map_file, "--offline", tmp_path / "chatty.html")
    assert done.returncode == 1
    assert done.stdout == f"{map_file}: asks the network for nothing.\n"
    for host in ("hint", "socket", "picture", "beacon"):
        assert f"//{host}.example" in done.stderr


def test_check_offline_names_what_is_missing(tmp_path: Path) -> None:
    done = run("check", "--offline", tmp_path / "nothing.html")
    assert done.returncode == 1
    assert "nothing.html" in done.stderr and "Traceback" not in done.stderr
    (tmp_path / "playwright.py").write_text("raise ImportError")
    code = "import sys; sys.path.insert(0, '.'); from waterbed.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "--offline", "x.html"],
        cwd=tmp_path, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 1
    assert "pip install 'waterbed[browser]'" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--trigger", "evt-operation-1072"], 'did you mean "evt-operation-1027"?'),
        (["--control-of-receiving", "laos"], "--control-of-receiving is about one event; add --trigger"),
        (["--ring", "20..150"], "--ring is about one event; add --trigger"),
        (["--trigger", "evt-porac-raid", "--kinds", "party"], "'party' is no event_kind"),
    ],
)
def test_measure_says_how_to_mend_what_was_asked(arguments: list[str], word: str) -> None:
    done = run("measure", *arguments)
    assert done.returncode == 2 and word in done.stderr


def test_help_comes_without_the_libraries_that_take_a_second() -> None:
    code = (
        "import sys; from waterbed.__main__ import main\ntry: main()\nfinally: print(*sys.modules, sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split("Commands")[1].split())
    assert "typer" in loaded and not loaded & {"pandas", "numpy", "geopandas", "matplotlib", "folium"}


def test_the_options_of_a_verb_come_without_them_too() -> None:
    # Those of measure name periods and designs, which are defined where they are computed.
    code = (
        "import sys; from waterbed.output.cli.app import VERBS, load\n"
        "for verb in VERBS.keys() - {'measure'}: load(verb)\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {*done.stdout.split()} & {"pandas", "geopandas", "matplotlib", "folium"}


def test_the_list_of_verbs_says_what_each_says_of_itself() -> None:
    room = ROOT / "output" / "cli"
    listed = {".".join(path.relative_to(room).with_suffix("").parts) for path in room.rglob("*.py")}
    listed -= {"__init__", "app", "terminal", "records.__init__"}
    assert {module for module, *_ in VERBS.values()} == listed
    for verb, (*_, line) in VERBS.items():
        assert load(verb).help == line


@pytest.mark.parametrize("arguments", ["--help", "info", "check --json", "measure --csv"])
def test_what_cannot_be_printed_is_one_line_and_exit_1(arguments: str) -> None:
    command = [sys.executable, "-m", "waterbed", *arguments.split()]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "standard output: No space left on device."
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "waterbed", "measure", "--csv"]
    done = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert done.returncode == 1 and done.stderr.splitlines()[1:] == []


def test_an_interrupt_leaves_no_traceback_whenever_it_comes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "waterbed", "map", "-o", str(tmp_path / "map.html")]
    codes = set()
    began = time.monotonic()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    whole = time.monotonic() - began
    for share in (0.05, 0.1, 0.2, 0.3, 0.45, 0.6):
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        time.sleep(share * whole)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        # Python says a traceback of its own as long as it has not come to our first line: nobody can help that.
        if "Traceback" not in said or re.search(r'__main__\.py", line \d+, in main', said):
            codes.add(process.returncode)
            assert "Traceback" not in said and "Error" not in said
    assert codes <= {-signal.SIGINT, 130, 0} and codes & {-signal.SIGINT, 130}
