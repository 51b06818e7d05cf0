"""Suggestions as small stories: who it is, what happened, and what to write first with its fact."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from msgspec.structs import replace

from followup_tui.messages.library import built_in
from followup_tui.messages.rendering import render
from followup_tui.model.records import (
    Clipping,
    Contact,
    Interaction,
    Interview,
    Mark,
    Position,
    Result,
    Round,
    Source,
    Task,
)
from followup_tui.model.settings import Interviews, Settings
from followup_tui.model.words import (
    ClippingKind,
    MarkKind,
    Outcome,
    Relation,
    ResultKind,
    Stage,
)
from followup_tui.rules.facts import facts
from followup_tui.rules.situation import Situation
from followup_tui.rules.suggestions import suggestions
from tests.rules.situations import (
    ANN,
    ARTICLE,
    EVENT,
    LEAD,
    LOOKING,
    OPEN_12,
    PAPER,
    SAM,
    SAM_NOW,
    TODAY,
    ago,
    heard,
    interview,
    met,
    names,
    noted,
    situation_of,
    wrote,
)


@dataclass(frozen=True)
class Story:
    """Who Ann is and what happened; `first` is the template suggested first and `why` words of its line."""

    title: str
    first: str
    why: str = ""
    contact: Contact = ANN
    interviews: tuple[Interview, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    clippings: tuple[Clipping, ...] = ()
    results: tuple[Result, ...] = ()
    tasks: tuple[Task, ...] = ()
    settings: Settings = SAM
    shared: frozenset[int] = field(default_factory=frozenset)
    told_first: str = ""
    as_of: date = TODAY
    others: tuple[str, ...] = ()
    """Templates that are suggested too."""
    never: tuple[str, ...] = ()
    """Templates that are not suggested at all."""


def told(story: Story) -> Situation:
    """The situation of a story."""
    return situation_of(
        story.contact, story.interviews, story.interactions, story.clippings, story.results, story.tasks,
        story.settings, story.shared, told_first=story.told_first, as_of=story.as_of,
    )  # fmt: skip


JOB = Clipping(
    id=4, kind=ClippingKind.JOB, title="Build engineer at Tarn", topics=("builds", "jobs"), expires=date(2026, 12, 20)
)
THOUGHT = Clipping(id=5, kind=ClippingKind.THOUGHT, title="A build is a promise", topics=("builds",))
STORIES = [
    Story(
        "she wrote and nobody answered: before everything else",
        "answer",
        "Ann wrote on 12 Aug: “Starting at Acme in September. Tell me about the meetup plan, will…” – nobody answered",
        contact=replace(ANN, birthday="--11-23"),
        interactions=(
            wrote(200),
            heard(103, "Starting at Acme in September. Tell me about the meetup plan, will you?"),
        ),
        tasks=(PAPER,),
        others=("as-promised", "birthday"),
    ),
    Story(
        "what needs no answer is not owed",
        "short-hi",
        contact=replace(ANN, marks=(Mark(on=ago(9), kind=MarkKind.NO_ANSWER_NEEDED),)),
        interactions=(wrote(20), heard(10, "Thanks!")),
        never=("answer",),
    ),
    Story(
        "a promise is due today",
        "as-promised",
        "you promised “send her the paper on caching” for 23 Nov, today",
        contact=replace(ANN, birthday="--11-23"),
        tasks=(PAPER,),
        others=("birthday",),
    ),
    Story("a promise for next month waits", "short-hi", tasks=(replace(PAPER, on=ago(-30)),), never=("as-promised",)),
    Story("a promise that was kept", "short-hi", tasks=(replace(PAPER, done_on=ago(1)),), never=("as-promised",)),
    Story("her birthday is today", "birthday", "birthday is today", contact=replace(ANN, birthday="1984-11-23")),
    Story(
        "her birthday comes in three days",
        "birthday",
        "on 26 Nov, in 3 days",
        contact=replace(ANN, birthday="--11-26"),
        interactions=(wrote(40),),
    ),
    Story(
        "we wished her well already",
        "short-hi",
        contact=replace(ANN, birthday="--11-26"),
        interactions=(wrote(2, template="birthday"),),
        never=("birthday",),
    ),
    Story("a birthday far away", "short-hi", contact=replace(ANN, birthday="--03-01"), never=("birthday",)),
    Story(
        "a new role since last month",
        "congratulations",
        "Ann started as Head of Data at Fisher Diagnostics in October 2026",
        contact=replace(ANN, positions=(Position(company=2, title="Head of Data", since="2026-10"),)),
        interactions=(met(300),),
    ),
    Story(
        "we wrote since she began there",
        "short-hi",
        contact=replace(ANN, positions=(Position(company=2, title="Head of Data", since="2026-10"),)),
        interactions=(met(300), wrote(20)),
        never=("congratulations",),
    ),
    Story(
        "we wrote in the month in which she began there, and heard of it later",
        "congratulations",
        contact=replace(
            ANN,
            positions=(Position(company=2, title="Head of Data", since="2026-11"),),
            sources={"positions": Source(name="you", on=ago(3))},
        ),
        interactions=(met(300), wrote(12)),
    ),
    Story(
        "we congratulated, and corrected the position afterwards",
        "short-hi",
        contact=replace(
            ANN,
            positions=(Position(company=2, title="Head of Data", since="2026-11"),),
            sources={"positions": Source(name="you", on=ago(3))},
        ),
        interactions=(met(300), wrote(12, template="congratulations")),
        never=("congratulations",),
    ),
    Story(
        "a role of a known year only is no news",
        "short-hi",
        contact=replace(ANN, positions=(Position(company=2, title="Head of Data", since="2026"),)),
        never=("congratulations",),
    ),
    Story(
        "she interviewed us yesterday",
        "thank-you",
        "Ann interviewed you for Staff Engineer at Acme yesterday",
        interviews=(
            Interview(id=1, company=1, role="Staff Engineer", contacts=(1,), rounds=(Round(on=ago(1), contacts=(1,)),)),
        ),
    ),
    Story(
        "three days are too late for the thank-you, and not for a late one",
        "late-thank-you",
        "Ann interviewed you for Staff Engineer at Acme 3 days ago",
        interviews=(Interview(id=1, company=1, role="Staff Engineer", contacts=(1,), rounds=(Round(on=ago(3)),)),),
        never=("thank-you",),
    ),
    Story(
        "we thanked her on the same day",
        "short-hi",
        interviews=(Interview(id=1, company=1, contacts=(1,), rounds=(Round(on=ago(1)),)),),
        interactions=(wrote(1, template="thank-you"),),
        never=("thank-you",),
    ),
    Story(
        "an offer waits for our answer",
        "decline-an-offer",
        "the offer for Staff Engineer at Acme is waiting",
        interviews=(
            Interview(id=1, company=1, role="Staff Engineer", stage=Stage.OFFER, contacts=(1,), began=ago(40)),
        ),
    ),
    Story(
        "we declined yesterday and have told nobody",
        "decline-an-offer",
        "you declined the offer for Staff Engineer at Acme yesterday",
        interviews=(interview(Outcome.OFFER_DECLINED, 1),),
    ),
    Story(
        "we declined and wrote",
        "short-hi",
        interviews=(interview(Outcome.OFFER_DECLINED, 3),),
        interactions=(wrote(2),),
        never=("decline-an-offer", "gracious-answer"),
    ),
    Story(
        "rejected four days ago",
        "gracious-answer",
        "the process for Staff Engineer at Acme ended 4 days ago: rejected",
        interviews=(interview(Outcome.REJECTED, 4),),
        never=("first-hello", "decline-an-offer"),
    ),
    Story(
        "runner-up five weeks ago",
        "first-hello",
        "ended 35 days ago: runner up",
        interviews=(interview(Outcome.RUNNER_UP, 35),),
        interactions=(wrote(34, template="gracious-answer"),),
        never=("gracious-answer", "reconnect"),
    ),
    Story(
        "90 days after a rejection the seat may be open again",
        "first-hello",
        "ended 90 days ago: rejected",
        interviews=(interview(Outcome.REJECTED, 90),),
        interactions=(wrote(58), heard(57, "Thanks, likewise!"), wrote(56)),
    ),
    Story(
        "more than two weeks after a rejection it is too late to answer and too early to begin again",
        "short-hi",
        interviews=(interview(Outcome.REJECTED, 15),),
        never=("gracious-answer", "first-hello"),
    ),
    Story(
        "a lead without thanks",
        "thanks-for-a-lead",
        "Ann gave you a lead (Fisher Diagnostics) on 13 Nov, and no thanks went out",
        results=(LEAD,),
        tasks=(Task(id=2, contacts=(1,), text="Thank Ann for the lead", on=TODAY),),
        never=("as-promised",),
    ),
    Story(
        "thanks are due before a promise that is due too",
        "thanks-for-a-lead",
        results=(LEAD,),
        tasks=(Task(id=2, contacts=(1,), text="Thank Ann for the lead", on=ago(1)), PAPER),
        others=("as-promised",),
    ),
    Story(
        "a promise is due before the thanks",
        "as-promised",
        results=(LEAD,),
        tasks=(Task(id=2, contacts=(1,), text="Thank Ann for the lead", on=TODAY), replace(PAPER, on=ago(1))),
        others=("thanks-for-a-lead",),
    ),
    Story("a lead with thanks", "short-hi", results=(LEAD,), interactions=(wrote(8),), never=("thanks-for-a-lead",)),
    Story(
        "an event where she lives",
        "share-an-event",
        "“Tools Day” on 13 Dec fits “builds” and is where they live",
        contact=replace(ANN, topics=("builds",), place="Oslo, Norway"),
        interactions=(wrote(100),),
        clippings=(ARTICLE, EVENT),
        others=("share-an-article",),
    ),
    Story(
        "an event that is over, and one that expired",
        "short-hi",
        contact=replace(ANN, topics=("builds",)),
        clippings=(replace(EVENT, on=ago(1)), replace(EVENT, id=3, expires=ago(1))),
        never=("share-an-event",),
    ),
    Story(
        "an article on her topic",
        "share-an-article",
        "“Build times halved” fits “Builds”, not sent yet",
        contact=replace(ANN, topics=("Builds", "tools")),
        interactions=(wrote(100),),
        clippings=(ARTICLE,),
    ),
    Story(
        "she had that article",
        "short-hi",
        contact=replace(ANN, topics=("builds",)),
        interactions=(wrote(300, shared=(1,)), wrote(100)),
        clippings=(ARTICLE,),
        never=("share-an-article",),
    ),
    Story(
        "somebody at her company had it",
        "short-hi",
        contact=replace(ANN, topics=("builds",)),
        clippings=(ARTICLE,),
        shared=frozenset({1}),
        never=("share-an-article",),
    ),
    Story(
        "an article on something else",
        "short-hi",
        contact=replace(ANN, topics=("gardening",)),
        clippings=(ARTICLE,),
        never=("share-an-article",),
    ),
    Story(
        "a note to raise something",
        "specific-memory",
        "you noted to raise “ask her about the marathon”",
        contact=replace(ANN, raise_next="ask her about the marathon"),
        interactions=(wrote(120),),
    ),
    Story(
        "what was told over lunch",
        "specific-memory",
        "you talked on 15 Aug: “Lunch. Second child in April.”",
        interactions=(met(100, "Lunch. Second child in April."),),
    ),
    Story(
        "two years of silence",
        "reconnect",
        "the last contact was in November 2024",
        interactions=(met(730),),
        settings=SAM_NOW,
        never=("ask-who-is-hiring",),
    ),
    Story(
        "years after the interview, with something to tell",
        "reconnect",
        interviews=(interview(Outcome.REJECTED, 1500),),
        settings=SAM_NOW,
        others=("where-i-am-now",),
        never=("ask-who-is-hiring", "first-hello"),
    ),
    Story(
        "reconnected last time: now where I am",
        "where-i-am-now",
        "where you are now: “leading a team of eight”",
        interviews=(interview(Outcome.REJECTED, 1500),),
        interactions=(wrote(400, template="reconnect"),),
        settings=SAM_NOW,
        never=("reconnect",),
    ),
    Story(
        "years later, with nothing told in the settings",
        "reconnect",
        interviews=(interview(Outcome.OFFER_DECLINED, 1500),),
        never=("where-i-am-now",),
    ),
    Story(
        "she wrote last and it is settled: a question is welcome",
        "short-hi",
        contact=replace(ANN, marks=(Mark(on=ago(29), kind=MarkKind.NO_ANSWER_NEEDED),)),
        interactions=(wrote(40), heard(30, "All good here!")),
        others=("ask-who-is-hiring",),
    ),
    Story(
        "a message without a request within the year: a question is welcome",
        "short-hi",
        interactions=(wrote(150, template="share-an-article"),),
        others=("ask-who-is-hiring",),
    ),
    Story(
        "we asked last time",
        "short-hi",
        interactions=(wrote(250), wrote(150, template="ask-who-is-hiring"), heard(149), met(140)),
        never=("ask-who-is-hiring",),
    ),
    Story("nothing is known", "short-hi", "no contact yet", never=("ask-who-is-hiring",), others=("short-update",)),
    Story(
        "met years ago and never written to",
        "reconnect",
        "you met in May 2019",
        contact=replace(ANN, met_on="2019-05"),
    ),
    Story(
        "the short hi was last: something else",
        "short-update",
        interactions=(wrote(100, template="short-hi"),),
        never=("short-hi",),
    ),
    Story(
        "two unanswered: something of value, and no question",
        "share-an-article",
        contact=replace(ANN, topics=("builds",), raise_next="the marathon"),
        interactions=(wrote(250), wrote(120)),
        clippings=(ARTICLE,),
        never=("ask-who-is-hiring",),
    ),
    Story(
        "two unanswered and nothing to give: a hello that asks nothing",
        "short-hi",
        "2 messages unanswered since 26 Jul",
        contact=replace(ANN, raise_next="the marathon"),
        interactions=(wrote(250), wrote(120)),
    ),
    # The process: what the verdict asks for decides
    Story(
        "interviewed yesterday and rejected today: the answer, and no thank-you for the round",
        "gracious-answer",
        "ended today: rejected",
        interviews=(replace(interview(Outcome.REJECTED, 0), rounds=(Round(on=ago(1), contacts=(1,)),)),),
        never=("thank-you", "late-thank-you", "first-hello"),
    ),
    Story(
        "the same for somebody who is never due",
        "gracious-answer",
        "ended today: rejected",
        contact=replace(ANN, cadence="none"),
        interviews=(replace(interview(Outcome.REJECTED, 0), rounds=(Round(on=ago(1), contacts=(1,)),)),),
        never=("thank-you", "late-thank-you"),
    ),
    Story(
        "ten days after a rejection an answer is still welcome, as the list says",
        "gracious-answer",
        "ended 10 days ago: rejected; an answer is still welcome",
        interviews=(interview(Outcome.REJECTED, 10),),
    ),
    Story(
        "a rejection that we answered waits for the gentle word",
        "short-hi",
        interviews=(interview(Outcome.REJECTED, 5),),
        interactions=(wrote(4),),
        never=("gracious-answer", "first-hello"),
    ),
    Story(
        "90 days after a rejection, and the first hello is said",
        "three-months-on",
        "ended 92 days ago: rejected; the seat may be open again",
        interviews=(interview(Outcome.REJECTED, 92),),
        interactions=(wrote(60, template="first-hello"),),
        never=("first-hello",),
    ),
    Story(
        "gentle words at other times, as the settings say",
        "first-hello",
        "ended 62 days ago: runner up; the seat may be open again",
        interviews=(interview(Outcome.RUNNER_UP, 62),),
        settings=replace(SAM, interviews=Interviews(words=("2-3 months",))),
    ),
    Story(
        "somebody who is never due was rejected with us all the same",
        "gracious-answer",
        "ended 3 days ago: rejected",
        contact=replace(ANN, cadence="none"),
        interviews=(interview(Outcome.REJECTED, 3),),
    ),
    Story(
        "declined the offer, and her colleague knows",
        "decline-to-a-colleague",
        "you declined the offer for Staff Engineer at Acme 2 days ago; Bo knows, they do not",
        interviews=(interview(Outcome.OFFER_DECLINED, 2),),
        told_first="Bo",
        never=("decline-an-offer",),
    ),
    Story(
        "declined nine days ago and told nobody: still to be told",
        "decline-an-offer",
        "9 days ago and have not told them",
        interviews=(interview(Outcome.OFFER_DECLINED, 9),),
    ),
    Story(
        "withdrew three days ago",
        "withdraw-kindly",
        "you withdrew from the process for Staff Engineer at Acme 3 days ago",
        interviews=(interview(Outcome.WITHDREW, 3),),
        never=("gracious-answer", "decline-an-offer"),
    ),
    Story(
        "the process ended without a word",
        "after-no-reply",
        "ended 35 days ago: no reply; the seat may be open again",
        interviews=(interview(Outcome.NO_REPLY, 35),),
        never=("gracious-answer",),
    ),
    Story(
        "the role was closed on Monday",
        "after-role-closed",
        "ended 4 days ago: role closed",
        interviews=(interview(Outcome.ROLE_CLOSED, 4),),
        never=("gracious-answer",),
    ),
    Story(
        "twelve days after a round, thanked, and not a word since",
        "any-news",
        "interviewed you for Staff Engineer at Acme 12 days ago, and no word has come since",
        interviews=(OPEN_12,),
        interactions=(wrote(12, template="thank-you"),),
    ),
    Story(
        "one question how things stand is enough",
        "short-hi",
        interviews=(replace(OPEN_12, rounds=(Round(on=ago(25), contacts=(1,)),)),),
        interactions=(wrote(25, template="thank-you"), wrote(16, template="any-news"), wrote(9)),
        never=("any-news",),
    ),
    Story(
        "a member of the panel is not asked how things stand",
        "late-thank-you",
        contact=replace(ANN, relation=Relation.INTERVIEWER),
        interviews=(OPEN_12,),
        never=("any-news", "thank-you"),
    ),
    Story(
        "five years to the week after the interview",
        "interview-anniversary",
        "the interview for Staff Engineer at Acme was 5 years ago, on 20 Nov 2021",
        interviews=(replace(interview(Outcome.OFFER_DECLINED, 1700), began=date(2021, 11, 20)),),
        interactions=(wrote(200, template="short-hi"),),
    ),
    Story(
        "no anniversary for somebody we wrote to last month",
        "short-hi",
        interviews=(replace(interview(Outcome.OFFER_DECLINED, 1700), began=date(2021, 11, 20)),),
        interactions=(wrote(30),),
        never=("interview-anniversary",),
    ),
    Story(
        "declined their offer five years ago, they wrote in spring, no answer from me: answer first",
        "answer",
        "Ann wrote on 14 Apr: “We are hiring again. Interested?” – nobody answered",
        interviews=(interview(Outcome.OFFER_DECLINED, 1830),),
        interactions=(wrote(900), heard(223, "We are hiring again. Interested?")),
        settings=SAM_NOW,
    ),
    Story(
        "hired after all: nothing about how it ended",
        "short-hi",
        interviews=(interview(Outcome.HIRED, 40),),
        never=("first-hello", "gracious-answer", "thank-you", "interview-anniversary"),
    ),
    # What happened to them
    Story(
        "layoffs noted three weeks ago",
        "supportive-word",
        "you noted on 2 Nov: “Layoffs at Fisher, a fifth of the staff”",
        contact=replace(ANN, positions=(Position(company=2),)),
        interactions=(wrote(200), noted(21, "Layoffs at Fisher, a fifth of the staff")),
    ),
    Story(
        "layoffs in the note of her company",
        "supportive-word",
        "you noted on 13 Nov: “12 % laid off in November”",
        contact=replace(ANN, positions=(Position(company=3),)),
        interactions=(wrote(200),),
        never=("specific-memory",),
    ),
    Story(
        "wrote since the layoffs",
        "short-hi",
        interactions=(wrote(10), noted(21, "Layoffs at Fisher")),
        never=("supportive-word",),
    ),
    Story(
        "no layoffs at her company",
        "specific-memory",
        contact=replace(ANN, raise_next="no layoffs this year, ask how she did it"),
        never=("supportive-word",),
    ),
    Story(
        "a blow is nothing to ask about",
        "sorry-to-hear",
        "you noted: “her mother died in October”",
        contact=replace(ANN, raise_next="her mother died in October", birthday="--11-23"),
        interactions=(wrote(200),),
        never=("specific-memory",),
    ),
    Story(
        "a move to a company, and the title is not known",
        "congratulations",
        "Ann started at Fisher Diagnostics in November 2026",
        contact=replace(ANN, positions=(Position(company=2, since="2026-11-02"),)),
        interactions=(met(400),),
    ),
    Story(
        "met last week at a fair and never written",
        "nice-to-meet-you",
        "you met in November 2026: “PyData Oslo, at the coffee stand”, and have not written yet",
        contact=replace(ANN, met_on="2026-11-17", how_met="PyData Oslo, at the coffee stand"),
    ),
    Story(
        "lunch yesterday",
        "after-a-talk",
        "you talked on 22 Nov, yesterday: “Lunch. Moving to Lisbon in May.”",
        interactions=(met(1, "Lunch. Moving to Lisbon in May."),),
    ),
    Story(
        "lunch two days ago, and wrote yesterday",
        "specific-memory",
        interactions=(met(2, "Lunch. Moving to Lisbon in May."), wrote(1, template="after-a-talk")),
        never=("after-a-talk",),
    ),
    # What they gave
    Story(
        "advice without thanks",
        "thanks-for-advice",
        "Ann gave you advice",
        results=(Result(id=1, kind=ResultKind.ADVICE, contact=1, on=ago(6), note="Ask for the budget first"),),
    ),
    Story(
        "advice, and the day on which thanks were promised",
        "thanks-for-advice",
        results=(Result(id=1, kind=ResultKind.ADVICE, contact=1, on=ago(6)),),
        tasks=(Task(id=2, contacts=(1,), text="Thank Ann for the advice", on=TODAY),),
        others=("thanks-for-a-lead",),
    ),
    Story(
        "a customer through her",
        "thanks-for-your-part",
        "Ann gave you a customer (Fisher Diagnostics) on 20 Nov, and no thanks went out",
        results=(Result(id=1, kind=ResultKind.CUSTOMER, contact=1, on=ago(3), company=2),),
        never=("thanks-for-a-lead", "thanks-for-advice"),
    ),
    Story(
        "her lead came to an interview",
        "what-came-of-it",
        "you promised “Tell Ann what came of their lead: interview at Acme” for 23 Nov, today",
        tasks=(Task(id=1, contacts=(1,), text="Tell Ann what came of their lead: interview at Acme", on=TODAY),),
        results=(replace(LEAD, on=ago(200)),),
        others=("as-promised",),
    ),
    Story(
        "the search is over",
        "how-my-search-ended",
        "you promised “Tell Ann how your search ended”",
        tasks=(Task(id=1, contacts=(1,), text="Tell Ann how your search ended", on=TODAY),),
        interactions=(heard(60, "Good luck!"), wrote(59)),
    ),
    Story(
        "she gave twice and we never did",
        "offer-help",
        "you gave nothing yet, asked once; they gave twice",
        results=(replace(LEAD, on=ago(300)), replace(LEAD, id=2, on=ago(400))),
        interactions=(wrote(290, template="ask-who-is-hiring"), heard(280), wrote(120)),
    ),
    # Give and ask
    Story(
        "the balance is shown beside a request",
        "looking-again",
        "asked for nothing; you gave twice, never asked",
        interactions=(wrote(200, template="share-an-event"), heard(190), wrote(100, shared=(1,))),
        settings=LOOKING,
    ),
    Story(
        "looking, and she has been silent for years: where I am now, and no request",
        "where-i-am-now",
        "where you are now: “leading a team of eight”",
        interviews=(interview(Outcome.RUNNER_UP, 1490),),
        settings=LOOKING,
        others=("reconnect",),
        never=("looking-again", "ask-who-is-hiring"),
    ),
    Story(
        "looking, and nothing known but the silence",
        "reconnect",
        "no request before a word that asks nothing",
        interactions=(met(800),),
        settings=LOOKING,
        never=("looking-again", "ask-who-is-hiring"),
    ),
    Story(
        "reconnected last month without an answer: no request on top",
        "short-hi",
        interviews=(interview(Outcome.RUNNER_UP, 1490),),
        interactions=(wrote(30, template="reconnect"),),
        settings=LOOKING,
        never=("looking-again", "ask-who-is-hiring", "reconnect"),
    ),
    Story(
        "reconnected, and she answered: now the request",
        "looking-again",
        "Ann wrote last, on 3 Nov: “Lovely to hear from you”",
        contact=replace(ANN, marks=(Mark(on=ago(19), kind=MarkKind.NO_ANSWER_NEEDED),)),
        interviews=(interview(Outcome.RUNNER_UP, 1490),),
        interactions=(wrote(30, template="reconnect"), heard(20, "Lovely to hear from you")),
        settings=LOOKING,
    ),
    Story(
        "told already that we are looking",
        "short-hi",
        interactions=(wrote(15, template="looking-again"), heard(10), wrote(9)),
        settings=LOOKING,
        never=("looking-again",),
    ),
    Story(
        "wrote last week: no request on its heels",
        "short-hi",
        interactions=(heard(90), wrote(8)),
        settings=LOOKING,
        never=("looking-again", "ask-who-is-hiring"),
    ),
    Story(
        "asked for something in our own words last time",
        "short-hi",
        "last in touch on 25 Aug",
        interactions=(
            wrote(200),
            wrote(100, "Hello Ann. Could you introduce me to Kofi?"),
            heard(95, "Done!"),
            met(90),
        ),
        settings=LOOKING,
        never=("looking-again", "ask-who-is-hiring"),
    ),
    Story(
        "no answer to the last message",
        "short-hi",
        "last in touch on 26 Jul, 4 months ago; your message has no answer yet",
        interactions=(wrote(120),),
    ),
    Story(
        "she wrote last, and it is settled",
        "short-hi",
        "last in touch on 26 Jul, 4 months ago; Ann wrote last",
        contact=replace(ANN, marks=(Mark(on=ago(119), kind=MarkKind.NO_ANSWER_NEEDED),)),
        interactions=(wrote(130), heard(120, "All good here.")),
    ),
    Story(
        "a note to raise that asks for a favour, after two years of silence",
        "reconnect",
        contact=replace(ANN, raise_next="ask who is hiring in energy"),
        interactions=(met(730),),
        never=("specific-memory",),
    ),
    Story(
        "two messages ago it was a short hi: something else",
        "short-update",
        interactions=(wrote(220, template="short-hi"), heard(215), wrote(110, template="answer")),
    ),
    Story(
        "the week before the new year",
        "a-good-year",
        "the year ends; last in touch 4 months ago",
        interactions=(wrote(90),),
        as_of=date(2026, 12, 22),
    ),
    Story(
        "a job for her",
        "share-a-job",
        "the job “Build engineer at Tarn” until 20 Dec fits “builds”",
        contact=replace(ANN, topics=("builds",)),
        interactions=(wrote(100),),
        clippings=(JOB,),
    ),
    Story(
        "a thought on her subject",
        "share-a-thought",
        "the thought “A build is a promise” fits “builds”, not told yet",
        contact=replace(ANN, topics=("builds",)),
        interactions=(wrote(100),),
        clippings=(THOUGHT,),
    ),
    Story(
        "a short hi and a line of news lately: what stayed with me",
        "what-stayed-with-me",
        interviews=(interview(Outcome.OFFER_DECLINED, 800),),
        interactions=(wrote(400, template="short-hi"), wrote(250, template="short-update"), heard(240), wrote(120)),
    ),
    # Relation
    Story(
        "a recruiter hears where I stand",
        "recruiter-hello",
        contact=replace(ANN, relation=Relation.RECRUITER),
        interactions=(wrote(150),),
        settings=SAM_NOW,
    ),
    Story(
        "an executive gets few lines",
        "hello-to-an-executive",
        contact=replace(ANN, relation=Relation.EXECUTIVE),
        interactions=(wrote(150),),
        never=("recruiter-hello",),
    ),
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_story(story: Story) -> None:
    about = told(story)
    found = suggestions(built_in(), about)
    assert found[0].template.name == story.first
    assert story.why in found[0].why
    assert set(story.others) <= set(names(found))
    everything = names(suggestions(built_in(), about, most=99))
    assert not set(story.never) & set(everything)
    for one in found:
        message = render(one.template, facts(about), one.channel)
        assert {blank.replace(" ", "_") for blank in message.blanks} <= {*one.template.asks, "memory"}
        if about.unanswered > 1 and one is found[0]:
            assert "?" not in message.body.replace("?]", "]")


def test_every_template_has_a_story_in_which_it_is_suggested() -> None:
    told_of = {name for story in STORIES for name in (story.first, *story.others)}
    assert told_of >= {one.name for one in built_in()}
