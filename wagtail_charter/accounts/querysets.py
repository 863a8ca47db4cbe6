"""Questions to accounts and sign-in requests, and the numbers that the answers rest on."""

import datetime

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

#: How many codes may be tried for one request.
MAX_ATTEMPTS = 5
#: How long a code works, from the moment its letter was sent (ASVS 5.0, 6.5.5).
CODE_LIFETIME = datetime.timedelta(minutes=10)
#: How long a sign-in request is kept: longer than any throttle looks back.
REQUEST_LIFETIME = datetime.timedelta(days=1)


class PortalAccountQuerySet(models.QuerySet):
    """People of the portal."""

    def open(self):
        """Accounts that may sign in."""
        return self.filter(closed_at__isnull=True)

    def with_email(self, email):
        """The accounts of the address ``email``, however it is written: one at the most."""
        return self.alias(_email=Lower("email")).filter(_email=email.lower())

    def matching(self, text):
        """Accounts whose name or address holds ``text``."""
        return self.filter(models.Q(name__icontains=text) | models.Q(email__icontains=text))


class SignInRequestQuerySet(models.QuerySet):
    """Wishes to sign in."""

    def standing(self):
        """Requests that were neither used nor replaced by a newer one."""
        return self.filter(used_at__isnull=True, replaced_at__isnull=True)

    def usable(self, now=None):
        """Requests whose code may still be tried: sent not too long ago, and with attempts left."""
        now = now or timezone.now()
        return self.standing().filter(sent_at__gt=now - CODE_LIFETIME, attempts__lt=MAX_ATTEMPTS)
