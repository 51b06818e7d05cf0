"""What the store costs, against vanilla TinyDB, sqlite3 and a bare safe replace doing the same work in the same run.

``python -m tests.bench.storage [--small] [CONTACTS...]``: 1k/10k, 5k/50k and 30k/300k contacts/interactions, the first
alone, or those named.
The bars are those of STORAGE.md section 6. Operations of all sides are interleaved; times are in milliseconds.
"""

import gc
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from followup_tui.book import Book
from followup_tui.store.store import Store
from tests.bench.measuring import bar, centile, network_file
from tests.bench.storage_keys import Key, Keyboard
from tests.bench.storage_rivals import Sqlite, Vanilla, safe_replace, seconds, touches
from tests.bench.storage_work import Ours, judged

SIZES = {1000: (200, 20), 5000: (150, 8), 30_000: (100, 3)}
"""Contacts; how many interactions are logged, and how many of them by vanilla TinyDB, which takes seconds for each."""
KEYS = 400
WORDS = "second weekend"
TYPED = ("anna", "fisher lon", "tag:pm late:", "-company:acme", "last:>60d berlin")
Times = dict[str, list[float]]


class Report:
    """Prints rows, and remembers what other sizes are compared with."""

    def __init__(self) -> None:
        self._held: dict[str, float] = {}
        self.misses: list[str] = []

    def row(self, what: str, values: list[float], **theirs: list[float]) -> None:
        """Our median and 99th percentile, and the ratios of our median to those of others."""
        ratios = "".join(f"  {median(values) / median(other):8.3f} x {name}" for name, other in theirs.items())
        print(f"  {what:<44}{1000 * median(values):>9.2f}{1000 * centile(values, 99):>9.2f}{ratios}")

    def bar(self, what: str, figure: float, most: float) -> None:
        """A bar of the issue; those that do not hold are told again at the end."""
        if not bar(what, figure, most):
            self.misses.append(f"{what}: {figure:.3f} > {most:.3f}")

    def against_first(self, what: str, figure: float, most: float) -> None:
        """A bar on the ratio to the first size."""
        first = self._held.setdefault(what, figure)
        self.bar(f"{what}, against 1k", figure / first, most)


def main(sizes: list[int]) -> None:
    """Measures and prints."""
    report = Report()
    for contacts in sizes:
        with network_file(contacts) as path, ExitStack() as ends:
            data = path.read_bytes()
            store = Ours(path)
            documents = store.documents()
            vanilla = Vanilla(path.with_name("vanilla.json"), data)
            sqlite = Sqlite(path.with_name("rows.db"), documents)
            ends.callback(store.close)
            print(f"\n{contacts:,} contacts, {10 * contacts:,} interactions, {len(data) / 1e6:.1f} MB (p50 ms, p99 ms)")
            gc.collect()
            gc.freeze()
            measure_opening(report, path, data, vanilla, sqlite)
            measure_logging(report, contacts, store, path, vanilla, sqlite)
            measure_reading(report, store, vanilla, sqlite)
            measure_keys(report, contacts, store, path)
            gc.unfreeze()
    print("\nbars that do not hold:", *(report.misses or ["none"]), sep="\n  ")


def measure_opening(report: Report, path: Path, data: bytes, vanilla: Vanilla, sqlite: Sqlite) -> None:
    """Opening the file, and how soon the contacts are there."""
    work: dict[str, Callable[[], object]] = {
        "json.loads": partial(json.loads, data),
        "store": partial(Ours.load, path),
        "contacts": partial(Ours.load_contacts, path),
        "book": partial(Ours.load_book, path),
        "vanilla": vanilla.open,
        "sqlite": sqlite.open,
    }
    times: Times = {what: [] for what in work}
    for _ in range(5):
        for what, run in work.items():
            times[what].append(seconds(run))
    plain, rivals = times["json.loads"], {"vanilla": times["vanilla"], "sqlite": times["sqlite"]}
    report.row("json.loads of the bytes", plain)
    report.row("file opened, all of it", times["store"], json=plain, **rivals)
    report.bar("opened / json.loads", median(times["store"]) / median(plain), 1.5)
    report.row("contacts decoded, interactions not read", times["contacts"], json=plain, opened=times["store"])
    report.bar("contacts there / whole file there", median(times["contacts"]) / median(times["store"]), 0.999)
    report.row("book of all records, without index", times["book"], json=plain, **rivals)


