"""A table of people: first every line is shown, then all are invited, or nobody."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from apps.core import tenancy
from apps.organisations.models import Organisation
from tests.factories import (
    make_opening,
    make_organisation,
)
from tests.workspace.inviting import TWO, counted, look, sealed_in
from tests.workspace.visits import at, member, said

pytestmark = pytest.mark.django_db


class TestImportingMany:
    def test_shows_every_line_first_then_imports_once(self) -> None:
        employer = make_organisation()
        opening, katrin = make_opening(employer), member(employer)
        page = look(katrin, employer, opening, TWO)
        assert "2 people found" in page
        assert "Nothing is imported yet" in page
        assert counted(employer) == (0, 0)
        address, sealed = at("opening_import", employer, opening.pk), sealed_in(page)
        first, second = (katrin.post(address, {"preview": sealed}) for _ in range(2))
        assert said(first)[-1].startswith("2 people are invited.")
        assert said(second)[-1].startswith("Everybody in this file was invited before.")
        assert counted(employer) == (2, 2)

    def test_one_wrong_line_stops_all(self) -> None:
        employer = make_organisation()
        opening, katrin = make_opening(employer), member(employer)
        page = look(katrin, employer, opening, TWO + b"\nCleo,\nAda,ADA@people.example")
        assert "2 lines need your eye" in page
        assert "Line 4" in page
        assert "The email address is missing." in page
        assert "The same address stands on line 2." in page
        assert 'name="preview"' not in page

    def test_a_wrong_encoding_is_said_at_the_field(self) -> None:
        employer = make_organisation()
        content = "name,email\nJörg,j@people.example".encode("latin-1")
        page = look(member(employer), employer, make_opening(employer), content)
        assert "This file is not in UTF-8" in page
        assert 'aria-invalid="true"' in page

    @pytest.mark.parametrize(
        ("content", "complaint"),
        [(b"", "The file is empty"), (b"x" * 1_000_001, "larger than 1 MB")],
    )
    def test_an_empty_or_huge_file_is_said_at_the_field(
        self, content: bytes, complaint: str
    ) -> None:
        employer = make_organisation()
        assert complaint in look(member(employer), employer, make_opening(employer), content)

    def test_no_file_is_said_at_the_field(self) -> None:
        employer = make_organisation()
        opening = make_opening(employer)
        answer = member(employer).post(at("opening_import", employer, opening.pk))
        assert "Choose a file." in answer.content.decode()

    def test_cells_are_shown_as_text(self) -> None:
        employer = make_organisation()
        content = b"name,email\n<script>alert(1)</script>,ada@people.example\n=1+1,b@people.example"
        page = look(member(employer), employer, make_opening(employer), content)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "=1+1" in page

    def test_a_changed_preview_imports_nobody(self) -> None:
        employer = make_organisation()
        opening, katrin = make_opening(employer), member(employer)
        sealed = sealed_in(look(katrin, employer, opening, TWO))
        answer = katrin.post(at("opening_import", employer, opening.pk), {"preview": f"x{sealed}"})
        assert "Nobody was imported." in said(answer)[0]
        assert counted(employer) == (0, 0)

    def test_another_members_preview_imports_nobody(self) -> None:
        employer = make_organisation()
        opening = make_opening(employer)
        sealed = sealed_in(look(member(employer), employer, opening, TWO))
        address = at("opening_import", employer, opening.pk)
        member(employer).post(address, {"preview": sealed})
        assert counted(employer) == (0, 0)

    def test_reads_a_workbook_and_german_headings_with_semicolons_and_a_mark(self) -> None:
        employer = make_organisation()
        opening, katrin = make_opening(employer), member(employer)
        book, saved = Workbook(write_only=True), BytesIO()
        sheet = book.create_sheet()
        sheet.append(["Vorname", "Nachname", "E-Mail", "Ort"])
        sheet.append(["Jörg", "Petersen", "joerg@people.example", "Köln"])
        book.save(saved)
        semicolons = "Name;E-Mail;Ort\nJörg Petersen;joerg@people.example;Köln".encode("utf-8-sig")
        for content in (saved.getvalue(), semicolons):
            page = look(katrin, employer, opening, content)
            assert "1 person found" in page
            assert ">Jörg Petersen<" in page
            assert "Köln" in page

    def test_ten_thousand_lines_are_answered_with_what_to_do(self) -> None:
        employer = make_organisation()
        lines = "\n".join(f"Person {n},p{n}@people.example" for n in range(10_000))
        page = look(
            member(employer), employer, make_opening(employer), f"name,email\n{lines}".encode()
        )
        assert "The file has more than 2\xa0000 people. Split it into parts." in page

    def test_speaks_german(self) -> None:
        employer = make_organisation()
        with tenancy.organisation(employer.pk):
            Organisation.objects.update(language="de")
        page = look(member(employer), employer, make_opening(employer), b"Name;E-Mail\n;ada")
        assert "1 Zeile braucht Ihren Blick" in page
        assert "„ada“ ist keine E-Mail-Adresse." in page
