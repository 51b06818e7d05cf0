"""Drafts: on disk while one types, each with its person, and back when one comes back."""

from pathlib import Path

from tests.tui.pilot_app import running


async def test_what_is_typed_is_on_disk_by_itself_and_comes_back(sample_file: Path) -> None:
    async with running(sample_file) as it:
        first = it.contact.id
        await it.press("enter")
        await it.type("I never found it")
        text = it.body
        await it.until(lambda: [one.body for one in it.book.drafts.all()] == [text])
        await it.until(lambda: "draft saved" in it.shown)
    async with running(sample_file) as it:
        assert it.contact.id == first
        assert it.body == text
        assert "draft" in it.shown


async def test_going_to_somebody_else_and_back_loses_nothing(sample_file: Path) -> None:
    async with running(sample_file) as it:
        first, second = it.queue[:2]
        await it.press("enter")
        await it.type("one")
        one = it.body
        await it.press("escape", "q", "j")
        await it.settled()
        assert it.body != one
        await it.press("enter")
        await it.type("two")
        two = it.body
        await it.press("escape", "q", "k")
        await it.settled()
        assert it.body == one
        await it.press("g", "a", "g", "t")
        await it.go_to(second)
        assert it.body == two
        await it.settled()
        await it.until(
            lambda: {draft.contact: draft.body for draft in it.book.drafts.all()} == {first: one, second: two}
        )


async def test_keeping_and_discarding_a_draft(sample_file: Path) -> None:
    async with running(sample_file) as it:
        first = it.contact
        fresh = it.body
        await it.press("enter")
        await it.type("half")
        text = it.body
        await it.press("escape", "p")
        assert it.said == f"Kept the draft to {first.name}"
        assert it.contact.id != first.id
        await it.go_to(first.id) if first.id in it.queue else None
        await it.press("g", "a")
        await it.go_to(first.id)
        assert it.body == text
        await it.press("enter", "escape", "D")
        assert it.said == "The draft is in the bin for 30 days"
        assert it.body == fresh
        await it.settled()
        await it.until(lambda: it.book.drafts.all() == [])
        await it.press("D")
        assert it.said == "There is no draft here."
        assert it.book.contacts[first.id].archived_on is None


async def test_leaving_at_once_after_a_key_keeps_the_text(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("enter")
        await it.type("last words")
        text = it.body
        await it.press("escape", "Q")
        await it.until(lambda: it.app._exit)
    async with running(sample_file) as it:
        assert it.body == text


async def test_a_disk_that_takes_no_draft_is_said(sample_file: Path) -> None:
    async with running(sample_file) as it:
        folder = it.book.store.places.folder
        folder.mkdir(exist_ok=True)
        (folder / "drafts").write_text("a file where the folder would be")
        await it.press("enter")
        await it.type("x")
        text = it.body
        await it.until(lambda: bool(it.screen.status_line.status.problem))
        assert "draft saved" not in it.shown
        assert it.body == text
