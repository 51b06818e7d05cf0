"""The part of the review screen for looking for something new: begin, whom to ask, dossier, end."""

from textual import work

from followup_tui.actions.outcome import Refused
from followup_tui.model.records import Company
from followup_tui.model.settings import BadSettings
from followup_tui.opening import StoreError
from followup_tui.tui.screens.review_base import ReviewBase, changing

LOOKING_EXAMPLE = "a product role in Oslo"


class Searching(ReviewBase):
    """Looking mode."""

    def action_looking(self) -> None:
        """Goes to whom to ask; asks first what for when one is not looking yet."""
        if self.loaded is None:
            return
        if self.book.settings.looking.since:
            self.action_view("looking")
            return
        hint = "What are you looking for, in words for a message?  Enter begins   Esc leaves"
        self.prompt.ask("looking", LOOKING_EXAMPLE, hint, self.book.settings.looking.what)
        self.refresh_hints()

    def take_looking(self, text: str) -> bool:
        """Begins to look for what a line says, or keeps where one is now; whether it went."""
        if not text.strip():
            self.prompt.explain(f"Say it in words that can stand in a message, like: {LOOKING_EXAMPLE}.")
            return False
        self._begin(text)
        return True

    def take_now(self, text: str) -> bool:
        """Keeps where one is now, for the messages."""
        if text.strip():
            self.followup.keep_setting("me.now", " ".join(text.split()))
        return True

    @work(group="settings", exit_on_error=False)
    async def _begin(self, what: str) -> None:
        await self.in_turn(lambda: self._begin_alone(what))

    async def _begin_alone(self, what: str) -> None:
        from followup_tui.actions.looking import start_looking

        app = self.followup
        try:
            settings = await app.in_thread(lambda: start_looking(app.settings_path, self.book.as_of, what))
        except (StoreError, BadSettings, Refused, OSError) as error:
            self.say(f"Not begun: {error}", problem=True)
            return
        app.use_settings(settings)
        self.action_view("looking")
        self.say(f"Looking for {settings.looking.what}; g L ends it")
        if not settings.me.now:
            self.prompt.ask(
                "now",
                "Head of Data at Fisher, building maps",
                "Where are you now? Told once, used in messages; Esc skips.",
            )
            self.refresh_hints()

    @changing
    def action_stop_looking(self) -> None:
        """Ends the search, and promises everybody who wrote to tell them how it ended."""
        if self.loaded is None or not self.book.settings.looking.since:
            self.say("You are not looking; g l begins.", problem=True)
            return
        self._end()

    @work(group="settings", exit_on_error=False)
    async def _end(self) -> None:
        await self.in_turn(self._end_alone)

    async def _end_alone(self) -> None:
        from followup_tui.actions.looking import stop_looking, tell_how_it_ended

        app, since = self.followup, self.book.settings.looking.since
        try:
            settings = await app.in_thread(lambda: stop_looking(app.settings_path))
        except (StoreError, BadSettings, OSError) as error:
            self.say(f"Not ended: {error}", problem=True)
            return
        said = "Back to keeping warm"
        if since:
            try:
                done = tell_how_it_ended(self.book, since)
            except Refused:
                pass
            else:
                self.watch_saving(done.change.saving)
                said = f"{said} · {done.said}"
        app.use_settings(settings)
        if self.review.view == "looking":
            self.review.view = "today"
        self.redraw()
        self.say(said)

    def action_dossier(self) -> None:
        """Shows all there is on the company of the person, or under the cursor."""
        from followup_tui.actions.looking import dossier

        company = self._company_here()
        if company is None:
            self.say("There is no company here to show a dossier of.", problem=True)
            return
        sections = dossier(self.book, company)
        text = "\n\n".join("\n".join((one.title.upper(), *one.lines)) for one in sections)
        self.followup.show_text(company.name, text or "Nothing is known of it yet.")

    def action_view(self, view: str) -> None:
        """Goes to a view."""
        raise NotImplementedError

    def _company_here(self) -> Company | None:
        if self.loaded is None:
            return None
        if self.review.view == "companies":
            return self.book.companies.get(self.current or 0)
        return self.book.companies.get(self.contact.company) if self.contact else None
