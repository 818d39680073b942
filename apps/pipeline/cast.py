"""Who there is in test mode. Everybody is made up; their accounts stand in
``apps.connections.made_up``."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Job:
    title: str | Promise
    place: str
    reason: str | Promise


@dataclass(frozen=True, slots=True)
class Applicant:
    """``networks``: what they share; none: they have not answered. ``contests``: what they say is
    wrong with their score."""

    name: str
    networks: tuple[str, ...] = ()
    contests: str | Promise = ""

    @property
    def handle(self) -> str:
        """Before the @ of their address."""
        return self.name.lower().replace(" ", ".")


JOBS = {
    Job(
        _("Community manager (test)"),
        "Hamburg",
        _("You will speak for us in public and bring people into our community."),
    ): (
        Applicant("Amira Haddad", ("x", "youtube")),
        Applicant("Bruno Keller", ("instagram", "x")),
        Applicant("Chiara Russo", ("instagram", "youtube")),
        Applicant("Dmitri Volkov", ("facebook",)),
        Applicant("Elif Demir", ("x",), _("Half of these posts are my employer’s, not mine.")),
        Applicant("Greta Lindholm", ("x",)),
        Applicant("Kaoru Tanabe"),
    ),
    Job(
        _("Partnerships lead (test)"),
        "Lisbon",
        _("You will win partners, and partners look at who speaks for us before they answer."),
    ): (
        Applicant("Farid Nazari", ("wordpress", "x")),
        Applicant("Hana Okafor", ("x",)),
        Applicant("Ines Carvalho", ("instagram",)),
        Applicant("Jonas Weber", ("youtube",)),
        Applicant("Lena Novak"),
    ),
}
