"""What the web server runs: the front, with Django's WSGI handler behind it in a pool of threads."""

import os

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sportello.site.settings")

from sportello.site import front

THREADS = 16

_django = get_wsgi_application()

from sportello.site import wiring  # noqa: E402 - Django's apps must be ready before tables are imported

wiring.install()
application = front.Front(WSGIMiddleware(_django, workers=THREADS))
