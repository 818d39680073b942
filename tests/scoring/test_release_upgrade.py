"""A program that comes with another default changes nobody's score by itself."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader

from apps.scoring.models import Release, ReleaseState
from apps.scoring.pinning import pin
from apps.scoring.released import (
    DEFAULT,
    active_version,
    released_model,
    shipped_model,
    shipped_versions,
)
from tests.database import as_app_role, as_owner
from tests.factories import make_organisation
from tests.scoring.readings import ada
from tests.scoring.releases import active, comes_from
from tests.scoring.scored_people import scored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_queue")]
OLDER = "prior-2"


def upgrade() -> None:
    """The migration's step, by the owner, who sees over the wall."""
    as_owner()
    try:
        then = MigrationLoader(connection).project_state([("scoring", "0005_pin_prior_2")])
        with connection.schema_editor() as editor:
            pin(OLDER).code(then.apps, editor)
    finally:
        as_app_role()


def somebody_was_scored_by(version: str) -> None:
    comes_from(scored(make_organisation(), ada()).score, version)


def test_where_somebody_has_a_score_of_the_older_default_it_stays_active() -> None:
    somebody_was_scored_by(OLDER)
    upgrade()
    upgrade()
    release = Release.objects.get()
    assert (release.version, release.state) == (OLDER, ReleaseState.ACTIVE)
    assert active_version() == OLDER
    assert released_model(OLDER) == shipped_model(OLDER)


def test_a_new_installation_has_the_new_default() -> None:
    upgrade()
    assert not Release.objects.exists()
    assert active_version() == DEFAULT


def test_what_was_released_since_stays() -> None:
    somebody_was_scored_by(OLDER)
    active("next-1")
    upgrade()
    assert active_version() == "next-1"


def test_every_shipped_model_that_is_the_default_no_more_has_its_migration() -> None:
    loader = MigrationLoader(None)
    pinned = {
        step.hints["pins"]
        for (app, _), migration in loader.disk_migrations.items()
        for step in migration.operations
        if app == "scoring" and isinstance(step, RunPython) and "pins" in step.hints
    }
    assert set(shipped_versions()) - {DEFAULT} <= pinned


def test_the_migration_can_be_taken_back() -> None:
    migration = import_module("apps.scoring.migrations.0005_pin_prior_2").Migration
    assert all(step.reversible for step in migration.operations)
