"""Hand-over: each way does what it can, and the sentence says exactly what happened."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from followup_tui.messages.addresses import BadAddress, checked_url, sms_url, tel_url, whatsapp_url
from followup_tui.messages.choices import choices
from followup_tui.messages.clipboard import BothClipboards, Clipboard, Copied
from followup_tui.messages.handover import HandedOver, Way, hand_over
from followup_tui.messages.mailer_commands import filled_command
from followup_tui.messages.opener import SystemOpener, Ways, ways
from followup_tui.messages.rendering import Message
from followup_tui.model.records import Contact
from followup_tui.model.settings import Me, Sending, Settings
from followup_tui.model.words import Channel

HELLO = Message("Hello", "Hi Ann,\nbye.", (), "short-hi")
LONG = Message("Hello", "ё" * 400, (), "short-hi")
DESKTOP, SHELL = Ways(("xdg-open",)), Ways()


class FakeClipboard:
    """Remembers what was copied."""

    def __init__(self, answer: Copied = Copied.YES) -> None:
        self.answer = answer
        self.texts: list[str] = []

    def copy(self, text: str) -> Copied:
        """Takes a text."""
        self.texts.append(text)
        return self.answer


class FakeOpener:
    """Remembers what was opened and run."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.urls: list[str] = []
        self.commands: list[Sequence[str]] = []

    def open(self, url: str) -> bool:
        """Takes an address."""
        self.urls.append(url)
        return self.works

    def run(self, arguments: Sequence[str]) -> bool:
        """Takes a command."""
        self.commands.append(arguments)
        return self.works


def sending(**fields: object) -> Settings:
    """Settings with a way of sending."""
    return Settings(sending=Sending(**fields), me=Me(email="sam@example.org"))  # type: ignore[arg-type]


def hand(
    folder: Path,
    message: Message = HELLO,
    address: str = "ann@example.org",
    channel: Channel = Channel.EMAIL,
    here: Ways = DESKTOP,
    clipboard: Clipboard | None = None,
    opener: FakeOpener | None = None,
    settings: Settings | None = None,
    by: Way | None = None,
) -> HandedOver:
    """A hand-over in which everything works unless said otherwise."""
    return hand_over(
        message, address, channel, here, clipboard or FakeClipboard(), opener or FakeOpener(), folder,
        settings or Settings(), by,
    )  # fmt: skip


def test_a_mail_is_copied_and_opened(tmp_path: Path) -> None:
    clipboard, opener = FakeClipboard(), FakeOpener()
    done = hand(tmp_path, clipboard=clipboard, opener=opener)
    assert done == (Way.MAILTO, "Copied to the clipboard and handed to the mail program; press send there.", None)
    assert clipboard.texts == [HELLO.body]
    assert opener.urls == ["mailto:ann@example.org?subject=Hello&body=Hi%20Ann%2C%0D%0Abye."]


@pytest.mark.parametrize(("here", "works"), [(SHELL, True), (DESKTOP, False)])
def test_without_a_mail_program_it_is_on_the_clipboard(tmp_path: Path, here: Ways, works: bool) -> None:
    opener = FakeOpener(works)
    done = hand(tmp_path, here=here, opener=opener)
    assert done.said == "Copied to the clipboard; no mail program could be opened here."
    assert bool(opener.urls) is (here is DESKTOP)


def test_a_long_mail_becomes_a_draft(tmp_path: Path) -> None:
    opener = FakeOpener()
    done = hand(tmp_path, LONG, opener=opener)
    assert done.way is Way.EML
    assert done.path == tmp_path / "hello.eml"
    assert done.path.exists()
    assert done.said.startswith(f"Written to {done.path} because the message is too long for a mailto link")
    assert opener.urls == []


def test_nothing_is_lost_when_neither_clipboard_nor_mail_program_works(tmp_path: Path) -> None:
    done = hand(tmp_path, clipboard=FakeClipboard(Copied.NO), opener=FakeOpener(works=False))
    assert done.path is not None
    assert done.path.exists()
    assert done.said == f"Written to {done.path}, as neither the clipboard nor a mail program could be reached here."


