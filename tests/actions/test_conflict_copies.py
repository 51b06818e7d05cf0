"""Another machine's version of the file, taken in by its action: one sentence says what came of it."""

import json
import shutil
from pathlib import Path

from followup_tui.actions.conflict_copies import copies_notice, take_in, waiting_copies
from followup_tui.model.clock import Clock
from tests.conftest import TODAY
from tests.store.store_rig import QuickDisk, added, change, now, opened

CLOCK = Clock(TODAY, now)


def test_what_came_of_a_copy_is_said_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "followup.json"
    with opened(file, QuickDisk()) as store:
        store.commit_and_wait(change(added(1, name="Ann", place="Rome"), added(2, name="Bo")))
    copy = tmp_path / "followup.sync-conflict-20261120-101112-ABCDEFG.json"
    shutil.copy(file, copy)
    network = json.loads(copy.read_bytes())
    network["contacts"]["3"] = {"name": "Cy"}
    network["contacts"]["1"]["place"] = "Oslo"
    shutil.rmtree(tmp_path / "followup.json.d")
    copy.write_text(json.dumps(network))
    assert waiting_copies(file) == (copy,)
    assert copies_notice((copy,)) == "Another machine's version of the file waits"
    assert copies_notice((copy, copy)).startswith("2 versions of other machines wait")
    taken = take_in(file, CLOCK)
    kept = "1 value replaced by a later one (kept in followup.json.d/conflicts)"
    assert taken.said == f"Took in 1 version: 1 record added, 0 changed, {kept}"
    assert '"place" was changed on both sides; "Rome" stays, "Oslo" does not' in " ".join(taken.done)
    assert waiting_copies(file) == ()
