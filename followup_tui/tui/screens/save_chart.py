"""Writes a chart to a file: its numbers as CSV, or a picture of it as SVG, as the name of the file says."""

from pathlib import Path
from typing import Final

from followup_tui.actions.charting import write_chart
from followup_tui.actions.outcome import Refused
from followup_tui.opening import StoreError
from followup_tui.rules.chart import Chart
from followup_tui.safekeeping import Tell
from followup_tui.tui.screens.save_copy import SaveCopy, Saving
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs

A_PLOT: Final = Saving(
    title="Export the plot",
    doing="Exporting the plot",
    did="Exported the plot",
    advice="A name that ends in .csv takes the numbers, in .svg the picture.",
)


class SaveChart(SaveCopy):
    """Asks where a chart goes; `data_file` is the network, which it must not replace."""

    def __init__(self, chart: Chart, data_file: Path, home: Path, *, glyphs: Glyphs = UNICODE) -> None:
        def save(target: Path, *, force: bool, tell: Tell) -> int:
            tell("Exporting")
            try:
                return write_chart(chart, target, data_file, force=force)
            except Refused as error:
                raise StoreError(str(error)) from error

        super().__init__(save, home=home, name=f"{chart.id}.svg", what=A_PLOT, glyphs=glyphs)
