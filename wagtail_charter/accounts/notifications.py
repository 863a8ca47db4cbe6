"""The letter with which people sign in."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail_charter.accounts.querysets import CODE_LIFETIME
from wagtail_charter.letters import services as letters
from wagtail_charter.letters.notifications import LetterKind

SIGN_IN_CODE = "accounts/sign_in_code"
MINUTES = int(CODE_LIFETIME.total_seconds() // 60)

LETTERS = [
    LetterKind(
        template=SIGN_IN_CODE,
        title=_("Code to sign in"),
        when=_("Somebody typed this address to sign in. It leaves at once."),
        sample={"minutes": MINUTES, "code_path": "/charter/code/"},
        secrets=("code",),
    )
]


def code_asked_for(request, *, site, language):
    """Queue the letter for a ``SignInRequest``. The code in it is made when it is sent."""
    return letters.queue(
        SIGN_IN_CODE,
        key=f"sign-in:{request.pk}",
        to_email=request.email,
        facts={"minutes": MINUTES, "code_path": reverse("charter:code")},
        about=request,
        site=site,
        language=language,
        is_answer=True,
    )