def test_a_clipboard_that_fails_is_not_claimed(tmp_path: Path) -> None:
    done = hand(tmp_path, clipboard=FakeClipboard(Copied.NO))
    assert done.said == "Handed to the mail program; press send there. The clipboard could not be reached."


def test_a_terminal_that_does_not_confirm_is_not_claimed_either(tmp_path: Path) -> None:
    shown: list[str] = []
    clipboard = BothClipboards(FakeClipboard(Copied.NO), shown.append)
    done = hand(tmp_path, clipboard=clipboard, here=SHELL)
    assert done.said == "Offered to the terminal's clipboard; no mail program could be opened here."
    assert shown == [HELLO.body]


def test_everything_failing_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = hand(tmp_path / "file", here=SHELL, clipboard=FakeClipboard(Copied.NO))
    assert done.way is Way.NONE
    assert not done.left
    assert "could not be written" in done.said
    assert "Copied" not in done.said


@pytest.mark.parametrize("address", ["", "no address"])
def test_without_an_address_no_mail_program_is_claimed(tmp_path: Path, address: str) -> None:
    opener = FakeOpener()
    done = hand(tmp_path, address=address, opener=opener)
    assert done.way is Way.CLIPBOARD
    assert opener.urls == []
    assert done.said.startswith("Copied to the clipboard; ")


def test_the_settings_choose_the_way(tmp_path: Path) -> None:
    opener = FakeOpener()
    assert hand(tmp_path, opener=opener, settings=sending(mail="clipboard")).said == "Copied to the clipboard."
    draft = hand(tmp_path, opener=opener, settings=sending(mail="eml"))
    assert draft.path is not None
    assert draft.said == f"Written to {draft.path}; also copied to the clipboard."
    assert opener.urls == []


def test_a_command_gets_the_draft_as_one_argument(tmp_path: Path) -> None:
    opener = FakeOpener()
    folder = tmp_path / "a folder; with $HOME"
    done = hand(folder, opener=opener, settings=sending(mail="command", command=("neomutt", "-H", "{eml}")))
    assert opener.commands == [["neomutt", "-H", str(folder / "hello.eml")]]
    assert done.said == f"Handed to neomutt; the draft is {folder / 'hello.eml'}."
    failed = hand(tmp_path, opener=FakeOpener(works=False), settings=sending(mail="command", command=("mutt",)))
    assert failed.way is Way.NONE
    assert not failed.left, "what a program refused is not said to have been sent"
    assert failed.path is not None
    assert failed.path.exists()
    assert failed.said.startswith("mutt failed; the draft is ")


def test_a_missing_command_is_told_by_its_key_as_it_stands_in_the_file(tmp_path: Path) -> None:
    done = hand(tmp_path, clipboard=FakeClipboard(Copied.NO), settings=sending(mail="command"))
    assert done.said.startswith("No program was started, as sending.command is empty in the settings. ")


def test_linkedin_is_copied_and_the_profile_opened(tmp_path: Path) -> None:
    opener = FakeOpener()
    done = hand(tmp_path, address="ann-lee", channel=Channel.LINKEDIN, opener=opener)
    assert opener.urls == ["https://www.linkedin.com/in/ann-lee/"]
    assert done.said == "Copied to the clipboard and opened the LinkedIn profile; paste it there."
    shell = hand(tmp_path, address="ann-lee", channel=Channel.LINKEDIN, here=SHELL)
    assert "https://www.linkedin.com/in/ann-lee/" in shell.said
    assert "opened the" not in shell.said


def test_other_channels_are_copied(tmp_path: Path) -> None:
    done = hand(tmp_path, channel=Channel.MESSAGE)
    assert done == (Way.CLIPBOARD, "Copied to the clipboard; paste it where you write to them.", None)


