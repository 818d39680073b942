"""The one error of this package."""


class ServiceError(Exception):
    """Something that a person has to put right; the message says what to do."""
