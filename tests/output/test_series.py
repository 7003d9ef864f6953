"""A series in every picture: nothing of it is lost between the table and what a reader sees."""

import io
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from tests.counted import coca_csv, incidents_csv, taken_in
from tests.layers.packages import write_tiny
from tests.output.cli.commandline import run
from waterbed import Dataset, SiteOptions, Timeline
from waterbed.layers.dates.edtf import parse
from waterbed.layers.query.series import measured
from waterbed.output.brief.deck.slides import deck_bytes
from waterbed.output.packing.pack import pack
from waterbed.output.packing.unpack import unpack
from waterbed.output.series import measures, most_radius, numbers_on, radius
from waterbed.output.site.write import write_pages
from waterbed.output.still.key import number_key
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.lettering import wanted_labels
from waterbed.output.still.map.picture import lay_picture
from waterbed.output.still.map.places import lay_numbers
from waterbed.output.still.options import StillOptions
from waterbed.output.still.write import still_bytes
from waterbed.output.text.briefing import briefing
from waterbed.output.text.charts import charts
from waterbed.output.text.clock import clock_line
from waterbed.output.text.speaker import Speaker
from waterbed.output.text.spoken import spoken_day
from waterbed.output.text.story import story

AMERICA, SEA = (-85.0, -25.0, -45.0, 15.0), (-5.0, -10.0, 110.0, 30.0)


