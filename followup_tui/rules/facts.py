"""Facts: what a template may name, as the words that stand in a message.

Text from records is cleaned and cut to a line, so that a note of ten thousand characters stays a fact. A fact that is
not known is not there at all; rendering shows it as a blank. Notes that we wrote for ourselves about somebody are not
always fit to be said to them ("ask her about the move"): `rules.sayable` turns those that can be, and gives up on the
others, which then become a blank beside the quoted note.
"""

import re
from datetime import date, timedelta

from followup_tui.model.clean import clean_line, folded
from followup_tui.model.words import Permission, ResultKind
from followup_tui.rules.evidence import Favour, Interviewed, NewRole
from followup_tui.rules.promises import came_of
from followup_tui.rules.sayable import CLAUSE, MEMORY_LIMIT, sayable
from followup_tui.rules.situation import Situation
from followup_tui.rules.wording import LONG_MONTHS, month_words

FACTS: dict[str, str] = {
    "first_name": "what to call them",
    "name": "their whole name",
    "company_now": "the company they are at now",
    "company_then": "the company you interviewed with",
    "title": "their title now",
    "role_interviewed": "the role you interviewed for",
    "role_brief": "the same role, where it is short enough for a subject: up to three words",
    "company_brief": "the same company, where its name is: up to three words",
    "interview_month": "when that was: May 2021",
    "years_since": "how many years ago that was, when it is some: a year, five years",
    "interview_day": "the last round in words, in the week after it: today, yesterday, on Tuesday",
    "we_met": "how they know you: I interviewed for the Staff Engineer role at Acme in May 2021",
    "told_me": "set when they said how it ended, or nobody is named who did",
    "welcome": "set when they said that you may keep in touch",
    "unwelcome": "set when they would rather not be written to",
    "positive_reason": "in a decline: what made it hard to decide, in your words",
    "told_first": "in a decline: who at the company was told first, for those who come after",
    "referral": "in a decline: somebody you could put them in touch with",
    "moved": "set when they are no longer at the company you interviewed with",
    "last_month": "when you were last in touch: March, or March 2024",
    "gap": "how long that is ago, from half a year on: over a year",
    "long_silence": "set after twelve months without contact",
    "may_ask": "set unless two or more of your messages are unanswered: the text may end in a question",
    "memory_note": "something specific to come back to, as you noted it",
    "memory": "the same as it can be said to them",
    "talk_day": "the day of a call or meeting of the last days in words: yesterday, on Tuesday",
    "memory_clause": "the same where it is a clause: how the talk went",
    "promise": "what you promised them, as you noted it",
    "came_of": "what came of something they gave, where you promised to tell them: an interview at Acme",
    "gift": "what that was: lead, introduction",
    "their_words": "the beginning of their last message",
    "their_date": "its day: 12 August",
    "their_subject": "its subject, without Re:",
    "late_reply": "set when their message has waited for more than a week",
    "birthday_day": "the day of a birthday that is not today: Tuesday, 1 December",
    "birthday": "set in the week up to their birthday",
    "new_role": "their new position: Head of Data at Acme",
    "favour": "what they did for you: pointing me to the opening at Acme",
    "article_title": "a matching article or book that they have not had",
    "article_url": "its address",
    "article_topic": "the topic it shares with them",
    "event_title": "a matching event to come",
    "event_day": "its day: Thursday, 3 December",
    "event_url": "its address",
    "event_topic": "the topic it shares with them",
    "job_title": "a job that may be for them, or for somebody they know",
    "job_url": "its address",
    "job_topic": "the topic it shares with them",
    "thought_title": "a thought worth passing on",
    "thought_text": "what there is to say about it",
    "thought_url": "where it comes from",
    "thought_topic": "the topic it shares with them",
    "topic": "the first of their topics",
    "my_name": "your name, from the settings (me.name)",
    "my_now": "where you are now, from the settings (me.now)",
    "sign_off": "your closing, from the settings (me.sign_off)",
    "looking_for": "what you are looking for, while you look (looking.what)",
}
"""Every fact there is, with what it says."""

