"""Licences, and the kinds of file that resources come in."""

from django.conf.locale import LANG_INFO
from django.db.models import TextChoices
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class Licence(TextChoices):
    """What others may do with a resource. The values are SPDX names where there is one."""

    OGL = "OGL-3.0", _("Open Government Licence v3.0")
    CC_BY = "CC-BY-4.0", _("Creative Commons Attribution 4.0")
    CC_BY_SA = "CC-BY-SA-4.0", _("Creative Commons Attribution ShareAlike 4.0")
    ALL_RIGHTS = "all-rights-reserved", _("All rights reserved")


LICENCE_URLS = {
    Licence.OGL: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
}

#: What a licence allows, in a sentence.
LICENCE_WORDS = {
    Licence.OGL: _("You can copy, change and share it, also for money, if you say where it comes from."),
    Licence.CC_BY: _("You can copy, change and share it, also for money, if you name the authors."),
    Licence.CC_BY_SA: _(
        "You can copy, change and share it if you name the authors and share your version in the same way."
    ),
    Licence.ALL_RIGHTS: _("You can read and print it for yourself. Ask us before you share or change it."),
}


class FileFormat(TextChoices):
    """The kind of a file, by the ending of its name."""

    WORD = "docx", _("Word document")
    OPEN_TEXT = "odt", _("OpenDocument text")
    PDF = "pdf", _("PDF")
    EXCEL = "xlsx", _("Excel spreadsheet")
    OPEN_SHEET = "ods", _("OpenDocument spreadsheet")
    POWERPOINT = "pptx", _("PowerPoint slides")
    OPEN_SLIDES = "odp", _("OpenDocument slides")
    TEXT = "txt", _("Plain text")
    CSV = "csv", _("CSV table")
    AUDIO = "mp3", _("Sound recording")
    EPUB = "epub", _("EPUB book")
    OTHER = "other", _("Other file")

    @classmethod
    def of(cls, filename):
        """The format of a file called ``filename``."""
        ending = filename.rpartition(".")[2].lower()
        return cls(ending) if ending in cls.values else cls.OTHER


def language_choices():
    """Every language that Django knows, by code, with its name in the language of the reader."""
    codes = [code for code, facts in LANG_INFO.items() if "name" in facts]
    return sorted(((code, language_name(code)) for code in codes), key=lambda pair: str(pair[1]))


def language_name(code):
    """The name of the language ``code``; the code itself if nobody knows it."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code
