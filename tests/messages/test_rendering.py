"""Rendering: facts are data, what is missing is seen, and a broken or greedy template is refused with its line."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.messages.rendering import blanks_in, check, render, tidy
from followup_tui.messages.template_file import BadTemplate, parse_template
from followup_tui.model.blanks import blanks_of
from followup_tui.model.template import Template
from followup_tui.model.words import Channel
from followup_tui.rules.facts import FACTS


def template(body: str, subject: str = "Hello", header: str = "") -> Template:
    """A template as a person would write it: header of four lines, so the body begins on line 6 or later."""
    text = f'+++\ntitle = "Mine"\nintent = "keep-warm"\nsubject = """{subject}"""\n{header}+++\n{body}\n'
    return parse_template(text, "mine.md")


def test_a_fact_is_filled_in() -> None:
    message = render(template("Hi {{ first_name }}!", "To {{ first_name }}"), {"first_name": "Ann"})
    assert message == ("To Ann", "Hi Ann!", (), "mine")


def test_a_missing_fact_is_a_visible_blank() -> None:
    message = render(template("About {{ memory }}, {{ first_name }}.", "{{ my_name }}"), {"first_name": "Ann"})
    assert message.body == "About [memory?], Ann."
    assert message.blanks == ("my name", "memory")


def test_an_empty_fact_is_a_blank_too() -> None:
    assert render(template("About {{ memory }}."), {"memory": ""}).body == "About [memory?]."


def test_a_missing_fact_is_false_in_a_condition() -> None:
    body = "{% if company_now %}At {{ company_now }}{% else %}Somewhere{% endif %}"
    assert render(template(body), {}).body == "Somewhere"
    assert render(template(body), {"company_now": "Acme"}).body == "At Acme"


def test_a_default_replaces_a_missing_fact() -> None:
    assert render(template("At {{ company_now|default('work') }}"), {}).body == "At work"


def test_the_short_body_is_for_brief_channels_which_have_no_subject() -> None:
    mine = template("A long text.\n+++ short +++\nA short text.")
    assert render(mine, {}, Channel.EMAIL)[:2] == ("Hello", "A long text.")
    assert render(mine, {}, Channel.LINKEDIN)[:2] == ("", "A short text.")
    assert render(template("Only one."), {}, Channel.LINKEDIN).body == "Only one."


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ 7*7 }}",
        "{% for a in range(9) %}x{% endfor %}",
        "{{ ''.__class__ }}",
        "{# hidden #}",
        "$(rm -rf ~)",
        "[/] [bold]Smith",
        "</textarea><script>",
    ],
)
def test_facts_are_data(hostile: str) -> None:
    message = render(template("Hi {{ first_name }}, bye.", "{{ first_name }}"), {"first_name": hostile})
    assert message.body == f"Hi {hostile}, bye."
    assert message.subject == hostile


def test_control_characters_of_a_fact_never_reach_the_message() -> None:
    evil = "Ann\x1b]52;c;aGk=\x07\x00\u202e\r\nBcc: x@y.z"
    message = render(template("Hi {{ first_name }}", "{{ first_name }}"), {"first_name": evil})
    assert "\n" not in message.subject
    assert all(letter.isprintable() or letter == "\n" for letter in message.subject + message.body)


def test_a_very_long_fact_is_cut_off_in_the_end() -> None:
    assert len(render(template("{{ first_name }}"), {"first_name": "x" * 1_000_000}).body) <= 20_000


@given(st.dictionaries(st.sampled_from(sorted(FACTS)), st.text(max_size=200)))
def test_any_facts_at_all_give_a_tidy_message(known: dict[str, str]) -> None:
    body = "Hi {{ first_name }},\n\n{{ memory }}  {{ company_now }}\n\n\n\n{{ my_name }}"
    message = render(template(body, "{{ their_subject }}"), known)
    assert "  " not in message.body
    assert "\n\n\n" not in message.body
    assert "\n" not in message.subject
    assert message.body == tidy(message.body)
    assert message.blanks == blanks_in(f"{message.subject}\n{message.body}")


@pytest.mark.parametrize(
    "body",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ first_name.__class__ }}",
        "{{ first_name['__class__'] }}",
        "{{ first_name|attr('__class__') }}",
        "{{ self }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__ }}",
        "{{ lipsum() }}",
        "{{ namespace() }}",
        "{% include 'x' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{% macro m() %}{% endmacro %}",
        "{% set x = 1 %}",
        "{% for a in first_name %}x{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ 10**10**10 }}",
        "{{ 'x' * 10**10 }}",
        "{{ 'x'|center(10**10) }}",
        "{{ first_name|replace('', 'xxxxxxxxxx') }}",
        "{{ first_name|xmlattr }}",
        "{{ '%1000000000s'|format(1) }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "9" * 9000 + " }}",
        "{% if first_name is divisibleby 3 %}x{% endif %}",
    ],
)
def test_what_a_message_does_not_need_is_refused(body: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        render(template(body), {"first_name": "Ann"})
    assert refused.value.file == "mine.md"
    assert refused.value.sentence.endswith(".") or refused.value.sentence.endswith("?")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("Hi {{ frist_name }}", 6, "did you mean first_name?"),
        ("Hi\n\n{{ zzz }}", 8, "asks"),
        ("Hi\n{% if first_name %}", 7, ""),
        ("Hi\n\n\n{{ first_name", 9, ""),
        ("Hi\n{{ first_name|shout }}", 7, 'no filter "shout"'),
        ("Hi {% endif %}", 6, ""),
    ],
)
def test_a_broken_template_says_where_and_what(body: str, line: int, words: str) -> None:
    broken = template(body)
    with pytest.raises(BadTemplate) as refused:
        render(broken, {})
    assert refused.value.line == line
    assert words in refused.value.sentence
    assert [problem.line for problem in check(broken)] == [line]


def test_blanks_of_ones_own_are_named_under_asks() -> None:
    mine = template("I say: {{ my_answer }}", header='asks = ["my_answer"]\n')
    assert check(mine) == ()
    assert render(mine, {}).blanks == ("my answer",)


def test_blanks_are_those_that_rendering_writes() -> None:
    body = render(template("I say: {{ my_answer }}", header='asks = ["my_answer"]\n'), {}).body
    assert [body[blank.start : blank.end] for blank in blanks_of(body)] == ["[my answer?]"]


def test_blanks_are_found_where_they_stand() -> None:
    text = "Hi [first name?], about [plan?]. Is [this] one? [no]?"
    assert blanks_in(text) == ("first name", "plan")
    assert [text[blank.start : blank.end] for blank in blanks_of(text)] == ["[first name?]", "[plan?]"]


def test_importing_rendering_and_loading_headers_does_not_import_jinja() -> None:
    code = (
        "import sys; from followup_tui.messages import rendering, library, handover; library.load(None); "
        "print([name for name in ('jinja2', 'pyperclip', 'textual', 'tinydb') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