LONG_SILENCE = 365
"""Days without contact after which a message first says who is writing (Burt: 9 in 10 bridging ties gone in a year)."""
LATE_REPLY = 7
BRIEF_WORDS = 3
"""Words that a role or a company may have in a subject of two to six words (Boomerang: three or four are best)."""
LINE_LIMIT = 120
URL_LIMIT = 2000
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_REPLY_MARK = re.compile(r"^(?:(?:re|aw|antw|fw|fwd|wg)\s*:\s*)+", re.IGNORECASE)


def facts(about: Situation) -> dict[str, str]:
    """The facts of a situation by name; those that are not known are left out."""
    found = {
        **_of_them(about),
        **_of_interview(about.interview, about),
        **_of_contact(about),
        **_of_occasions(about),
        **_of_clippings(about),
        "my_name": one_line(about.my_name),
        "my_now": one_line(about.my_now, MEMORY_LIMIT).rstrip("."),
        "looking_for": one_line(about.looking_for, MEMORY_LIMIT).rstrip("."),
        "sign_off": one_line(about.sign_off),
    }
    return {name: words for name, words in found.items() if words}


def spoken_gap(days: int) -> str:
    """A silence as it is said in a letter: ``half a year``, ``eight months``, ``over a year``, ``almost two years``."""
    months = round(days / 30.44)
    if months <= 6:
        return "half a year"
    if months < 12:
        return f"{_NUMBERS[months]} months"
    years, rest = divmod(months, 12)
    if rest > 8:
        return f"almost {_years(years + 1)}"
    return f"over {_years(years)}" if rest else f"about {_years(years)}"


