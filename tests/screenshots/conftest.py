"""Pictures are drawn in the same surroundings by the tests as by the command."""

import pytest

from tests.screenshots.surroundings import still_surroundings

still_surroundings()


@pytest.fixture(autouse=True)
def waits_for_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Pilot that goes on as soon as the app has done what it was asked."""
    from tests.tui.idle import wait_without_clock

    wait_without_clock(monkeypatch)
