"""The form for a company."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Company
from followup_tui.model.validation import problems_of
from followup_tui.tui.edit_fields import FieldSpec, Remark, cadence_meaning
from followup_tui.tui.screens.fields_form import FieldsForm
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs

COMPANY_FIELDS: Final = (
    FieldSpec("name", "Name"),
    FieldSpec("aliases", "Also", "list", "Fisher, Fisher AS"),
    FieldSpec("place", "Place"),
    FieldSpec("domains", "Domains", "list", "fisher.example"),
    FieldSpec("urls", "Pages", "list", "https://fisher.example"),
    FieldSpec("topics", "Topics", "list", "maps, hiring"),
    FieldSpec("tags", "Tags", "list", "oslo, loose"),
    FieldSpec("cadence", "Cadence", "line", "6 months, when nobody there is kept in touch with"),
    FieldSpec("worked_for", "I worked there", "choice", choices=("no", "yes")),
    FieldSpec("note", "Note", "text"),
)


class CompanyForm(FieldsForm):
    """Edits a company; ends with the changed fields as `actions.companies` takes them, or None for no change."""

    def __init__(
        self, company: Company, as_of: date, *, anchor: date | None = None, glyphs: Glyphs = UNICODE
    ) -> None:  # fmt: skip
        super().__init__(f"Edit {company.name}", COMPANY_FIELDS, _texts(company), glyphs=glyphs)
        self._as_of = as_of
        self._anchor = anchor

    def remark(self, spec: FieldSpec, text: str) -> Remark:
        """A problem of a text, or what a cadence means."""
        value = _value(spec, text)
        problem = next(problems_of(Company(**{"name": "x", spec.name: value})), "")
        if problem:
            return Remark(problem, is_problem=True)
        return (
            Remark(cadence_meaning(clean_line(text), self._anchor, self._as_of))
            if spec.name == "cadence"
            else Remark("")
        )

    def changes(self, before: Mapping[str, str], after: Mapping[str, str]) -> Mapping[str, Any]:
        """The values that changed."""
        return {
            spec.name: _value(spec, after[spec.name])
            for spec in COMPANY_FIELDS
            if _value(spec, after[spec.name]) != _value(spec, before[spec.name])
        }


def _texts(company: Company) -> dict[str, str]:
    texts = {}
    for spec in COMPANY_FIELDS:
        value = getattr(company, spec.name)
        if spec.kind == "list":
            texts[spec.name] = ", ".join(clean_line(one) for one in value)
        elif spec.kind == "choice":
            texts[spec.name] = "yes" if value else "no"
        else:
            texts[spec.name] = clean_text(value) if spec.kind == "text" else clean_line(value)
    return texts


def _value(spec: FieldSpec, text: str) -> Any:
    if spec.kind == "choice":
        return text == "yes"
    if spec.kind == "list":
        parts = (clean_line(part).lstrip("#") for part in re.split(r"[,\n]", clean_text(text)))
        return tuple(dict.fromkeys(part for part in parts if part))
    return clean_text(text).strip() if spec.kind == "text" else clean_line(text)