def long_day(day: date) -> str:
    """``Thursday, 3 December``."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {LONG_MONTHS[day.month - 1]}"


def _years(number: int) -> str:
    if number == 1:
        return "a year"
    return f"{_NUMBERS[number] if number < len(_NUMBERS) else number} years"


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """A text on one line, cut at a word when it has more than `limit` characters."""
    line = clean_line(text[: limit * 4])
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(",;:.") + "…"


def _day(day: date, as_of: date) -> str:
    words = f"{day.day} {LONG_MONTHS[day.month - 1]}"
    return words if (as_of - day).days < 300 else f"{words} {day.year}"


def _month(day: date, as_of: date) -> str:
    return LONG_MONTHS[day.month - 1] if (as_of - day).days < 300 else month_words(day)


def _of_them(about: Situation) -> dict[str, str]:
    return {
        "first_name": one_line(about.first_name, 60),
        "name": one_line(about.name, 80),
        "company_now": one_line(about.company_now, 80),
        "title": one_line(about.title, 80),
        "topic": one_line(about.topics[0], 60) if about.topics else "",
    }


def _of_interview(held: Interviewed | None, about: Situation) -> dict[str, str]:
    if held is None:
        return {}
    company, role = one_line(held.company, 80), _bare_role(held.role)
    month = month_words(held.on) if held.on else ""
    return {
        "company_then": company,
        "role_interviewed": role,
        "role_brief": _brief(role),
        "company_brief": _brief(company),
        "interview_month": month,
        "years_since": _years_since(held, about.as_of),
        "told_first": one_line(about.told_first, 60),
        "interview_day": _recent_day(held.round_days, about.as_of),
        "we_met": _we_met(company, role, month),
        "told_me": "yes" if held.told_us else "",
        "welcome": "yes" if held.permission is Permission.GIVEN else "",
        "unwelcome": "yes" if held.permission is Permission.REFUSED else "",
        "moved": "yes" if company and about.company_now and folded(company) != folded(about.company_now) else "",
    }


def _we_met(company: str, role: str, month: str) -> str:
    if not company and not role:
        return ""
    for_role = f" for the {role} role" if role else ""
    at_company = f" {'at' if role else 'with'} {company}" if company else ""
    return f"I interviewed{for_role}{at_company}{f' in {month}' if month else ''}"


def _bare_role(role: str) -> str:
    """A role without the word itself, which the sentences around it bring along: "the Staff Engineer role"."""
    return re.sub(r"\s+(?:role|position)$", "", one_line(role, 80), flags=re.IGNORECASE)


def _brief(words: str) -> str:
    return words if len(words.split()) <= BRIEF_WORDS else ""


def _years_since(held: Interviewed, as_of: date) -> str:
    """Whole years, rounded: letters that name them are written around the day."""
    years = round((as_of - held.on).days / 365.25) if held.on else 0
    return _years(years) if years > 0 else ""


def _recent_day(days: int | None, as_of: date) -> str:
    if days is None or days > 6:
        return ""
    return ("today", "yesterday")[days] if days < 2 else f"on {_WEEKDAYS[(as_of - timedelta(days=days)).weekday()]}"


def _of_contact(about: Situation) -> dict[str, str]:
    silent = about.silent_days or 0
    said = about.owed or about.last_said
    return {
        "last_month": _month(about.last_touch, about.as_of) if about.last_touch else "",
        "gap": spoken_gap(silent) if silent >= 180 else "",
        "long_silence": "yes" if silent >= LONG_SILENCE else "",
        "may_ask": "yes" if about.unanswered < 2 else "",
        "their_words": one_line(said.text) if said else "",
        "their_date": _day(said.on, about.as_of) if said else "",
        "their_subject": one_line(_REPLY_MARK.sub("", clean_line(said.subject))) if said else "",
        "late_reply": "yes" if about.owed and (about.as_of - about.owed.on).days > LATE_REPLY else "",
    }


def _of_occasions(about: Situation) -> dict[str, str]:
    memory = about.memory
    said = sayable(memory.note) if memory and memory.source == "raise" else ""
    birthday = about.birthday_in
    soon = birthday is not None and birthday <= 7
    return {
        "memory_note": one_line(memory.note) if memory else "",
        "memory": said,
        "memory_clause": said if CLAUSE.match(said) else "",
        "talk_day": _recent_day(about.talk.days, about.as_of) if about.talk else "",
        "promise": one_line(about.promise.text) if about.promise else "",
        **_told_of(about),
        "birthday": "yes" if soon else "",
        "birthday_day": long_day(about.as_of + timedelta(days=birthday)) if soon and birthday else "",
        "new_role": _new_role(about.new_role) if about.new_role else "",
        "favour": _favour(about.favour) if about.favour else "",
    }


def _told_of(about: Situation) -> dict[str, str]:
    found = came_of(about.promise.text) if about.promise else None
    if found is None:
        return {}
    gift, outcome = found
    return {"gift": gift, "came_of": f"{'an' if outcome[0] in 'aeiou' else 'a'} {one_line(outcome)}" if outcome else ""}


def _new_role(new: NewRole) -> str:
    title, company = one_line(new.title, 80), one_line(new.company, 80)
    if not title:
        return f"a new role at {company}"
    return f"{title} at {company}" if company else title


def _favour(favour: Favour) -> str:
    company, role = one_line(favour.company, 80), _bare_role(favour.result.role)
    at = f" at {company}" if company else ""
    match favour.result.kind:
        case ResultKind.LEAD:
            opening = f"the {role} role{at}" if role else company
            return f"pointing me to {opening}" if opening else "the lead"
        case ResultKind.INTRODUCTION:
            return f"the introduction{at}"
        case ResultKind.INTERVIEW:
            return f"your part in the interview{at}"
        case ResultKind.OFFER:
            return f"your part in the offer from {company}" if company else "your part in the offer"
        case ResultKind.JOB:
            return f"your part in my new job{at}"
        case ResultKind.CUSTOMER:
            return f"sending {company} my way" if company else "sending a customer my way"
        case _:
            return "your advice"


def _of_clippings(about: Situation) -> dict[str, str]:
    matches = {"article": about.article, "event": about.event, "job": about.job, "thought": about.thought}
    found: dict[str, str] = {}
    for name, match in matches.items():
        if match is None:
            continue
        clipping = match.clipping
        url, text = _url(clipping.url), one_line(clipping.text, MEMORY_LIMIT * 2)
        found[f"{name}_title"] = one_line(clipping.title or clipping.text or url)
        found[f"{name}_url"] = url if clipping.title or clipping.text else ""
        found[f"{name}_topic"] = one_line(match.about, 60) if match.topical else ""
        if name == "event":
            found["event_day"] = long_day(clipping.on) if clipping.on else ""
        elif name == "thought":
            found["thought_text"] = text if clipping.title else ""
    return found


def _url(text: str) -> str:
    """An address is of use whole or not at all."""
    line = clean_line(text)
    return line if len(line) <= URL_LIMIT and " " not in line else ""
