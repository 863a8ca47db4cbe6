"""What editors hand in to the showcase beside pages."""

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

MAX_DOCUMENT_BYTES = 10 * 1024 * 1024
DOCUMENT_ENDINGS = (".docx", ".txt")

_SALT = "wagtail_charter.showcase.document"
_HOURS_12 = 12 * 60 * 60


class DocumentForm(forms.Form):
    """A document with entries."""

    document = forms.FileField(
        label=_("Document"),
        help_text=_("A Word document (.docx) or plain text (.txt), up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
        error_messages={
            "required": _("Choose a document."),
            "empty": _("The document is empty. Choose another."),
        },
    )

    def clean_document(self):
        document = self.cleaned_data["document"]
        if not document.name.lower().endswith(DOCUMENT_ENDINGS):
            raise forms.ValidationError(_("Choose a document that ends in .docx or .txt."))
        if document.size > MAX_DOCUMENT_BYTES:
            raise forms.ValidationError(_("The document is larger than 10 MB. Split it into parts."))
        return document


class ConfirmForm(forms.Form):
    """Says yes to what the preview showed: the entries travel in it, signed, so that exactly they are made."""

    entries = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, bound_to, **kwargs):
        """``bound_to``: a text that names the person and the showcase; entries signed for another are refused."""
        super().__init__(data, **kwargs)
        self.salt = f"{_SALT}.{bound_to}"

    def sign(self, entries):
        """``entries`` (plain data) as the value of the field."""
        return signing.dumps(entries, salt=self.salt, compress=True)

    def clean_entries(self):
        try:
            return signing.loads(self.cleaned_data["entries"], salt=self.salt, max_age=_HOURS_12)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("This preview is too old or was made for another showcase. Hand the document in again.")
            ) from error
