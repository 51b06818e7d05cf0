"""The form for a clipping."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from followup_tui.actions.clippings import shown_title
from followup_tui.model.records import Clipping
from followup_tui.tui.clip_fields import CLIP_FIELDS, clip_changes, clip_remark, clip_texts
from followup_tui.tui.edit_fields import FieldSpec, Remark
from followup_tui.tui.screens.fields_form import FieldsForm
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs


class ClipForm(FieldsForm):
    """Edits a clipping; ends with the changed fields as `actions.clippings.edit` takes them, or None for no change."""

    def __init__(self, clipping: Clipping, as_of: date, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(f"Edit {shown_title(clipping)}", CLIP_FIELDS, clip_texts(clipping), glyphs=glyphs)
        self._as_of = as_of

    def remark(self, spec: FieldSpec, text: str) -> Remark:
        """A problem of a text, or which day it means."""
        return clip_remark(spec, text, self._as_of)

    def changes(self, before: Mapping[str, str], after: Mapping[str, str]) -> Mapping[str, Any]:
        """The values that changed."""
        return clip_changes(before, after, self._as_of)
