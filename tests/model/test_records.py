"""What a contact is called."""

import pytest

from followup_tui.model.records import Contact


@pytest.mark.parametrize(
    ("name", "given", "called"),
    [
        ("Ann Lee", "", "Ann"), ("Dr. Ann Lee", "Ann", "Ann"), ("佐藤 美咲", "", "佐藤 美咲"),
        ("佐藤 美咲", "美咲", "美咲"), ("김 민준", "", "김 민준"), ("", "", ""),
    ],
)  # fmt: skip
def test_the_first_name_is_the_given_one_or_the_first_word_and_never_a_family_name_in_front(
    name: str, given: str, called: str
) -> None:
    assert Contact(name=name, given=given).first_name == called