@pytest.mark.parametrize(
    ("environ", "programs", "platform", "opener"),
    [
        ({}, {"xdg-open"}, "linux", ()),
        ({"DISPLAY": ":0"}, {"xdg-open"}, "linux", ("xdg-open",)),
        ({"WAYLAND_DISPLAY": "wayland-0"}, {"xdg-open"}, "linux", ("xdg-open",)),
        ({"DISPLAY": ":0"}, set(), "linux", ()),
        ({"WSL_DISTRO_NAME": "Debian"}, {"wslview"}, "linux", ("wslview",)),
        ({"TERMUX_VERSION": "1"}, {"termux-open-url"}, "linux", ("termux-open-url",)),
        ({}, {"open"}, "darwin", ("open",)),
        ({"SSH_TTY": "/dev/pts/1"}, {"open"}, "darwin", ()),
        ({}, set(), "win32", ("rundll32", "url.dll,FileProtocolHandler")),
    ],
)
def test_what_is_possible_is_found_out(
    environ: dict[str, str], programs: set[str], platform: str, opener: tuple[str, ...]
) -> None:
    assert ways(environ, lambda name: name if name in programs else None, platform).opener == opener


def test_the_opener_gives_one_argument_and_believes_no_failure(tmp_path: Path) -> None:
    out = tmp_path / "out"
    script = tmp_path / "opener"
    script.write_text(f'#!/bin/sh\nprintf "%s|%s" "$#" "$1" > "{out}"\n', encoding="utf-8")
    script.chmod(0o700)
    url = "mailto:a@b.c?body=%24(id)%3B'x'"
    assert SystemOpener((str(script),), patience=30).open(url)
    assert out.read_text(encoding="utf-8") == f"1|{url}"
    assert not SystemOpener(("false",), patience=30).open(url)
    assert not SystemOpener((str(tmp_path / "missing"),)).open(url)
    assert not SystemOpener(()).open(url)
    with pytest.raises(BadAddress):
        SystemOpener((str(script),)).open("file:///etc/passwd")


def test_a_command_runs_without_a_shell(tmp_path: Path) -> None:
    assert SystemOpener(()).run(["test", "$HOME", "=", "$HOME"])
    assert not SystemOpener(()).run(["false"])
    assert not SystemOpener(()).run([str(tmp_path / "missing")])


MAILERS = Ways(("xdg-open",), "", frozenset({"neomutt", "aerc", "himalaya"}))


def test_mailers_of_the_terminal_open_the_message_and_only_the_person_knows_the_end(tmp_path: Path) -> None:
    opener = FakeOpener()
    link = "mailto:ann@example.org?subject=Hello&body=Hi%20Ann%2C%0D%0Abye."
    for mail in ("neomutt", "aerc", "himalaya"):
        done = hand(tmp_path, here=MAILERS, opener=opener, settings=sending(mail=mail))
        assert (done.way, done.left, done.only_they_know) == (Way(mail), True, True)
    assert opener.commands == [["neomutt", "-H", str(tmp_path / "hello.eml")], ["aerc", link], ["himalaya", link]]
    assert opener.urls == []
    assert (tmp_path / "hello.eml").stat().st_mode & 0o777 == 0o600
    assert not hand(tmp_path, here=MAILERS, opener=FakeOpener(works=False), by=Way.AERC).left


def test_a_program_that_is_missing_or_fails_is_no_hand_over(tmp_path: Path) -> None:
    missing = hand(tmp_path, settings=sending(mail="neomutt"))
    assert (missing.way, missing.left) == (Way.FAILED, False)
    assert missing.said == "neomutt is not installed here; the text is on the clipboard."
    for channel, address in ((Channel.EMAIL, "ann@example.org"), (Channel.LINKEDIN, "ann-lee")):
        assert not hand(tmp_path, channel=channel, address=address, opener=FakeOpener(works=False)).left
    for way in (Way.WHATSAPP, Way.SMS, Way.CALL):
        failed = hand(tmp_path, channel=Channel.MESSAGE, address="+442079460123", opener=FakeOpener(False), by=way)
        assert not failed.left


def test_a_call_is_dialled_and_leaves_the_clipboard_alone(tmp_path: Path) -> None:
    opener, clipboard = FakeOpener(), FakeClipboard()
    done = hand(tmp_path, address="+44 20 7946 0123", channel=Channel.CALL, opener=opener, clipboard=clipboard)
    assert (done.way, opener.urls, clipboard.texts) == (Way.CALL, ["tel:+442079460123"], [])


