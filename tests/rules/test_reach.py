"""Which channel a message takes, and what is said when it is not the one they prefer."""

import pytest

from followup_tui.model.records import Contact
from followup_tui.model.settings import Settings
from followup_tui.model.words import Channel
from followup_tui.rules.reach import channel_to, channels_to, preference


@pytest.mark.parametrize(
    ("contact", "channel", "said"),
    [
        (Contact(emails=("a@b.example",), linkedin="ann"), Channel.EMAIL, ""),
        (Contact(emails=("a@b.example",), linkedin="ann", channel=Channel.LINKEDIN), Channel.LINKEDIN, ""),
        (
            Contact(emails=("a@b.example",), channel=Channel.LINKEDIN),
            Channel.EMAIL,
            "prefers LinkedIn, but there is no LinkedIn profile",
        ),
        (Contact(emails=("a@b.example",), phones=("1",), channel=Channel.CALL), Channel.EMAIL, "prefers a call"),
        (
            Contact(emails=("a@b.example",), channel=Channel.CALL),
            Channel.EMAIL,
            "prefers a call, but there is no phone number",
        ),
        (Contact(emails=("a@b.example",), channel=Channel.MEETING), Channel.EMAIL, "prefers meeting"),
        (Contact(channel=Channel.MESSAGE), Channel.MESSAGE, ""),
    ],
)
def test_their_channel_is_used_where_there_is_an_address(contact: Contact, channel: Channel, said: str) -> None:
    used = channel_to(contact, channels_to(contact), Settings())
    assert used is channel
    assert preference(contact, used) == said
