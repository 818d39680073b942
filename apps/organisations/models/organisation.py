from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from apps.core.models import Base, ScopedManager, TenantQuerySet
from apps.core.walls import PERSON, Wall

RETENTION_MONTHS = (1, 24)
RETENTION_DEFAULT = 6
COLOUR = r"^#[0-9a-f]{6}$"


class OrganisationQuerySet(TenantQuerySet["Organisation"]):
    """An organisation sees itself; a person sees those where they are a member or a candidate."""


class Organisation(Base):
    """A tenant: one employer.

    ``language`` and ``time_zone`` are those of its mail and of people who chose none. ``accent``:
    a colour like "#1b377d" that reads on light ground, or empty. ``logo_digest``: SHA-256 of its
    ``Logo``, or empty. ``second_factor_from``: from when members need a second factor, if ever.
    ``listens``: systems of its own are told what happens. ``klout_enabled``: Klout's old addresses
    answer its keys. ``test_of``: the organisation for whose programs this one holds made-up
    people."""

    wall = Wall(
        organisation="id",
        person_reads="id IN (SELECT organisation_id FROM organisations_membership"
        f" WHERE user_id = {PERSON})",
    )

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    privacy_contact = models.EmailField(blank=True)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    accent = models.CharField(max_length=7, blank=True, validators=[RegexValidator(COLOUR)])
    logo_digest = models.CharField(max_length=64, blank=True)
    retention_months = models.PositiveSmallIntegerField(default=RETENTION_DEFAULT)
    second_factor_from = models.DateTimeField(null=True, blank=True)
    listens = models.BooleanField(default=False)
    klout_enabled = models.BooleanField(default=False)
    test_of = models.UUIDField(null=True, blank=True, unique=True)

    objects = ScopedManager.from_queryset(OrganisationQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accent="") | Q(accent__regex=COLOUR), name="accent_is_a_colour"
            ),
            models.CheckConstraint(
                condition=Q(retention_months__range=RETENTION_MONTHS),
                name="retention_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_test(self) -> bool:
        """Whether nobody in it is real, and no letter leaves it."""
        return self.test_of is not None
