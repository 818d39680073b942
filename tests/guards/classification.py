"""What each table holds. A new model must be put here, or wear a wall; a test sees to it."""

# Walled tables carry ``wall = Wall(...)`` on the model; these do not, and this is why.
NOT_WALLED = {
    "accounts.User": "is looked up before anybody is known: at sign-in",
    "accounts.Erasure": "is the proof that somebody was erased; once that is done it names nobody",
    "account.EmailAddress": "is looked up before anybody is known: at sign-in",
    "account.EmailConfirmation": "is looked up before anybody is known: by its key",
    "mfa.Authenticator": "is looked up in the middle of a sign-in",
    "sessions.Session": "is what makes somebody known",
    "socialaccount.SocialAccount": "stays empty: linking makes a Connection instead",
    "socialaccount.SocialToken": "stays empty: tokens are sealed in a Connection",
    "socialaccount.SocialApp": "stays empty: applications come from the settings",
    "auth.Group": "is not used: roles are memberships",
    "auth.Group_permissions": "is not used: roles are memberships",
    "auth.Permission": "is not used: roles are memberships",
    "contenttypes.ContentType": "holds names of models",
    "admin.LogEntry": "stays empty: audit events record what the admin does",
    "connections.DeletionRequest": "tells when a network passed on a wish to delete, not whose",
    "connections.NetworkDecision": "says what the platform may do with a network, for everybody",
    "scoring.Release": "is a score model and its times, for everybody",
    "scoring.Chunk": "holds identifiers and numbers, for going through everybody's scores",
    "scoring.Run": "holds identifiers and numbers, for going through everybody's scores",
    "core.Due": "holds identifiers and due times, for scheduling across tenants",
}

# Unique constraints that do not start with the organisation or the person, and why.
UNSCOPED_UNIQUES = {
    "organisation.slug": "is the address of the organisation; carries a random suffix when taken",
    "organisation.test_of": "is an organisation's own id: it has one place for made-up people",
    "one_person_per_account": "one account of a network counts for one person only",
}
