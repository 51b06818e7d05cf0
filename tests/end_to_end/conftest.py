"""The files that the program is tried on."""

from pathlib import Path

import pytest

from tests.conftest import TODAY
from tests.end_to_end.program import followup

SETTINGS = '[me]\nname = "Sam Carter"\n'
CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ann,Lee,https://www.linkedin.com/in/ann-lee,ann@acme.example,Acme,Head of Data,12 Aug 2025
Bo,Chen,https://www.linkedin.com/in/bo-chen,,Nordic Data,CTO,03 Jul 2024
Søren,Dahl,https://www.linkedin.com/in/soren-dahl,soren@fjord.example,"Fjord, Dahl & Co",Partner,11 Oct 2023
佐藤,美咲,https://www.linkedin.com/in/misaki,misaki@hinoki.example,Hinoki,Engineer,20 May 2022
"""


@pytest.fixture
def own_file(sample_file: Path) -> Path:
    """The sample network as a person's own, who has told their name."""
    (sample_file.parent / "config.toml").write_text(SETTINGS, encoding="utf-8")
    return sample_file


@pytest.fixture
def imported_file(tmp_path: Path) -> Path:
    """A new network with what a LinkedIn export brought, and an interview."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "config.toml").write_text(f"{SETTINGS}\n[plan]\nper_day = 4\n", encoding="utf-8")
    (folder / "Connections.csv").write_text(CONNECTIONS, encoding="utf-8")
    file = folder / "followup.json"
    assert "4 new" in followup(file, "import", str(folder / "Connections.csv"))
    ended = f"{TODAY.year - 1}-01-10"
    followup(file, "interview", "add", "Acme", "--role", "Data Lead", "--with", "Ann Lee", "--to", ended,
             "--outcome", "offer-declined")  # fmt: skip
    return file
