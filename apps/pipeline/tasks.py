"""The work in the background: each task takes identifiers, opens the door and calls one action."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore

from apps.connections.actions import deletions, relinking, renewals, revocations
from apps.pipeline import actions, decisions, erasures, health, retention, runs
from apps.scoring.actions import contest_mails, notices, releases


@shared_task(name="pipeline.fetch_connection")
def fetch_connection(person_id: str, connection_id: str) -> None:
    """Reads an account for one turn.

    Idempotent: the fetch is claimed by a conditional update, and each page moves it on once."""
    actions.fetch(person_id=UUID(person_id), connection_id=UUID(connection_id))


@shared_task(name="pipeline.refresh_connection")
def refresh_connection(person_id: str, connection_id: str) -> None:
    """Begins the fetch of the next day.

    Idempotent: a connection has one open fetch."""
    actions.refresh(person_id=UUID(person_id), connection_id=UUID(connection_id))


@shared_task(name="pipeline.score_person")
def score_person(person_id: str, subject_id: str) -> None:
    """Computes the person's scores under all their consents.

    Idempotent: the same inputs on the same day are the same score."""
    actions.score(person_id=UUID(person_id))


@shared_task(name="pipeline.run_chunk")
def run_chunk(wall_id: str, chunk_id: str) -> None:
    """Goes on with one part of a run through everybody's scores, for one turn.

    Idempotent: the part is claimed by a conditional update, and each step moves it on once."""
    runs.work(chunk_id=UUID(chunk_id))


@shared_task(name="pipeline.renew_connection")
def renew_connection(person_id: str, connection_id: str) -> None:
    """Renews the permission of an account that nobody read for long.

    Idempotent: one worker renews at a time, and what is new already is left alone."""
    renewals.keep(person_id=UUID(person_id), connection_id=UUID(connection_id))


@shared_task(name="pipeline.delete_connection")
def delete_connection(person_id: str, connection_id: str) -> None:
    """Deletes what was read from an account, as its network was asked to tell us.

    Idempotent: what is unlinked already is left alone."""
    deletions.run(person_id=UUID(person_id), connection_id=UUID(connection_id))


@shared_task(name="pipeline.follow_decision")
def follow_decision(operator_id: str, decision_id: str) -> None:
    """Has everybody scored anew whom an operator's decision about a network concerns.

    Idempotent: it puts due times, one for each person."""
    decisions.follow(decision_id=UUID(decision_id))


@shared_task(name="pipeline.ask_to_relink")
def ask_to_relink(person_id: str, connection_id: str) -> None:
    """Mails a person whose account can no longer be read.

    Idempotent: the mail is claimed by a conditional update before it is sent."""
    relinking.ask(person_id=UUID(person_id), connection_id=UUID(connection_id))


@shared_task(name="pipeline.release_connection")
def release_connection(person_id: str, connection_id: str) -> None:
    """Unlinks an account that no consent covers.

    Idempotent: what is unlinked already is left alone."""
    actions.release(person_id=UUID(person_id), connection_id=UUID(connection_id))


@shared_task(name="pipeline.revoke_grant")
def revoke_grant(person_id: str, revocation_id: str) -> None:
    """Tells a network to forget a grant.

    Idempotent: a try is claimed by a conditional update, and revoking twice is no error."""
    revocations.revoke(person_id=UUID(person_id), revocation_id=UUID(revocation_id))


@shared_task(name="pipeline.end_consent")
def end_consent(person_id: str, consent_id: str) -> None:
    """Takes away what rested on a consent whose time is over.

    Idempotent: a consent that still counts is left alone, and what is gone stays gone."""
    actions.end(person_id=UUID(person_id), consent_id=UUID(consent_id))


@shared_task(name="pipeline.clear_candidates")
def clear_candidates(organisation_id: str, same_id: str) -> None:
    """Deletes a batch of candidates whose organisation's term is over.

    Idempotent: it deletes by age, one batch at a time, and what is gone stays gone."""
    retention.clear(organisation_id=UUID(organisation_id))


@shared_task(name="pipeline.erase_fetch")
def erase_fetch(person_id: str, fetch_id: str) -> None:
    """Deletes what was read longer ago than it may be kept.

    Idempotent: it deletes by age."""
    actions.erase(person_id=UUID(person_id), fetch_id=UUID(fetch_id))


@shared_task(name="pipeline.finish_erasure")
def finish_erasure(person_id: str, erasure_id: str) -> None:
    """Confirms an erasure by mail, and deletes the user once networks have forgotten.

    Idempotent: each step is left out where it is done, and what is gone stays gone."""
    erasures.finish(person_id=UUID(person_id), erasure_id=UUID(erasure_id))


@shared_task(name="pipeline.tell_of_release")
def tell_of_release(nobody_id: str, release_id: str) -> None:
    """Tells every organisation whom it concerns what becomes of a score model.

    Idempotent: an organisation is told once of each turn that a release takes."""
    notices.spread(release_id=UUID(release_id))


@shared_task(name="pipeline.mail_notice")
def mail_notice(organisation_id: str, notice_id: str) -> None:
    """Mails an owner or admin what becomes of a score model.

    Idempotent: the mail is claimed by a conditional update before it is sent."""
    notices.mail(organisation_id=UUID(organisation_id), notice_id=UUID(notice_id))


@shared_task(name="pipeline.mail_contest_answer")
def mail_contest_answer(person_id: str, contest_id: str) -> None:
    """Mails a person that their contest was answered.

    Idempotent: once it is sent nothing is due, and a second copy has the same Message-ID."""
    contest_mails.mail(person_id=UUID(person_id), contest_id=UUID(contest_id))


@shared_task(name="pipeline.start_release")
def start_release(nobody_id: str, release_id: str) -> None:
    """Makes an announced score model active when its time has come.

    Idempotent: a release becomes active once, by a conditional update."""
    releases.activate(release_id=UUID(release_id))


@shared_task(name="pipeline.erase_expired")
def erase_expired() -> None:
    """Deletes sessions that have ended; what lies behind a person's wall has its own due time.

    Idempotent: it deletes by age."""
    SessionStore.clear_expired()


@shared_task(name="pipeline.dispatch_due")
def dispatch_due() -> None:
    """Sends the task of everything that is due.

    Idempotent: each row is claimed for some minutes by the one that sends it."""
    actions.dispatch()


@shared_task(name="pipeline.heartbeat")
def heartbeat() -> None:
    """Notes that beat and a worker are alive.

    Idempotent: it only moves a time ahead."""
    health.beat()
