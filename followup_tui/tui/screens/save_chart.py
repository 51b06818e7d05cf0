"""Writes a chart to a file: its numbers as CSV, or a picture of it as SVG, as the name of the file says."""

from pathlib import Path
from typing import Final

from followup_tui.actions.charting import csv_of
from followup_tui.exported_file import lies_at, put_there
from followup_tui.opening import StoreError
from followup_tui.rules.chart import Chart
from followup_tui.safekeeping import AlreadyThere, Tell
from followup_tui.tui.screens.save_copy import SaveCopy, Saving
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs

A_PLOT: Final = Saving(
    title="Export the plot",
    doing="Exporting the plot",
    did="Exported the plot",
    advice="A name that ends in .csv takes the numbers, in .svg the picture.",
)


class ChartFile:
    """Writes one chart as the dialog asks for."""

    def __init__(self, chart: Chart, data_file: Path) -> None:
        self._chart, self._data_file = chart, data_file

    def __call__(self, target: Path, *, force: bool, tell: Tell) -> int:
        """Writes the file and gives its bytes; runs in a thread.

        Raises:
            AlreadyThere: there is a file, and no `force`.
            StoreError: the name ends in neither .csv nor .svg, or it could not be written.
        """
        data = self._contents(target.suffix.lower()).encode()
        if lies_at(target, self._data_file) and not force:
            raise AlreadyThere(f"{target} is there already.")
        tell("Exporting")
        put_there(target, data)
        return len(data)

    def _contents(self, suffix: str) -> str:
        if suffix == ".csv":
            return csv_of(self._chart)
        raise StoreError("A plot goes into a file that ends in .csv (the numbers) or .svg (the picture).")


def save_chart_screen(chart: Chart, data_file: Path, home: Path, glyphs: Glyphs = UNICODE) -> SaveCopy:
    """The dialog that asks where, with a name that will do."""
    return SaveCopy(ChartFile(chart, data_file), home=home, name=f"{chart.id}.svg", what=A_PLOT, glyphs=glyphs)
