"""Series as native charts: whoever gets the slides can edit the numbers and restyle the lines."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from waterbed.output.brief.deck.box import Box
from waterbed.output.brief.deck.markup import plain, without_times
from waterbed.output.ink.palette import palette
from waterbed.output.text.charts import Chart

if TYPE_CHECKING:
    from pptx.slide import Slide

_INKS = ("ink", "ink3", "k-expansion", "k-trafficking")
"""No ink of a phase: a line of hectares is no crackdown."""

_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")

_MOST_MARKED = 40
"""Periods from which on a point of each would hide its line."""


def add_chart(slide: "Slide", box: Box, chart: Chart, alt: str) -> None:
    """Put a line chart with its alternative text on a slide; a period without a number breaks its line."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    data = CategoryChartData(number_format="#,##0.###" if _has_parts(chart) else "#,##0")
    data.categories = list(chart.periods)
    for line in chart.lines:
        data.add_series(line.name, line.values)
    marked = len(chart.periods) <= _MOST_MARKED or any(_stands_alone(line.values) for line in chart.lines)
    kind = XL_CHART_TYPE.LINE_MARKERS if marked else XL_CHART_TYPE.LINE
    frame = slide.shapes.add_chart(kind, *box.emu(), data)
    made = frame.chart
    made.font.size = Pt(12)
    made.has_title = False
    made.has_legend = True
    made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    axis = made.value_axis
    axis.minimum_scale = 0
    axis.has_minor_gridlines, axis.major_gridlines.format.line.width = False, Pt(0.5)
    axis.major_gridlines.format.line.color.rgb = _rgb("line")
    axis.format.line.fill.background()
    made.category_axis.format.line.color.rgb = _rgb("ctl")
    for n, series in enumerate(made.plots[0].series):
        _styled(series, n, marked=marked)
    _gaps_stay(made)
    _undated(made)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", plain(alt))
    properties.set("name", plain(chart.title)[:120])


def add_placebos(
    slide: "Slide", box: Box, bins: Sequence[int], own: int, names: tuple[str, str], alt: str
) -> None:
    """Put placebos as columns by how large they are on a slide, what was found as the column of another colour."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    data = CategoryChartData(number_format="0")
    middle = len(bins) // 2
    data.categories = [str(at - middle) for at in range(len(bins))]
    data.add_series(names[0], bins)
    data.add_series(names[1], [max(bins) if at == own else 0 for at in range(len(bins))])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_STACKED, *box.emu(), data)
    made = frame.chart
    made.font.size, made.has_title, made.has_legend = Pt(12), False, True
    made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    made.value_axis.visible = made.value_axis.has_major_gridlines = False
    made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    made.category_axis.format.line.color.rgb = _rgb("ctl")
    made.plots[0].gap_width, made.plots[0].overlap = 20, 100
    for series, ink in zip(made.plots[0].series, ("ink3", "crackdown"), strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(ink)
    _undated(made)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", plain(alt))
    properties.set("name", plain(names[0])[:120])


def _has_parts(chart: Chart) -> bool:
    return any(value is not None and not value.is_integer() for line in chart.lines for value in line.values)


def _stands_alone(values: Sequence[float | None]) -> bool:
    """Whether a number has no neighbour, to which a line could be drawn."""
    around = (None, *values, None)
    return any(
        one is not None and before is None and after is None
        for before, one, after in zip(around, around[1:], around[2:], strict=False)
    )


def _styled(series: Any, n: int, *, marked: bool) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    colour = _rgb(_INKS[n % len(_INKS)])
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = colour, Pt(2)
    if n >= len(_INKS):
        series.format.line.dash_style = MSO_LINE.DASH
    if marked:
        shapes = (
            XL_MARKER_STYLE.CIRCLE,
            XL_MARKER_STYLE.SQUARE,
            XL_MARKER_STYLE.TRIANGLE,
            XL_MARKER_STYLE.DIAMOND,
        )
        series.marker.style, series.marker.size = shapes[n % len(shapes)], 5
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour
        series.marker.format.line.color.rgb = colour


def _rgb(token: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(palette("light").colour(token)[1:].upper())


def _gaps_stay(chart: Any) -> None:
    """What is not known is no 0 and no straight line."""
    from pptx.oxml.ns import qn

    body = chart._chartSpace.find(qn("c:chart"))
    found = body.find(qn("c:dispBlanksAs"))
    if found is None:
        found = body.makeelement(qn("c:dispBlanksAs"), {})
        body.find(qn("c:plotVisOnly")).addnext(found)
    found.set("val", "gap")


def _undated(chart: Any) -> None:
    """The workbook behind the chart without the second in which it was written: the same slides give the same bytes."""
    part = chart.part.chart_workbook.xlsx_part
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(part.blob)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, _WRITTEN.sub(rb"\g<1>2000-01-01T00:00:00Z\2", old.read(name)))
    part._blob = without_times(out.getvalue())
