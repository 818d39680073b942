"""What Meta's terms say about hiring: the same for all of its networks."""

from __future__ import annotations

from apps.connections.networks.adapter import EmploymentTerms

TERMS = EmploymentTerms(
    allowed=False,
    statement=(
        "Meta's Platform Terms bar using what its platform tells to decide who is eligible for "
        "employment (3.a.ii), and count whatever is derived from it as the same data (12). A score "
        "that an employer sees needs Meta's agreement in writing."
    ),
    source="https://developers.facebook.com/terms/",
    dated="2026-02-03, as quoted by others",
)
