"""The test host and the one page type that the bench measures by."""

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = ["tests.bench", *INSTALLED_APPS]
