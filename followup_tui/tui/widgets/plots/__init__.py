"""The plots of the insights: axes, columns, lines and bars by Plotext; the calendar and the intervals of our own."""
