"""Permission for each single thing, on every view of a Wagtail viewset.

Wagtail asks for permission on the model only: a viewset whose list hides a row still lists it in exports, and opens,
edits and deletes it for whoever types its address. The mixin below closes that, for ``ModelViewSet`` and
``SnippetViewSet`` alike.
"""

from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views.snippets import SnippetViewSet

try:
    from wagtail.permissions import register_permission_policy
except ImportError:  # Wagtail 7.4 reads the policy from the viewset
    register_permission_policy = None

#: What a view does with the thing whose address is asked for; any other view counts as a change.
_ACTIONS = (
    (generic.CopyViewMixin, "copy"),
    (generic.DeleteView, "delete"),
    (generic.InspectView, "view"),
    (generic.UsageView, "view"),
    (HistoryView, "view"),
)


class ObjectPermissionMixin:
    """For viewsets: put it before ``ModelViewSet`` or ``SnippetViewSet`` and answer two questions.

    ``object_permission(user, instance, action)``: may ``user`` do ``action`` ("view", "change", "delete" or "copy")
    with ``instance``? Asked after the permission on the model, so it can only narrow. It is asked for each row of a
    list, so it reads no related rows.

    ``visible_to(user, queryset)``: the rows of ``queryset`` that ``user`` may know of. A row outside answers 404 on
    every view; one inside, on which the action is not allowed, answers as Wagtail does when permission is missing.
    """

    def object_permission(self, user, instance, action):
        """Whether ``user`` may do ``action`` with ``instance``."""
        return True

    def visible_to(self, user, queryset):
        """The rows of ``queryset`` that ``user`` may know of."""
        return queryset

    @cached_property
    def object_policy(self):
        """The permission policy that answers for single things, wherever Wagtail asks one."""
        return ObjectPermissionPolicy(self)

    if register_permission_policy is None:

        @cached_property
        def permission_policy(self):
            return self.object_policy

    def construct_view(self, view_class, **kwargs):
        return super().construct_view(_guarded(view_class, self), **kwargs)

    @property
    def chooser_viewset(self):
        chooser = super().chooser_viewset
        for name in ("choose_view_class", "choose_results_view_class"):
            _mix_in(chooser, name, _GuardedChooseMixin, self)
        for name in ("chosen_view_class", "chosen_multiple_view_class"):
            _mix_in(chooser, name, _GuardedChosenMixin, self)
        return chooser

    def on_register(self):
        if register_permission_policy is not None:
            register_permission_policy(self.model, self.object_policy, exact_class=True)
        super().on_register()
        if isinstance(self, SnippetViewSet):
            action = type("GuardedDelete", (_GuardedDeleteMixin, DeleteBulkAction), {"viewset": self})
            action.models = [self.model]
            # After Wagtail's own, whose place it takes for this model.
            hooks.register("register_bulk_action", action, order=900)


class ObjectPermissionPolicy(ModelPermissionPolicy):
    """The permission on the model, narrowed by what a viewset says about single things."""

    def __init__(self, viewset):
        super().__init__(viewset.model)
        self.viewset = viewset

    def user_has_permission_for_instance(self, user, action, instance):
        return (
            super().user_has_permission_for_instance(user, action, instance)
            and _sees(self.viewset, user, instance)
            and self.viewset.object_permission(user, instance, action)
        )

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user, actions):
        allowed = super().instances_user_has_any_permission_for(user, actions)
        return self.viewset.visible_to(user, allowed)


def _sees(viewset, user, instance):
    rows = viewset.model._default_manager.filter(pk=instance.pk)
    return viewset.visible_to(user, rows).exists()


def _action(view_class):
    return next((action for base, action in _ACTIONS if issubclass(view_class, base)), "change")


def _guarded(view_class, viewset):
    """``view_class`` with the guard for its kind in front."""
    kinds = [_GuardedInstanceMixin]
    if issubclass(view_class, generic.IndexView):
        kinds = [_GuardedListMixin]
    elif issubclass(view_class, generic.ReorderView):
        kinds = [_GuardedReorderMixin, _GuardedInstanceMixin]
    return type(view_class.__name__, (*kinds, view_class), {"guard": viewset})


class _GuardedInstanceMixin:
    """A view of one thing: asks before anything of it is read."""

    guard = None

    def setup(self, request, *args, **kwargs):
        if "pk" in kwargs:
            self._ask(request.user, unquote(str(kwargs["pk"])))
        super().setup(request, *args, **kwargs)

    def _ask(self, user, pk):
        rows = self.guard.model._default_manager.filter(pk=pk)
        instance = self.guard.visible_to(user, rows).first()
        if instance is None or not self.guard.object_permission(user, instance, "view"):
            raise Http404
        if not self.guard.object_permission(user, instance, _action(type(self))):
            raise PermissionDenied


class _GuardedListMixin:
    """A list and its export: hidden rows are not there, and no row offers what is not allowed."""

    guard = None

    def get_base_queryset(self):
        return self.guard.visible_to(self.request.user, super().get_base_queryset())

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if self._may("change", instance) else None

    def get_copy_url(self, instance):
        return super().get_copy_url(instance) if self._may("copy", instance) else None

    def get_inspect_url(self, instance):
        return super().get_inspect_url(instance) if self._may("view", instance) else None

    def get_delete_url(self, instance):
        return super().get_delete_url(instance) if self._may("delete", instance) else None

    def _may(self, action, instance):
        return self.guard.object_permission(self.request.user, instance, action)


class _GuardedReorderMixin:
    """Reordering moves rows among those that the user sees."""

    def get_queryset(self):
        return self.guard.visible_to(self.request.user, super().get_queryset())


class _GuardedChooseMixin:
    def filter_object_list(self, objects):
        return super().filter_object_list(self.guard.visible_to(self.request.user, objects))


class _GuardedChosenMixin:
    def get_object(self, pk):
        instance = super().get_object(pk)
        if not _sees(self.guard, self.request.user, instance):
            raise ObjectDoesNotExist
        return instance

    def get_objects(self, pks):
        return self.guard.visible_to(self.request.user, super().get_objects(pks))


def _mix_in(chooser, name, mixin, viewset):
    view_class = getattr(chooser, name)
    setattr(chooser, name, type(view_class.__name__, (mixin, view_class), {"guard": viewset}))


class _GuardedDeleteMixin:
    """Deleting in bulk: hidden rows are not even named among those that stay."""

    viewset = None

    def get_queryset(self, model, object_ids):
        keys = [key for key in object_ids if str(key).isalnum() or "-" in str(key)]
        found = list(self.viewset.visible_to(self.request.user, model._default_manager.filter(pk__in=keys)))
        if not found:
            raise Http404
        return found

    def check_perm(self, snippet):
        user = self.request.user
        return super().check_perm(snippet) and self.viewset.object_permission(user, snippet, "delete")
