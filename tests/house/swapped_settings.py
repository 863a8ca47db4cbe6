"""A host with its own user, image and document, and Django's AutoField: the swaps that a package must survive."""

from example_site.settings import *  # noqa: F403
from example_site.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.house.swapped_host"]
WAGTAILDOCS_DOCUMENT_MODEL = "swapped_host.ReviewedDocument"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
