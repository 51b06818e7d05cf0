"""A file that a newer program wrote: it is read as far as this one understands it, and never written."""

from pathlib import Path
from typing import NamedTuple


class NewerFile(NamedTuple):
    """Such a file; this program knows schemas up to `known`."""

    path: Path
    schema: int
    known: int

    @property
    def cause(self) -> str:
        """What is the matter, without a full stop."""
        return f"{self.path} was written by a newer followup (schema {self.schema}, this one knows {self.known})"

    @property
    def refusal(self) -> str:
        """The sentence where such a file cannot be used at all."""
        return f"{self.cause}; update followup."

    @property
    def sentence(self) -> str:
        """What can be done with it: also the answer to every change that is asked for."""
        return f"{self.cause}, so it can only be read and nothing in it is changed; update followup to change it."

    @property
    def notice(self) -> str:
        """The same for a screen, which has no room for a path."""
        return (
            f"Read only: {self.path.name} is of schema {self.schema}, newer than this followup's {self.known}."
            " Nothing in it is changed: update followup."
        )

    @property
    def brief(self) -> str:
        """The same for one line."""
        return f"Read only: {self.path.name} has the newer schema {self.schema}. Update followup to change it."

    @property
    def too_late(self) -> str:
        """Why a change did not get into the file."""
        return f"a newer followup wrote {self.path.name}."

    @property
    def no_drafts(self) -> str:
        """Why a message begun is not kept: what lies beside the file is the newer program's as well."""
        return f"No draft is kept beside a file of the newer schema {self.schema}."
