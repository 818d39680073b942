"""How the organisation looks to those whom it asks."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations import colours
from apps.organisations.models import Logo, Organisation
from apps.organisations.pictures import Picture, redrawn


def set_logo(*, organisation: Organisation, uploaded: bytes, by: By) -> Organisation:
    """Keeps the picture, drawn anew. Refuses as ``pictures.redrawn`` does."""
    picture = redrawn(uploaded)
    with tenancy.organisation(organisation.pk):
        locked = _locked(organisation)
        if locked.logo_digest != picture.digest:
            _keep(locked, picture)
            record(by=by, verb="organisation.logo_set", subject=locked)
    return locked


def remove_logo(*, organisation: Organisation, by: By) -> Organisation:
    """Its address opens nothing from now on. Twice is once."""
    with tenancy.organisation(organisation.pk):
        locked = _locked(organisation)
        if locked.logo_digest:
            Logo.objects.all().delete()
            _note(locked, "logo_digest", "")
            record(by=by, verb="organisation.logo_removed", subject=locked)
    return locked


def set_accent(*, organisation: Organisation, accent: str, by: By) -> Organisation:
    """A colour like "#1b377d", "" for none. Refuses with "colour_unknown", and with "colour_faint"
    what cannot be read on light ground: ``colours.shades`` knows the nearest that can."""
    colour = colours.parsed(accent) if accent.strip() else ""
    if colour is None:
        raise Refused(
            "colour_unknown",
            _("Write the colour as # and six digits, like #1b377d."),
            field="accent",
        )
    if colour:
        _refuse_faint(colour)
    with tenancy.organisation(organisation.pk):
        locked = _locked(organisation)
        if locked.accent != colour:
            _note(locked, "accent", colour)
            record(by=by, verb="organisation.accent_set", subject=locked, facts={"accent": colour})
    return locked


def _refuse_faint(colour: str) -> None:
    nearest = colours.shades(colour).light
    if nearest.colour == colour:
        return
    words = {
        "colour": colour,
        "ratio": number_format(colours.floored(colours.contrast(colour, colours.LIGHT_GROUND))),
        "enough": number_format(colours.ENOUGH),
        "nearest": nearest.colour,
        "measured": number_format(nearest.ratio),
    }
    raise Refused(
        "colour_faint",
        _(
            "%(colour)s is too faint to read: its contrast on light ground is %(ratio)s to 1, and "
            "%(enough)s is needed. The nearest that can be read is %(nearest)s, with %(measured)s "
            "to 1."
        )
        % words,
        field="accent",
    )


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _keep(organisation: Organisation, picture: Picture) -> None:
    Logo.objects.update_or_create(
        organisation=organisation,
        defaults={
            "content": picture.content,
            "digest": picture.digest,
            "width": picture.width,
            "height": picture.height,
        },
    )
    _note(organisation, "logo_digest", picture.digest)


def _note(organisation: Organisation, field: str, value: str) -> None:
    setattr(organisation, field, value)
    organisation.save(update_fields=[field])
