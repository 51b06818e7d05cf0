"""Two programs on one file do anything in any order: both, and the file, are always what a simple model says."""

import json
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from followup_tui.store.lock import locked
from followup_tui.store.store import NothingToUndo, Op, Store, UndoRefused
from tests.store import two_process_model as model
from tests.store.store_rig import SOON, WAIT, QuickDisk, added, document, edited, now, opened, removed
from tests.store.store_rig import change as one_change

TABLES = ("contacts", "interactions")
BASE: dict[str, Any] = {
    "_meta": {"1": {"schema": 1, "rev": 0}},
    "contacts": {"1": {"name": "Ann", "tags": ["a", "b"]}, "2": {"name": "Bo"}},
    "interactions": {"3": {"contacts": [1], "text": "hi"}},
}
WHICH = st.integers(0, 1)
PEOPLE = st.integers(1, 4)
NEW = st.integers(11, 13)
NAMES = st.sampled_from(["Kim", "Lee", "Max"])
EDITS = st.one_of(
    st.tuples(st.just("set"), st.sampled_from(["name", "note", "place"]), NAMES),
    st.tuples(st.just("tag"), st.just("tags"), st.sampled_from("abcd")),
    st.tuples(st.just("untag"), st.just("tags"), st.sampled_from("abcd")),
    st.tuples(st.just("clear"), st.sampled_from(["note", "place"]), st.just("")),
)
Command = tuple[Any, ...]
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.tuples(st.just("edit"), PEOPLE, EDITS),
    st.tuples(st.just("edit"), NEW, EDITS),
    st.tuples(st.just("add"), NEW, NAMES),
    st.tuples(st.just("log"), st.one_of(PEOPLE, NEW), NEW),
    st.tuples(st.just("meet"), NEW, NAMES),
    st.tuples(st.just("remove"), st.one_of(PEOPLE, NEW)),
)
"""Changes of people and interactions; both programs take the same new ids, so that they clash."""


class Program:
    """A store, and the model's idea of its memory."""

    def __init__(self, path: Path, memory: model.Memory) -> None:
        self.path = path
        self.memory = memory
        self.store = Store.open(path, clock_now=now, disk=QuickDisk(), timing=SOON)


class TwoProcesses(RuleBasedStateMachine):
    """Each rule is a command of one of the two programs."""

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self.path = Path(self._open.enter_context(TemporaryDirectory())) / "followup.json"

    @initialize()
    def begin(self) -> None:
        """Both programs open the file."""
        self.path.write_text(json.dumps(BASE), encoding="utf-8")
        file = {(name, int(n)): row for name in TABLES for n, row in BASE[name].items()}
        self.model = model.Model(deepcopy(file))
        self.programs = [Program(self.path, self.model.opened()) for _ in range(2)]
        self.first_export = export(self.programs[0].store)

    @rule(which=WHICH, commands=st.lists(COMMANDS, min_size=1, max_size=3), undo=st.booleans())
    def change(self, which: int, commands: list[Command], undo: bool) -> None:
        """Changes, perhaps with an undo of the last, that reach the disk together."""
        program = self.programs[which]
        memory, waiting, futures = program.memory, [], []
        lock = self.path.with_name(self.path.name + ".d") / "lock"
        lock.parent.mkdir(exist_ok=True, mode=0o700)
        with locked(lock, WAIT):
            for command in commands:
                steps = steps_of(command, memory.documents)
                futures.append(program.store.commit(one_change(*map(op, steps))))
                if steps:
                    waiting.append((model.Done(steps), futures[-1]))
                    model.apply(memory.documents, steps)
            if undo:
                waiting += self._turned_back(program, "undo", [*memory.known, *(done for done, _ in waiting)])
        self._settle(program, waiting)
        for future in futures:
            future.result(WAIT)

    @rule(which=WHICH, kind=st.sampled_from(["undo", "undo", "redo"]), times=st.integers(1, 2))
    def travel(self, which: int, kind: str, times: int) -> None:
        """Undo or redo, each safe before the next."""
        program = self.programs[which]
        for _ in range(times):
            self._settle(program, self._turned_back(program, kind, program.memory.known))

    @rule(which=WHICH)
    def poll(self, which: int) -> None:
        """A look at the file."""
        program = self.programs[which]
        before = program.memory.documents
        program.memory = self.model.opened()
        changed = {key: model.same(before.get(key), self.model.file.get(key)) for key in before | self.model.file}
        assert program.store.poll() is not all(changed.values())

    @rule(which=WHICH)
    def reopen(self, which: int) -> None:
        """The end of a program, and its next start."""
        assert self.programs[which].store.close(WAIT)
        self.programs[which] = Program(self.path, self.model.opened())

    @invariant()
    def memory_is_as_the_model_says(self) -> None:
        """What both programs show, how far they can go back and forth, and what plain JSON finds in the file."""
        for program in self.programs:
            assert documents_in(program.store) == program.memory.documents
            known = program.memory.known
            assert program.store.depth() == (len(model.undoable(known)), len(model.redoable(known)))
        file = json.loads(self.path.read_bytes())
        assert {(name, int(n)): row for name in TABLES for n, row in file[name].items()} == self.model.file
        assert file["_meta"]["1"]["rev"] == len(self.model.history)

    def teardown(self) -> None:
        """As many undos as changes lead back to the bytes of the beginning."""
        if hasattr(self, "programs"):
            self._undo_everything()
        self._open.close()

    def _undo_everything(self) -> None:
        for program in self.programs:
            assert program.store.close(WAIT)
        store = Store.open(self.path, clock_now=now, disk=QuickDisk(), timing=SOON)
        try:
            for _ in model.undoable(self.model.history):
                store.undo_and_wait(WAIT)
            assert store.depth()[0] == 0
            assert export(store) == self.first_export
        finally:
            store.close(WAIT)

    def _turned_back(
        self, program: Program, kind: str, known: list[model.Done]
    ) -> list[tuple[model.Done, "Future[Any]"]]:
        """Asks for an undo or redo; the store must refuse exactly when the model does."""
        steps = (model.undoable if kind == "undo" else model.redoable)(known)
        move = program.store.undo if kind == "undo" else program.store.redo
        if not steps:
            assert_refused(move, NothingToUndo)
            return []
        of, by = steps[-1]
        done = model.Done(model.turned(by), kind, of, by)
        if not model.holds(done.steps, program.memory.documents):
            assert_refused(move, UndoRefused)
            return []
        model.apply(program.memory.documents, done.steps)
        return [(done, move())]

    def _settle(self, program: Program, waiting: list[tuple[model.Done, "Future[Any]"]]) -> None:
        if not waiting:
            return
        errors = [future.exception(WAIT) for _, future in waiting]
        moved = [dict(future.result(WAIT).remapped) if done.kind == "change" else {} for done, future in waiting]
        program.memory = self.model.save([done for done, _ in waiting], moved)
        assert [isinstance(error, UndoRefused) for error in errors] == [done.refused for done, _ in waiting]


