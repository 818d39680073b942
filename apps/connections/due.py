"""What the scheduler wakes for connections: kinds of ``Due`` rows and the task that each starts.

Each task takes the row's ``wall_id`` (the person) and ``subject_id`` as strings, and its action
moves or removes the row when the work is done."""

FETCH = "fetch.continue"  # subject: the connection
REFRESH = "connection.refresh"  # subject: the connection
RELEASE = "connection.release"  # subject: the connection
RENEW = "connection.renew"  # subject: the connection
DELETE = "connection.delete"  # subject: the connection
RELINK_MAIL = "connection.relink_mail"  # subject: the connection
REVOKE = "grant.revoke"  # subject: the revocation
ERASE = "fetch.erase"  # subject: the fetch
SCORE = "person.score"  # subject: the person
DECISION = "network.decided"  # subject: the decision; the person is the operator

TASKS = {
    FETCH: "pipeline.fetch_connection",
    REFRESH: "pipeline.refresh_connection",
    RELEASE: "pipeline.release_connection",
    RENEW: "pipeline.renew_connection",
    DELETE: "pipeline.delete_connection",
    RELINK_MAIL: "pipeline.ask_to_relink",
    REVOKE: "pipeline.revoke_grant",
    ERASE: "pipeline.erase_fetch",
    SCORE: "pipeline.score_person",
    DECISION: "pipeline.follow_decision",
}
