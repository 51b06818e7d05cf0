"""The form for a contact's facts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from followup_tui.model.records import Contact
from followup_tui.tui.edit_fields import FIELDS, FieldSpec, Remark, as_texts, changed_values, remark_on
from followup_tui.tui.screens.fields_form import FieldsForm
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs


class EditForm(FieldsForm):
    """Edits a contact; ends with the changed fields as `actions.people.edit` takes them, or None for no change."""

    def __init__(
        self,
        contact: Contact,
        company: str,
        as_of: date,
        *,
        counts_from: date | None = None,
        inherited: str = "",
        companies: Sequence[str] = (),
        start: str = "name",
        glyphs: Glyphs = UNICODE,
    ) -> None:
        """The form of `contact`, who is at `company`, opened at the field `start`.

        Args:
            contact: whose facts are edited.
            company: the name of their company, empty for none.
            as_of: the day that counts as today.
            counts_from: the day the cadence counts from (`Verdict.anchor`), for showing the window it gives.
            inherited: what holds while the cadence is empty, like ``3-6 months (default)``.
            companies: names to complete the company from.
            start: the name of the field that has the focus first.
            glyphs: the signs to draw with.
        """
        super().__init__(
            f"Edit {contact.name}", FIELDS, as_texts(contact, company), names={"company": companies}, start=start,
            glyphs=glyphs,
        )  # fmt: skip
        self._as_of = as_of
        self._counts_from = counts_from
        self._inherited = inherited

    def remark(self, spec: FieldSpec, text: str) -> Remark:
        """A problem of a text, or what it means; a cadence with the window it gives."""
        return remark_on(spec, text, self._counts_from, self._as_of, self._inherited)

    def changes(self, before: Mapping[str, str], after: Mapping[str, str]) -> Mapping[str, Any]:
        """The values that changed."""
        return changed_values(before, after)
