"""Who may change whom, and the last owner."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations.actions import memberships
from apps.organisations.models import Membership
from apps.organisations.models.membership import Role
from tests.factories import make_member
from tests.organisations.people import Team, by, make_team

transactional = pytest.mark.django_db(transaction=True)


@pytest.mark.django_db
def test_an_admin_makes_a_viewer_a_recruiter() -> None:
    team = make_team()
    memberships.change_role(
        membership=team.membership(team.vic), role=Role.RECRUITER, by=by(team.adam)
    )
    assert team.role(team.vic) == Role.RECRUITER
    assert team.verbs() == ["membership.role_changed"]


@pytest.mark.django_db
def test_only_owners_touch_owners() -> None:
    team = make_team()
    alice, vic = team.membership(team.alice), team.membership(team.vic)
    for attempt in (
        lambda: memberships.change_role(membership=alice, role=Role.VIEWER, by=by(team.adam)),
        lambda: memberships.change_role(membership=vic, role=Role.OWNER, by=by(team.adam)),
        lambda: memberships.remove(membership=alice, by=by(team.adam)),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "only_owners"
    assert team.verbs() == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["rita", "vic", "bob"])
def test_recruiters_viewers_and_strangers_change_nobody(name: str) -> None:
    team = make_team()
    with pytest.raises(Refused) as refused:
        memberships.remove(membership=team.membership(team.vic), by=by(getattr(team, name)))
    assert refused.value.code == "may_not_edit_team"


@pytest.mark.django_db
def test_the_last_owner_can_neither_leave_nor_be_removed_nor_be_demoted() -> None:
    team = make_team()
    alice = team.membership(team.alice)
    for attempt in (
        lambda: memberships.leave(organisation=team.acme, user_id=team.alice.pk),
        lambda: memberships.remove(membership=alice, by=by(team.alice)),
        lambda: memberships.change_role(membership=alice, role=Role.ADMIN, by=by(team.alice)),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "last_owner"
    assert team.role(team.alice) == Role.OWNER


@pytest.mark.django_db
def test_an_owner_leaves_when_another_stays() -> None:
    team = make_team()
    memberships.change_role(membership=team.membership(team.adam), role="owner", by=by(team.alice))
    memberships.leave(organisation=team.acme, user_id=team.alice.pk)
    memberships.leave(organisation=team.acme, user_id=team.alice.pk)
    assert team.role(team.alice) is None
    assert team.verbs() == ["membership.role_changed", "membership.left"]


@pytest.mark.django_db
def test_removing_twice_is_removing_once() -> None:
    team = make_team()
    vic = team.membership(team.vic)
    memberships.remove(membership=vic, by=by(team.adam))
    memberships.remove(membership=vic, by=by(team.adam))
    assert team.verbs() == ["membership.removed"]


@transactional
def test_two_owners_who_leave_at_once_leave_one_behind() -> None:
    team, zoe = _two_owners()
    _at_once(
        lambda: memberships.leave(organisation=team.acme, user_id=team.alice.pk),
        lambda: memberships.leave(organisation=team.acme, user_id=zoe.user_id),
    )
    assert _owners(team) == 1


@transactional
def test_two_owners_who_demote_each_other_at_once_leave_one_owner() -> None:
    team, zoe = _two_owners()
    alice = team.membership(team.alice)
    _at_once(
        lambda: memberships.change_role(membership=zoe, role="viewer", by=by(team.alice)),
        lambda: memberships.change_role(membership=alice, role="viewer", by=by(zoe.user)),
    )
    assert _owners(team) == 1


def _two_owners() -> tuple[Team, Membership]:
    team = make_team()
    return team, make_member(team.acme, role=Role.OWNER)


def _owners(team: Team) -> int:
    with tenancy.organisation(team.acme.pk):
        return Membership.objects.owners().count()


def _at_once(*attempts: Callable[[], object]) -> None:
    """Runs them in threads that start together; exactly one is refused."""
    barrier = Barrier(len(attempts))

    def run(attempt: Callable[[], object]) -> bool:
        barrier.wait()
        try:
            attempt()
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(attempts)) as pool:
        assert sorted(pool.map(run, attempts)) == [False, True]
