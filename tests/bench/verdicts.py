"""All verdicts of a network, and today's list, against decoding the same file with the standard library's json.

``python -m tests.bench.verdicts [ROUNDS]``. Rounds are interleaved; each opens nothing and starts with cold caches of
the rules, from records that are in memory.
"""

import gc
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from followup_tui.model.records import Contact, Interaction, Interview
from followup_tui.model.settings import Settings
from followup_tui.rules.touches import touches_of
from followup_tui.rules.verdict import Verdict, encounters, verdict
from followup_tui.samples import large_network
from tests.bench.measuring import AS_OF, SEED, heading, network_file, report

CONTACTS = (1000, 10_000, 30_000)


def main(rounds: int) -> None:
    """Measures and prints."""
    for number in CONTACTS:
        with network_file(number) as path:
            data = path.read_bytes()
        judge = _judge(number)
        gc.collect()
        gc.freeze()  # the collector must not walk the records while the baseline is measured
        plain: list[float] = []
        judged: list[float] = []
        for _ in range(rounds):
            plain.append(_seconds(partial(json.loads, data)))
            judged.append(_seconds(judge))
        gc.unfreeze()
        heading(f"{number:,} contacts with ten interactions each, {rounds} rounds")
        report("json.loads of the file", plain, plain)
        report("verdicts of all contacts", judged, plain)


def _judge(number: int) -> Callable[[], list[Verdict]]:
    records = list(large_network(number, AS_OF, SEED))
    contacts = [one for one in records if isinstance(one, Contact)]
    interviews = [one for one in records if isinstance(one, Interview)]
    touched: dict[int, list[Interaction]] = defaultdict(list)
    for one in records:
        if isinstance(one, Interaction):
            touched[one.contacts[0]].append(one)
    cadences = Settings().cadence

    def judge() -> list[Verdict]:
        met = encounters(interviews, AS_OF)
        return [verdict(one, touches_of(touched[one.id], AS_OF), met.get(one.id), cadences, AS_OF) for one in contacts]

    return judge


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
