"""The form for an entry of a timeline: an interaction, a promise or a result."""

from collections.abc import Mapping
from typing import Any

from followup_tui.book import Book
from followup_tui.model.clean import folded
from followup_tui.model.records import Record, Task
from followup_tui.tui.edit_fields import FieldSpec, Remark
from followup_tui.tui.entry_fields import changed_in, fields_of, remark_in, texts_of
from followup_tui.tui.screens.fields_form import FieldsForm
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs


class EntryForm(FieldsForm):
    """Edits a record of a timeline; ends with the fields that changed, or None for no change."""

    def __init__(self, title: str, book: Book, record: Record, *, glyphs: Glyphs = UNICODE) -> None:
        companies = sorted((one.name for one in book.companies.values()), key=folded)
        people = sorted((one.name for one in book.contacts.values()), key=folded)
        names = {"company": companies, "people": people}
        super().__init__(title, fields_of(record), texts_of(book, record), names=names, glyphs=glyphs)
        self._as_of = book.as_of
        self._is_task = isinstance(record, Task)

    def remark(self, spec: FieldSpec, text: str) -> Remark:
        """A problem of a text, or which day it means."""
        return remark_in(spec, text, self._as_of, is_task=self._is_task)

    def changes(self, before: Mapping[str, str], after: Mapping[str, str]) -> Mapping[str, Any]:
        """The values that changed."""
        return changed_in(self._specs, before, after, self._as_of, is_task=self._is_task)
