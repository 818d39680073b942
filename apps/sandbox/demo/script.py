"""Who plays in the demo, and what each does. All made up; the same every time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from unicodedata import normalize

from apps.sandbox.world import Person, world
from apps.sandbox.world.accounts import Kind

LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "ß": "ss"})  # no accent to take off
PASSWORD = "renown demo"  # noqa: S105  # of made-up people, on this machine alone
FIRST = [
    "Ada",
    "Tomasz",
    "Priya",
    "Jonas",
    "Chidi",
    "Mireille",
    "Sanna",
    "Luis",
    "Anneliese",
    "Dele",
    "Freya",
    "Kwame",
    "Ines",
    "Pavel",
    "Noor",
    "Bea",
    "Otto",
    "Zuri",
    "Emil",
    "Maren",
]
LAST = [
    "Lindqvist",
    "Zieliński",
    "Raghunathan",
    "Oberländer",
    "Okafor",
    "Fauchard",
    "Koskinen",
    "Cabrera",
    "Baumgartner-Schöning",
    "Adeyemi",
    "Holm",
    "Boateng",
    "Duarte",
    "Novák",
    "Haddad",
    "Castellani",
    "Brandt",
    "Mwangi",
    "Sørensen",
    "Petersen",
]
PLACES = [
    "Hamburg",
    "Malmö",
    "Wrocław",
    "London",
    "Rotterdam",
    "Lyon",
    "Tampere",
    "Sevilla",
    "Freiburg",
    "Leeds",
]


class Part(StrEnum):
    """What a candidate of the demo does with the invitation."""

    SHARES = "shares"
    WITHDRAWS = "withdraws"
    DECLINES = "declines"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Role:
    """``account``: whose accounts of the social world they link, None where they link nothing;
    ``networks``: on which networks."""

    name: str
    email: str
    place: str
    part: Part
    account: str | None
    networks: tuple[str, ...]
    opening: int


@dataclass(frozen=True, slots=True)
class Vacancy:
    title: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Employer:
    name: str
    domain: str
    openings: tuple[Vacancy, ...]
    team: tuple[tuple[str, str], ...]  # name and role; the first is the owner


EMPLOYERS = (
    Employer(
        "Halden & Mohr",
        "haldenmohr.example",
        (
            Vacancy(
                "Community and Partnerships Manager",
                "Hamburg",
                "You will speak for us in public and bring partners into the community. We would "
                "like to see who already listens to you.",
            ),
            Vacancy(
                "Developer Advocate",
                "Remote",
                "You will explain our tools to people who build with them, mostly online. We would "
                "like to see how they answer you today.",
            ),
        ),
        (
            ("Katrin Voss", "owner"),
            ("Jörg Petersen", "admin"),
            ("Leila Aydın", "recruiter"),
            ("Max Thiel", "viewer"),
        ),
    ),
    Employer(
        "Stadtwerke Kiel Demo",
        "stadtwerke.example",
        (
            Vacancy(
                "Spokesperson",
                "Kiel",
                "You will answer the city's questions about energy in public, also when it gets "
                "loud. We would like to see how people talk with you.",
            ),
        ),
        (("Henrike Jansen", "owner"), ("Piet Claasen", "recruiter")),
    ),
)
SHARING, WITHDRAWING, DECLINING, WAITING = 30, 2, 3, 5
PARTS = (
    [Part.SHARES] * SHARING
    + [Part.WITHDRAWS] * WITHDRAWING
    + [Part.DECLINES] * DECLINING
    + [Part.WAITS] * WAITING
)
EVERYWHERE = ("facebook", "instagram", "wordpress", "wordpress_com", "x", "youtube")
EVERYWHERE_AT = 10  # of the first employer: whom the printed sign-in of a candidate belongs to
MIXES = (
    ("x",),
    ("x", "youtube"),
    ("instagram", "x"),
    ("instagram", "youtube"),
    ("facebook", "wordpress_com", "x"),
    ("wordpress", "x"),
)


def cast(employer: int) -> list[Role]:
    """About forty candidates; neighbours in the list have nothing in common."""
    accounts = _accounts(employer)
    openings = len(EMPLOYERS[employer].openings)
    return [
        _role(
            employer, number, part, next(accounts) if part in _LINKING else None, number % openings
        )
        for number, part in enumerate(PARTS)
    ]


_LINKING = {Part.SHARES, Part.WITHDRAWS}


def _role(employer: int, number: int, part: Part, account: str | None, opening: int) -> Role:
    first = FIRST[number % len(FIRST)]
    last = LAST[(number * 7 + number // len(FIRST) * 3 + employer * 5) % len(LAST)]
    address = f"{first}.{last}.{employer + 1}{number:02d}".lower()
    plain = normalize("NFKD", address.translate(LETTERS))
    email = "".join(letter for letter in plain if letter.isascii()) + "@people.example"
    networks = _networks(employer, number, account)
    place = PLACES[number % len(PLACES)]
    return Role(f"{first} {last}", email, place, part, account, networks, opening)


def _networks(employer: int, number: int, account: str | None) -> tuple[str, ...]:
    """The odd accounts show what they are on X alone; the others mix."""
    person = world().person(account or "")
    if person is None or person.kind is not Kind.ORDINARY:
        return ("x",)
    if (employer, number) == (0, EVERYWHERE_AT):
        return EVERYWHERE
    return MIXES[number % len(MIXES)]


def _accounts(employer: int) -> Iterator[str]:
    """Handles for this employer's people, who are nobody else's: one of each odd kind as far as
    they go round, then ordinary ones."""
    odd = [_share(kind, employer)[:1] for kind in Kind if kind is not Kind.ORDINARY]
    chosen = [*chain.from_iterable(odd), *_share(Kind.ORDINARY, employer)]
    return iter([person.handle for person in chosen])


def _share(kind: Kind, employer: int) -> Sequence[Person]:
    of_kind = [person for person in world().people if person.kind is kind]
    return of_kind[employer :: len(EMPLOYERS)]
