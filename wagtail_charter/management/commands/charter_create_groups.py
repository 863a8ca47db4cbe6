"""Make the groups of the admin, with the permissions that each role needs."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Site

from wagtail_charter.roles import MEDIA_ACTIONS, MODEL_PERMISSIONS, PAGE_PERMISSIONS, Role


class Command(BaseCommand):
    """``manage.py charter_create_groups``: idempotent; adds what is missing and takes nothing away."""

    help = "Make the groups of the charter scheme (web editor, officer, panel chair, information governance)."

    @transaction.atomic
    def handle(self, *args, **options):
        for role in Role:
            group, made = Group.objects.get_or_create(name=str(role))
            group.permissions.add(*_model_permissions(role))
            _give_page_permissions(group, PAGE_PERMISSIONS.get(role, ()))
            _give_media_permissions(group, MEDIA_ACTIONS.get(role, ()))
            if options["verbosity"]:
                self.stdout.write(f"{'Made' if made else 'Checked'}: {group.name}")


def _model_permissions(role):
    """The rows of the role's permissions; those of a table that the version at hand lacks are left out."""
    entry = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    own = Permission.objects.filter(
        content_type__app_label="wagtail_charter", codename__in=MODEL_PERMISSIONS[role]
    )
    return [*entry, *own]


def _give_page_permissions(group, codenames):
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
    )
    for site in Site.objects.select_related("root_page"):
        for permission in permissions:
            GroupPagePermission.objects.get_or_create(group=group, page=site.root_page, permission=permission)


def _give_media_permissions(group, actions):
    root = Collection.get_first_root_node()
    # Wagtail asks for the permissions of its own models, also where the host uses others.
    for model in (Image, Document):
        content_type = ContentType.objects.get_for_model(model)
        codenames = [f"{action}_{model._meta.model_name}" for action in actions]
        for permission in Permission.objects.filter(content_type=content_type, codename__in=codenames):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
