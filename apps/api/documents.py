"""The schema and its pages. Swagger UI comes from here and needs a softer style policy."""

from __future__ import annotations

from django.conf import settings
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from apps.core.access import public

_SOFTER: dict[str, list[str]] = {**settings.SECURE_CSP, "style-src": [CSP.SELF, CSP.UNSAFE_INLINE]}

schema = public(because="the schema is documentation")(
    SpectacularAPIView.as_view(
        authentication_classes=[], permission_classes=[], throttle_classes=[]
    )
)
docs = public(because="the pages are documentation")(
    csp_override(_SOFTER)(
        SpectacularSwaggerSplitView.as_view(
            url_name="schema", authentication_classes=[], permission_classes=[], throttle_classes=[]
        )
    )
)
