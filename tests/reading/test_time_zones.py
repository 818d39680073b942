"""Times are written where the reader is: around midnight, and when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone

from apps.accounts.models import User
from apps.core import zones
from apps.core.reader import ReaderMiddleware, suggest
from apps.core.templatetags import renown
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LATE = datetime(2027, 2, 12, 23, 30, tzinfo=UTC)


def written(at: datetime, **reader: str) -> str:
    """How a page shows this moment to somebody with this account, cookie or employer."""

    def view(request: HttpRequest) -> HttpResponse:
        suggest(request, language="", time_zone=reader.get("employer", ""))
        return HttpResponse(renown.moment(at))

    return asked(view, **reader).content.decode()


def asked(view: object, **reader: str) -> HttpResponse:
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]  # nobody's
    request.user = make_user("Ada", time_zone=reader.get("account", ""))
    request.COOKIES["time_zone"] = reader.get("browser", "")
    answer = ReaderMiddleware(view)(request)  # type: ignore[arg-type]  # a view of this test
    assert isinstance(answer, HttpResponse | StreamingHttpResponse)
    return answer  # type: ignore[return-value]  # either is read by the caller


def test_just_before_midnight_in_london_it_is_tomorrow_in_berlin() -> None:
    assert written(LATE, account="Europe/London") == "12 February 2027, 23:30 GMT"
    assert written(LATE, account="Europe/Berlin") == "13 February 2027, 00:30 CET"
    assert written(LATE, account="America/New_York") == "12 February 2027, 18:30 EST"


def test_an_hour_that_comes_twice_is_told_apart_by_its_zone() -> None:
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert written(first, account="Europe/Berlin") == "25 October 2026, 02:30 CEST"
    assert written(second, account="Europe/Berlin") == "25 October 2026, 02:30 CET"


def test_the_hour_that_is_left_out_in_spring_is_never_written() -> None:
    before, after = (
        datetime(2027, 3, 28, 0, 59, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
    )
    assert written(before, account="Europe/Berlin") == "28 March 2027, 01:59 CET"
    assert written(after, account="Europe/Berlin") == "28 March 2027, 03:00 CEST"


def test_account_goes_before_browser_before_employer_before_utc() -> None:
    every = {"account": "Asia/Tokyo", "browser": "Europe/Berlin", "employer": "America/New_York"}
    assert written(LATE, **every).endswith("08:30 JST")
    assert written(LATE, **(every | {"account": ""})).endswith("00:30 CET")
    assert written(LATE, employer="America/New_York").endswith("18:30 EST")
    assert written(LATE).endswith("23:30 UTC")


@pytest.mark.parametrize("wrong", ["Mars/Olympus", "../../etc/passwd", "localtime", "x" * 5000, ""])
def test_a_browser_that_names_no_zone_reads_utc(wrong: str) -> None:
    assert written(LATE, browser=wrong).endswith("UTC")


def test_what_is_written_piece_by_piece_stays_in_the_readers_zone_to_its_end() -> None:
    def view(request: HttpRequest) -> StreamingHttpResponse:
        return StreamingHttpResponse(timezone.get_current_timezone_name() for _ in range(2))

    answer = asked(view, account="Asia/Tokyo")
    assert timezone.get_current_timezone_name() == "UTC"
    assert answer.getvalue() == b"Asia/TokyoAsia/Tokyo"
    assert timezone.get_current_timezone_name() == "UTC"


def test_every_zone_that_is_offered_exists() -> None:
    assert all(map(zones.is_known, zones.choices()))
    assert {"UTC", "Europe/Berlin", "Asia/Kolkata"} <= set(zones.choices())
    longest = User._meta.get_field("time_zone").max_length
    assert longest
    assert max(map(len, zones.choices())) <= longest
