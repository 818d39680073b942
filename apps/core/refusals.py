"""A refusal is an answer: a stable code for programs and a sentence for people."""

from __future__ import annotations


class Refused(ValueError):
    """``message`` says what is wrong and how to go on; ``field`` names the input it belongs to."""

    def __init__(self, code: str, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
