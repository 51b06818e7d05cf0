"""The message pane: two states, blanks, undo of a template, and only text comes in."""

from textual import events

from followup_tui.model.template import Limit
from followup_tui.rules.lint import Finding, Kind
from followup_tui.tui.widgets.body_text import BodyText
from followup_tui.tui.widgets.compose import Compose
from followup_tui.tui.widgets.line_input import LineInput
from followup_tui.tui.widgets.row_list import RowList
from followup_tui.tui.widgets.subject_input import SubjectInput
from followup_tui.tui.widgets.suggestions import Suggestion, Suggestions
from tests.tui.frames import HOSTILE, frame, wait_until
from tests.tui.test_widgets_row_list import PEOPLE, columns
from tests.tui.widget_app import WidgetApp

SUGGESTIONS = (Suggestion("New role", "she starts in September"), Suggestion("Birthday", "1 Dec"))
BODY = "Hi Ann,\n\nI remember [memory?] well. How is [company?]?\n\nBest,\nSam"


def pane() -> tuple[Compose, WidgetApp]:
    """A message pane beside a list, in an app."""
    compose = Compose()
    return compose, WidgetApp(RowList(columns(), PEOPLE, id="people"), compose)


def show(compose: Compose, subject: str = "Hello", body: str = BODY) -> None:
    compose.show(SUGGESTIONS, 1, subject, body)


async def test_writing_begins_in_the_first_blank_and_tab_goes_through_them_to_ready() -> None:
    compose, app = pane()
    async with app.shown((80, 40)) as pilot:
        show(compose)
        await pilot.pause()
        assert compose.state == "shown"
        assert "2 blanks left: memory, company" in frame(app)
        compose.write()
        await pilot.pause()
        assert "-- WRITING --" in frame(app)
        await pilot.press("x", "tab", "y")
        assert "I remember x well. How is y?" in compose.body
        assert not compose.blanks
        await pilot.press("tab")
        await wait_until(pilot, lambda: compose.state == "ready")
        assert "-- READY --" in frame(app)
        assert "blank" not in frame(app)
        assert len(app.heard(Compose.Ready)) == 1
        await pilot.press("enter")
        assert len(app.heard(Compose.SendWanted)) == 1


async def test_a_blank_in_the_subject_comes_first() -> None:
    compose, app = pane()
    async with app.shown((80, 40)) as pilot:
        show(compose, "Two months at [company?]", "Hi [name?]")
        compose.write()
        await pilot.press("A", "tab", "B")
        assert (compose.subject, compose.body) == ("Two months at A", "Hi B")
        compose.show_subject(False)
        assert compose.blanks == ()


async def test_it_is_not_sent_while_a_blank_is_left() -> None:
    compose, app = pane()
    async with app.shown((80, 40)) as pilot:
        show(compose)
        compose.ready()
        await pilot.press("enter")
        await wait_until(pilot, lambda: compose.state == "writing")
        assert not app.heard(Compose.SendWanted)
        assert [message.name for message in app.heard(Compose.BlankLeft)] == ["memory"]
        assert app.query_one(BodyText).selected_text == "[memory?]"


async def test_escape_leaves_the_text_and_single_keys_act() -> None:
    compose, app = pane()
    async with app.shown((80, 40)) as pilot:
        show(compose, body="Hi Ann")
        compose.write()
        await pilot.press("!", "escape")
        await wait_until(pilot, lambda: compose.state == "ready")
        await pilot.press("2", "4", "p", "D", "i")
        await wait_until(pilot, lambda: compose.state == "writing")
        assert compose.body == "Hi Ann!"
        assert [message.number for message in app.heard(Compose.TemplateChosen)] == [2]
        assert len(app.heard(Compose.KeepWanted)) == len(app.heard(Compose.DiscardWanted)) == 1
        await pilot.press("f2", "escape")
        await wait_until(pilot, lambda: compose.state == "ready")
        await pilot.press("f2")
        assert len(app.heard(Compose.EditorRequested)) == 2


async def test_the_text_before_a_template_is_one_undo_away_with_its_subject() -> None:
    compose, app = pane()
    async with app.shown((80, 40)) as pilot:
        show(compose, body="Hi Ann")
        compose.write()
        await pilot.press("!", "?")
        app.said.clear()
        compose.exchange("Birthday", "Happy [n?]")
        compose.choose(2)
        await pilot.pause()
        assert (compose.subject, compose.body, compose.suggestions.chosen) == ("Birthday", "Happy [n?]", 2)
        assert not app.heard(Compose.Changed)
        await pilot.press("ctrl+z")
        assert (compose.subject, compose.body) == ("Hello", "Hi Ann!?")
        await pilot.press("ctrl+y")
        assert (compose.subject, compose.body) == ("Birthday", "Happy [n?]")


