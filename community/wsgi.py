"""The WSGI entry point, for gunicorn in production. Sockets are served by Daphne from asgi.py."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
os.environ.setdefault("DATABASE_CONN_MAX_AGE", "60")  # threads stay here, so their connections may
application = get_wsgi_application()
gc.collect()
gc.freeze()  # what was loaded stays: the collector need not look at it again
gc.set_threshold(20_000, 50, 100)
