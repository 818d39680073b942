"""What the scheduler wakes for organisations: the kinds of ``Due`` rows and the task that each
starts with the row's ``wall_id`` and ``subject_id`` as strings. The app of their systems lies above
the scheduler's, which knows its kinds from here."""

from apps.organisations.actions.kept_answers import FORGET

SPREAD = "integrations.spread"  # subject: the organisation, as long as it listens
DELIVER = "integrations.deliver"  # subject: an endpoint with something on its way
TELL_DISABLED = "integrations.tell_disabled"  # subject: an endpoint
CLEAR_MESSAGES = "integrations.clear_messages"  # subject: the organisation
OFFER = "integrations.offer"  # subject: the organisation, until its systems know the openings

TASKS = {
    FORGET: "organisations.forget_answers",
    SPREAD: "integrations.spread_again",
    DELIVER: "integrations.deliver",
    TELL_DISABLED: "integrations.tell_disabled",
    CLEAR_MESSAGES: "integrations.clear_messages",
    OFFER: "integrations.offer_openings",
}
