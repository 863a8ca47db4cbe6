"""The app in a plain ``wagtail start`` project, and in hosts that have swapped what can be swapped."""

from pathlib import Path

import pytest

from tests.packaging.readme import install_lines

HOST_TESTS = Path(__file__).with_name("host_tests.py")

SWAPS = """
from .base import *
INSTALLED_APPS = ["staff", "swaps", *INSTALLED_APPS]
AUTH_USER_MODEL = "staff.Person"
WAGTAILIMAGES_IMAGE_MODEL = "swaps.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "swaps.Paper"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
SECRET_KEY = "for-a-test"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "swaps.sqlite3"}}
"""
# A user of its own stands in an app of its own: Wagtail's tables need it before they can be made.
STAFF_MODELS = """
from django.contrib.auth.models import AbstractUser


class Person(AbstractUser):
    pass
"""
SWAP_MODELS = """
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    admin_form_fields = ("title", "file")


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Paper(AbstractDocument):
    admin_form_fields = ("title", "file")
"""


def test_the_readme_installs_in_six_lines():
    assert sum(map(len, install_lines().values())) == 6


def test_the_wheel_is_what_was_installed(project):
    found = project.manage(
        "shell", "-v", "0", "-c", "import wagtail_charter; print(wagtail_charter.__file__)"
    )

    assert str(project.folder) in found


def test_nothing_is_left_to_migrate(project):
    project.manage("makemigrations", "--check", "--dry-run")


def test_static_files_can_be_collected_with_hashed_names(project):
    project.write(
        "mysite/settings/hashed.py",
        "from .base import *\n"
        'SECRET_KEY = "for-a-test"\n'
        "STORAGES = {**STORAGES, 'staticfiles': "
        "{'BACKEND': 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'}}\n",
    )

    project.manage("collectstatic", "--noinput", env={"DJANGO_SETTINGS_MODULE": "mysite.settings.hashed"})

    assert list((project.folder / "static" / "wagtail_charter").glob("charter.*.js"))


def test_every_page_type_can_be_made_seen_and_previewed(project):
    project.write("home/tests.py", HOST_TESTS.read_text(encoding="utf-8"))

    project.manage("test", "home")


@pytest.fixture(scope="module")
def swapped(project):
    """The project again, with a user, an image and a document of its own and small integer keys."""
    project.write("staff/__init__.py", "")
    project.write("staff/models.py", STAFF_MODELS)
    project.write("swaps/__init__.py", "")
    project.write("swaps/models.py", SWAP_MODELS)
    project.write("mysite/settings/swapped.py", SWAPS)
    env = {"DJANGO_SETTINGS_MODULE": "mysite.settings.swapped"}
    project.manage("makemigrations", "staff", "swaps", env=env)
    return env


def test_a_host_with_its_own_models_has_nothing_left_to_migrate(project, swapped):
    project.manage("migrate", "--verbosity", "0", env=swapped)
    project.manage("makemigrations", "wagtail_charter", "--check", "--dry-run", env=swapped)
    project.manage("check", env=swapped)
