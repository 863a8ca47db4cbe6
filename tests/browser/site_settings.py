"""The example site as it would stand in use: no debugging, hashed static files, errors on the site's own pages."""

import os

os.environ["DEBUG"] = "0"

from example_site.settings import *  # noqa: F403

ROOT_URLCONF = "tests.browser.site_urls"
LOGGING = {"version": 1, "disable_existing_loggers": False, "loggers": {"django.request": {"level": "ERROR"}}}
