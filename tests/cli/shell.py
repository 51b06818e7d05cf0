"""Calls the command line: in this process, which is fast, or in one of its own, as a shell does."""

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from followup_tui.cli.program import run


@dataclass(frozen=True)
class Said:
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """Calls on one data file and one day."""

    file: Path
    config: Path
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *arguments: str) -> Said:
        """A call in this process."""
        out, err = _stream(), _stream()
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = run(arguments)
        return Said(code, _written(out), _written(err))

    def done(self, *arguments: str) -> Said:
        """A call that must succeed and say nothing on stderr."""
        said = self(*arguments)
        assert (said.code, said.err) == (0, "")
        return said

    def json(self, *arguments: str) -> Any:
        """The document of a call that must succeed."""
        return self.done(*arguments, "--json").json

    def refused(self, *arguments: str, code: int = 2) -> str:
        """The sentence of a call that must fail: nothing on stdout, one line on stderr."""
        said = self(*arguments)
        assert (said.code, said.out) == (code, ""), said
        assert said.err.startswith("followup: ")
        assert "Traceback" not in said.err
        return said.err.removeprefix("followup: ").strip()

    def spawn(self, *arguments: str, **environment: str) -> Said:
        """A call in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "followup_tui", *arguments],
            capture_output=True, encoding="utf-8", errors="backslashreplace", check=False, timeout=60,
            env={**os.environ, **environment},
        )  # fmt: skip
        return Said(done.returncode, done.stdout, done.stderr)

    def state(self) -> dict[str, bytes]:
        """Every file in the folder of the data file, but the lock, with its bytes."""
        folder = self.file.parent
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != "lock"
        }


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
