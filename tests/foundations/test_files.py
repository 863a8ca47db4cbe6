"""Private files: outside the public folders, without an address, handed out as downloads only."""

import pytest
from django.core.files.base import ContentFile

from wagtail_charter.foundations.files import private_file_response, private_name, private_storage


@pytest.fixture
def storage(settings, tmp_path):
    settings.WAGTAIL_CHARTER = {"PRIVATE_ROOT": tmp_path / "private"}
    return private_storage()


def test_a_private_file_lies_in_the_private_folder_and_has_no_address(storage, tmp_path):
    name = storage.save(private_name("Board paper.PDF"), ContentFile(b"words"))

    assert (tmp_path / "private" / name).read_bytes() == b"words"
    assert name.endswith(".pdf")
    assert "Board" not in name
    with pytest.raises(ValueError, match="not accessible via a URL"):
        storage.url(name)


def test_two_files_of_one_name_get_names_that_say_nothing():
    assert private_name("a.docx") != private_name("a.docx")


@pytest.mark.parametrize(
    "filename", ['x"; filename=evil.exe', "a\r\nSet-Cookie: b=c", "\u202efdp.exe", "ж.pdf"]
)
def test_a_private_file_is_a_download_whatever_it_is_called(storage, filename):
    name = storage.save(private_name("a.pdf"), ContentFile(b"words"))

    response = private_file_response(storage.open(name), filename=filename)

    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in response["Content-Disposition"]
    assert "Set-Cookie" not in response.headers
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content) == b"words"
    response.file_to_stream.close()
