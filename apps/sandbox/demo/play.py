"""Plays the demo: everybody answers their invitation, by the way that real people go."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections
from django.db.models import Q

from apps.audit.actions import By
from apps.candidates.actions import answers, consents
from apps.candidates.letters import PURPOSE
from apps.candidates.models import Consent, Invitation
from apps.connections.models import Connection
from apps.connections.networks.registry import is_offered
from apps.core import tenancy
from apps.core.links import Link, sign
from apps.organisations.models import Organisation
from apps.pipeline import actions as pipeline
from apps.sandbox.demo import stage as scenery
from apps.sandbox.demo.script import Part, Role
from apps.sandbox.demo.stage import Stage
from apps.sandbox.demo.visitor import VisitFailed, Visitor
from apps.scoring.models import Standing
from apps.scoring.models.standing import StandingState

AT_ONCE = 3
PATIENCE = 240.0  # seconds in which one more account has to be read

type Told = Callable[[str], None]


def play(stage: Stage, roles: Sequence[Role], tell: Told) -> None:
    """Invites everybody and lets them act, a few at a time; returns when all scores are there."""
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        for number, _ in enumerate(pool.map(lambda role: _act(stage, role), roles), start=1):
            if number % 10 == 0:
                tell(f"{stage.organisation.name}: {number} of {len(roles)} invited and answered")


def finish(stages: Sequence[Stage], roles: Sequence[Sequence[Role]], tell: Told) -> None:
    """Waits for the last score, then lets those withdraw who do."""
    for stage in stages:
        _wait_for_scores(stage.organisation, tell)
    for stage, people in zip(stages, roles, strict=True):
        for role in people:
            if role.part is Part.WITHDRAWS:
                _withdraw(stage, role)


def _act(stage: Stage, role: Role) -> None:
    try:
        invitation = scenery.invite(stage, role)
        if role.part is Part.DECLINES:
            answers.decline(_token(invitation))
        elif role.account is not None:
            _share(invitation, role, role.account)
    finally:
        close_old_connections()


def _share(invitation: Invitation, role: Role, handle: str) -> None:
    person = scenery.user(role.name, role.email)
    with tenancy.person(person.pk):
        given = Consent.objects.with_active_networks().filter(invitation=invitation).first()
        if given and (not given.active_networks or Connection.objects.exists()):
            return  # withdrawn, or linked already
    by = By.person(person.pk)
    networks = [name for name in role.networks if is_offered(name)]
    consent = consents.grant(
        invitation=invitation, person=person, networks=networks, by=by, offered=networks
    )
    pipeline.begin(consent_id=consent.pk, person_id=person.pk)
    visitor = Visitor(person)
    for network in networks:
        visitor.link(network, handle)
    with tenancy.person(person.pk):
        if not Connection.objects.exists():
            raise VisitFailed(f"{handle} could not be linked")


def _withdraw(stage: Stage, role: Role) -> None:
    person = scenery.user(role.name, role.email)
    with tenancy.person(person.pk):
        consent = Consent.objects.active().filter(organisation=stage.organisation).first()
    if consent is not None:
        pipeline.withdraw(person_id=person.pk, consent_id=consent.pk)


def _wait_for_scores(organisation: Organisation, tell: Told) -> None:
    deadline, told = time.monotonic() + PATIENCE, -1
    while time.monotonic() < deadline:
        with tenancy.organisation(organisation.pk):
            reading = Standing.objects.filter(Q(state=StandingState.READING)).count()
        if reading == 0:
            return
        if reading != told:
            tell(f"{organisation.name}: {reading} accounts are still being read")
            told, deadline = reading, time.monotonic() + PATIENCE
        time.sleep(1)
    raise TimeoutError(f"for {PATIENCE:.0f} s no account of {organisation.name} was read")


def _token(invitation: Invitation) -> str:
    link = Link(invitation.organisation_id, invitation.pk, invitation.generation)
    return sign(link, purpose=PURPOSE)
