"""Give and ask: how often we asked somebody for something, how often we gave, and whether a request may come now."""

from collections.abc import Collection
from typing import NamedTuple

from followup_tui.model.words import Direction, ResultKind
from followup_tui.rules.approach import RECENT
from followup_tui.rules.evidence import Sent
from followup_tui.rules.facts import LONG_SILENCE
from followup_tui.rules.occasion_words import called, in_quotes
from followup_tui.rules.sentences import Sentence, sentences_of
from followup_tui.rules.situation import Situation
from followup_tui.rules.wording import day_words

WARM_DAYS = 365
BUILT_IN_ASKS = frozenset({"looking-again", "ask-who-is-hiring"})
BUILT_IN_GIFTS = frozenset(
    {"share-an-article", "share-an-event", "share-a-job", "share-a-thought", "offer-help", "supportive-word"}
)
WELCOME = 40
UNEVEN_COST = 15
"""Behind a request that is welcome: more was asked than given so far."""
_TIMES = ("", "once", "twice", "three times", "four times", "five times", "six times")


class Balance(NamedTuple):
    """How often we gave and asked in the last three years, and what they gave: of all time, as nobody forgets it."""

    gave: int
    asked: int
    got: tuple[ResultKind, ...] = ()

    @property
    def words(self) -> str:
        """``you gave twice, asked once; they gave an introduction``; empty without any of it."""
        if not any(self):
            return ""
        theirs = "; they gave nothing yet" if self.asked else ""
        if self.got:
            theirs = f"; they gave {self.got[0].with_article if len(self.got) == 1 else _times(len(self.got))}"
        given = f"you gave {_times(self.gave)}" if self.gave else "you gave nothing yet"
        return f"{given}, {f'asked {_times(self.asked)}' if self.asked else 'never asked'}{theirs}"


def balance_of(about: Situation, asks: Collection[str] = BUILT_IN_ASKS) -> Balance:
    """The balance with somebody; `asks` are the names of the templates that ask for something."""
    return Balance(
        gave=sum(one.gave or one.template in BUILT_IN_GIFTS for one in about.sent),
        asked=sum(is_request(one, asks) for one in about.sent),
        got=about.got,
    )


def is_request(sent: Sent, asks: Collection[str] = BUILT_IN_ASKS) -> bool:
    """Whether a message of ours asked for more than how they are, by its template or in its words."""
    return sent.template in asks or any(one.wants for one in sentences_of(sent.text))


def is_favour(note: str) -> bool:
    """Whether asking somebody about a note would ask for a favour: who is hiring, for an introduction."""
    return Sentence(f"{note}?", 0, 0).wants


def asking_is_welcome(about: Situation, asks: Collection[str] = BUILT_IN_ASKS) -> tuple[int, str] | None:
    """How well a request fits now and why, or None when it does not.

    Never first after a year of silence, nor on top of a message of ours that broke one and has no answer yet
    (Levin et al.: reconnecting straight to the request can end a tie); never twice in a row; never when they do not
    answer; and not within two weeks of a message of ours. Otherwise they wrote last, or a message of ours within a
    year asked nothing.
    """
    if about.unanswered > 1 or about.reopening or (about.silent_days or 0) >= LONG_SILENCE:
        return None
    newest = about.sent[0] if about.sent else None
    if newest and is_request(newest, asks):
        return None
    if newest and about.last_direction is not Direction.IN and about.as_of - newest.on < RECENT:
        return None
    why = _opening(about, asks)
    if why is None:
        return None
    balance = balance_of(about, asks)
    uneven = balance.asked > balance.gave
    return WELCOME - (UNEVEN_COST if uneven else 0), f"{why}; {balance.words}" if balance.words else why


def _opening(about: Situation, asks: Collection[str]) -> str | None:
    if about.last_direction is Direction.IN and about.last_said:
        said = about.last_said
        quote = f": {in_quotes(said.text)}" if said.text.strip() else ""
        return f"{called(about)} wrote last, on {day_words(said.on, about.as_of)}{quote}"
    free = next(
        (one for one in about.sent if (about.as_of - one.on).days <= WARM_DAYS and not is_request(one, asks)), None
    )
    return f"your message of {day_words(free.on, about.as_of)} asked for nothing" if free else None


def _times(number: int) -> str:
    return _TIMES[number] if number < len(_TIMES) else f"{number} times"
