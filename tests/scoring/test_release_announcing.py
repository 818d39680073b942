"""Organisations are told of a new score model before it is active, once, and told if it does not
come."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django import Settings

from apps.audit.models import Event
from apps.core import tenancy
from apps.core.models import Due
from apps.core.refusals import Refused
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from apps.pipeline import actions
from apps.scoring import due
from apps.scoring.actions import notices, releases
from apps.scoring.models import Notice, Release, ReleaseState
from apps.scoring.released import active_version
from apps.workspace.settings import sentences
from tests.factories import make_member, make_organisation, make_user
from tests.pipeline.people import empty_queue, time_passes, work
from tests.scoring.readings import ada, chidi, small
from tests.scoring.releases import announced, command, file_of, in_the_shadow, next_model
from tests.scoring.scored_people import scored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_queue")]


@pytest.fixture
def halden() -> Organisation:
    """With an owner and an admin, who are told, a recruiter and a viewer, who are not, and three
    candidates."""
    halden = make_organisation("Halden", owner=make_user("Mara", email="mara@halden.example"))
    for role in (Role.ADMIN, Role.RECRUITER, Role.VIEWER):
        make_member(halden, make_user(email=f"{role}@halden.example"), role)
    for reading in (ada(), small(), chidi()):
        scored(halden, reading)
    return halden


def told() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def trail(organisation: Organisation) -> list[str]:
    with tenancy.organisation(organisation.pk):
        found = Event.objects.filter(verb__startswith="score_model.").order_by("id")
        return [strip_tags(line.sentence) for line in sentences.lines(found)]


def test_each_owner_and_admin_is_told_once_and_nobody_else(halden: Organisation) -> None:
    release = announced("next-1")
    assert told() == ["admin@halden.example", "mara@halden.example"]
    notices.spread(release_id=release.pk)
    actions.dispatch()
    work()
    assert len(mail.outbox) == 2
    assert not Due.objects.filter(kind=due.RELEASE_MAIL).exists()


def test_the_mail_says_when_and_how_many_of_the_own_candidates_move(halden: Organisation) -> None:
    second = make_organisation("Second", owner=make_user(email="sam@second.example"))
    scored(second, ada())
    release = announced("next-1")
    at = release.activates_at
    assert at is not None
    (message,) = [each for each in mail.outbox if each.to == ["mara@halden.example"]]
    assert isinstance(message, EmailMultiAlternatives)
    html = str(message.alternatives[0][0])
    for text in (message.body, html):
        assert f"{at:%-d %B %Y, %H:%M} UTC" in text
        assert "next-1" in text
        assert active_version() in text
        assert "with you (3)" in text
        assert "All scores so far are kept" in text
        assert "docs/score.md" in text
        assert f"/o/{halden.slug}/people/" in text
    (other,) = [each for each in mail.outbox if each.to == ["sam@second.example"]]
    assert "with you (1)" in other.body
    assert f"{at:%-d %B %Y}" in message.subject
    assert message.extra_headers["Message-ID"] != other.extra_headers["Message-ID"]


def test_the_mail_counts_who_moves_far_and_who_stays(halden: Organisation) -> None:
    announced("same-1", weight=1.0)
    assert "- 0 move by more than 5 points" in mail.outbox[0].body
    assert "- 3 do not move at all" in mail.outbox[0].body


def test_the_mail_leads_to_where_the_operator_publishes_the_score_card(
    halden: Organisation, settings: Settings
) -> None:
    settings.SCORE_CARD_URL = "https://renown.example/score-card"
    announced("next-1")
    assert "https://renown.example/score-card" in mail.outbox[0].body


def test_it_stands_in_each_organisations_trail(halden: Organisation) -> None:
    nobody = make_organisation("Nobody's", owner=make_user())
    release = announced("next-1")
    assert release.activates_at
    day = f"{release.activates_at:%-d %B %Y}"
    said = f"Renown announced the score model next-1, which replaces {active_version()} on {day}"
    assert trail(halden) == [said]
    assert trail(nobody) == []


def test_an_organisation_without_a_score_is_not_bothered() -> None:
    make_organisation("Nobody's", owner=make_user())
    announced("next-1")
    assert mail.outbox == []


def test_who_sees_a_first_score_after_the_announcement_is_told_a_day_before(
    halden: Organisation,
) -> None:
    release = announced("next-1")
    mail.outbox.clear()
    second = make_organisation("Second", owner=make_user(email="sam@second.example"))
    scored(second, ada())
    assert release.activates_at
    again = Due.objects.get(kind=due.RELEASE_NEWS)
    assert again.due_at == release.activates_at - timedelta(days=1)
    soon = timezone.now() + timedelta(hours=23)
    Release.objects.filter(pk=release.pk).update(activates_at=soon)
    time_passes(due.RELEASE_NEWS)
    actions.dispatch()
    work()
    assert told() == ["sam@second.example"]
    assert not Due.objects.filter(kind=due.RELEASE_NEWS).exists()


def test_the_usual_notice_is_the_settings_and_a_day_at_least(
    halden: Organisation, settings: Settings
) -> None:
    settings.SCORE_MODEL_NOTICE = timedelta(days=20)
    release = in_the_shadow("next-1")
    soon = timezone.now() + timedelta(hours=23)
    with pytest.raises(Refused, match="a day ahead") as refused:
        releases.announce(release_id=release.pk, at=soon)
    assert refused.value.code == "too_soon"
    assert "active from" in command("next-1", "--activate")
    release.refresh_from_db()
    assert release.activates_at
    assert timedelta(days=19) < release.activates_at - timezone.now() < timedelta(days=21)


def test_a_day_can_be_named(halden: Organisation) -> None:
    in_the_shadow("next-1")
    day = (timezone.now() + timedelta(days=30)).date()
    assert f"active from {day} 00:00 UTC" in command("next-1", "--activate", "--on", str(day))
    # The same again, also without the day, is the same announcement.
    assert f"active from {day} 00:00 UTC" in command("next-1", "--activate", "--on", str(day))
    assert f"active from {day} 00:00 UTC" in command("next-1", "--activate")
    with pytest.raises(CommandError, match="announced for"):
        command("next-1", "--activate", "--in-days", "3")
    assert Release.objects.get().round == 1


@pytest.mark.parametrize("words", [("--on", "2026-13-01"), ("--on", "soon"), ("--now",)])
def test_what_cannot_be_read_as_a_day_is_said(halden: Organisation, words: tuple[str]) -> None:
    in_the_shadow("next-1")
    with pytest.raises(CommandError, match=r"no day|needs --because"):
        command("next-1", "--activate", *words)
    assert Release.objects.get().state == ReleaseState.SHADOW


def test_what_does_not_go_together_is_said(halden: Organisation) -> None:
    in_the_shadow("next-1")
    for words, why in (
        (("--on", "2026-12-07"), "go with --activate"),
        (("--activate", "--because", "Why not."), "goes with --now or --stop"),
        (("--activate", "--in-days", "9" * 12), "too far away"),
        (("--activate", "--now", "--because", "x" * 501), "at most 500 characters"),
        ((), "Name the model's file"),
    ):
        with pytest.raises(CommandError, match=why):
            command(*(["next-1"] if words else []), *words)
    assert Release.objects.get().state == ReleaseState.SHADOW


def test_it_is_announced_only_after_its_shadow_run(halden: Organisation, tmp_path: Path) -> None:
    file = file_of(next_model("next-1"), tmp_path)
    with pytest.raises(CommandError, match="in the shadow first"):
        command(file, "--activate")
    command(file, "--no-wait")
    with pytest.raises(CommandError, match="is not done"):
        command(file, "--activate")
    work()
    assert "announced" in command(file, "--activate")


def test_one_is_announced_at_a_time(halden: Organisation) -> None:
    announced("next-1")
    in_the_shadow("next-2")
    with pytest.raises(CommandError, match="next-1 is announced"):
        command("next-2", "--activate")


def test_a_worker_that_is_killed_in_the_middle_is_followed_by_one_that_goes_on(
    halden: Organisation,
) -> None:
    second = make_organisation("Second", owner=make_user(email="sam@second.example"))
    scored(second, ada())
    release = in_the_shadow("next-1")
    releases.announce(release_id=release.pk, at=timezone.now() + timedelta(days=14))
    empty_queue()  # the message is lost, and a worker got as far as one organisation
    notices.tell(release_id=release.pk, organisation_id=halden.pk)
    empty_queue()
    time_passes(due.RELEASE_NEWS)
    time_passes(due.RELEASE_MAIL)
    actions.dispatch()
    work()
    assert told() == ["admin@halden.example", "mara@halden.example", "sam@second.example"]
    assert len(trail(halden)) == 1


def test_a_mail_whose_worker_was_killed_comes_back_when_its_claim_ends(
    halden: Organisation,
) -> None:
    release = in_the_shadow("next-1")
    releases.announce(release_id=release.pk, at=timezone.now() + timedelta(days=14))
    notices.tell(release_id=release.pk, organisation_id=halden.pk)
    with tenancy.organisation(halden.pk):
        held = timezone.now() + timedelta(minutes=3)
        Notice.objects.update(claimed_until=held)  # by a worker that is no more
    work()
    assert mail.outbox == []
    with tenancy.organisation(halden.pk):
        Notice.objects.update(claimed_until=timezone.now())
    time_passes(due.RELEASE_MAIL)
    actions.dispatch()
    work()
    assert len(mail.outbox) == 2


def test_a_mail_server_that_is_away_is_asked_again(
    halden: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = in_the_shadow("next-1")
    releases.announce(release_id=release.pk, at=timezone.now() + timedelta(days=14))
    notices.tell(release_id=release.pk, organisation_id=halden.pk)
    empty_queue()
    with tenancy.organisation(halden.pk):
        first = Notice.objects.earliest("pk")

    def away(*_: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
        with pytest.raises(ConnectionRefusedError):
            notices.mail(organisation_id=halden.pk, notice_id=first.pk)
    assert notices.mail(organisation_id=halden.pk, notice_id=first.pk)
    assert len(mail.outbox) == 1


def test_who_was_told_is_told_that_it_does_not_come(halden: Organisation) -> None:
    announced("next-1")
    mail.outbox.clear()
    said = command("--stop", "next-1", "--because", "The figures were read wrongly.")
    assert said.startswith("next-1: stopped")
    work()
    assert told() == ["admin@halden.example", "mara@halden.example"]
    assert "It was stopped before that. The reason: The figures were read wrongly." in str(
        mail.outbox[0].body
    )
    assert trail(halden)[1:] == [
        f"Renown stopped the score model next-1: scores stay with {active_version()}"
    ]
    command("--stop", "next-1")
    work()
    assert len(mail.outbox) == 2
    assert not Due.objects.filter(kind=due.RELEASE_START).exists()


def test_who_was_not_told_yet_hears_nothing_at_all(halden: Organisation) -> None:
    release = in_the_shadow("next-1")
    releases.announce(release_id=release.pk, at=timezone.now() + timedelta(days=14))
    notices.tell(release_id=release.pk, organisation_id=halden.pk)
    releases.stop(version="next-1")
    work()
    assert mail.outbox == []


def test_what_was_stopped_may_begin_again_and_is_announced_anew(halden: Organisation) -> None:
    announced("next-1")
    command("--stop", "next-1")
    work()
    mail.outbox.clear()
    announced("next-1", days=30)
    assert told() == ["admin@halden.example", "mara@halden.example"]
    assert "A new score model" in mail.outbox[0].subject
    assert Release.objects.get().round == 2


def test_what_does_not_wait_cannot_be_stopped() -> None:
    with pytest.raises(CommandError, match="no release of next-9"):
        command("--stop", "next-9")


def test_each_release_is_listed_with_its_state(halden: Organisation) -> None:
    assert command("--status") == f"{active_version()}: active, the program's default\n"
    announced("next-1")
    in_the_shadow("next-2")
    said = command("--status").splitlines()
    assert said[0].startswith("next-1: announced, active from 20")
    assert said[1].startswith("next-2: running in the shadow, since 20")
    assert len(said) == 3


def test_a_notice_is_of_its_organisation_alone(halden: Organisation) -> None:
    second = make_organisation("Second", owner=make_user())
    announced("next-1")
    with tenancy.organisation(second.pk):
        assert not Notice.objects.exists()
        somebody = UUID(int=1)
        assert not notices.mail(organisation_id=second.pk, notice_id=somebody)
