"""What the scheduler wakes for organisations' systems: the kinds of ``Due`` rows and the task that
each starts. Their app lies above the scheduler's, which knows them from here."""

SPREAD = "integrations.spread"  # subject: the organisation, as long as it listens
DELIVER = "integrations.deliver"  # subject: an endpoint with something on its way
TELL_DISABLED = "integrations.tell_disabled"  # subject: an endpoint
CLEAR_MESSAGES = "integrations.clear_messages"  # subject: the organisation

TASKS = {
    SPREAD: "integrations.spread_again",
    DELIVER: "integrations.deliver",
    TELL_DISABLED: "integrations.tell_disabled",
    CLEAR_MESSAGES: "integrations.clear_messages",
}
