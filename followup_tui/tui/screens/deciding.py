"""The part of the review screen in which one decides about people: log, skip, archive, add, edit."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from textual import on

from followup_tui.actions import people, touch
from followup_tui.actions.outcome import Done
from followup_tui.actions.record_text import BadText, read_record, record_text, save_record
from followup_tui.model.clean import clean_line
from followup_tui.model.records import Contact
from followup_tui.model.words import Channel, Direction
from followup_tui.rules.capture import BadCapture, CapturedTouch, parse_person, parse_touch
from followup_tui.rules.today import Kind
from followup_tui.rules.wording import counted, weekday_words
from followup_tui.tui.completions import completed_person
from followup_tui.tui.screens.review_base import GONE, REFUSALS, ReviewBase, changing
from followup_tui.tui.widgets.prompt_line import PromptLine

LOG_EXAMPLE = "call 20m, she moved to Oslo yesterday >2w"
ADD_EXAMPLE = "Ann Lee <ann@x.org> @Fisher Diagnostics #recruiter every 3-6 months met 2021-05"


class Deciding(ReviewBase):
    """Decisions about the person under the cursor, or about all who are marked; each is one undo away."""

    _asked_about: tuple[Contact, ...] = ()
    """Whom the log line names: by its end the cursor can be elsewhere."""

    # Skip, archive

    @changing
    def action_skip(self) -> None:
        """Puts the person off for today."""
        self._for_each(self.chosen_contacts(), lambda one: touch.skip(self.book, one), "skipped")

    def action_skip_back(self) -> None:
        """Goes to the open person before this one."""
        if self.current is not None and (before := self.review.after(self.current, -1)):
            self.people.move_to(before)

    @changing
    def action_archive(self) -> None:
        """Puts the person away, or brings back who was put away."""
        chosen = self.chosen_contacts()
        if chosen and chosen[0].archived_on:
            self._for_each(chosen, lambda one: people.unarchive(self.book, one), "")
        else:
            self._for_each(chosen, lambda one: people.archive(self.book, one), "archived")

    @changing
    def action_no_answer(self) -> None:
        """Says that their message waits for nothing."""
        self._for_each(self.chosen_contacts(), lambda one: touch.no_answer_needed(self.book, one), "no answer needed")

    # Log and add

    @changing
    def action_log(self) -> None:
        """Asks in one line what happened."""
        chosen = self.chosen_contacts()
        if not chosen:
            self.say("Nobody to log something with here.", problem=True)
            return
        self._asked_about = tuple(chosen)
        self.prompt.ask("log", LOG_EXAMPLE, f"What happened with {whom(chosen)}?  < they wrote   Esc leaves")
        self.refresh_hints()

    def add_many(self) -> None:
        """Asks for one new person after the other, until Esc."""
        self.adding_many = True
        self.action_add()

    @changing
    def action_add(self) -> None:
        """Asks in one line for a new person."""
        self.prompt.ask(
            "add",
            ADD_EXAMPLE,
            "Who is it?  Name <e-mail> @company #tag every … met …   Esc leaves",
            complete=self._complete_person,
        )
        self.refresh_hints()

    def _complete_person(self, line: str) -> str:
        return completed_person(self.book, line)

    def ask_name(self) -> None:
        """Asks once what messages are signed with."""
        self.prompt.ask("name", "Sam Carter", "Your name, as you sign messages. Kept in the settings; Esc skips.")
        self.refresh_hints()

    @on(PromptLine.Changed)
    def _explain(self, event: PromptLine.Changed) -> None:
        event.stop()
        if type(event) is not PromptLine.Changed:
            return
        if event.purpose == "filter":
            self.filter_changed(event.text)
        elif event.text.strip() and event.purpose not in {"name", "looking", "now"}:
            self.prompt.explain(self._meaning(event.purpose, event.text))

    @on(PromptLine.Opened)
    def _opened(self, event: PromptLine.Opened) -> None:
        event.stop()
        self.clear_problem()

    @on(PromptLine.Submitted)
    def _take_line(self, event: PromptLine.Submitted) -> None:
        event.stop()
        if event.purpose == "filter":
            self.filter_kept()
            return
        if event.purpose == "name":
            self.followup.keep_setting("me.name", clean_line(event.text))
            self.close_prompt()
            return
        takes = {
            "log": self._log_line, "clip": self.take_clip, "result": self.take_result, "moved": self.take_move,
            "looking": self.take_looking, "now": self.take_now,
        }  # fmt: skip
        take = takes.get(event.purpose, self._add_line)
        if take(event.text):
            self.close_prompt()

    @on(PromptLine.Cancelled)
    def _leave_line(self, event: PromptLine.Cancelled) -> None:
        event.stop()
        if event.purpose == "filter":
            self.filter_changed("")
        was_adding, self.adding_many = self.adding_many, False
        self.close_prompt()
        if was_adding and not self.followup.settings.me.name:
            self.ask_name()

    def close_prompt(self) -> None:
        """Puts the line away and gives the keyboard back to the list."""
        self.prompt.close()
        self.adding_many = False
        self.people.focus()
        self.refresh_hints()

    def _meaning(self, purpose: str, text: str) -> str:
        if purpose == "clip":
            return self.clip_meaning(text)
        try:
            if purpose in {"result", "moved"}:
                return self.gift_meaning(purpose, text)
            if purpose == "log":
                return _touch_words(parse_touch(text, self.book.as_of), self.book.as_of)
            person = parse_person(text)
        except BadCapture as error:
            return str(error)
        parts = [
            person.name,
            person.title,
            f"at {person.company}{'' if self.book.company_named(person.company) else ' (new)'}"
            if person.company
            else "",
            *person.emails,
            *(f"#{tag}" for tag in person.tags),
            f"every {person.cadence}" if person.cadence else self.book.settings.cadence.default,
            f"met {person.met_on}" if person.met_on else "",
            f"note: {person.note}" if person.note else "",
        ]
        return " · ".join(part for part in parts if part)

    def _log_line(self, text: str) -> bool:
        chosen = self._still_there(self._asked_about)
        if not chosen:
            self.say(f"{GONE} What you typed is in {self.followup.put_aside(text, '.txt')}", problem=True)
            return True
        try:
            captured = parse_touch(text, self.book.as_of)
        except BadCapture as error:
            self.prompt.explain(str(error))
            return False
        entry = self.review.entry_for(chosen[0].id)
        done = self.attempt(
            lambda: touch.log(
                self.book,
                chosen,
                captured.text,
                channel=captured.channel or Channel.EMAIL,
                direction=captured.direction or Direction.OUT,
                on=captured.on,
                next_on=captured.next_on,
                keeps=entry.task if entry.kind is Kind.TASK else 0,
            )
        )
        if done is None:
            return False
        made = done.made
        self.review.marks -= {one.id for one in chosen}
        if not made.counts or any(entry.contact == chosen[0].id for entry in self.book.today().planned):
            self.redraw(chosen[0].id)
            return True
        for one in chosen[1:]:
            self.review.handle(one.id, made.channel.value)
        self.advance(chosen[0].id, made.channel.value)
        return True

    def _add_line(self, text: str) -> bool:
        try:
            person = parse_person(text)
            done = people.add(self.book, person)
        except REFUSALS as error:
            self.prompt.explain(str(error))
            return False
        self.watch_saving(done.change.saving)
        self.say(done.said)
        self.review.view = "all" if self.review.view == "companies" else self.review.view
        self.review.admit(done.made.id)
        self.redraw(done.made.id)
        if self.adding_many:
            self.prompt.ask("add", ADD_EXAMPLE, f"{done.said} · the next one, or Esc", complete=self._complete_person)
            return False
        return True

    # Edit

    @changing
    def action_edit(self) -> None:
        """Opens the form of the person's facts, or of the company's."""
        if self.loaded is not None and self.review.view == "companies":
            self._edit_company()
            return
        contact = self.contact
        if contact is None:
            self.say("Nobody to edit here.", problem=True)
            return

        def keep(changes: Mapping[str, Any] | None) -> None:
            if not changes:
                return
            now = self.book.contacts.get(contact.id)
            if now is None:
                self.say(f"{contact.name} is not in the file any more; nothing was changed.", problem=True)
            elif self.attempt(lambda: people.edit(self.book, now, changes)) is not None:
                self.redraw(contact.id)
                return
            kept = self.followup.put_aside(as_lines(changes), ".txt")
            why = "Nothing was changed." if self.why_read_only else self.status_line.status.problem
            self.say(f"{why} What you typed is in {kept}", problem=True)
            self.redraw(contact.id)

        self.followup.open_edit_form(contact, keep)

    def _edit_company(self) -> None:
        from followup_tui.actions.companies import edit_company
        from followup_tui.tui.screens.company_form import CompanyForm

        company = self.book.companies.get(self.current or 0)
        if company is None:
            self.say("There is no company to edit here.", problem=True)
            return

        def keep(changes: Mapping[str, Any] | None) -> None:
            if not changes:
                return
            if self.attempt(lambda: edit_company(self.book, company, changes)) is None:
                kept = self.followup.put_aside(as_lines(changes), ".txt")
                why = "Nothing was changed." if self.why_read_only else self.status_line.status.problem
                self.say(f"{why} What you typed is in {kept}", problem=True)
            self.redraw(company.id)

        anchor = self.book.company_standing(company.id).anchor
        self.app.push_screen(CompanyForm(company, self.book.as_of, anchor=anchor, glyphs=self.followup.glyphs), keep)

    @changing
    def action_edit_file(self) -> None:
        """Opens the person's facts as text in the editor; nothing typed is lost when they cannot be kept."""
        contact = self.contact
        if contact is None:
            self.say("Nobody to edit here.", problem=True)
            return
        before = record_text(self.book, contact)
        text, said = self.followup.edit_text(before, ".toml")
        if text is None:
            self.say(said, problem=True)
            return
        if text.strip() == before.strip():
            self.say("Nothing was changed")
            return
        try:
            former, edited = read_record(before), read_record(text)
        except BadText as error:
            self.say(f"{error} Your text is in {self.followup.put_aside(text, '.toml')}", problem=True)
            return
        if self.attempt(lambda: save_record(self.book, contact, edited, former)) is None:
            reason = "Nothing was changed." if self.why_read_only else self.status_line.status.problem
            self.say(f"{reason} Your text is in {self.followup.put_aside(text, '.toml')}", problem=True)
        self.redraw(contact.id)

    # Inside

    def _for_each(
        self, named: list[Contact], act: Callable[[Contact], Done[Contact]], word: str, until: date | None = None
    ) -> None:
        """Does something with all who were `named`, until a day; with an empty `word` they stay where they are."""
        chosen = self._still_there(named)
        if not chosen:
            self.say(GONE if named else "Nobody is under the cursor.", problem=True)
            return
        back = f" until {weekday_words(until, self.book.as_of)}" if until else ""
        label = f"{word[:1].upper()}{word[1:]}: {whom(chosen)}{back}"
        done = self.attempt(lambda: self._together(act, chosen, label))
        self.review.marks -= {one.id for one in chosen}
        if done is None or not word:
            self.redraw(chosen[0].id)
            return
        if len(chosen) > 1:
            self.say(label)
        for one in chosen[1:]:
            self.review.handle(one.id, word)
        self.advance(chosen[0].id, word)

    def _still_there(self, named: Iterable[Contact]) -> list[Contact]:
        """Those of `named` who are in the book, as they are now."""
        return [self.book.contacts[one.id] for one in named if one.id in self.book.contacts]

    def _together(self, act: Callable[[Contact], Done[Contact]], chosen: list[Contact], label: str) -> Done[Contact]:
        """One change for all of them, so that one undo takes it back."""
        if len(chosen) == 1:
            return act(chosen[0])
        with self.book.transaction(label, "several"):
            for one in chosen[:-1]:
                act(one)
            return act(chosen[-1])


def whom(contacts: list[Contact]) -> str:
    """The name of the one, or how many there are."""
    return contacts[0].name if len(contacts) == 1 else counted(len(contacts), "person", "people")


def as_lines(changes: Mapping[str, Any]) -> str:
    """What was typed into a form, a line a field, for reading it again."""
    texts = {name: ", ".join(value) if isinstance(value, tuple | list) else value for name, value in changes.items()}
    return "".join(f"{name.replace('_', ' ')}: {text}\n" for name, text in texts.items())


def _touch_words(captured: CapturedTouch, as_of: Any) -> str:
    channel = (captured.channel or Channel.EMAIL).value
    who = {Direction.IN: "from them", Direction.OUT: "from you", Direction.BOTH: "both"}
    direction = who[captured.direction or Direction.OUT] if captured.channel is not Channel.NOTE else "for yourself"
    again = f" · again {weekday_words(captured.next_on, as_of)}" if captured.next_on else ""
    return f"{channel} {direction} · {weekday_words(captured.on, as_of)}{again} · “{captured.text}” · Enter logs it"
