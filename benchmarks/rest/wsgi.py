"""The application as in production, with the bare view beside it."""

from __future__ import annotations

import os

from django.conf import settings
from django.db import connections

from config.wsgi import application

# The owner's role sees all rows without a scope: the bare view has no wall to pay for.
bare = {**connections.settings["default"], **settings.DATABASES["default"]}
owner = os.environ["BARE_USER"]
connections.settings["bare"] = {**bare, "USER": owner, "OPTIONS": {**bare["OPTIONS"]}}
settings.ROOT_URLCONF = "benchmarks.rest.bare"

__all__ = ["application"]
