"""What resources are found by, and the files they come as."""

from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from wagtail_charter.foundations.models import Term
from wagtail_charter.resources.states import FileFormat, language_choices, language_name


class ResourceTopic(Term):
    """What a resource is about."""

    class Meta(Term.Meta):
        verbose_name = _("topic of resources")
        verbose_name_plural = _("topics of resources")


class ResourceAudience(Term):
    """Whom a resource is for."""

    class Meta(Term.Meta):
        verbose_name = _("audience of resources")
        verbose_name_plural = _("audiences of resources")


class ResourceFile(Orderable):
    """One file of a resource: the same content in another format or language."""

    page = ParentalKey("wagtail_charter.ResourcePage", on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        get_document_model_string(), verbose_name=_("file"), on_delete=models.CASCADE, related_name="+"
    )
    label = models.CharField(
        _("name of the file"), max_length=200, blank=True, help_text=_("Empty: the title of the document.")
    )
    language = models.CharField(_("language"), max_length=12, choices=language_choices, default="en")

    class Meta(Orderable.Meta):
        verbose_name = _("file of a resource")
        verbose_name_plural = _("files of a resource")

    def __str__(self):
        return self.title

    @property
    def title(self):
        """The name of the file for people."""
        return self.label or (self.document.title if self.document_id else "")

    @property
    def format(self):
        """The ``FileFormat`` of the file."""
        return FileFormat.of(self.document.filename) if self.document_id else FileFormat.OTHER

    @property
    def facts(self):
        """Format, size and language in words: "Word document, 24 KB, English"."""
        size = self.document.get_file_size() if self.document_id else None
        parts = {"format": self.format.label, "language": language_name(self.language)}
        if not size:
            return _("%(format)s, %(language)s") % parts
        return _("%(format)s, %(size)s, %(language)s") % {**parts, "size": filesizeformat(size)}
