"""How an applicant wants to hear the result."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HearingWay(TextChoices):
    """How an applicant wants to hear the result. Whichever it is, the result page is the same."""

    SIGN_IN = "sign_in", _("By an e-mail that says the result is ready to read")
    CALL = "call", _("By a telephone call from your named contact first")
    EMAIL = "email", _("By an e-mail that says the result itself")
