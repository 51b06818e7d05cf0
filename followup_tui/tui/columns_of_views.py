"""The columns of the three views, and the order in which a narrow list drops them."""

from followup_tui.tui.widgets.columns import Column

TODAY_COLUMNS = (
    Column("", 2),
    Column("late", 8, "right"),
    Column("name", 14, grow=True),
    Column("company", 14, drop=1),
    Column("via", 8, drop=2),
    Column("last", 6, "right", drop=3),
)
ALL_COLUMNS = (
    Column("", 2),
    Column("late", 8, "right"),
    Column("name", 15, grow=True),
    Column("company", 15, drop=1),
    Column("title", 20, drop=4),
    Column("last", 11, "right", drop=2),
    Column("cadence", 12, drop=3),
    Column("tags", 16, drop=5),
)
COMPANY_COLUMNS = (
    Column("", 2),
    Column("name", 16, grow=True),
    Column("people", 9, "right"),
    Column("outcome", 14, drop=2),
    Column("last", 12, "right", drop=1),
    Column("place", 12, drop=3),
)
