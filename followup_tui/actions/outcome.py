"""What an action gives back: the sentence that says what was done, and what it made."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from followup_tui.transaction import Transaction

T = TypeVar("T")


class Refused(ValueError):
    """An action that cannot be done as asked; the message is one sentence that says what to do instead.

    `field` names the field of a form that the sentence is about, where it is about one.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Done(Generic[T]):
    """`said` is for the status line and the shell, `made` the record, `change` how it is being kept."""

    said: str
    made: T
    change: Transaction
