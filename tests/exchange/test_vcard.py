"""vCards of every version, and the programs that bend them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.exchange.rows import BadImport, ImportedPerson, Row, Skipped
from followup_tui.exchange.source import SourceFile, SourceFolder
from followup_tui.exchange.vcard import VCard, person_of
from followup_tui.exchange.vcard_lines import read_cards


def rows_of(data: bytes) -> list[Row]:
    return [person_of(card) for card in read_cards(data)]


def person(*lines: str, version: str = "3.0", encoding: str = "utf-8") -> ImportedPerson:
    text = "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))
    (row,) = rows_of(text.encode(encoding))
    assert isinstance(row, ImportedPerson)
    return row


def test_a_card_of_version_3_is_read_whole() -> None:
    ann = person(
        "N:Lee;Ann;Marie;Dr.;", "FN:Dr. Ann Marie Lee", "ORG:Fisher\\, Inc.;Research", "TITLE:CTO",
        "EMAIL;TYPE=INTERNET,HOME:ann@home.org", "EMAIL;TYPE=WORK;TYPE=pref:ann@fisher.com",
        "TEL;TYPE=CELL:+1 415 555 0100", "TEL;TYPE=WORK,FAX:+1 415 555 0199", "URL:http\\://ann.example",
        "X-SOCIALPROFILE;type=linkedin:http\\://www.linkedin.com/in/Ann-Lee", "BDAY:1984-02-03",
        "CATEGORIES:VIP,Old Friends,myContacts", "NOTE:Line one\\nLine two\\; and a half", "UID:urn:uuid:ABC-1",
    )  # fmt: skip
    assert (ann.name, ann.given, ann.family) == ("Dr. Ann Marie Lee", "Ann", "Lee")
    assert (ann.company, ann.title) == ("Fisher, Inc.", "CTO")
    assert ann.emails == ("ann@fisher.com", "ann@home.org")
    assert ann.phones == ("+1 415 555 0100",)
    assert ann.labels == {"ann@fisher.com": "work", "ann@home.org": "home", "+1 415 555 0100": "mobile"}
    assert ann.urls == ("http://ann.example",)
    assert ann.linkedin == "https://www.linkedin.com/in/ann-lee"
    assert ann.birthday == "1984-02-03"
    assert ann.tags == ("vip", "old-friends")
    assert ann.note == "Line one\nLine two; and a half"
    assert ann.keys == ("vcard:abc-1", "linkedin:ann-lee")


def test_a_card_of_version_2_is_read_with_its_soft_breaks_and_bare_types() -> None:
    jorg = person(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC=", "ller;J=C3=B6rg", "TEL;CELL;PREF:+49 170 1234567",
        "NOTE;QUOTED-PRINTABLE:first=0D=0A=", "second =3D two=", "", "PHOTO;ENCODING=BASE64;JPEG:", " AAAABBBB",
        " CCCC=", "", "ORG:Fisher; Research", "EMAIL;INTERNET:j@x.org",
        version="2.1",
    )  # fmt: skip
    assert (jorg.name, jorg.given, jorg.family) == ("Jörg Müller", "Jörg", "Müller")
    assert jorg.phones == ("+49 170 1234567",)
    assert jorg.note == "first\nsecond = two"
    assert (jorg.company, jorg.emails) == ("Fisher", ("j@x.org",))


def test_a_card_of_version_4_is_read_with_uris_and_preferences() -> None:
    simon = person(
        "FN:Simon Perreault", "N:Perreault;Simon;;;ing. jr,M.Sc.", "BDAY:--0203",
        'TEL;VALUE=uri;TYPE="work,voice";PREF=2:tel:+1-418-656-9254;ext=102',
        'TEL;VALUE=uri;TYPE="work,cell";PREF=1:tel:+1-418-262-6501', "EMAIL;PREF=2:b@x.org", "EMAIL;PREF=1:a@x.org",
        'ADR;LABEL="1 Road^nTown: ^\'x^\'":;;1 Road;Town;;;', "ORG;TYPE=work:Viagenie",
        version="4.0",
    )  # fmt: skip
    assert simon.birthday == "--02-03"
    assert simon.phones == ("+1-418-262-6501", "+1-418-656-9254 ext. 102")
    assert simon.emails == ("a@x.org", "b@x.org")
    assert simon.company == "Viagenie"


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1984-02-03", "1984-02-03"),
        ("19840203", "1984-02-03"),
        ("1984-02-03T00:00:00Z", "1984-02-03"),
        ("1604-02-29", "--02-29"),
        ("--02-29", "--02-29"),
        ("--0203", "--02-03"),
    ],
)
def test_birthdays_may_lack_the_year(text: str, birthday: str) -> None:
    assert person("FN:Ann", f"BDAY:{text}").birthday == birthday


def test_what_cannot_be_read_is_reported_and_the_person_kept() -> None:
    ann = person("FN:Ann", "BDAY:1984-02-31", "EMAIL:nobody", "TEL:BusinessPhone")
    assert (ann.birthday, ann.emails, ann.phones) == ("", (), ())
    assert ann.notes == (
        '"nobody" is not an e-mail address and was left out.',
        '"BusinessPhone" is not a phone number and was left out.',
        '"1984-02-31" is not a birthday like 1984-02-03 and was left out.',
    )


def test_a_fold_inside_a_letter_is_undone_before_decoding() -> None:
    data = "BEGIN:VCARD\nVERSION:3.0\nFN:Zoë Müller\nEND:VCARD\n".encode()
    place = data.index(b"\xc3\xab") + 1
    (zoe,) = rows_of(data[:place] + b"\r\n " + data[place:])
    assert isinstance(zoe, ImportedPerson)
    assert zoe.name == "Zoë Müller"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "cp1252"])
def test_every_encoding_is_read_with_a_mark_or_without(encoding: str) -> None:
    assert person("FN:Zoë Müller", encoding=encoding).name == "Zoë Müller"


def test_quoted_text_without_a_charset_may_be_western_or_polish() -> None:
    quoted = "FN;ENCODING=QUOTED-PRINTABLE"
    assert person(f"{quoted}:Piotr Iksi=F1ski", version="2.1").name == "Piotr Iksiński"
    assert person(f"{quoted}:Ana Mu=F1oz", version="2.1").name == "Ana Muñoz"
    assert person(f"{quoted}:J=FCrgen", version="2.1").name == "Jürgen"


def test_labels_of_groups_go_with_what_they_label() -> None:
    ann = person(
        "FN:Ann", "item1.EMAIL;type=INTERNET:a@x.org", "item1.X-ABLabel:_$!<Work>!$_", "item2.TEL:+1 415 555 0100",
        "item2.X-ABLabel:Sailing boat",
    )  # fmt: skip
    assert ann.labels == {"a@x.org": "work", "+1 415 555 0100": "sailing boat"}


@pytest.mark.parametrize("agent", ["AGENT:\r\nBEGIN:VCARD", "AGENT:BEGIN:VCARD"])
def test_the_card_of_an_agent_is_no_second_person(agent: str) -> None:
    text = f"BEGIN:VCARD\r\nFN:Boss\r\n{agent}\r\nFN:Agent\r\nEND:VCARD\r\nTITLE:Chief\r\nEND:VCARD\r\n"
    (boss,) = rows_of(text.encode())
    assert isinstance(boss, ImportedPerson)
    assert (boss.name, boss.title) == ("Boss", "Chief")


def test_a_card_without_an_end_loses_neither_itself_nor_the_next() -> None:
    first, second = rows_of(b"BEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bob\n")
    assert isinstance(first, ImportedPerson)
    assert isinstance(second, ImportedPerson)
    assert (first.name, second.name) == ("Ann", "Bob")
    assert first.notes == ("The card has no END:VCARD; what there is of it was read.",)


def test_a_photo_that_nobody_indented_is_passed_over() -> None:
    ann = person(
        "FN:Ann", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJ", "RgABAQAAAQABAAD/2w", "CAAIAAgH//2Q==", "TITLE:CTO"
    )
    assert (ann.name, ann.title) == ("Ann", "CTO")


def test_a_name_with_the_family_name_in_front_is_not_taken_apart() -> None:
    assert person("FN:佐藤 美咲").given == ""
    assert person("FN:佐藤 美咲", "N:佐藤;美咲;;;").given == "美咲"


def test_a_card_without_a_full_name_takes_what_there_is() -> None:
    assert person("N:Lee;Ann;;;", version="2.1").name == "Ann Lee"
    assert person("NICKNAME:Annie").name == "Annie"
    assert person("EMAIL;PREF:ann@x.org", "CATEGORIES:My Contacts", version="2.1").name == "ann@x.org"
    assert person("N:Lee;Ann", "FN:Lee, Ann").name == "Ann Lee"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("PHOTO:x", "The card has no name and no e-mail address."),
        ("KIND:group\nFN:Friends", "The card is of a group, not of a person."),
        ("FN:Fisher\nORG:Fisher", "The card names a company (Fisher) and no person."),
        ("FN:Fisher\nN:;Fisher\nORG:Fisher\nX-ABShowAs:COMPANY", "The card names a company (Fisher) and no person."),
    ],
)
def test_cards_of_nobody_are_skipped_with_a_reason(lines: str, why: str) -> None:
    before = "BEGIN:VCARD\nFN:Before\nEND:VCARD\n"
    rows = rows_of(f"{before}BEGIN:VCARD\n{lines}\nEND:VCARD\n{before}".encode())
    assert rows[1] == Skipped(2, why)
    assert [isinstance(row, ImportedPerson) for row in rows] == [True, False, True]


def test_terminal_codes_in_a_card_are_taken_out() -> None:
    ann = person("FN:Ann\x1b]52;c;b3duZWQ=\x07 Lee", "NOTE:a\x1b[2Jb\\nc", "EMAIL:a\x00@x.org")
    assert (ann.name, ann.note, ann.emails) == ("Ann Lee", "ab\nc", ("a@x.org",))


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "b.vcf").write_text("BEGIN:VCARD\nFN:Bob\nEND:VCARD\n")
    (tmp_path / "a.vcf").write_text("BEGIN:VCARD\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\nTITLE:x\nEND:VCARD\n")
    (tmp_path / "c.vcf").write_text("nothing")
    (tmp_path / "notes.txt").write_text("BEGIN:VCARD\nFN:Nobody\nEND:VCARD\n")
    rows = list(VCard().read(SourceFolder(tmp_path)).rows)
    assert [row.row for row in rows if not isinstance(row, tuple) or isinstance(row, Skipped)] == [1, 2, 3, 4]
    assert rows[1] == Skipped(2, "a.vcf: The card has no name and no e-mail address.")
    assert rows[3] == Skipped(4, "c.vcf holds no vCard.")


def test_a_file_without_cards_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.vcf"
    path.write_text("hello")
    with pytest.raises(BadImport, match="holds no vCard"):
        VCard().read(SourceFile(path))


PIECES = st.sampled_from(
    [
        b"BEGIN:VCARD", b"END:VCARD", b"VERSION:2.1", b"FN:Ann Lee", b"N:;;", b"AGENT:", b"PHOTO;BASE64:", b"AAAA=",
        b"N;CHARSET=x;ENCODING=QUOTED-PRINTABLE:=C3=", b"TEL;VALUE=uri:tel:;ext=", b"TEL;PREF=x:+1", b" folded",
        b"BDAY:--13-99", b"EMAIL;=;;:a@b", b'X;A="b:c', b"item1.X-ABLabel:_$!<>!$_", b"item1.TEL:123", b"ORG:;;\\",
        b"CATEGORIES:,,\\,", b"\xff\xfe\x00", b"KIND:", b"UID:",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.binary(max_size=12)), max_size=30).map(b"\r\n".join))
def test_no_card_however_broken_stops_the_reading(data: bytes) -> None:
    for row in rows_of(data):
        assert isinstance(row, Skipped) or row.name
