"""Who listens is decided by the employer's own people, and written into the trail."""

from __future__ import annotations

import base64
import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from apps.audit.actions import By
from apps.audit.models import Event
from apps.core import tenancy
from apps.core.models import Due
from apps.core.refusals import Refused
from apps.integrations import secrets
from apps.integrations.actions import endpoints, replays, rotating, switching
from apps.integrations.models import DeliveryState, Endpoint
from apps.organisations.models import Announcement, Organisation
from tests import factories
from tests.guards.test_logs import everything_logged
from tests.integrations.receiver import Employer, Receiver, Says, listening_at, somebody

pytestmark = pytest.mark.django_db(transaction=True)
URL = "https://hooks.employer.example/renown?team=1"


def verbs(employer: Employer) -> list[str]:
    with employer.scope():
        return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def listens(employer: Employer) -> bool:
    with employer.scope():
        return Organisation.objects.get(pk=employer.organisation.pk).listens


def test_with_the_first_webhook_an_employer_listens_and_with_the_last_it_stops() -> None:
    employer = listening_at(URL)
    assert listens(employer)
    kinds = Due.objects.filter(wall_id=employer.organisation.pk).values_list("kind", flat=True)
    assert set(kinds) == {"integrations.spread", "integrations.clear_messages"}
    second, _ = endpoints.create_webhook(
        organisation=employer.organisation, url=URL, name="Second", by=employer.by
    )
    endpoints.remove_webhook(endpoint=second, by=employer.by)
    assert listens(employer)
    switching.disable(endpoint=employer.endpoint, by=employer.by)
    assert not listens(employer)
    employer.tell(somebody(), 1)
    with employer.scope():
        assert not Announcement.objects.exists(), "nobody listens, nothing is written down"
    switching.enable(endpoint=employer.endpoint, by=employer.by)
    assert listens(employer)
    endpoints.remove_webhook(endpoint=employer.endpoint, by=employer.by)
    endpoints.remove_webhook(endpoint=employer.endpoint, by=employer.by)
    assert not listens(employer)
    assert verbs(employer) == [
        "webhook.created",
        "webhook.created",
        "webhook.removed",
        "webhook.disabled",
        "webhook.enabled",
        "webhook.removed",
    ]


def test_a_secret_has_32_random_bytes_and_is_kept_sealed_for_its_row() -> None:
    employer = listening_at(URL)
    assert employer.secret.startswith("whsec_")
    assert len(base64.b64decode(employer.secret.removeprefix("whsec_"))) == 32
    kept = employer.now().sealed_secret
    assert kept is not None
    assert employer.secret not in str(bytes(kept))
    assert secrets.opened(kept, endpoint_id=employer.endpoint.pk) == employer.secret
    with pytest.raises(Exception, match="another row"):
        secrets.opened(kept, endpoint_id=somebody())


def test_what_is_changed_is_recorded_and_what_is_not_is_not() -> None:
    employer = listening_at(URL)
    for name in ("Our system", "Payroll"):
        endpoints.change_webhook(
            endpoint=employer.endpoint,
            url=f" {URL} ",
            name=name,
            kinds=["score.changed", "consent.given"],
            by=employer.by,
        )
    now = employer.now()
    assert (now.url, now.name, now.kinds) == (URL, "Payroll", ["consent.given", "score.changed"])
    with employer.scope():
        facts = Event.objects.filter(verb="webhook.changed").order_by("pk")
        assert [each.facts for each in facts] == [{"fields": ["kinds"]}, {"fields": ["name"]}]


def test_everything_chosen_is_the_same_as_nothing_chosen() -> None:
    assert listening_at(URL, kinds=endpoints.KINDS).endpoint.kinds == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "url_malformed"),
        ("hooks.employer.example", "url_malformed"),
        ("https://", "url_malformed"),
        ("https://a b.example/", "url_malformed"),
        ("https://[::1/", "url_malformed"),
        ("https://employer.example:99999/", "url_malformed"),
        ("https://employer.example/" + "x" * 500, "url_malformed"),
        ("https://employer.example/\n", None),
        ("https://employer.example/a\tb", "url_malformed"),
        ("https://employer.example/#part", "url_fragment"),
        ("http://employer.example/", "url_not_http"),
        ("ftp://employer.example/", "url_not_http"),
        ("https://user:pass@employer.example/", "url_has_user"),
        ("https://@employer.example/", "url_has_user"),
        ("https://employer.example:22/", "url_bad_port"),
        ("https://localhost/", "url_private"),
        ("https://api.localhost/", "url_private"),
        ("https://db.internal/", "url_private"),
        ("https://10.0.0.8/", "url_private"),
        ("https://127.0.0.1/", "url_private"),
        ("https://169.254.169.254/latest/", "url_private"),
        ("https://[::1]/", "url_private"),
        ("https://[fd00::1]/", "url_private"),
        ("https://2130706433/", "url_bad_name"),
        ("https://intranet/", "url_bad_name"),
        ("https://192.0.2.1.5/", "url_bad_name"),
    ],
)
def test_an_address_that_we_would_not_call_is_refused_at_its_field(
    url: str, code: str | None
) -> None:
    if code is None:
        assert listening_at(url).endpoint.url == url.strip()
        return
    with pytest.raises(Refused) as refused:
        listening_at(url)
    assert (refused.value.code, refused.value.field) == (code, "url")


