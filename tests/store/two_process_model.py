"""A simple model of two programs on one file: what each has in memory, what the file holds, and what was done to it.

It knows nothing of blocks, ledgers or locks: documents are dicts, the history is a list.
"""

import json
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, int]
Fields = dict[str, Any]
Documents = dict[Key, Fields]
Step = tuple[Key, Fields | None, Fields | None]
"""A document, before and after."""


@dataclass
class Done:
    """A change in the history, or one that waits: `of` is the change it undoes or redoes, `by` whose steps it turns."""

    steps: list[Step]
    kind: str = "change"
    of: "Done | None" = None
    by: "Done | None" = None
    refused: bool = False


@dataclass
class Memory:
    """What one program knows: the documents, and how much of the history."""

    documents: Documents
    known: list[Done]


@dataclass
class Model:
    """The file, and what happens to it."""

    file: Documents
    history: list[Done] = field(default_factory=list)

    def opened(self) -> Memory:
        """A program that just read the file."""
        return Memory(deepcopy(self.file), list(self.history))

    def save(self, waiting: list[Done], ids: list[dict[Key, int]]) -> Memory:
        """The waiting changes, made on other documents perhaps, reach the file; `ids` say which new ids each moved."""
        moved: dict[Key, int] = {}
        for done, found in zip(waiting, ids, strict=True):
            moved |= found
            if done.kind == "change":
                done.steps = [_fitted(_renumbered(step, moved), self.file) for step in done.steps]
            else:
                if done.by in waiting and done.by is not None:
                    done.steps = turned(done.by)
                done.steps = [_renumbered(step, moved) for step in done.steps]
                still_due = not done.steps or _still_due(done, self.history)
                done.refused = not (holds(done.steps, self.file) and still_due)
            done.steps = [step for step in done.steps if not same(step[1], step[2])]
            if done.steps and not done.refused:
                apply(self.file, done.steps)
                self.history.append(done)
        return self.opened()


def undoable(known: list[Done]) -> list[tuple[Done, Done]]:
    """The changes that can be undone, each with whose steps to turn; the last one is next."""
    return _stacks(known)[0]


def redoable(known: list[Done]) -> list[tuple[Done, Done]]:
    """The same for redo."""
    return _stacks(known)[1]


def _stacks(known: list[Done]) -> tuple[list[tuple[Done, Done]], list[tuple[Done, Done]]]:
    undo: list[tuple[Done, Done]] = []
    redo: list[tuple[Done, Done]] = []
    for done in known:
        if done.of is None:
            undo.append((done, done))
            redo = []
        else:
            of, here, there = done.of, *((undo, redo) if done.kind == "undo" else (redo, undo))
            here[:] = [pair for pair in here if pair[0] is not of]
            there.append((of, done))
    return undo, redo


def _still_due(done: Done, history: list[Done]) -> bool:
    """Whether the step is still there to be taken, and nothing above it is about the same documents."""
    wanted = {key for key, _, _ in done.steps}
    for of, by in reversed((undoable if done.kind == "undo" else redoable)(history)):
        if of is done.of:
            return by is done.by
        if wanted & {key for key, _, _ in by.steps}:
            return False
    return False


def turned(done: Done) -> list[Step]:
    """The steps that take a change back."""
    return [(key, after, before) for key, before, after in reversed(done.steps)]


def holds(steps: list[Step], documents: Documents) -> bool:
    """Whether the documents are as the steps expect them."""
    return all(same(documents.get(key), before) for key, before, _ in steps)


def apply(documents: Documents, steps: list[Step]) -> None:
    """Takes the steps."""
    for key, _, after in steps:
        if after is None:
            documents.pop(key, None)
        else:
            documents[key] = after


def same(one: Fields | None, other: Fields | None) -> bool:
    """Whether two documents are the same to the byte; the order of the fields counts."""
    return json.dumps(one) == json.dumps(other)


def _renumbered(step: Step, moved: dict[Key, int]) -> Step:
    (table, number), before, after = step
    return (table, moved.get((table, number), number)), _pointing(before, moved), _pointing(after, moved)


def _pointing(fields: Fields | None, moved: dict[Key, int]) -> Fields | None:
    if fields is None or "contacts" not in fields:
        return fields
    return fields | {"contacts": [moved.get(("contacts", number), number) for number in fields["contacts"]]}


def _fitted(step: Step, file: Documents) -> Step:
    key, before, ours = step
    theirs = file.get(key)
    if same(theirs, before) or same(theirs, ours):
        return key, theirs, ours
    if theirs is None or ours is None:
        return key, theirs, ours if theirs is None else theirs  # an edit wins over a deletion
    return key, theirs, _merged(before or {}, theirs, ours)


def _merged(base: Fields, theirs: Fields, ours: Fields) -> Fields:
    merged = {}
    for name in theirs | ours:
        old, their, our = base.get(name), theirs.get(name), ours.get(name)
        if their == old:
            value = our
        elif isinstance(their, list) and isinstance(our, list) and our != old:
            had = old or []
            value = [one for one in their if one in our or one not in had]
            value += [one for one in our if one not in had and one not in value]
        else:
            value = their
        if value is not None:
            merged[name] = value
    return merged
