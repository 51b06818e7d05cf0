"""What is said when a change did not reach the disk."""

import errno
from pathlib import Path

import pytest

from followup_tui.store.errors import not_saved

PATH = Path("/network.json")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOENT, "x"), "Not saved to /network.json: its folder is gone; is the disk still there?"),
        (OSError(errno.ENOSPC, "x"), "Not saved to /network.json: the disk is full; free some space."),
        (ValueError("It broke."), "Not saved to /network.json: It broke."),
    ],
)
def test_a_sentence_ends_in_one_mark(error: Exception, says: str) -> None:
    assert str(not_saved(PATH, error)) == says
