"""The trust's own user."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person who signs in to the admin."""

    job_title = models.CharField(max_length=120, blank=True)
