"""What the screen that turns an offer down stands on: the book, the drafts in memory, and what was typed before."""

import asyncio
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from followup_tui.actions.declining import DeclinePlan, decline, decline_plan
from followup_tui.actions.templates import BadTemplate
from followup_tui.model.records import Interview
from followup_tui.model.words import Permission
from followup_tui.tui.screens.declining import Decision
from followup_tui.tui.screens.review_base import REFUSALS

if TYPE_CHECKING:
    from followup_tui.tui.screens.review import ReviewScreen
    from followup_tui.tui.typed_forms import TypedForms


class DecliningDesk:
    """The offer of an interview, in the network that the review screen shows."""

    def __init__(self, screen: "ReviewScreen", typed: "TypedForms", interview: Interview) -> None:
        self._screen = screen
        self._typed = typed
        self._interview = interview
        self.told: tuple[int, ...] = ()
        """Whom there is a draft to, when it was carried out; the first is to hear first."""
        at = " at ".join(filter(None, (interview.role, screen.book.company_name(interview.company))))
        self.title = f"Turn down {at}"

    def begun(self) -> Decision:
        """What was typed the last time; the permission as it is."""
        known = self._interview.permission
        permission = (Permission.ASKED if known is Permission.NOT_ASKED else known).value
        typed = self._typed.get(-self._interview.id)
        return Decision(typed.get("reason", ""), typed.get("refer", ""), permission)

    async def plan(self, decision: Decision) -> DeclinePlan:
        """What a decision would do; written in a thread, as there is a template to render for each.

        Raises:
            ValueError: it cannot be said; the sentence says why.
        """
        return await asyncio.to_thread(partial(decline_plan, **self._arguments(decision)))

    def carry_out(self, decision: Decision) -> str:
        """Turns the offer down; gives the sentence why not, else nothing."""
        screen = self._screen
        try:
            done = decline(**self._arguments(decision))
        except (*REFUSALS, BadTemplate) as error:
            return str(error)
        self.told = tuple(one.contact.id for one in done.made.plan.tellings)
        screen.write_drafts()
        screen.watch_saving(done.change.saving)
        screen.say(done.said)
        return ""

    def lay_by(self, texts: Mapping[str, str]) -> None:
        """Keeps what was typed for the next time, under the id with a sign that it is no form of the interview."""
        self._typed.put(-self._interview.id, texts)
        self._screen.followup.write_typed_soon()

    def names(self) -> Iterable[str]:
        """Everybody who may be put forward."""
        book = self._screen.book
        called = book.called()
        return (one.name for one in sorted(book.contacts.values(), key=lambda one: called[one.id].name))

    def _arguments(self, decision: Decision) -> dict[str, Any]:
        book = self._screen.book
        tell = [book.contacts[one] for one in decision.tell or () if one in book.contacts]
        return {
            "book": book, "interview": self._interview, "library": self._screen.library, "reason": decision.reason,
            "refer": decision.refer, "permission": Permission(decision.permission), "tell": tell,
            "shelf": self._screen.desk,
        }  # fmt: skip
