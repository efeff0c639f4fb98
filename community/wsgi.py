"""The WSGI entry point, for gunicorn in production. Sockets are served by Daphne from asgi.py."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
application = get_wsgi_application()
