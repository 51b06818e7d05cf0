"""What a verb that changed data says: one sentence, or one JSON document with the contacts as they stand now."""

from collections.abc import Sequence
from typing import Any

from followup_tui.actions.outcome import Done
from followup_tui.actions.plan_settings import SettingsChange
from followup_tui.book import Book
from followup_tui.cli.columns import wrapped
from followup_tui.cli.options import Call
from followup_tui.cli.output import paper, plain, say, say_json
from followup_tui.cli.rows import row_of


def report(call: Call, book: Book, done: Done[Any], contacts: Sequence[int], **more: Any) -> None:
    """Says what was done, or what would have been in a dry run; `more` are further fields of the document."""
    if call.json:
        committed = done.change.committed
        say_json({
            "as_of": book.as_of,
            "said": done.said,
            "dry_run": call.dry_run,
            "change": committed.change_id if committed else None,
            "contacts": [row_of(book, one) for one in contacts],
            **more,
        })  # fmt: skip
        return
    say(f"{'Dry run, nothing was changed: ' if call.dry_run else ''}{plain(done.said)}")


def report_setting(call: Call, book: Book, change: SettingsChange, told: Sequence[str], **more: Any) -> None:
    """Says what was set, or would have been, what it means, and the call that takes it back."""
    if call.json:
        say_json({
            "as_of": book.as_of,
            "said": change.said,
            "dry_run": call.dry_run,
            "back": change.back,
            "told": told,
            **more,
        })  # fmt: skip
        return
    on = paper()
    say(f"{'Dry run, nothing was changed: ' if call.dry_run else ''}{plain(change.said)}.")
    say(*(line for one in told for line in wrapped(plain(one), on.width)))
    if not call.dry_run:
        say(f"{change.back} takes it back.")
