"""Serve the example site with its collected static files and its media: ``python -m tests.browser.serve PORT``.

A web server stands before Django in use; here a few lines hand out the two folders. Stops when its input ends, so
that no server outlives the tests that started it.
"""

import os
import sys
import threading
from wsgiref.simple_server import WSGIRequestHandler

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, get_path_info
from django.core.servers.basehttp import ThreadedWSGIServer
from django.http import Http404, HttpResponseNotFound
from django.views.static import serve


class WithFolders(WSGIHandler):
    """The site's WSGI application, with two folders in front of it."""

    def get_response(self, request):
        for address, folder in (
            (settings.STATIC_URL, settings.STATIC_ROOT),
            (settings.MEDIA_URL, settings.MEDIA_ROOT),
        ):
            if request.path.startswith(address):
                try:
                    return serve(request, get_path_info(request.environ).removeprefix(address), folder)
                except Http404:
                    return HttpResponseNotFound()
        return super().get_response(request)


class QuietHandler(WSGIRequestHandler):
    """A request handler that keeps no log of addresses."""

    def log_message(self, *args):
        """Say nothing."""


def main(port):
    """Serve on 127.0.0.1 until standard input is closed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.site_settings")
    django.setup()
    server = ThreadedWSGIServer(("127.0.0.1", port), QuietHandler)
    server.daemon_threads = True
    server.set_app(WithFolders())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