def test_an_operator_may_allow_a_host_even_without_tls(settings: Settings) -> None:
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["ats.corp.example:8080", "10.0.0.8"]
    assert listening_at("http://ats.corp.example:8080/in").endpoint.is_enabled
    assert listening_at("http://10.0.0.8/in").endpoint.is_enabled
    with pytest.raises(Refused):
        listening_at("http://ats.corp.example:8081/in")


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"kinds": ["score.shouted"]}, "kinds"),
        ({"kinds": ["endpoint.ping"]}, "kinds"),
    ],
)
def test_what_makes_no_webhook_is_refused_at_its_field(choice: dict[str, Any], field: str) -> None:
    owner = factories.make_user()
    organisation = factories.make_organisation(owner=owner)
    with pytest.raises(Refused) as refused:
        endpoints.create_webhook(
            **{"organisation": organisation, "url": URL, "name": "A", **choice},
            by=By.user(owner.pk),
        )
    assert refused.value.field == field
    with tenancy.organisation(organisation.pk):
        assert not Endpoint.objects.exists()


def test_however_many_ask_at_once_there_are_twenty_at_most() -> None:
    employer = listening_at(URL)

    def another(number: int) -> bool:
        try:
            endpoints.create_webhook(
                organisation=employer.organisation, url=URL, name=f"{number}", by=employer.by
            )
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(another, range(24))) == endpoints.MOST_WEBHOOKS - 1


def test_who_is_switched_off_by_the_team_is_told_nothing_of_what_waited(
    employer: Employer, receiver: Receiver
) -> None:
    employer.tell(somebody(), 1)
    employer.spread()
    switching.disable(endpoint=employer.endpoint, by=employer.by)
    switching.disable(endpoint=employer.endpoint, by=employer.by)
    switching.enable(endpoint=employer.endpoint, by=employer.by)
    switching.enable(endpoint=employer.endpoint, by=employer.by)
    assert employer.deliver() == 0
    assert [each.state for each in employer.deliveries()] == [DeliveryState.DROPPED]
    assert verbs(employer) == ["webhook.created", "webhook.disabled", "webhook.enabled"]


def test_a_webhook_removed_while_it_is_called_breaks_nothing(
    employer: Employer, receiver: Receiver
) -> None:
    def remove(_: object) -> Says:
        try:
            endpoints.remove_webhook(endpoint=employer.endpoint, by=employer.by)
        finally:
            connection.close()
        return Says()

    receiver.script = remove
    employer.tell(somebody(), 1)
    employer.spread()
    employer.deliver()
    assert employer.deliveries() == []
    assert Due.objects.filter(subject_id=employer.endpoint.pk).count() == 0


def test_an_employer_sees_no_other_employers_endpoints(employer: Employer) -> None:
    other = listening_at(URL)
    with other.scope():
        assert [each.pk for each in Endpoint.objects.all()] == [other.endpoint.pk]
    stranger = Endpoint(pk=employer.endpoint.pk, organisation_id=other.organisation.pk)
    for act in (rotating.rotate_secret, switching.disable, switching.enable, replays.ping):
        with pytest.raises(Endpoint.DoesNotExist):
            act(endpoint=stranger, by=other.by)
    endpoints.remove_webhook(endpoint=stranger, by=other.by)
    assert employer.now().is_enabled


def test_no_secret_reaches_a_line_a_row_or_an_error(employer: Employer, receiver: Receiver) -> None:
    seen = [employer.secret, employer.secret.removeprefix("whsec_")]
    with everything_logged() as outputs:
        newer = rotating.rotate_secret(endpoint=employer.endpoint, by=employer.by)
        seen += [newer, newer.removeprefix("whsec_")]
        for script in (Says(500), Says(0), Says()):
            receiver.script = lambda _, says=script: says  # type: ignore[misc]  # bound now
            employer.tell(somebody(), 1)
            employer.spread()
            employer.the_wait_is_over()
            employer.deliver()
    seen += [each.headers["webhook-signature"] for each in receiver.received]
    written = "".join(map(io.StringIO.getvalue, outputs)) + _everything(employer)
    assert [each for each in seen if each in written] == []


def _everything(employer: Employer) -> str:
    """Each row of the employer's, as the database writes it."""
    with employer.scope(), connection.cursor() as cursor:
        tables = ("endpoint", "message", "delivery", "attempt")
        names = [f"integrations_{table}" for table in tables]
        rows: list[str] = []
        for name in (*names, "audit_event"):
            cursor.execute(f"SELECT t::text FROM {name} t")
            rows += [row[0] for row in cursor.fetchall()]
        assert len(rows) > 10
        return "\n".join(rows)
