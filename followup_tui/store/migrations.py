"""Older files made new: one step a schema version, each a function on plain tables.

Schema 0 is a file without `_meta`, such as a script makes with TinyDB alone: contacts with one `email` and a `company`
as text. Schema 1 is `followup_tui.model.records`.
"""

from collections.abc import Callable, Mapping
from typing import Any

Tables = dict[str, dict[int, dict[str, Any]]]
Step = Callable[[Tables], Tables]


def migrate(tables: Tables, schema: int, steps: Mapping[int, Step] | None = None) -> Tables:
    """The tables of `schema` as tables of the newest schema. The same input gives the same ids at every call.

    Args:
        tables: documents by table and id; they are changed.
        schema: the version they are of.
        steps: from a version to the next; by default all there are.
    """
    steps = STEPS if steps is None else steps
    while schema in steps:
        tables = steps[schema](tables)
        schema += 1
    return tables


def _from_0_to_1(tables: Tables) -> Tables:
    """One `email` becomes the first of `emails`; `company` and `title` as text become a position at a company."""
    companies = tables.setdefault("companies", {})
    by_name = {str(company.get("name", "")).casefold(): number for number, company in companies.items()}
    for contact in tables.get("contacts", {}).values():
        _take_email(contact)
        _take_position(contact, companies, by_name)
    return tables


def _take_email(contact: dict[str, Any]) -> None:
    email, emails = contact.get("email"), contact.get("emails", [])
    if isinstance(email, str) and isinstance(emails, list):
        del contact["email"]
        if email.strip():
            contact["emails"] = [email.strip(), *(kept for kept in emails if kept != email.strip())]


def _take_position(contact: dict[str, Any], companies: dict[int, dict[str, Any]], by_name: dict[str, int]) -> None:
    name, positions = contact.get("company"), contact.get("positions", [])
    if not isinstance(name, str) or not isinstance(positions, list):
        return
    name = contact.pop("company").strip()
    title = contact.pop("title") if isinstance(contact.get("title"), str) else ""
    position: dict[str, Any] = {}
    if name:
        if name.casefold() not in by_name:
            by_name[name.casefold()] = max(companies, default=0) + 1
            companies[by_name[name.casefold()]] = {"name": name}
        position["company"] = by_name[name.casefold()]
    if title:
        position["title"] = title
    if position:
        contact["positions"] = [position, *positions]


STEPS: Mapping[int, Step] = {0: _from_0_to_1}
