"""Which column holds what, by its heading, in English or German."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from apps.candidates.imports.problems import NotATable

_SYNONYMS = {
    "name": "name|full name|candidate|candidate name|person|vollständiger name|kandidat|kandidatin|"
    "bewerber|bewerberin|vor- und nachname",
    "first_name": "first name|firstname|given name|vorname",
    "last_name": "last name|lastname|surname|family name|nachname|familienname",
    "email": "email|e-mail|mail|email address|e-mail address|e-mail-adresse|email-adresse|"
    "emailadresse|mailadresse|mail-adresse",
    "place": "place|city|town|location|ort|stadt|wohnort|standort",
}
_MEANING = {
    heading: field for field, headings in _SYNONYMS.items() for heading in headings.split("|")
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Positions by meaning, and the headings as the file has them."""

    headings: tuple[str, ...]
    positions: dict[str, int]

    @property
    def unused(self) -> list[str]:
        used = self.positions.values()
        return [heading for i, heading in enumerate(self.headings) if heading and i not in used]

    def heading(self, field: str) -> str:
        """The file's own word for a field; for a name in two columns, the last name's."""
        position = self.positions.get(field, self.positions.get("last_name"))
        return self.headings[position] if position is not None else field

    def cell(self, cells: Sequence[str], field: str) -> str:
        position = self.positions.get(field)
        return _plain(cells[position]) if position is not None and position < len(cells) else ""

    def name(self, cells: Sequence[str]) -> str:
        if "name" in self.positions:
            return self.cell(cells, "name")
        return _plain(f"{self.cell(cells, 'first_name')} {self.cell(cells, 'last_name')}")


def known(cells: Sequence[str]) -> int:
    """How many of these headings mean something."""
    return sum(_normal(cell) in _MEANING for cell in cells)


def find_columns(cells: Sequence[str]) -> Columns:
    """Raises ``NotATable`` where name or e-mail is missing or stands twice."""
    headings = tuple(_plain(cell) for cell in cells)
    positions: dict[str, int] = {}
    for position, heading in enumerate(headings):
        field = _MEANING.get(_normal(heading))
        if field in positions:
            raise NotATable(
                _("Two columns mean the same: “%(one)s” and “%(other)s”. Leave one of them out.")
                % {"one": headings[positions[field]], "other": heading}
            )
        if field:
            positions[field] = position
    named = "name" in positions or {"first_name", "last_name"} <= positions.keys()
    there = {_("name"): named, _("email"): "email" in positions}
    missing = [word for word, is_there in there.items() if not is_there]
    if missing:
        found = ", ".join(f"“{heading}”" for heading in headings if heading) or _("nothing")
        raise NotATable(
            _(
                "The first line has to name the columns. Missing: %(missing)s. Found: %(found)s. "
                "A first line that works: name,email,place"
            )
            % {"missing": get_text_list(missing, _("and")), "found": found[:300]}
        )
    return Columns(headings, positions)


def _normal(heading: str) -> str:
    return _plain(heading).casefold().replace("_", " ").replace("‑", "-").rstrip(":* ")


def _plain(cell: str) -> str:
    """One line, without control characters; a cell that looks like a formula stays what it is."""
    return " ".join("".join(c if c.isprintable() else " " for c in cell).split())
