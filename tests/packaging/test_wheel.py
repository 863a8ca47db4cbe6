"""What is in the wheel."""

import zipfile

from tests.packaging.readme import ROOT

APP = ROOT / "wagtail_charter"


def test_every_file_of_the_app_is_in_the_wheel(wheel):
    packed = set(zipfile.ZipFile(wheel).namelist())
    there = {
        str(path.relative_to(ROOT))
        for path in APP.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert {name for name in there - packed if not name.endswith((".txt", ".gitkeep"))} == set()


def test_nothing_else_is_in_the_wheel(wheel):
    packed = zipfile.ZipFile(wheel).namelist()

    assert [name for name in packed if not name.startswith(("wagtail_charter/", "wagtail_charter-"))] == []


def test_the_licence_is_in_the_wheel(wheel):
    packed = zipfile.ZipFile(wheel).namelist()

    assert [name for name in packed if name.endswith("licenses/LICENSE")]
