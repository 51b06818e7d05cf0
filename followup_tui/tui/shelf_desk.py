"""What the shelf of clippings stands on: the book, asked in threads where it takes long, and changed on its own."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from followup_tui.actions import clippings
from followup_tui.actions.clip_fits import Everybody, Fits, fits_in
from followup_tui.actions.clippings import Shelved
from followup_tui.model.records import Clipping
from followup_tui.opening import StoreError
from followup_tui.tui.desk import Desk
from followup_tui.tui.screens.deciding import as_lines

if TYPE_CHECKING:
    from followup_tui.tui.screens.review import ReviewScreen


class ShelfDesk(Desk):
    """The clippings of the network that the review screen shows."""

    def __init__(self, screen: "ReviewScreen") -> None:
        super().__init__(screen)
        self._everybody: tuple[int, Everybody] | None = None
        self._fits: dict[int, Fits] = {}

    def shelved(self) -> tuple[Shelved, ...]:
        """Every clipping in the order of the shelf; may be called in a thread."""
        return clippings.shelf(self.book)

    def known_fits(self, clipping: Clipping) -> Fits | None:
        """Whom a clipping fits, when that was looked for since the last change."""
        if self._everybody is None or self._everybody[0] != self.book.changes:
            return None
        return self._fits.get(clipping.id)

    def fits(self, clipping: Clipping) -> Fits:
        """Whom a clipping fits; called in a thread."""
        changes = self.book.changes
        if self._everybody is None or self._everybody[0] != changes:
            self._everybody = changes, Everybody(self.book)
            self._fits = {}
        found = self._fits[clipping.id] = fits_in(self._everybody[1], clipping)
        return found

    def edit(self, clipping: Clipping, changes: Mapping[str, Any]) -> str:
        """Changes a clipping; gives why not, when it cannot be, and where the text lies then."""
        said = self._done(lambda: clippings.edit(self.book, clipping, changes))
        if self.why_not:
            kept = self._screen.followup.put_aside(as_lines(changes), ".txt")
            return f"Nothing was changed. What you typed is in {kept}"
        return said

    def delete(self, clipping: Clipping) -> str:
        """Deletes a clipping; gives why not, when it cannot be."""
        return self._done(lambda: clippings.delete(self.book, clipping))

    def travel(self, way: Any) -> str:
        """Undoes or does again the last change, and says which, or why not."""
        try:
            return self._screen.travel(way)
        except StoreError as error:
            return str(error)

    async def open(self, clipping: Clipping) -> str:
        """Opens the address of a clipping, and says so, or why not."""
        if not clipping.url:
            return "There is no address to open."
        _, said = await self._screen.open_address(clipping.url)
        return said

    def _done(self, action: Callable[[], Any]) -> str:
        self._screen.attempt(action)
        self._screen.changed_outside()
        status = self._screen.status_line.status
        return status.problem or status.text
