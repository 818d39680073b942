"""How fast lists are: 50 people of 100,000 beside 50 people of 100.

Run from the project's root, where a database server is at hand:
``python -m benchmarks.lists [--people N] [--rounds N] [--only TEXT] [--check]``.

It makes a database of its own and drops it again. Two employers have everybody in one opening; a
member of each asks for the same lists, as the application's role behind the wall, through the real
view: the whole answer counts, with session, counts, filters, rows and the looks that are recorded.
Rounds take turns, and the median of the rounds' ratios counts. Beside it stands where the time of
the large list went.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from django.test import Client

    from benchmarks.list.asking import Visit

BOUND = 1.2
FEW = 100
OTHERS, OF_OTHERS = 20, 200  # employers with so many people stand around the two
ORDERS = (
    *("-score", "score", "width", "-reach", "-engagement", "-network", "-accounts"),
    *("-read", "read", "state", "name", "-name", "status", "-status"),
)
# Such as leave half of the people at least, so that both lists have 50.
FILTERS = {
    "score 20 to 80": "score_min=20&score_max=80",
    "only with a score": "unscored=no",
    "narrow interval": "width_max=80",
    "reach at least 8": "reach_min=8",
    "account on X": "network=x",
    "read within 30 days": "read_within=30",
    "scored or provisional": "state=scored&state=provisional",
    "new or in review": "status=new&status=in_review",
    "new or in review, by name": "status=new&status=in_review&sort=name",
    "score from 20, by reach": "score_min=20&sort=-reach",
}
HEAD = """| list | few | many | ratio | SQL | Python | templates | queries |
|---|---|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Row:
    """Medians: milliseconds, the ratio of both, and shares of the large list's time."""

    few: float
    many: float
    ratio: float
    sql: float
    python: float
    templates: float
    queries: int

    def __str__(self) -> str:
        shares = f"{self.sql:.0%} | {self.python:.0%} | {self.templates:.0%}"
        times = f"{self.few:.0f} ms | {self.many:.0f} ms | {self.ratio:.2f}"
        return f"|  | {times} | {shares} | {self.queries} |"


@dataclass(frozen=True)
class Side:
    """One employer, as a member of its team sees it."""

    client: Client
    opening: str
    people: str


def lists() -> dict[str, tuple[str, str, int]]:
    """By name: of the opening or of all people, what is asked for, how many pages on."""
    of_opening = {f"opening by {order}": ("opening", f"sort={order}", 0) for order in ORDERS}
    filtered = {f"opening, {name}": ("opening", asked, 0) for name, asked in FILTERS.items()}
    orders = [order for order in ORDERS if "status" not in order]
    of_people = {f"people by {order}": ("people", f"sort={order}", 0) for order in orders}
    return {
        **of_opening,
        **filtered,
        "opening, second page": ("opening", "", 1),
        **of_people,
        "people, searched": ("people", "q=people", 0),
        "people, scored or provisional": ("people", "state=scored&state=provisional", 0),
        "people, second page": ("people", "", 1),
    }


def measure(few: Side, many: Side, asked: tuple[str, str, int], rounds: int) -> Row:
    from benchmarks.list.asking import next_page, visit  # noqa: PLC0415  # after django.setup

    where, query, pages = asked
    pairs: list[tuple[Visit, Visit]] = []
    addresses = [
        next_page(side.client, f"{getattr(side, where)}?{query}", pages) for side in (few, many)
    ]
    for number in range(rounds + 1):
        pair = [
            visit(side.client, address)
            for side, address in zip((few, many), addresses, strict=True)
        ]
        if number:  # the first round warms up
            pairs.append((pair[0], pair[1]))
    large = [pair[1] for pair in pairs]
    return Row(
        few=statistics.median(pair[0].whole for pair in pairs) * 1e3,
        many=statistics.median(each.whole for each in large) * 1e3,
        ratio=statistics.median(pair[1].whole / pair[0].whole for pair in pairs),
        sql=statistics.median(each.sql / each.whole for each in large),
        python=statistics.median(each.python / each.whole for each in large),
        templates=statistics.median(each.templates / each.whole for each in large),
        queries=max(each.queries for each in large),
    )


def sides(people: int) -> tuple[Side, Side]:
    """Both employers, and others around them."""
    from benchmarks.list.fill import employer  # noqa: PLC0415
    from tests import database  # noqa: PLC0415

    with psycopg.connect(database.owner_conninfo(), autocommit=True) as owner:
        for number in range(OTHERS):
            employer(owner, f"other-{number}", OF_OTHERS)
        employer(owner, "few", FEW)
        employer(owner, "many", people)
        owner.execute("VACUUM ANALYZE")
        found = {
            slug: owner.execute(
                "SELECT p.id FROM candidates_opening p JOIN organisations_organisation o"
                " ON o.id = p.organisation_id WHERE o.slug = %s",
                [slug],
            ).fetchone()
            for slug in ("few", "many")
        }
    few, many = (_side(slug, str(row[0])) for slug, row in found.items() if row)
    return few, many


def _side(slug: str, opening: str) -> Side:
    from django.test import Client  # noqa: PLC0415

    from apps.accounts.models import User  # noqa: PLC0415

    client = Client()
    client.force_login(User.objects.get(email=f"{slug}@team.example"))
    return Side(client, f"/o/{slug}/openings/{opening}/", f"/o/{slug}/people/")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="", help="lists with this in their names")
    parser.add_argument("--check", action="store_true", help=f"fail above a ratio of {BOUND}")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("RENOWN_ENV", "test")
    import django  # noqa: PLC0415  # the environment comes first

    django.setup()
    from django.conf import settings  # noqa: PLC0415

    from tests import database  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    logging.disable(logging.INFO)  # a line for each request
    drop = database.make_database("lists_bench")
    try:
        return _report(asked)
    finally:
        drop()


def _report(asked: argparse.Namespace) -> int:
    few, many = sides(asked.people)
    print(f"50 of {FEW} and 50 of {asked.people:,}; medians of {asked.rounds} rounds\n{HEAD}")
    missed = []
    for name, wanted in lists().items():
        if asked.only not in name:
            continue
        row = measure(few, many, wanted, asked.rounds)
        print(str(row).replace("|  |", f"| {name} |", 1), flush=True)
        if row.ratio > BOUND:
            missed.append(f"{name}: {row.ratio:.2f}")
    print("\n".join(missed) or f"all within {BOUND} times")
    return int(asked.check and bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
