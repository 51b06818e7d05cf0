"""The fixed vocabularies of the program, in the order people meet them."""

from enum import StrEnum


class Status(StrEnum):
    """Where a contact stands on a day; see `rules.verdict`."""

    NEW = "new"
    LATER = "later"
    DUE = "due"
    OVERDUE = "overdue"
    SNOOZED = "snoozed"
    PAUSED = "paused"
    ARCHIVED = "archived"


class Outcome(StrEnum):
    """How an interview ended."""

    OFFER_DECLINED = "offer-declined"
    OFFER_EXPIRED = "offer-expired"
    REJECTED = "rejected"
    RUNNER_UP = "runner-up"
    WITHDREW = "withdrew"
    NO_REPLY = "no-reply"
    ROLE_CLOSED = "role-closed"
    HIRED = "hired"
    OPEN = "open"

    @property
    def phrase(self) -> str:
        """The outcome as it is said in a sentence: "offer declined"."""
        return self.value.replace("-", " ")


class Stage(StrEnum):
    """How far an interview got."""

    APPLIED = "applied"
    SCREEN = "screen"
    INTERVIEWS = "interviews"
    FINAL = "final"
    OFFER = "offer"
    CLOSED = "closed"


class Channel(StrEnum):
    """How an interaction travelled. A note is no interaction with anyone and never counts as contact."""

    EMAIL = "email"
    LINKEDIN = "linkedin"
    CALL = "call"
    MEETING = "meeting"
    MESSAGE = "message"
    EVENT = "event"
    LETTER = "letter"
    NOTE = "note"


class Direction(StrEnum):
    """Who wrote: we did, they did, or it went both ways as in a call."""

    OUT = "out"
    IN = "in"
    BOTH = "both"


class Relation(StrEnum):
    """What a contact was to us when we met."""

    NONE = ""
    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring-manager"
    INTERVIEWER = "interviewer"
    EXECUTIVE = "executive"
    COLLEAGUE = "colleague"
    REFERRER = "referrer"
    OTHER = "other"


class ClippingKind(StrEnum):
    """What a clipping is."""

    ARTICLE = "article"
    EVENT = "event"
    JOB = "job"
    BOOK = "book"
    THOUGHT = "thought"

    @property
    def with_article(self) -> str:
        """The kind as it is said in a sentence: "an article", "a book"."""
        return f"{'an' if self.value[0] in 'aeiou' else 'a'} {self.value}"


class ResultKind(StrEnum):
    """What a relationship gave."""

    ADVICE = "advice"
    LEAD = "lead"
    INTRODUCTION = "introduction"
    INTERVIEW = "interview"
    OFFER = "offer"
    JOB = "job"
    CUSTOMER = "customer"

    @property
    def with_article(self) -> str:
        """The kind as it is said in a sentence: "advice", "a lead", "an offer"."""
        if self is ResultKind.ADVICE:
            return self.value
        return f"{'an' if self.value[0] in 'aeiou' else 'a'} {self.value}"


class Permission(StrEnum):
    """Whether we asked an interviewer if we may keep in touch, and what they said."""

    NOT_ASKED = ""
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


class MarkKind(StrEnum):
    """What was decided about a contact on a day without being in touch."""

    SKIP = "skip"
    SNOOZE = "snooze"
    PAUSE = "pause"
    RESUME = "resume"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"
    NO_ANSWER_NEEDED = "no-answer-needed"
    PLAN = "plan"
    SPREAD = "spread"
