"""Tables as people really save them."""

from __future__ import annotations

import pytest

from apps.candidates.imports.problems import NotATable
from apps.candidates.imports.reading import MAX_ROWS, Table, read_table

ADA = ("Ada Byron", "ada@people.example", "London")


def read(text: str, encoding: str = "utf-8") -> Table:
    return read_table(text.encode(encoding))


def people(table: Table) -> list[tuple[str, str, str]]:
    assert not table.problems
    return [(row.name, row.email, row.place) for row in table.rows]


def complaint(content: bytes) -> str:
    with pytest.raises(NotATable) as error:
        read_table(content)
    return str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_common_way_to_save_a_table(delimiter: str, newline: str, encoding: str) -> None:
    lines = [delimiter.join(cells) for cells in (("name", "email", "place"), ADA)]
    assert people(read(newline.join(lines), encoding)) == [ADA]


@pytest.mark.parametrize(
    "heading",
    [
        "NAME,E-Mail,Place",
        "Full name,Email address,City",
        "Kandidat,E-Mail-Adresse,Wohnort",
        " name , email , ort ",
        '"Name","E-Mail","Ort"',
    ],
)
def test_headings_in_two_languages(heading: str) -> None:
    assert people(read(f"{heading}\n{','.join(ADA)}")) == [ADA]


def test_first_and_last_name_in_two_columns_and_any_order() -> None:
    table = read("Ort;Nachname;E-Mail;Vorname\nLondon;Byron;ada@people.example;Ada")
    assert people(table) == [ADA]


def test_no_place_is_fine_and_other_columns_are_left_out() -> None:
    table = read("name,email,phone\nAda Byron,ada@people.example,555")
    assert people(table) == [("Ada Byron", "ada@people.example", "")]
    assert table.ignored == ("phone",)


def test_quoted_cells_keep_commas_and_breaks_become_blanks() -> None:
    table = read('name,email,place\n"Byron, Ada",ada@people.example,"Lon\ndon"')
    assert people(table) == [("Byron, Ada", "ada@people.example", "Lon don")]


@pytest.mark.parametrize("formula", ["=1+1", "+49 Ada", "-Ada", "@Ada", '=HYPERLINK("x")'])
def test_what_looks_like_a_formula_stays_text(formula: str) -> None:
    quoted = formula.replace('"', '""')
    assert people(read(f'name,email\n"{quoted}",ada@people.example'))[0][0] == formula


def test_every_problem_is_told_at_its_line_and_column() -> None:
    table = read(
        "Name;E-Mail\n"
        "Ada;ada@people.example\n"
        "\n"
        "Ben;\n"
        ";cleo@people.example\n"
        "Dan;dan at home\n"
        "Eve;ADA@people.example\n"
        '"Fay\nFoe";fay@people.example\n'
        "Gus;gus@people.example;more\n"
        f"{'H' * 121};h@people.example\n"
    )
    assert [(p.line, p.column, p.message) for p in table.problems] == [
        (4, "E-Mail", "The email address is missing."),
        (5, "Name", "The name is missing."),
        (6, "E-Mail", "“dan at home” is no email address."),
        (7, "E-Mail", "The same address stands on line 2. Keep one of the two."),
        (10, "", "This line has more cells than the first line has headings."),
        (11, "Name", "Longer than 120 characters."),
    ]
    assert [row.line for row in table.rows] == [2, 8]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"name,email\n", "nobody below it"),
        ("name,email\nJörg,j@people.example".encode("latin-1"), "not in UTF-8.*line 2"),
        ("name,email\nJörg,j@people.example".encode("utf-16"), "UTF-16.*Save it as UTF-8"),
        ("name,email\nJörg,j@people.example".encode("utf-16-le"), "UTF-16"),
        ("name,email\nJörg,j@people.example".encode("utf-32"), "UTF-32"),
        (b"PK\x03\x04rest", "Excel or OpenDocument workbook.*CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel"),
        (b"%PDF-1.7", "a PDF"),
        (b"name,email\nAda\0,ada@people.example", "no text file"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"Ada,ada@people.example\n", "Missing: name and email"),
        (b"name,phone\nAda,5", "Missing: email. Found: “name”, “phone”"),
        (b"name,email,mail\nAda,a@b.example,a@b.example", "mean the same: “email” and “mail”"),
        (b'name,email\n"Ada,ada@people.example\nBen,b@people.example', "From line 2.*quot"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(NotATable, match=f"(?s){said}"):
        read_table(content)


def test_too_many_people_are_refused_and_the_most_are_not() -> None:
    def table(count: int) -> bytes:
        lines = (f"Person {n},p{n}@people.example" for n in range(count))
        return "\n".join(["name,email", *lines]).encode()

    assert len(read_table(table(MAX_ROWS)).rows) == MAX_ROWS
    assert "more than 2\xa0000 people" in complaint(table(MAX_ROWS + 1))
