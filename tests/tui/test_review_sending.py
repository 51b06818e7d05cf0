"""Writing and sending: three keys besides the text, an honest log, and nothing claimed that did not happen."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from followup_tui.actions import people
from followup_tui.messages.clipboard import Copied
from followup_tui.model.words import Channel, Direction
from followup_tui.rules.capture import parse_person
from tests.tui.pilot_app import Outside, Running, running

WORDS = "I never found it, and I still look for it"


async def first_without_blanks(it: Running) -> None:
    """Goes to somebody whose message has no blank."""
    for number in it.queue:
        await it.go_to(number)
        if not it.screen.compose_pane.blanks:
            return
    raise AssertionError("Every message has a blank.")


async def test_enter_the_words_tab_enter_sends_logs_and_goes_on(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        first, second = it.queue[:2]
        contact, before = it.contact, len(it.book.interactions)
        assert "[your answer?]" in it.body
        await it.press("enter")
        assert it.state == "writing"
        assert "-- WRITING --" in it.shown
        await it.type(WORDS)
        await it.press("tab")
        assert "-- READY --" in it.shown
        text = it.body
        assert WORDS in text
        assert "[your answer?]" not in text
        await it.press("enter")
        await it.until(lambda: it.contact.id == second)

        assert it.outside.copied == [text]
        assert len(it.outside.opened) == 1
        url = urlsplit(it.outside.opened[0])
        assert (url.scheme, unquote(url.path)) == ("mailto", contact.emails[0])
        assert parse_qs(url.query)["body"][0].replace("\r\n", "\n") == text
        assert len(it.book.interactions) == before + 1
        assert (it.newest.contacts, it.newest.text) == ((first,), text)
        assert (it.newest.channel, it.newest.direction) == (Channel.EMAIL, Direction.OUT)
        assert it.said.startswith("In the mail program: press send there · logged, u if not sent · next ")
        assert "u undo (1)" in it.shown
        assert first not in it.queue
        assert it.app.focused is it.screen.people
        await it.settled()
        assert "emailed" in it.shown
        assert it.screen.desk.get(first) is None
        await it.until(lambda: it.book.drafts.all() == [])


async def test_nothing_is_logged_when_nothing_left(sample_file: Path) -> None:
    outside = Outside(Copied.NO, opens=False, opener=False)
    async with running(sample_file, outside=outside) as it:
        before = dict(it.book.interactions)
        it.book.store.places.folder.mkdir(exist_ok=True)
        (it.book.store.places.folder / "outbox").write_text("a file where the folder of drafts would be")
        await first_without_blanks(it)
        here = it.contact.id
        await it.press("Y")
        await it.until_said("Not sent, not logged: ")
        assert it.contact.id == here
        assert dict(it.book.interactions) == before
        assert here in it.queue
        assert it.outside.opened == []
        await it.press("Y")
        await it.settled()
        assert dict(it.book.interactions) == before


async def test_without_clipboard_and_mail_program_a_draft_file_is_written_and_said_so(sample_file: Path) -> None:
    async with running(sample_file, size=(160, 40), outside=Outside(Copied.NO, opens=False, opener=False)) as it:
        await first_without_blanks(it)
        await it.press("Y")
        await it.until_said("Written to ")
        assert list((it.book.store.places.folder / "outbox").glob("*.eml"))
        assert "as neither the clipboard nor a mail program could be reached here" in it.said


async def test_an_unconfirmed_copy_is_not_called_copied(sample_file: Path) -> None:
    async with running(sample_file, size=(200, 50), outside=Outside(Copied.UNCONFIRMED, opener=False)) as it:
        await first_without_blanks(it)
        await it.press("Y")
        await it.until_said("Offered to the terminal's clipboard; no mail program could be opened here")
        await it.press("y")
        await it.until_said("Offered the message to the terminal's clipboard")


async def test_y_sends_as_shown_and_refuses_a_blank(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("Y")
        assert it.said == "1 blank left: your answer. Enter fills it in."
        assert it.outside.copied == []
        await first_without_blanks(it)
        here, text = it.contact.id, it.body
        await it.press("Y")
        await it.until(lambda: here not in it.queue)
        assert it.outside.copied == [text]
        assert it.newest.text == text


async def test_two_quick_ys_never_send_one_message_twice(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await first_without_blanks(it)
        before = len(it.book.interactions)
        await it.press("Y", "Y")
        await it.settled()
        newest = sorted(it.book.interactions.values(), key=lambda one: one.id)[before:]
        people = [one.contacts for one in newest]
        assert len(people) == len(set(people))


async def test_send_in_the_ready_state_goes_to_the_blank_instead(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("enter", "escape")
        await it.until(lambda: it.state == "ready")
        await it.press("enter")
        assert it.said == "A blank is left: your answer."
        assert it.state == "writing"
        assert it.outside.copied == []


async def test_digits_choose_and_the_text_before_is_one_undo_away(sample_file: Path) -> None:
    async with running(sample_file) as it:
        first = it.body
        second = it.screen.proposals[1].message.body
        await it.press("2")
        assert it.body == second
        assert f">2 {it.screen.proposals[1].suggestion.template.title}" in it.shown
        await it.press("enter")
        await it.until(lambda: it.state == "writing")
        await it.press("ctrl+z")
        assert it.body == first
        await it.press("escape", "9")
        assert it.body == first


async def test_a_suggestion_that_is_not_there_is_said(sample_file: Path) -> None:
    async with running(sample_file) as it:
        added = people.add(it.book, parse_person("Ann Lee")).made
        await it.press("g", "a", "g", "r")
        await it.go_to(added.id)
        assert len(it.screen.proposals) < 4
        before = it.body
        await it.press("4")
        assert it.said == "There is no suggestion 4 here."
        assert it.body == before


async def test_own_words_are_sent_as_written(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("enter")
        await it.press("f7", "delete")
        await it.press("escape")
        await it.until(lambda: it.state == "ready")
        await it.press("enter")
        await it.until_said("There is nothing to send yet")
        await it.press("i")
        await it.type("Just hi: [/] {{ x }} [b]")
        await it.press("escape", "enter")
        await it.until(lambda: bool(it.outside.copied))
        assert it.outside.copied == ["Just hi: [/] {{ x }} [b]"]


async def test_o_opens_a_page_and_logs_nothing(sample_file: Path) -> None:
    async with running(sample_file) as it:
        before = len(it.book.interactions)
        contact = it.contact
        for linkedin, said in (("https://evil.example/in/x", "is no LinkedIn profile"), ("ann-lee", "Opened https://")):
            people.edit(it.book, it.contact, {"linkedin": linkedin})
            await it.press("o")
            await it.until_said(said)
        assert it.outside.opened == ["https://www.linkedin.com/in/ann-lee/"]
        assert len(it.book.interactions) == before
        assert it.contact.id == contact.id


async def test_keys_faster_than_the_panes_never_send_one_persons_text_to_another(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await first_without_blanks(it)
        await it.press("k")
        await it.settled()
        above = it.contact
        it.screen.people.action_cursor_down()
        it.screen.action_send()
        below = it.contact
        assert below.id != above.id
        assert it.said == f"This is the message to {below.name}; Y again sends it."
        assert it.outside.copied == []
        await it.press("Y")
        await it.until(lambda: len(it.outside.copied) == 1)
        await it.until(lambda: it.newest.contacts == (below.id,))
        assert below.first_name in it.newest.text


async def test_a_message_that_is_not_on_the_screen_is_shown_before_it_can_be_sent(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await first_without_blanks(it)
        here = it.contact
        await it.press("g", "a")
        await it.go_to(here.id)
        await it.press("Y")
        assert it.said == f"This is the message to {here.name}; Enter sends it."
        assert it.outside.copied == []
        assert it.body.splitlines()[0] in it.shown
        await it.press("enter")
        await it.until(lambda: it.newest.contacts == (here.id,))
