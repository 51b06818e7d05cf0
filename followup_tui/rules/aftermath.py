"""What follows an interview: the steps by their days, from its outcome and the figures of the settings.

Pure; `rules.verdict` asks which step is the next one and makes the due date of it. The figures and where they are from:

- a thank-you within a day of each round (TopResume 2017: 68 % of interviewers say that it matters);
- an answer to a rejection within a week, and word of our own no within two days;
- a gentle word about 30 and about 90 days after a no: the seat may be open again. Of those who leave within half a year
  a third do so in the first two months and one in six in the third (BambooHR, quoted by Kossovan);
- after an offer that we declined, every three months if they agreed to it (`rules.verdict.cadence_of`).

The courtesies (thanks, answer, our no) have their day and hold for two weeks; thanks later than that read oddly. The
gentle words are windows like any other, for people whose cadence nobody chose by hand: a cadence of the contact's own
or of a tag says how often, and takes their place. A cadence of ``none`` leaves every step out.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from followup_tui.model.cadence import Cadence, Span, parse_cadence, parse_span
from followup_tui.model.settings import Interviews
from followup_tui.model.words import Outcome
from followup_tui.rules.calendar import add_span
from followup_tui.rules.touches import Touches

DAY = timedelta(days=1)


class StepKind(StrEnum):
    """What there is to do: thank for a round, answer a rejection, tell them that we declined, or a gentle word."""

    THANK = "thank"
    ANSWER = "answer"
    TELL = "tell"
    WORD = "word"


class Step(NamedTuple):
    """Something to do after an interview that ended, or had a round, on the day `follows`.

    It is due from `opens` to `latest`, and not asked for any more after `lapses`. A touch of ours from the day `since`
    on stands for it.
    """

    kind: StepKind
    follows: date
    opens: date
    latest: date
    lapses: date
    since: date

    @property
    def is_courtesy(self) -> bool:
        """Whether it has its day, like a reply or a promise, and waits for no free place in a day's list."""
        return self.kind is not StepKind.WORD

    def done(self, touches: Touches) -> bool:
        """Whether a touch of ours stands for it.

        A message on the day itself does; a talk of that day may have been the round, and does not.
        """
        written, last = touches.last_written, touches.last_out
        if self.is_courtesy:
            return bool(written and written >= self.since) or bool(last and last > self.since)
        return bool(last and last >= self.since)


ANSWERED = frozenset({Outcome.REJECTED, Outcome.RUNNER_UP})
"""Outcomes that came as an answer, and are answered."""
REOPENING = ANSWERED | {Outcome.ROLE_CLOSED, Outcome.NO_REPLY}
"""Outcomes after which the seat often is open again."""


@lru_cache(maxsize=4096)
def steps_after(on: date, outcome: Outcome, figures: Interviews, *, round_held: bool = False) -> tuple[Step, ...]:
    """The steps that follow an interview which ended, or had its last round, on a day; the first one first.

    `outcome` is the one on the day asked about: open until it ended. `round_held` says that `on` is the day of a round.
    Remembered, because people of one process share them.
    """
    return tuple(_steps(on, outcome, figures, round_held))


def _steps(on: date, outcome: Outcome, figures: Interviews, round_held: bool) -> Iterator[Step]:
    if outcome is Outcome.OPEN:
        if round_held:
            yield from _courtesy(StepKind.THANK, on, figures.thank, figures)
    elif outcome in ANSWERED:
        yield from _courtesy(StepKind.ANSWER, on, figures.answer, figures)
    elif outcome is Outcome.OFFER_DECLINED:
        yield from _courtesy(StepKind.TELL, on, figures.decline, figures)
    if outcome in REOPENING:
        for window in sorted(map(_window, figures.words), key=lambda one: (one.least.about_days, one.most.about_days)):
            yield _word(on, window, figures)


@lru_cache(maxsize=16)
def horizon(figures: Interviews) -> int:
    """Days after an interview from which on nothing is left to do, so that old ones need not be looked at."""
    spans = [_span(text) for text in (figures.thank, figures.answer, figures.decline, figures.lapse) if text]
    spans += [_window(text).most for text in figures.words]
    return (
        max(one.about_days for one in spans) * 3 // 2
    )  # months and years are longer at times, and windows of one span


def steps_left(steps: tuple[Step, ...], touches: Touches, as_of: date, *, words: bool) -> Iterator[Step]:
    """Those of the steps that are neither done nor lapsed; `words` is false where gentle words are not wanted."""
    return (
        one for one in steps
        if one.lapses >= as_of and (words or one.is_courtesy) and not one.done(touches)
    )  # fmt: skip


def _courtesy(kind: StepKind, on: date, within: str, figures: Interviews) -> Iterator[Step]:
    if within:
        latest = add_span(on, _span(within))
        yield Step(kind, on, on, latest, max(latest, add_span(on, _span(figures.lapse))), on)


def _word(on: date, window: Cadence, figures: Interviews) -> Step:
    opens = add_span(on, window.least)
    latest = max(opens, add_span(on, window.most))
    if window.is_single:  # closes a quarter later, like a cadence of one span
        latest = add_span(opens, Span(max(window.least.about_days // 4, 1), "day"))
    quiet = _span(figures.quiet)
    since = max(on + DAY, add_span(opens, Span(-quiet.number, quiet.unit)))
    return Step(StepKind.WORD, on, opens, latest, latest, since)


@lru_cache(maxsize=256)
def _span(words: str) -> Span:
    return parse_span(words)


@lru_cache(maxsize=256)
def _window(words: str) -> Cadence:
    cadence = parse_cadence(words)
    assert cadence  # noqa: S101 - the settings are checked
    return cadence
