"""The door for the web server."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodatraden.config.settings")
application = get_wsgi_application()

from rodatraden.indicators.queries import catalogue  # noqa: E402 – the program is set up first

# The words of the catalogue take a second to put together: before the first who searches, not while they wait.
threading.Thread(target=catalogue.index, daemon=True).start()
