"""Years of doing what is suggested: what holds however people answer, and whatever we want of them."""

from datetime import timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.messages.library import built_in
from followup_tui.model.records import Clipping, Contact, Interaction, Interview
from followup_tui.model.settings import Settings
from followup_tui.model.template import Intent
from followup_tui.model.words import Direction, Outcome, Relation
from followup_tui.rules.suggestions import suggestions
from tests.rules.situations import ANN, ARTICLE, EVENT, LOOKING, SAM_NOW, TODAY, situation_of


class Step(NamedTuple):
    """So many days later we write what is suggested first; they answer, or do not, and it may need no answer back."""

    days: int
    answered: bool
    settled: bool = False


STEPS = st.lists(
    st.builds(Step, st.sampled_from([3, 40, 100, 130, 200, 420]), st.booleans(), st.booleans()), min_size=4, max_size=12
)
SOMEBODY = st.builds(
    lambda relation, topics: replace(ANN, relation=relation, topics=topics, birthday="--04-02"),
    st.sampled_from(Relation),
    st.sampled_from([(), ("builds",)]),
)


def written(
    contact: Contact, outcome: Outcome, steps: list[Step], settings: Settings, clippings: tuple[Clipping, ...]
) -> list[tuple[str, int, int]]:
    """The templates that were taken, each with the days of silence and the unanswered messages before it."""
    held = Interview(id=1, company=1, role="Engineer", outcome=outcome, began=TODAY, ended=TODAY, contacts=(1,))
    past: list[Interaction] = []
    taken, day = [], TODAY
    for step in steps:
        day += timedelta(days=step.days)
        about = situation_of(contact, [held], past, clippings, settings=settings, as_of=day)
        first = suggestions(built_in(), about)[0].template
        taken.append((first.name, about.silent_days or 0, about.unanswered))
        past.append(Interaction(id=len(past) + 1, on=day, contacts=(1,), template=first.name))
        if step.answered:
            direction = Direction.BOTH if step.settled else Direction.IN
            past.append(Interaction(id=len(past) + 1, on=day, contacts=(1,), direction=direction, text="Thanks!"))
    return taken


@given(SOMEBODY, st.sampled_from(Outcome), STEPS, st.sampled_from([SAM_NOW, LOOKING]), st.booleans())
def test_nothing_is_said_twice_running_and_nobody_is_pressed(
    contact: Contact, outcome: Outcome, steps: list[Step], settings: Settings, shelf: bool
) -> None:
    asks = {one.name for one in built_in() if one.intent is Intent.ASK}
    questions = {one.name for one in built_in() if one.question}
    taken = written(contact, outcome, steps, settings, (ARTICLE, EVENT) if shelf else ())
    for (name, silent, unanswered), (before, *_) in zip(taken[1:], taken, strict=False):
        assert name != before
        assert not (name in asks and before in asks)
        assert not (name in asks and (silent >= 365 or unanswered > 1))
        assert not (name in questions and unanswered > 1)


def test_years_of_it_are_varied() -> None:
    steps = [Step(110, answered=True, settled=True)] * 12
    names = [name for name, *_ in written(ANN, Outcome.RUNNER_UP, steps, SAM_NOW, (ARTICLE,))]
    for start in range(len(names) - 2):
        assert len(set(names[start : start + 3])) == 3, names
    assert len(set(names)) >= 6, names
