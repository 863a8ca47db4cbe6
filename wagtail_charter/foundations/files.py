"""Private files: stored outside the public folders, without an address of their own.

Wagtail documents are not private: the address below ``MEDIA_URL`` answers whoever asks. Whatever belongs to an
application is therefore kept here and handed out by a view that asks permission each time.
"""

import secrets
from pathlib import PurePosixPath

from django.core.files.storage import FileSystemStorage
from django.http import FileResponse
from django.utils.module_loading import import_string

from wagtail_charter.conf import conf


class PrivateFileStorage(FileSystemStorage):
    """Files below ``conf.PRIVATE_ROOT``; asking for a file's ``url`` raises ``ValueError``."""

    def __init__(self):
        super().__init__(location=conf.PRIVATE_ROOT, base_url=None, file_permissions_mode=0o600)

    @property
    def base_url(self):
        # FileSystemStorage would fall back to MEDIA_URL.
        return None


def private_storage():
    """The storage for private files (for ``FileField(storage=private_storage)``)."""
    return import_string(conf.PRIVATE_STORAGE)()


def private_name(filename):
    """A random name with the lower-case ending of ``filename``: nothing that people typed reaches the disk."""
    ending = PurePosixPath(filename).suffix.lower()[:10]
    return f"{secrets.token_hex(16)}{ending}"


def private_file_response(file, *, filename):
    """``file`` (an open Django file) as a download called ``filename``; never shown inside a page, never cached.

    Headers after OWASP ASVS 5.0, sections 3.2, 5.4 and 14.3.
    """
    response = FileResponse(file, as_attachment=True, filename=filename)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
