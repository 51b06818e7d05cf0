"""Another way to hand a message over, and what only the person knows: nothing is logged that they did not confirm."""

from pathlib import Path

from msgspec.structs import replace

from followup_tui.actions import people
from followup_tui.model.words import Channel
from followup_tui.samples import sample_settings
from tests.conftest import TODAY
from tests.tui.pilot_app import Outside, running
from tests.tui.test_review_sending import first_without_blanks


async def test_behind_a_program_of_the_terminal_it_is_asked_and_only_y_logs(sample_file: Path) -> None:
    settings = sample_settings(TODAY)
    settings = replace(settings, sending=replace(settings.sending, mail="neomutt"))
    outside = Outside(mailers=frozenset({"neomutt"}))
    async with running(sample_file, settings=settings, outside=outside) as it:
        await first_without_blanks(it)
        here, text, before = it.contact, it.body, len(it.book.interactions)
        await it.press("Y")
        await it.until(lambda: it.on_top("SentQuestion"))
        ((program, option, draft),) = it.outside.ran
        assert (program, option) == ("neomutt", "-H")
        assert Path(draft).stat().st_mode & 0o777 == 0o600
        asked = f"neomutt is back. Sent it to {here.name}? y logs it, n keeps the draft"
        await it.until(lambda: asked in it.shown)
        await it.press("enter")
        assert it.on_top("SentQuestion"), "Enter is no answer"
        await it.press("n")
        await it.until_said(f"Not logged; the draft to {here.name} is kept")
        assert (len(it.book.interactions), it.contact.id) == (before, here.id)
        assert not Path(draft).exists(), "the draft is kept in the app, not twice"
        kept = it.screen.desk.get(here.id)
        assert kept is not None
        assert kept.body == text
        await it.press("Y")
        await it.until(lambda: it.on_top("SentQuestion"))
        await it.press("y")
        await it.until_said("neomutt is back · logged · next ")
        assert (it.newest.contacts, it.newest.text) == ((here.id,), text)
        await it.press("u")
        await it.until_said("not sent: the draft is back")
        assert (len(it.book.interactions), it.contact.id, it.body) == (before, here.id, text)

        outside.opens = False
        await it.press("Y")
        await it.until_said("Not sent, not logged: neomutt ended without sending it")
        assert len(it.book.interactions) == before


async def test_a_mail_program_that_fails_logs_nothing(sample_file: Path) -> None:
    async with running(sample_file, outside=Outside(opens=False)) as it:
        await first_without_blanks(it)
        here, before = it.contact.id, len(it.book.interactions)
        await it.press("Y")
        await it.until_said("Not sent, not logged: Copied to the clipboard; no mail program could be opened here")
        assert (len(it.book.interactions), it.contact.id) == (before, here)


async def test_with_confirm_ask_nothing_is_logged_before_the_answer(sample_file: Path) -> None:
    settings = sample_settings(TODAY)
    settings = replace(settings, sending=replace(settings.sending, confirm="ask"))
    async with running(sample_file, settings=settings) as it:
        await first_without_blanks(it)
        before = len(it.book.interactions)
        await it.press("Y")
        await it.until(lambda: it.on_top("SentQuestion"))
        assert len(it.outside.opened) == 1
        assert len(it.book.interactions) == before
        await it.press("y")
        await it.until_said("In the mail program: press send there · logged · next ")


async def test_v_lists_the_ways_with_why_not_and_hands_over_by_another_once(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await first_without_blanks(it)
        here = it.contact
        people.edit(it.book, here, {"phones": ("+44 20 7946 0123",), "channel": Channel.LINKEDIN, "linkedin": ""})
        it.screen.changed_outside()
        await it.settled()
        assert "prefers LinkedIn, but there is no LinkedIn profile" in it.shown
        await it.press("enter", "escape", "v")
        await it.until(lambda: it.on_top("WayChoice"))
        for words in (
            "neomutt is not installed", "no LinkedIn profile", "+44 20 7946 0123", here.emails[0],
            "Prefers LinkedIn, but there is no LinkedIn profile.", "the mail program (usual)",
        ):  # fmt: skip
            assert words in it.shown
        await it.press("j", "enter")
        assert it.on_top("WayChoice"), "what is not possible is not taken"
        assert "! neomutt: neomutt is not installed." in it.shown
        screen = it.app.screen
        place = next(at for at, one in enumerate(screen._choices) if one.way == "whatsapp")  # type: ignore[attr-defined]
        screen._list.move_to(place)  # type: ignore[attr-defined]
        await it.press("c")
        await it.until_said("Now a message by message to +44 20 7946 0123")
        text = it.body
        assert "Subject:" not in it.shown
        await it.press("v")
        await it.until(lambda: it.on_top("WayChoice"))
        it.app.screen._list.move_to(place)  # type: ignore[attr-defined]
        await it.press("enter")
        await it.until(lambda: it.newest.contacts == (here.id,))
        assert it.outside.opened[-1].startswith("https://wa.me/442079460123?text=")
        assert (it.newest.channel, it.newest.text, it.newest.subject) == (Channel.MESSAGE, text, "")
        assert "logged, u if not sent" in it.said
