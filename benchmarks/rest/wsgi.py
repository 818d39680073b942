"""The application as in production, with the bare view beside it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.conf import settings  # noqa: E402  # the environment comes first
from django.db import connections  # noqa: E402

# The owner's role sees all rows without a scope: the bare view has no wall to pay for.
bare = {**connections.settings["default"], **settings.DATABASES["default"]}
owner = os.environ["BARE_USER"]
connections.settings["bare"] = {**bare, "USER": owner, "OPTIONS": {**bare["OPTIONS"]}}
settings.ROOT_URLCONF = "benchmarks.rest.bare"
