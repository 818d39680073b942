"""Periods that the pages state and the scheduler keeps."""

from datetime import timedelta

from config.settings.environment import env

INVITATION_LIFETIME = timedelta(days=14)
INVITATION_REMINDERS = (timedelta(days=3), timedelta(days=9))
INVITATION_LETTERS_A_DAY = env.int("INVITATION_LETTERS_A_DAY", default=10_000)  # an organisation's
PUBLIC_LINK_LETTERS_A_DAY = env.int("PUBLIC_LINK_LETTERS_A_DAY", default=1_000)  # a public link's
PUBLIC_LINK_LIFETIME = timedelta(days=30)  # unless another end is chosen
PUBLIC_LINK_PROOF_LIFETIME = timedelta(days=2)
TEAM_INVITATION_LIFETIME = timedelta(days=7)
MESSAGES_KEPT = timedelta(days=30)  # what webhooks and tracking systems were told
CONSENT_LIFETIME = timedelta(days=90)
FETCH_WINDOW = timedelta(days=90)
FETCH_EVERY = timedelta(days=1)
FETCH_WHOLE_EVERY = timedelta(days=7)  # in between only what can have changed is asked for
FOLLOWERS_EVERY = timedelta(days=7)  # a sample of them, where a network tells what is needed
FOLLOWERS_COUNT_FOR = timedelta(days=35)  # so old a sample still says something
FETCH_LEASE = timedelta(minutes=6)