def measure_logging(report: Report, contacts: int, store: Ours, path: Path, vanilla: Vanilla, sqlite: Sqlite) -> None:
    """One interaction logged until it is durable, and how long the caller is held."""
    rounds, slow_rounds = SIZES[contacts]
    times: Times = defaultdict(list)
    for turn, change in enumerate(touches(store.documents(), rounds)):
        times["raw"].append(seconds(partial(safe_replace, path.with_name("raw"), path.read_bytes())))
        ours = store.log(*change)
        times["held"].append(ours.held)
        times["held, processor"].append(ours.worked)
        times["ours"].append(ours.durable)
        times["sqlite"].append(seconds(partial(sqlite.log, *change)))
        ours = store.log_through_book(change[1])
        times["book held"].append(ours.held)
        times["book held, processor"].append(ours.worked)
        times["through book"].append(ours.durable)
        times["decided"].append(store.decide(change[1]).held)
        if turn % (rounds // slow_rounds) == 0:  # all along, as the disk is quicker at times
            times["vanilla"].append(seconds(partial(vanilla.log, *change)))
    rivals = {"raw": times["raw"], "vanilla": times["vanilla"], "sqlite": times["sqlite"]}
    report.row("safe replace of the same bytes", times["raw"])
    report.row("interaction logged, until durable", times["ours"], **rivals)
    report.row("the same through the book", times["through book"], **rivals)
    durable = median(times["ours"])
    report.bar("durable / safe replace", durable / median(times["raw"]), 1.6)
    if contacts in (1000, 5000):
        report.bar("durable / vanilla", durable / median(times["vanilla"]), {1000: 1 / 5, 5000: 1 / 15}[contacts])
    for what in ("held", "book held"):
        report.row(
            {"held": "the caller of commit is held", "book held": "the caller of log is held"}[what], times[what]
        )
        report.row("of that on the processor", times[f"{what}, processor"])
        report.bar(f"{what}, p99 ms", 1000 * centile(times[what], 99), 4)
        report.against_first(f"{what}, p50", median(times[what]), 3)
        report.against_first(f"{what}, p99", centile(times[what], 99), 3)
        report.against_first(f"{what} and on the processor, p99", centile(times[f"{what}, processor"], 99), 3)
    measure_decisions(report, store, times["decided"])


def measure_decisions(report: Report, store: Ours, decided: list[float]) -> None:
    """What the screen waits for: the next person after a decision, and the list at each key of a filter."""
    report.row("a decision: log, plan and list of all anew", decided)
    report.bar("decision, p95 ms", 1000 * centile(decided, 95), 50)
    keys = [key for typed in TYPED for key in store.filter_typed(typed)]
    report.row("a key of a filter over all contacts", keys)
    report.bar("key of a filter, p95 ms", 1000 * centile(keys, 95), 50)


def measure_reading(report: Report, store: Ours, vanilla: Vanilla, sqlite: Sqlite) -> None:
    """One search over all text; the verdicts of all contacts, from the file and on another day."""
    times: Times = {}
    for _ in range(3):
        runs: dict[str, Callable[[], object]] = {
            "search": partial(store.search, WORDS),
            "search, vanilla": partial(vanilla.search, WORDS),
            "search, sqlite": partial(sqlite.search, WORDS),
            "verdicts": store.verdicts_from_file,
            "verdicts, vanilla": lambda: judged(vanilla.read()),
            "verdicts, sqlite": lambda: judged(sqlite.read()),
            "another day": store.verdicts_on_another_day,
        }
        for what, run in runs.items():
            times.setdefault(what, []).append(seconds(run))
    for what, label in (("search", "one search over all text"), ("verdicts", "verdicts of all, file opened for it")):
        rivals = {name: times[f"{what}, {name}"] for name in ("vanilla", "sqlite")}
        report.row(label, times[what], **rivals)
    report.row("verdicts of all, on another day", times["another day"], vanilla=times["verdicts, vanilla"])


def measure_keys(report: Report, contacts: int, store: Ours, path: Path) -> None:
    """Keys while nothing happens, while changes are saved all the time, and while the file is loaded in a thread."""
    keyboard = Keyboard()
    idle, saving, again = keyboard.press(KEYS), keyboard.press(KEYS, store.keep_saving()), keyboard.press(KEYS)
    store.flush()
    idle += again
    report.row("a key while idle", idle)
    report.row("a key while saving", saving, idle=idle)
    report.bar("p99 while saving / idle", centile(saving, 99) / centile(idle, 99), 2.5)
    for what, book in (("file", False), ("network, records and all", True)):
        loads = [_keys_of_a_load(keyboard, path, book) for _ in range(5 if contacts < max(SIZES) else 3)]
        report.row(f"a key while a thread loads the {what}", [key.took for keys in loads for key in keys], idle=idle)
        slowest = [max(keys) for keys in loads]
        worst = [1000 * key.took for key in slowest]
        told = ", ".join(f"{1000 * key.took:.1f} ({1000 * key.starved:.1f})" for key in slowest)
        print(f"    worst key of each load (of that, others had the processor): {told} ms")
        report.bar(f"worst key while the {what.partition(',')[0]} loads, ms (median of loads)", median(worst), 50)


def _keys_of_a_load(keyboard: Keyboard, path: Path, book: bool) -> list[Key]:
    held: list[Book | Store] = []  # let go of after the keys, as that stops every thread for a while
    loads = Ours.keep_loading(path, held, book=book)
    return keyboard.keys(1) + keyboard.keys(100 * KEYS, loads)  # one at least, for a load that is over at once


if __name__ == "__main__":
    wanted = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    main(wanted or ([1000] if "--small" in sys.argv else list(SIZES)))
