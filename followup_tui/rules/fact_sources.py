"""Where a fact comes from: the place to look, or to change, when it is wrong or missing."""

_PLACES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("settings, [me]", ("my_", "sign_off")),
    ("settings, [looking]", ("looking_",)),
    ("the person", ("first_name", "name", "title", "topic", "birthday")),
    ("their company", ("company_now",)),
    ("the last interview with them", (
        "company_then", "role_", "interview_", "we_met", "welcome", "unwelcome", "told_first", "moved",
    )),
    ("your messages and talks", ("last_month", "gap", "long_silence", "may_ask", "late_reply")),
    ("their last message", ("their_",)),
    ("your notes on them", ("memory",)),
    ("your promises", ("promise",)),
    ("their positions", ("new_role",)),
    ("results", ("favour",)),
    ("a clipping that fits", ("article_", "event_", "job_", "thought_")),
    ("you, while writing", ("positive_reason", "referral")),
)  # fmt: skip


def source_of(fact: str) -> str:
    """Where a fact comes from, in words."""
    for place, beginnings in _PLACES:
        if any(fact == one or (one.endswith("_") and fact.startswith(one)) for one in beginnings):
            return place
    beginning = fact.partition("_")[0]
    return next((place for place, names in _PLACES if beginning in names), "what is known of them")
