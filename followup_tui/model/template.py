"""A template: a message with placeholders, and the conditions under which it fits."""

import re
from enum import StrEnum
from typing import Literal

import msgspec

from followup_tui.model.words import Channel, Outcome, Relation

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A template's name: kebab-case, as it is typed on the command line and kept in an interaction."""


class Intent(StrEnum):
    """What a message wants."""

    KEEP_WARM = "keep-warm"
    ANSWER = "answer"
    THANK = "thank"
    CLOSE = "close"
    CONGRATULATE = "congratulate"
    SHARE = "share"
    RECONNECT = "reconnect"
    UPDATE = "update"
    ASK = "ask"
    BIRTHDAY = "birthday"


class Condition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a template fits. Everything that is set must hold; pairs of days include both ends.

    `kinds` are occasions (see `rules.occasions`) of which one must be there; `check-in` always is. Silence is counted
    from the last contact, an interview included.
    """

    kinds: tuple[str, ...] = ("check-in",)
    outcomes: tuple[Outcome, ...] = ()
    relations: tuple[Relation, ...] = ()
    min_silence_days: int | None = None
    max_silence_days: int | None = None
    after_interview_days: tuple[int, int] | None = None
    """Days since the last round."""
    after_end_days: tuple[int, int] | None = None
    """Days since the interview was over."""
    max_unanswered: int | None = None


class Limit(msgspec.Struct, frozen=True):
    """The most a message may have, in words or in characters."""

    most: int
    unit: Literal["words", "characters"]

    def measure(self, text: str) -> int:
        """How much of the unit `text` has."""
        return len(text.split()) if self.unit == "words" else len(text)

    def __str__(self) -> str:
        return f"{self.most} {self.unit}"


LIMITS: dict[Channel, Limit] = {
    Channel.EMAIL: Limit(125, "words"),
    Channel.LINKEDIN: Limit(400, "characters"),
    Channel.MESSAGE: Limit(400, "characters"),
}
"""The lengths that are answered most: e-mails of up to 125 words (Boomerang, 40 million e-mails), LinkedIn messages
below 400 characters (LinkedIn, tens of millions)."""

BRIEF = frozenset({Channel.LINKEDIN, Channel.MESSAGE})
"""Channels without a subject, on which a template's short body is used when it has one."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What the header of a template says of it.

    `requires` are facts without which it is never suggested, `optional` those it mentions when they are there, `asks`
    the blanks that only the writer can fill. `question` says that the text asks something whatever the situation.
    """

    title: str
    intent: Intent
    subject: str
    channels: tuple[Channel, ...] = (Channel.EMAIL, Channel.LINKEDIN, Channel.MESSAGE)
    when: Condition = Condition()
    requires: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    question: bool = False


class Template(Header, frozen=True, kw_only=True):
    """A template as read from its file; the body is not yet checked, as that needs the template engine.

    `body_line` and `short_line` are the lines of the file on which the texts begin.
    """

    name: str
    body: str
    short: str = ""
    limits: dict[Channel, Limit] = {}
    built_in: bool = False
    file: str = ""
    body_line: int = 1
    short_line: int = 1

    def text_for(self, channel: Channel) -> str:
        """The body that belongs on a channel: the short one where messages are brief and there is one."""
        return self.short if self.short and channel in BRIEF else self.body

    def limit(self, channel: Channel) -> Limit | None:
        """How long the message may be on a channel; None when the channel has no limit."""
        return self.limits.get(channel, LIMITS.get(channel))
