"""Periods that the pages state and the scheduler keeps."""

from datetime import timedelta

INVITATION_LIFETIME = timedelta(days=14)
INVITATION_REMINDERS = (timedelta(days=3), timedelta(days=9))
TEAM_INVITATION_LIFETIME = timedelta(days=7)
CONSENT_LIFETIME = timedelta(days=90)
FETCH_WINDOW = timedelta(days=90)
FETCH_EVERY = timedelta(days=1)
FETCH_WHOLE_EVERY = timedelta(days=7)  # in between only what can have changed is asked for
FETCH_LEASE = timedelta(minutes=6)