async def test_another_person_brings_a_text_without_a_past() -> None:
    compose, app = pane()
    async with app.shown((80, 40)) as pilot:
        show(compose, body="For Ann only")
        compose.write()
        await pilot.press("x")
        show(compose, "Hello Bo", "Hi Bo")
        await pilot.press("ctrl+z", "ctrl+z")
        assert (compose.subject, compose.body) == ("Hello Bo", "Hi Bo")


async def test_only_the_person_changes_the_draft() -> None:
    compose, app = pane()
    async with app.shown((80, 40)) as pilot:
        show(compose, body="Hi")
        await pilot.pause()
        assert not app.heard(Compose.Changed)
        compose.write()
        await pilot.press("!")
        assert [(change.subject, change.body) for change in app.heard(Compose.Changed)] == [("Hello", "Hi!")]


async def test_what_is_pasted_is_only_text() -> None:
    compose, app = pane()
    async with app.shown((80, 40)) as pilot:
        for text in HOSTILE:
            show(compose, "", "")
            compose.write()
            await pilot.pause()
            app.query_one(BodyText).post_message(events.Paste(text))
            app.query_one(SubjectInput).post_message(events.Paste(text))
            compose.set_address(text)
            compose.set_saved(text)
            await pilot.pause()
            lines = compose.body.replace("\n", "").replace("\t", ""), compose.subject, frame(app).replace("\n", "")
            for shown in lines:
                meant = "".join(letter for letter in shown if letter.isprintable() or letter in "\u200d\u200c")
                assert shown == meant, ascii(text)[:40]


async def test_the_word_key_deletes_the_word_before_the_cursor() -> None:
    line = LineInput()
    app = WidgetApp(line)
    async with app.shown((40, 3)) as pilot:
        line.value = "alpha beta gamma"
        line.cursor_position = 10
        await pilot.press("ctrl+backspace")
        assert line.value == "alpha  gamma"


async def test_title_shows_where_it_goes_and_that_it_is_saved() -> None:
    compose, app = pane()
    async with app.shown((80, 40)) as pilot:
        compose.set_address("email to ann@acme.example")
        compose.set_saved("draft saved 14:20")
        await pilot.pause()
        assert "draft saved 14:20 · email to ann@acme.example ─" in frame(app)


async def test_a_click_on_a_suggestion_asks_for_it() -> None:
    compose, app = pane()
    async with app.shown((80, 40)) as pilot:
        show(compose)
        await pilot.pause()
        assert await pilot.click(Suggestions, offset=(4, 2))
        assert [message.number for message in app.heard(Compose.TemplateChosen)] == [2]


async def test_text_lines_stay_short_on_a_wide_screen() -> None:
    compose, app = pane()
    async with app.shown((200, 40)) as pilot:
        show(compose, body="word " * 100)
        await pilot.pause()
        assert max(len(line.strip()) for line in frame(app).splitlines() if "word word" in line) <= 76


class Held:
    """A check that finds Bob and a worn phrase, however often it is asked."""

    limit = Limit(5, "words")
    give_and_ask = "you gave once, never asked"

    def findings(self, subject: str, body: str) -> tuple[Finding, ...]:
        found = []
        for word, kind, fix in (
            ("Bob", Kind.WRONG_NAME, "Ann"),
            ("worn", Kind.WORN, None),
            ("late", Kind.WORN, "soon"),
        ):
            if word in body:
                at = body.index(word)
                found.append(Finding(kind, f"{word} is wrong.", at, at + len(word), fix=fix))
        return tuple(found)


async def test_what_is_found_is_said_under_the_text_and_mended_one_after_the_other() -> None:
    compose, app = pane()
    async with app.shown((80, 40)) as pilot:
        show(compose, body="Hi Bob, worn and late, so late it is")
        compose.hold_against(Held())
        await wait_until(pilot, lambda: "1 of 3: Bob is wrong." in frame(app))
        assert "9 of at most 5 words" in frame(app)
        compose.ready()
        await pilot.press("f3")
        assert compose.body == "Hi Ann, worn and late, so late it is"
        await wait_until(pilot, lambda: "1 of 2: worn is wrong." in frame(app))
        await pilot.press("f3")
        assert app.query_one(BodyText).selected_text == "worn"
        await wait_until(pilot, lambda: compose.state == "writing")
        await pilot.press("f3")
        assert compose.body == "Hi Ann, worn and soon, so late it is"
        assert [message.sentence for message in app.heard(Compose.Advised)] == [
            "Put “Ann” in place of “Bob”", "worn is wrong.", "Put “soon” in place of “late”",
        ]  # fmt: skip
        await pilot.press("ctrl+z")
        assert "worn and late, so" in compose.body
        assert app.heard(Compose.Changed)[-1].body == compose.body
        compose.exchange("", "Hi Ann")
        await wait_until(pilot, lambda: "you gave once, never asked" in frame(app))
        compose.ready()
        await pilot.press("f3", "enter")
        assert app.heard(Compose.Advised)[-1].sentence == "Nothing to mend here."
        assert len(app.heard(Compose.SendWanted)) == 1
