"""What is kept about a person is in what they download, today and tomorrow."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import ForeignKey

from apps.accounts.models import User
from apps.portal.rights.sections import LEFT_OUT, SECTIONS, Section
from tests.guards.test_models import ALL_MODELS, WALLED

GIVEN = {section.model._meta.label for section in SECTIONS}
_WALLED: list[Any] = [*WALLED]
OPEN_TO_PERSONS = {m._meta.label for m in _WALLED if m.wall.person or m.wall.person_reads}
# Not walled, and a person's own all the same: these stand in the profile, or hold nothing to give.
PROFILE = {
    "account.EmailAddress": "is in the profile",
    "mfa.Authenticator": "is in the profile, without its secret",
    "admin.LogEntry": "stays empty",
    "socialaccount.SocialAccount": "stays empty",
    "scoring.Notice": "is the organisation's, about its work",
}


def test_each_table_that_a_person_may_read_is_in_the_download_or_says_why_not() -> None:
    assert OPEN_TO_PERSONS - GIVEN - set(LEFT_OUT) == set(), "apps/portal/rights/sections.py"


def test_no_reason_is_kept_for_a_table_that_is_given_or_has_gone() -> None:
    assert set(LEFT_OUT) & GIVEN == set()
    assert set(LEFT_OUT) - OPEN_TO_PERSONS == set()


def test_each_table_that_hangs_on_a_user_is_given_too() -> None:
    theirs = {
        model._meta.label
        for model in ALL_MODELS
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.related_model is User
        and field.name in {"user", "person"}
    }
    assert theirs - GIVEN - set(PROFILE) == set()


@pytest.mark.parametrize("section", SECTIONS, ids=[section.name for section in SECTIONS])
def test_each_column_is_given_or_says_why_not(section: Section) -> None:
    columns = {field.attname for field in section.model._meta.concrete_fields}
    assert {*section.columns} | {*section.without} == columns
    assert all(section.without.values())