def test_what_is_filled_into_a_command_stays_one_argument_and_is_not_read_again(tmp_path: Path) -> None:
    command = ("mailer", "--to={to}", "{subject}", "{mailto}")
    made = filled_command(command, tmp_path / "a.eml", "ann@example.org", "{eml}; rm $HOME", "Hi")
    assert made[:3] == ["mailer", "--to=ann@example.org", "{eml}; rm $HOME"]
    assert made[3].startswith("mailto:ann@example.org?subject=%7Beml%7D")
    for address in ("-rf@example.org", "no address"):
        with pytest.raises(BadAddress):
            filled_command(command, tmp_path / "a.eml", address, "", "")


@pytest.mark.parametrize(
    ("phone", "whatsapp", "tel"),
    [
        ("+44 20 7946 0123", "https://wa.me/442079460123", "tel:+442079460123"),
        ("+44 (0)20 7946-0123", "https://wa.me/442079460123", "tel:+442079460123"),
        ("0044 20 7946 0123", "https://wa.me/442079460123", "tel:+442079460123"),
        ("020 7946 0123", "", "tel:02079460123"),
        ("+44 20 7946 0123 ext. 12", "", "tel:+442079460123;ext=12"),
        ("+0 20 7946 0123", "", ""),
        ("+44 20 7946 0123 456 789", "", ""),
        ("call me; now", "", ""),
        ("+44\u202020 7946 0123?text=x", "", ""),
    ],
)
def test_numbers_become_links_only_when_they_are_whole(phone: str, whatsapp: str, tel: str) -> None:
    for link, wanted in ((whatsapp_url, whatsapp), (tel_url, tel)):
        if wanted:
            assert checked_url(link(phone)) == wanted
        else:
            with pytest.raises(BadAddress, match=r"like \+44 20 7946 0123|extension"):
                link(phone)


def test_whatsapp_and_text_messages_open_with_the_text_and_a_long_one_is_pasted(tmp_path: Path) -> None:
    opener = FakeOpener()
    for way in ("whatsapp", "sms"):
        done = hand(tmp_path, address="+44 20 7946 0123", channel=Channel.MESSAGE, opener=opener,
                    settings=sending(message=way))  # fmt: skip
        assert (done.way, "press send there" in done.said) == (Way(way), True)
    assert opener.urls == [
        "https://wa.me/442079460123?text=Hi%20Ann%2C%0Abye.", "sms:+442079460123?body=Hi%20Ann%2C%0Abye.",
    ]  # fmt: skip
    assert sms_url("020 7946 0123") == "sms:02079460123"
    long = hand(tmp_path, LONG, "+442079460123", Channel.MESSAGE, opener=opener, by=Way.WHATSAPP)
    assert opener.urls[-1] == "https://wa.me/442079460123"
    assert "too long for a link" in long.said


def test_every_way_is_listed_with_why_it_is_not_possible() -> None:
    contact = Contact(name="Ann", emails=("ann@example.org", "ann@home.example"), phones=("020 1", "+44 20 7946 0123"))
    found = choices(contact, Ways((), "no display over SSH", frozenset({"aerc"})), sending(mail="aerc"))
    ways = {(one.way, one.address): one.why_not for one in found if one.channel is Channel.EMAIL}
    assert ways[Way.AERC, "ann@example.org"] == ways[Way.AERC, "ann@home.example"] == ""
    assert ways[Way.MAILTO, "ann@example.org"] == "no display over SSH"
    assert ways[Way.COMMAND, "ann@example.org"] == "sending.command is empty in the settings"
    first = found[0]
    assert (first.way, first.usual, first.is_possible) == (Way.AERC, True, True)
    others = {one.way: one for one in found if one.channel is not Channel.EMAIL}
    assert others[Way.PROFILE].why_not == "no LinkedIn profile"
    assert others[Way.WHATSAPP].address == "+44 20 7946 0123", "the first number that has its country code"
    assert others[Way.CLIPBOARD].is_possible