def assert_refused(move: Any, kind: type[Exception]) -> None:
    """The store says no at once."""
    try:
        move()
    except kind:
        return
    raise AssertionError(f"{kind.__name__} was due")


def steps_of(command: Command, documents: model.Documents) -> list[model.Step]:
    """What a command does to these documents; nothing, where it does not fit."""
    kind, number, *more = command
    key, before = ("contacts", number), documents.get(("contacts", number))
    if kind == "edit":
        return [(key, before, retold(before, *more[0]))] if before and retold(before, *more[0]) != before else []
    if kind == "remove":
        return [(key, before, None)] if before else []
    if kind == "log":
        logged = ("interactions", more[0])
        return [] if logged in documents else [(logged, None, {"contacts": [number], "text": "hello"})]
    if before is not None:
        return []
    met = ("interactions", number)
    added: list[model.Step] = [(key, None, {"name": more[0]})]
    if kind == "meet" and met not in documents:
        added.append((met, None, {"contacts": [number, 1], "text": "met"}))
    return added


def retold(fields: model.Fields, how: str, name: str, value: str) -> model.Fields:
    """A contact after an edit."""
    tags = fields.get(name, [])
    if how == "tag":
        return fields if value in tags else fields | {name: [*tags, value]}
    if how == "untag":
        return fields | {name: [tag for tag in tags if tag != value]} if value in tags else fields
    if how == "clear":
        return {field: held for field, held in fields.items() if field != name}
    return fields | {name: value}


def op(step: model.Step) -> Op:
    """The step as the store takes it."""
    (table, number), before, after = step
    return Op(table, number, *(None if row is None else document(**row) for row in (before, after)))


def documents_in(store: Store) -> model.Documents:
    """What a store has in memory."""
    return {(name, n): json.loads(row) for name in TABLES for n, row in store.documents(name).items()}


def export(store: Store) -> bytes:
    """Every document, in order."""
    rows = ((name, n, row) for name in TABLES for n, row in sorted(store.documents(name).items()))
    return b"\n".join(b"%b %d %b" % (name.encode(), n, row) for name, n, row in rows)


TestTwoProcesses = TwoProcesses.TestCase
TestTwoProcesses.settings = settings(
    max_examples=50,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two stores on one file with Ann in it."""
    path = tmp_path / "followup.json"
    with opened(path, QuickDisk()) as mine:
        mine.commit_and_wait(one_change(added(1, name="Ann"), label="Add Ann"), WAIT)
        with opened(path, QuickDisk()) as theirs:
            yield mine, theirs


def test_an_undo_that_another_program_made_already_is_not_made_again(two: tuple[Store, Store]) -> None:
    """Both take back the removal, and one the adding too: the other must not bring Ann in by undoing twice."""
    mine, theirs = two
    mine.commit_and_wait(one_change(removed(mine, 1), label="Remove Ann"), WAIT)
    theirs.poll()
    mine.undo_and_wait(WAIT)
    mine.undo_and_wait(WAIT)
    with pytest.raises(UndoRefused, match='"Remove Ann" cannot be taken back: another program changed'):
        theirs.undo_and_wait(WAIT)
    assert dict(theirs.documents("contacts")) == dict(mine.documents("contacts")) == {}
    assert theirs.depth() == (0, 2)


def test_an_undo_does_not_pass_over_later_changes_of_the_same_record(two: tuple[Store, Store]) -> None:
    """Ann is as before, but two changes of her lie between: were the adding undone, those never could be."""
    mine, theirs = two
    for name in ("Anna", "Ann"):
        theirs.commit_and_wait(one_change(edited(theirs, 1, name=name)), WAIT)
    with pytest.raises(UndoRefused, match='"Add Ann" cannot be taken back'):
        mine.undo_and_wait(WAIT)
    for _ in range(3):
        mine.undo_and_wait(WAIT)
    assert dict(mine.documents("contacts")) == {}