@pytest.fixture(scope="module")
def coca(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return taken_in(coca_csv(tmp_path_factory.mktemp("coca")))


@pytest.fixture(scope="module")
def incidents(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return taken_in(incidents_csv(tmp_path_factory.mktemp("incidents")))


def _day(text: str) -> int:
    day = parse(text).start_min
    assert day is not None
    return day


def test_the_clock_covers_the_periods_of_a_series(coca: Dataset) -> None:
    meta = Timeline.of(coca)["meta"]
    assert (meta["first_day"], meta["last_day"]) == (_day("1990-01-01"), _day("2022-12-31"))


def test_the_packed_columns_of_a_series_come_out_as_they_went_in(incidents: Dataset) -> None:
    content = Timeline.of(incidents).content
    assert unpack(pack(content))["series"] == content["series"]


def test_a_set_without_counts_carries_no_words_about_them(timeline: Timeline) -> None:
    assert not measures(timeline)
    assert not [key for key in timeline["texts"]["en"]["ui"] if key.startswith("numbers.")]


def test_a_year_lasts_to_its_last_day_and_before_the_first_nothing_is_known(coca: Dataset) -> None:
    timeline = Timeline.of(coca)
    value = timeline["series"]["value"]
    told = {day: [value[row] for row in numbers_on(timeline, _day(day)).values()] for day in
            ("1989-12-31", "1990-01-01", "1990-12-31", "1991-01-01")}  # fmt: skip
    assert told == {"1989-12-31": [], "1990-01-01": [48_000, 40_000, 121_000], "1990-12-31": [48_000, 40_000, 121_000],
                    "1991-01-01": [47_100, 44_100, 118_600]}  # fmt: skip


def test_areas_of_circles_are_in_proportion_and_what_is_not_known_has_none(incidents: Dataset) -> None:
    timeline, frame = Timeline.of(incidents), MapFrame.fitted(SEA, 900, 500)
    drawn = {bubble.place: bubble for bubble in lay_numbers(timeline, _day("2009-04-11"), frame)}
    names = {place: timeline["places"]["id"][place] for place in drawn}
    assert "gulf-of-guinea" not in names.values()
    ratios = {bubble.radius**2 / bubble.value for bubble in drawn.values() if bubble.value}
    assert max(ratios) - min(ratios) < 1e-9
    largest = measures(timeline)[0].largest
    assert radius(largest, largest, most_radius(900, 500, 4)) == most_radius(900, 500, 4) == 42.5


def test_a_place_with_a_number_alone_is_named_with_it(coca: Dataset) -> None:
    timeline = Timeline.of(coca)
    picture = lay_picture(timeline, _day("2000-06-01"), -1, MapFrame.fitted(AMERICA, 900, 500))
    assert {mark.sign.phase for mark in picture.marks} == {"number"}
    captions, _ = wanted_labels(picture, Speaker(timeline, "en"), [])
    said = {tuple(line.text for line in caption.lines) for caption in captions if caption.kind == "place"}
    assert said == {("BOLIVIA", "39,000"), ("COLOMBIA", "81,000"), ("PERU", "97,000")}
    key = number_key(Speaker(timeline, "en"), picture.frame, _day("2000-06-01"))
    assert key is not None
    assert (key.title, [text for _, text in key.values], key.zero) == (
        "Hectares, by year",
        ["100,000", "20,000", "5,000"],
        "",
    )
    assert number_key(Speaker(timeline, "en"), picture.frame, _day("1989-06-01")) is None


def test_clock_and_spoken_map_say_the_numbers_of_the_day(incidents: Dataset) -> None:
    from waterbed.output.moment import moment

    timeline, day = Timeline.of(incidents), _day("2011-01-15")
    seen, say = moment(timeline, day), Speaker(timeline, "en")
    assert clock_line(say, seen, -1).startswith("Incidents, by month: Arabian Sea ")
    (said,) = spoken_day(timeline, "en", day)
    assert said.startswith("Incidents, by month, January 2011: Arabian Sea ")
    assert "Gulf of Guinea" in said
    (nothing,) = spoken_day(timeline, "en", _day("2005-12-31"))
    assert "0" not in nothing


def test_a_page_without_scripts_tells_every_series(coca: Dataset) -> None:
    told = story(Timeline.of(coca), "en")["numbers"]
    assert [one["said"] for one in told][
        1
    ] == "Colombia: from 40,000 (1990) to 171,200 (2022), at most 171,200 (2022)."
    assert all(one["sources"] == (1,) for one in told)


def test_the_chart_of_the_slides_is_native_and_breaks_where_nothing_is_known(incidents: Dataset) -> None:
    timeline = Timeline.of(incidents)
    told = briefing(timeline, "en")
    made = deck_bytes(timeline, told)
    assert made == deck_bytes(timeline, told), "the workbook behind a chart has the time in it"
    slides = Presentation(io.BytesIO(made)).slides
    (chart,) = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    plot = chart.plots[0]
    values = {series.name: list(series.values) for series in plot.series}
    months = list(plot.categories)
    assert (months[0], months[-1], len(months)) == ("January 2006", "December 2012", 84)
    assert values["Arabian Sea"][:12] == [None] * 12
    assert values["Gulf of Guinea"][months.index("April 2009")] is None
    assert values["Gulf of Aden"][0] == 0
    assert b'<c:dispBlanksAs val="gap"/>' in zipfile.ZipFile(io.BytesIO(made)).read("ppt/charts/chart1.xml")


def test_a_stretch_without_any_number_parts_the_chart(tmp_path: Path) -> None:
    years = [f"y{year},shan,{year},sites,4,article" for year in (2001, 2002, 2006, 2008)]
    spans = [
        "s1,shan,2001-01-05/2001-02-20,people,3,article",
        "s2,shan,2003-01-05/2003-02-20,people,3,article",
    ]
    rows = "\n".join(["id,place,period,unit,n,source", *years, *spans])
    timeline = Timeline.of(Dataset.read(write_tiny(tmp_path, counts=f"{rows}\n")))
    by_year, by_span = charts(Speaker(timeline, "en"))
    assert by_year.periods == ("2001", "2002", "2003", "2004", "2005", "2006", "2007", "2008")
    assert by_year.lines[0].values == (4, 4, None, None, None, 4, None, 4)
    assert (len(by_span.periods), by_span.periods[1], by_span.lines[0].values) == (3, "…", (3, None, 3))


def test_a_number_between_two_gaps_is_seen_on_its_slide(tmp_path: Path) -> None:
    months = [
        f"c{n},shan,{2016 + n // 12}-{n % 12 + 1:02},sites,3,article" for n in range(60) if n not in (30, 32)
    ]
    rows = "\n".join(["id,place,period,unit,n,source", *months])
    timeline = Timeline.of(Dataset.read(write_tiny(tmp_path, counts=f"{rows}\n")))
    slides = Presentation(io.BytesIO(deck_bytes(timeline, briefing(timeline, "en", scenes=[])))).slides
    (chart,) = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert chart.chart_type == XL_CHART_TYPE.LINE_MARKERS


def test_the_page_of_a_place_has_its_chart_and_every_number(coca: Dataset, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_pages(coca, Timeline.of(coca), folder, SiteOptions(pictures=False))
    page = (folder / "en" / "countries" / "colombia.html").read_text(encoding="utf-8")
    assert '<svg class="steps"' in page
    assert page.count('<tr><th scope="row">') == 33
    assert "From 40,000 (1990) to 171,200 (2022), at most 171,200 (2022)." in page


def test_info_says_what_is_counted(coca: Dataset, tmp_path: Path) -> None:
    coca.write(tmp_path / "coca")
    done = run("info", tmp_path / "coca")
    assert "hectares by year: 99 numbers, 3 places, 1990-01-01 to 2022-12-31" in done.stdout
    assert any(line.startswith("1990-01-01 to 2022-12-31") for line in done.stdout.splitlines())


def test_a_set_of_numbers_alone_opens_on_what_is_counted(coca: Dataset) -> None:
    said = Timeline.of(coca)["texts"]["en"]["finding"]
    assert said["headline"] == ["Hectares, by year, 1990 to 2022"] * 3
    assert said["line"][0] == (
        "Highest: Colombia, 171,200 (2022). Numbers on record: 99; places: 3. No crackdown or disruption is on record."
    )


def test_the_highest_number_is_said_where_there_is_one(tmp_path: Path) -> None:
    counts = "id,place,period,n,unit,source\na,shan,2023,7,sites,article\nb,shan,2024,7,sites,article\n"
    dataset = Dataset.read(write_tiny(tmp_path, counts=counts))
    assert [one["highest"] for one in measured(dataset)] == [""]


def test_numbers_that_are_all_zero_have_a_key_without_circles(tmp_path: Path) -> None:
    counts = "id,place,period,n,unit,source\na,shan,2023,0,sites,article\nb,shan,2024,0,sites,article\n"
    timeline = Timeline.of(Dataset.read(write_tiny(tmp_path, counts=counts)))
    assert still_bytes(timeline, day=19_500, options=StillOptions(size=(900, 600))).startswith(b"\x89PNG")
