"""Every table of today and of tomorrow stands behind its wall."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import models

from apps.core.models import ScopedManager
from apps.core.walls import Wall
from tests.database import app_conninfo, owner_conninfo
from tests.guards.classification import NOT_WALLED, UNSCOPED_UNIQUES

ALL_MODELS = [
    model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy
]
WALLED = [model for model in ALL_MODELS if isinstance(getattr(model, "wall", None), Wall)]
ids = [model._meta.label for model in WALLED]


def test_each_model_wears_a_wall_or_says_why_not() -> None:
    missing = [
        m._meta.label for m in ALL_MODELS if m not in WALLED and m._meta.label not in NOT_WALLED
    ]
    assert missing == [], "give these a wall, or a reason in tests/guards/classification.py"


def test_no_reason_is_kept_for_a_model_that_has_gone_or_has_a_wall() -> None:
    unwalled = {m._meta.label for m in ALL_MODELS if m not in WALLED}
    assert set(NOT_WALLED) - unwalled == set()


def test_each_model_with_a_tenants_or_a_persons_column_wears_a_wall() -> None:
    columns = {"organisation_id", "person_id"}
    bare = [
        model._meta.label
        for model in ALL_MODELS
        if model not in WALLED and columns & {f.column for f in model._meta.concrete_fields}
    ]
    assert bare == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", WALLED, ids=ids)
def test_the_database_enforces_the_wall_that_the_model_declares(model: Any) -> None:
    wall: Wall = model.wall
    with psycopg.connect(owner_conninfo()) as owner:
        row = owner.execute(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass",
            [model._meta.db_table],
        ).fetchone()
        policies: dict[str, str] = dict(
            owner.execute(
                "SELECT policyname, coalesce(qual, '') FROM pg_policies WHERE tablename = %s",
                [model._meta.db_table],
            ).fetchall()
        )
    assert row == (True, True), "ENABLE and FORCE row-level security"
    assert "owner_sees_all" in policies
    assert ("organisation" in policies) == bool(wall.organisation)
    assert ("person" in policies) == bool(wall.person)
    assert ("person_reads" in policies) == bool(wall.person_reads)
    if wall.organisation:
        assert "app.organisation_id" in policies["organisation"]
        assert wall.organisation in policies["organisation"]
        assert ("AND" in policies["organisation"]) == bool(wall.organisation_if)
    if wall.person:
        assert "app.person_id" in policies["person"]
        assert wall.person in policies["person"]


@pytest.mark.parametrize("model", WALLED, ids=ids)
def test_the_manager_refuses_to_work_without_a_scope(model: Any) -> None:
    assert isinstance(model.objects, ScopedManager)


@pytest.mark.parametrize("model", WALLED, ids=ids)
def test_each_unique_rule_starts_with_the_tenant(model: Any) -> None:
    wall: Wall = model.wall
    tenant = {wall.organisation, wall.person, "organisation", "person", "chain_id"}
    for constraint in model._meta.constraints:
        if (
            not isinstance(constraint, models.UniqueConstraint)
            or constraint.name in UNSCOPED_UNIQUES
        ):
            continue
        first = constraint.fields[0] if constraint.fields else str(constraint.expressions[0])
        assert any(first.strip("F()'\"") == name for name in tenant if name), constraint.name
    for field in model._meta.concrete_fields:
        if not field.unique or field.primary_key:
            continue
        name = f"{model._meta.model_name}.{field.name}"
        assert isinstance(field, models.OneToOneField) or name in UNSCOPED_UNIQUES, name


@pytest.mark.django_db
def test_each_reference_between_walled_tables_carries_the_tenant_along() -> None:
    with psycopg.connect(owner_conninfo()) as owner:
        rows = owner.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND array_length(conkey, 1) = 2"
        ).fetchall()
    composite = {(str(child), str(parent)) for child, parent in rows}
    for model in WALLED:
        for field in model._meta.concrete_fields:
            target = field.related_model
            if target not in WALLED or target._meta.label == "organisations.Organisation":
                continue
            if model._meta.label == "audit.Seal":
                continue  # written by the database itself, never by the application
            assert (model._meta.db_table, target._meta.db_table) in composite, (
                f"{model} -> {target}"
            )


@pytest.mark.django_db
def test_what_an_organisation_may_not_see_goes_with_what_it_belongs_to() -> None:
    """It cannot delete such rows itself, so the database has to: see ``apps.core.cascades``."""
    with psycopg.connect(owner_conninfo()) as owner:
        rows = owner.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text, confdeltype"
            " FROM pg_constraint WHERE contype = 'f' AND array_length(conkey, 1) = 2"
        ).fetchall()
    walls: dict[str, Wall] = {model._meta.db_table: model.wall for model in WALLED}  # type: ignore[attr-defined]  # each walled model declares it
    tenants = {table for table, wall in walls.items() if wall.organisation}
    hidden = {table for table in tenants if walls[table].organisation_if}
    staying = [
        f"{child} -> {parent}"
        for child, parent, on_delete in rows
        if child in hidden and parent in tenants and on_delete not in {"c", "n", b"c", b"n"}
    ]
    assert staying == []


@pytest.mark.django_db
def test_the_app_role_is_no_owner_no_superuser_and_cannot_bypass_the_wall() -> None:
    with psycopg.connect(app_conninfo()) as app:
        role = app.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
        owned = app.execute(
            "SELECT count(*) FROM pg_tables"
            " WHERE schemaname = 'public' AND tableowner = current_user"
        ).fetchone()
    assert role == (False, False, False)
    assert owned == (0,)


@pytest.mark.django_db
def test_functions_that_see_over_the_wall_are_for_the_app_role_alone() -> None:
    """And their names are looked up where they were written. Triggers cannot be called."""
    with psycopg.connect(owner_conninfo()) as owner:
        functions = owner.execute(
            "SELECT proname, has_function_privilege('public', oid, 'EXECUTE'),"
            " array_to_string(proconfig, ' ') LIKE '%search_path=public, pg_temp%'"
            " FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
            " AND prorettype <> 'trigger'::regtype"
        ).fetchall()
    assert functions
    assert [(name, False, True) for name, _, _ in functions] == functions


@pytest.mark.parametrize("model", ALL_MODELS, ids=[m._meta.label for m in ALL_MODELS])
def test_at_and_by_come_in_pairs_where_somebody_did_it(model: Any) -> None:
    """``revoked_by`` without ``revoked_at`` says who but not when."""
    names = {field.name for field in model._meta.concrete_fields}
    alone = [
        name
        for name in names
        if name.endswith("ed_by")
        and f"{name.removesuffix('_by')}_at" not in names
        and name not in {"invited_by"}
    ]
    assert alone == []
