"""What the scheduler wakes for candidates: the kinds of ``Due`` rows and the task that each starts.

Each task takes the row's ``wall_id`` and ``subject_id`` as strings, and moves or removes it."""

INVITATION_MAIL = "invitation.mail"
INVITATION_REMINDER = "invitation.reminder"
CONSENT_EXPIRY = "consent.expiry"
RETENTION = "organisation.retention"
RETENTION_TASK = "pipeline.clear_candidates"

TASKS = {
    INVITATION_MAIL: "candidates.send_invitation",
    INVITATION_REMINDER: "candidates.send_reminder",
}
