"""The story that the program is for, told through the commands over fifteen simulated years.

An interview for a product role, a second role offered at the same company, both declined well, two people kept in
touch with, one of them a customer ten years later; and when we look again, the other one is the first to ask.
"""

from datetime import date, timedelta
from typing import Any

from tests.cli.shell import Shell


class Life:
    """Calls of a life that goes on: every one has its day."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def on(self, day: date, *arguments: str) -> str:
        return self.shell.done("--as-of", day.isoformat(), *arguments).out

    def document(self, day: date, *arguments: str) -> Any:
        return self.shell.json("--as-of", day.isoformat(), *arguments)

    def rows(self, day: date, *arguments: str) -> Any:
        return self.document(day, *arguments)["contacts"]

    def due(self, day: date) -> set[str]:
        return {str(one["name"]) for one in self.rows(day, "due")}


def test_fifteen_years_from_an_interview_to_the_first_person_to_ask(empty: Shell) -> None:
    life = Life(empty)
    first = date(2011, 5, 2)
    life.on(
        first, "interview", "add", "Harbor Maps", "--role", "Product Manager", "--from", "2011-03-28",
        "--with", "Ann Lee <ann@harbor.example> (hiring manager), Bo Carr <bo@harbor.example> (interviewer)",
        "--round", "11 Apr panel: Ann Lee, Bo Carr: drew the whole product on a napkin",
        "--stage", "offer", "--offer", "Product Manager, maps of harbours",
    )  # fmt: skip
    life.on(first, "edit", "ann", "--title", "VP Product")
    life.on(first, "edit", "bo", "--title", "Engineer")

    # Declined well: told by name, with a reason, permission asked, and a draft that says so.
    said = life.on(first, "decline", "harbor", "--reason", "how you argue over maps", "--to", "stdout")
    assert "Ann" in said
    assert "how you argue over maps" in said
    assert "every few months" in said, "permission to keep in touch is asked for"
    (one,) = [row for row in life.rows(first, "today") if row["name"] == "Ann Lee"]
    assert one["kind"] == "interview", "telling them is first class"
    life.on(first, "log", "ann", "Thank you, and no", "--channel", "email", "--out")
    life.on(first + timedelta(2), "log", "ann", "< of course, write whenever you like")
    life.on(first + timedelta(2), "interview", "edit", "harbor", "--permission", "given")
    life.on(first + timedelta(3), "log", "ann", "bo", "Thank you both")

    # A second role at the same company, declined as well: it is the same company and the same people.
    second = date(2011, 9, 5)
    life.on(
        second, "interview", "add", "Harbor Maps", "--role", "Head of Product", "--with", "ann", "--with", "bo",
        "--stage", "offer", "--offer", "Head of Product",
    )  # fmt: skip
    life.on(second, "decline", "head of product", "--reason", "the same people", "--permission", "given")
    companies = life.document(second, "company", "list")["companies"]
    assert [one["name"] for one in companies] == ["Harbor Maps"]
    assert len(life.rows(second, "due", "--all")) == 2
    life.on(second, "log", "ann", "bo", "Thank you once more", "--channel", "email", "--out")

    life.on(second + timedelta(1), "log", "ann", "< a pity, and write again")
    life.on(second + timedelta(1), "log", "bo", "< likewise")
    life.on(second + timedelta(2), "log", "ann", "bo", "I will", "--channel", "email", "--out")
    second += timedelta(2)

    # Kept warm: whenever the window is open they are due, and a word closes it again.
    day, bo_left = second, False
    while day < date(2026, 3, 1):
        assert life.due(day) == set(), f"nobody waits right after a word, on {day}"
        day += timedelta(days=112)
        assert life.due(day) == {"Ann Lee", "Bo Carr"}, f"both windows are open on {day}"
        best = life.rows(day, "today")
        assert all(row["template"] and row["why_template"] for row in best)
        if day > date(2018, 1, 1) and not bo_left:
            bo_left = True
            moved = life.on(day, "moved", "bo", "Tideline", "--title", "Engineer")
            assert "congratulations are suggested" in moved
            assert "congratulations" in life.on(day, "compose", "bo", "--list").splitlines()[0]
        life.on(day, "log", "ann", "bo", "A short hi", "--channel", "email", "--out")
        life.on(day + timedelta(1), "log", "ann", "< good to hear from you")
        life.on(day + timedelta(1), "log", "bo", "< likewise")
        life.on(day + timedelta(2), "log", "ann", "bo", "And you", "--channel", "email", "--out")
        day += timedelta(2)

    # Ten years after the first word one of them is a customer; it is credited to where it began.
    customer = date(2021, 10, 4)
    life.on(customer, "result", "bo", "customer", "--value", "EUR 40,000", "--company", "Tideline")
    tree = life.on(day, "result", "tree")
    assert tree.index("interview for Product Manager at Harbor Maps") < tree.index("Bo Carr") < tree.index("customer")

    # We look again: the one who decides, made us two offers and never was asked for anything comes first.
    later = day + timedelta(days=30)
    life.on(later, "looking", "on", "a product role in Oslo", "--now", "Head of Product at Fjord")
    ranking = life.rows(later, "looking", "list")
    assert [row["name"] for row in ranking] == ["Ann Lee", "Bo Carr"]
    why = " ".join(reason["words"] for reason in ranking[0]["reasons"])
    assert "they made you an offer at Harbor Maps" in why
    assert "agreed that you keep in touch" in why
    assert life.rows(later, "looking", "plan")[0]["name"] == "Ann Lee"
    assert "looking-again" in life.on(later, "compose", "ann", "--list").splitlines()[0]
    dossier = life.on(later, "looking", "dossier", "harbor")
    assert all(words in dossier for words in ("Ann Lee", "Product Manager", "Head of Product"))

    # Everything can be taken back, to before the first day.
    life.on(later, "undo", "999")
    assert life.rows(later, "due", "--all") == []
    assert life.document(later, "result", "list")["results"] == []
