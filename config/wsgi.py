import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from config import celery as celery  # noqa: E402  # tasks are sent from the web process too

# What is loaded now stays: each collection would look through all of it again.
gc.collect()
gc.freeze()
