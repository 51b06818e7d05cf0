"""The first frames of today and of the days to come: kept when one leaves, drawn at the next start."""

from typing import TYPE_CHECKING, Any

from followup_tui.tui.screens.opening import FirstFrame, packed

if TYPE_CHECKING:
    from followup_tui.tui.review import Review

FRAMES_AHEAD = 4
"""Days from today on whose first frame is kept: over a weekend, and Monday."""
FRAME_ROWS = 200
"""More rows than any screen is high."""


def frame_of(review: "Review") -> FirstFrame:
    """The first frame as a review would draw it."""
    rows = review.rows()
    shown = tuple(rows[number] for number in range(min(len(rows), FRAME_ROWS)))
    return FirstFrame(review.top(), shown, "Today", "by urgency")


def frames_ahead(review: "Review") -> dict[str, Any]:
    """The packed frames of today and the days after it, by ISO day."""
    return {day.isoformat(): packed(frame_of(review.on(day))) for day in review.days_ahead(FRAMES_AHEAD)}
