"""Programs that were written for Klout's API v2 ask here as they asked there."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from apps.api.klout.told import bucket_of
from apps.audit.actions import By
from apps.candidates.consent_text import VERSIONS
from apps.core import tenancy
from apps.organisations.actions import api_keys, klout
from apps.organisations.models import ApiKey
from apps.scoring.models import Standing
from tests.api.conftest import Employer, make_employer
from tests.api.klout import account_id_of, ask, looks_of, make_asking, number_of, share, stop
from tests.factories import make_opening, make_score

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = {"error": 404, "description": "Nobody who shares a score with you goes by that."}


@pytest.fixture
def halden() -> Employer:
    return make_asking("Halden & Mohr")


@pytest.fixture
def other() -> Employer:
    return make_asking("Other Ltd")


def shown(employer: Employer, candidate_id: UUID) -> int:
    with tenancy.organisation(employer.organisation.pk):
        value = Standing.objects.get(candidate_id=candidate_id).value
        assert value is not None
        return value


def test_a_screen_name_leads_to_a_number_and_the_number_to_a_score(halden: Employer) -> None:
    mara = share(halden, "Mara_Lind")
    answer = ask(halden, "identity.json/twitter", screenName="mara_lind")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    identity = answer.json()
    assert identity == {"id": identity["id"], "network": "ks"}
    assert identity["id"].isdigit()
    value = shown(halden, mara.candidate.pk)
    assert ask(halden, f"user.json/{identity['id']}/score").json() == {
        "score": float(value),
        "scoreDelta": {"dayChange": 0.0, "weekChange": 0.0, "monthChange": 0.0},
        "bucket": bucket_of(value),
    }


def test_a_user_has_number_name_score_and_deltas_under_their_other_name(halden: Employer) -> None:
    mara = share(halden, "Mara_Lind")
    number, value = number_of(halden, "Mara_Lind"), shown(halden, mara.candidate.pk)
    answer = Client().get(f"/v2/user.json/{number}", {"key": halden.secret})
    assert b'"score":' + str(float(value)).encode() in answer.content, "a number with a point"
    assert answer.json() == {
        "kloutId": number,
        "nick": "Mara_Lind",
        "score": {"score": float(value), "bucket": bucket_of(value)},
        "scoreDeltas": {"dayChange": 0.0, "weekChange": 0.0, "monthChange": 0.0},
    }


@pytest.mark.parametrize(
    "path",
    [
        "identity.json/twitter?screenName=Mara_Lind&key={key}",
        "identity.json/twitter?key={key}&screenName=Mara_Lind",
        "identity.json/twitter/?screenName=Mara_Lind&key={key}",
        "identity.json/twitter?screenName=%40Mara_Lind&key={key}",
        "identity.json/twitter?screenName=MARA_LIND&key={key}&callback=told",
        "identity.json/tw?screenName=Mara_Lind&key={key}",
        "identity.json/tw/{x}?key={key}",
        "identity.json/tw/{x}/?key={key}",
        "identity.json/twitter/{x}?key={key}",
        "identity.json/ig/{instagram}?key={key}",
        "identity.json/instagram?screenName=Mara_Lind&key={key}",
    ],
)
def test_each_spelling_of_old_clients_leads_to_the_same_number(halden: Employer, path: str) -> None:
    share(halden, "Mara_Lind", ("instagram", "x"))
    ids = {network: account_id_of(network, "Mara_Lind") for network in ("x", "instagram")}
    answer = Client().get("/v2/" + path.format(key=halden.secret, **ids))
    assert answer.status_code == 200
    assert answer.json()["id"] == number_of(halden, "Mara_Lind")


@pytest.mark.parametrize("spelled", ["klout", "ks"])
def test_a_number_leads_back_to_the_networks_own_id(halden: Employer, spelled: str) -> None:
    share(halden, "Mara_Lind", ("instagram", "x"))
    number = number_of(halden, "Mara_Lind")
    for short, network in (("tw", "x"), ("ig", "instagram")):
        told = ask(halden, f"identity.json/{spelled}/{number}/{short}").json()
        assert told == {"id": account_id_of(network, "Mara_Lind"), "network": short}


def test_nobodys_topics_or_friends_are_known(halden: Employer) -> None:
    share(halden, "Mara_Lind")
    number = number_of(halden, "Mara_Lind")
    assert ask(halden, f"user.json/{number}/topics").json() == []
    assert ask(halden, f"user.json/{number}/influence/").json() == {
        "myInfluencers": [],
        "myInfluencees": [],
        "myInfluencersCount": 0,
        "myInfluenceesCount": 0,
    }


@pytest.mark.parametrize(
    ("value", "bucket"),
    [(1, "0-9"), (9, "0-9"), (10, "10-19"), (89, "80-89"), (90, "90-100"), (100, "90-100")],
)
def test_buckets_are_tens_and_the_last_holds_a_hundred(value: int, bucket: str) -> None:
    assert bucket_of(float(value)) == bucket


def test_deltas_say_how_the_score_moved_in_a_day_a_week_and_a_month(halden: Employer) -> None:
    mara, now = share(halden, "mara", score=None), timezone.now()
    past = {"dayChange": (26, 300), "weekChange": (8 * 24, 900), "monthChange": (31 * 24, 40)}
    before = {
        name: make_score(mara.consent, followers=many, now=now - timedelta(hours=hours)).value
        for name, (hours, many) in past.items()
    }
    score = make_score(mara.consent, followers=20_000, people=300).value
    number = number_of(halden, "mara")
    deltas = ask(halden, f"user.json/{number}/score").json()["scoreDelta"]
    assert score is not None
    assert deltas == {name: float(score - (value or 0)) for name, value in before.items()}
    assert len(set(deltas.values())) == 3


def test_a_score_of_three_days_ago_is_neither_yesterdays_nor_last_weeks(halden: Employer) -> None:
    mara, now = share(halden, "mara", score=None), timezone.now()
    make_score(mara.consent, followers=10, now=now - timedelta(days=3))
    make_score(mara.consent, followers=20_000)
    number = number_of(halden, "mara")
    deltas = ask(halden, f"user.json/{number}/score").json()["scoreDelta"]
    assert deltas == {"dayChange": 0.0, "weekChange": 0.0, "monthChange": 0.0}


@pytest.mark.parametrize("secret", ["", "nonsense", f"rnw_{'0' * 32}_{'a' * 43}"])
def test_without_a_right_key_it_is_403_as_klout_said_it(halden: Employer, secret: str) -> None:
    for path in ("identity.json/twitter", "user.json/1/score"):
        answer = Client().get(f"/v2/{path}", {"key": secret, "screenName": "mara"})
        assert (answer.status_code, answer["Content-Type"]) == (403, "application/json")
        assert answer.json()["error"] == 403
        assert answer.json()["description"]
    assert Client().get("/v2/user.json/1").json()["error"] == 403


def test_a_revoked_key_and_one_that_may_not_read_are_403(halden: Employer) -> None:
    inviting = make_asking("Inviting Ltd", ("invite",))
    assert ask(inviting, "user.json/1/score").json()["error"] == 403
    with tenancy.organisation(halden.organisation.pk):
        api_keys.revoke(key=ApiKey.objects.get(), by=By.system())
    assert ask(halden, "user.json/1/score").status_code == 403


def test_a_key_that_is_for_other_networks_opens_nothing_here(halden: Employer) -> None:
    share(halden, "mara")
    with tenancy.organisation(halden.organisation.pk):
        ApiKey.objects.update(allowed_networks=["203.0.113.0/24"])
    answer = ask(halden, "identity.json/twitter", screenName="mara")
    assert (answer.status_code, answer.json()["error"]) == (403, 403)
    with tenancy.organisation(halden.organisation.pk):
        ApiKey.objects.update(allowed_networks=["127.0.0.0/8"])
    assert number_of(halden, "mara")


def test_an_organisation_that_did_not_turn_it_on_has_no_such_addresses() -> None:
    quiet = make_employer("Quiet Ltd")
    share(quiet, "mara")
    unknown = Client().get("/v2/nothing").json()
    answer = ask(quiet, "identity.json/twitter", screenName="mara")
    assert (answer.status_code, answer.json()) == (404, unknown)
    klout.switch(organisation=quiet.organisation, on=True, by=By.system())
    assert number_of(quiet, "mara")
    klout.switch(organisation=quiet.organisation, on=False, by=By.system())
    assert ask(quiet, "identity.json/twitter", screenName="mara").json() == unknown


def test_who_shares_with_somebody_else_is_nobody_here(halden: Employer, other: Employer) -> None:
    mara = share(other, "mara")
    number = number_of(other, "mara")
    stranger = ask(halden, "identity.json/twitter", screenName="nobody_at_all")
    assert (stranger.status_code, stranger.json()) == (404, NOBODY)
    for path in (
        "identity.json/twitter?screenName=mara",
        f"identity.json/tw/{account_id_of('x', 'mara')}",
        f"identity.json/klout/{number}/tw",
        f"user.json/{number}",
        f"user.json/{number}/score",
        f"user.json/{number}/topics",
        f"user.json/{number}/influence",
    ):
        sign = "&" if "?" in path else "?"
        answer = Client().get(f"/v2/{path}{sign}key={halden.secret}")
        assert (answer.status_code, answer.json()) == (404, NOBODY), path
    assert looks_of(mara) == ["klout"], "the one of their own employer"


def test_one_person_has_another_number_with_each_employer(
    halden: Employer, other: Employer
) -> None:
    mara = share(halden, "mara")
    share(other, "mara", person=mara.person)
    assert number_of(halden, "mara") != number_of(other, "mara")


def test_from_the_moment_of_withdrawing_there_is_nobody(halden: Employer) -> None:
    mara = share(halden, "mara")
    number = number_of(halden, "mara")
    stop(mara)
    assert ask(halden, "identity.json/twitter", screenName="mara").json() == NOBODY
    assert ask(halden, f"user.json/{number}/score").json() == NOBODY


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_who_agreed_before_screen_names_were_spoken_of_is_not_found(
    halden: Employer, version: str
) -> None:
    share(halden, "mara", text_version=version)
    assert ask(halden, "identity.json/twitter", screenName="mara").json() == NOBODY


def test_nobody_is_found_by_name_while_a_blind_opening_hides_it(halden: Employer) -> None:
    employer = Employer(
        halden.organisation, make_opening(halden.organisation, blind=True), halden.secret
    )
    share(employer, "mara")
    assert ask(halden, "identity.json/twitter", screenName="mara").json() == NOBODY


def test_who_has_no_score_yet_has_a_number_and_no_score(halden: Employer) -> None:
    share(halden, "mara", score=None)
    number = number_of(halden, "mara")
    for path in (f"user.json/{number}", f"user.json/{number}/score"):
        answer = ask(halden, path)
        assert (answer.status_code, answer.json()["error"]) == (404, 404)


@pytest.mark.parametrize(
    "path",
    [
        "user.json/abc/score",
        "user.json/99999999999999999999999999/score",
        "user.json/\N{ARABIC-INDIC DIGIT ONE}/score",
        "user.json/1/friends",
        "identity.json/gp/112975106809988327760",
        "identity.json/twitter",
        "identity.json/twitter?screenName=%00",
        "identity.json/twitter?screenName=%ff",
        "identity.json/klout/1/gp",
        "identity.json",
        "",
    ],
)
def test_whatever_is_asked_the_answer_is_json(halden: Employer, path: str) -> None:
    sign = "&" if "?" in path else "?"
    for headers in ({}, {"Accept": "text/html"}, {"Accept": "application/xml"}):
        answer = Client().get(f"/v2/{path}{sign}key={halden.secret}", headers=headers)
        assert answer.status_code == 404, path
        assert answer["Content-Type"] == "application/json"
        assert answer.json()["error"] == 404


def test_nothing_can_be_sent(halden: Employer) -> None:
    for method in ("post", "put", "patch", "delete", "options"):
        answer = getattr(Client(), method)(f"/v2/user.json/1/score?key={halden.secret}")
        assert (answer.status_code, answer.json()["error"]) == (405, 405)


def test_an_account_that_has_no_name_is_not_what_no_name_asks_for(halden: Employer) -> None:
    share(halden, "")
    assert ask(halden, "identity.json/twitter", screenName="").json() == NOBODY
    assert ask(halden, "identity.json/twitter", screenName="@").json() == NOBODY
    assert ask(halden, f"identity.json/tw/{account_id_of('x', '')}").status_code == 200


def test_each_answer_is_a_look_that_they_see(halden: Employer) -> None:
    mara = share(halden, "mara")
    number = number_of(halden, "mara")
    for path in ("", "/score", "/topics", "/influence"):
        assert ask(halden, f"user.json/{number}{path}").status_code == 200
    assert ask(halden, f"identity.json/klout/{number}/tw").status_code == 200
    assert looks_of(mara) == ["klout"] * 6
