"""Who may do what in the list of applications, and the answer to everybody else: there is no such thing."""

from django.http import Http404
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper

from wagtail_charter.applications import permissions


class ApplicationPermissionHelper(PermissionHelper):
    """Answers as ``applications.permissions`` does."""

    def user_can_list(self, user):
        return permissions.can_list_applications(user)

    def user_can_create(self, user):
        return False

    def user_can_inspect_obj(self, user, obj):
        return permissions.can_view_application(user, obj)

    def user_can_edit_obj(self, user, obj):
        return permissions.can_change_application(user, obj)

    def user_can_read_answers_obj(self, user, obj):
        """May ``user`` read what the application says?"""
        return permissions.can_read_answers(user, obj)

    def user_can_type_in_obj(self, user, obj):
        """May ``user`` type in answers that came another way?"""
        return permissions.can_type_in_answers(user, obj)

    def user_can_delete_obj(self, user, obj):
        return False


class CaseButtonHelper(ButtonHelper):
    """A row of the list leads to the page of its case, where everything else is done."""

    def get_primary_button(self, obj):
        return self.inspect_button(obj.pk)

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        return []


class SecretMixin:
    """Not found, rather than forbidden: what somebody may not open, they need not know of."""

    def __init__(self, model_admin, instance_pk=None):
        if instance_pk is None:
            super().__init__(model_admin)
        elif instance_pk.isascii() and instance_pk.isdecimal():
            super().__init__(model_admin, instance_pk)
        else:
            raise Http404

    def dispatch(self, request, *args, **kwargs):
        if not self.check_action_permitted(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)
