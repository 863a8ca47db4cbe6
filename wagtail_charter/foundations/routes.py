"""Routes below a page's own address, registered from the views that answer them.

Pages lie below views in the house, so a page cannot import its views. A view announces itself instead:

    @page_view(RegisterPage, "verify/", name="verify")
    def verify(page, request): ...

and ``apps.ready()`` imports each room's views. The route is served through Wagtail's own serve view, so the page's
view restrictions, site and language hold for it.
"""

from functools import wraps

from django.http import Http404
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.contrib.routable_page.models import path as routable_path

from wagtail_charter.conf import conf

_routes = {}


def page_view(page_type, route, *, name):
    """Register the decorated ``view(page, request, **kwargs)`` at ``route`` (Django path syntax) below a page type."""

    def register(view):
        @wraps(view)
        def bound(page, request, *args, **kwargs):
            return view(page, request, *args, **kwargs)

        routable_path(route, name=name)(bound)
        _routes.setdefault(page_type, []).extend(found[0] for found in bound._routablepage_routes)
        page_type.__dict__.get("_routablepage_urlresolver") and delattr(
            page_type, "_routablepage_urlresolver"
        )
        return view

    return register


def room_view(room):
    """Decorator for a plain view: its address is not there (404) while the profile switches ``room`` off."""

    def of_room(view):
        @wraps(view)
        def answered(request, *args, **kwargs):
            if not conf.is_room_on(room):
                raise Http404
            return view(request, *args, **kwargs)

        return answered

    return of_room


class CharterRoutesMixin(RoutablePageMixin):
    """A page whose registered views (``page_view``) answer below its address."""

    class Meta:
        abstract = True

    @classmethod
    def get_subpage_urls(cls):
        registered = [route for klass in cls.__mro__ for route in _routes.get(klass, [])]
        return (*registered, *super().get_subpage_urls())

    def route_url(self, name, *args, request=None, **kwargs):
        """The address of the route ``name`` below this page, as a path; ``None`` if the page has no address."""
        base = self.get_url(request)
        return base and base + self.reverse_subpage(name, args=args, kwargs=kwargs)


class KnownChildrenMixin:
    """A list page that knows which pages stand below it, and so finds one by its address in one query.

    Wagtail asks twice: for the plain page, and for its own type. Put it after ``CharterRoutesMixin``.
    """

    def pages_below(self):
        """The pages below this one, with what their own page reads."""
        raise NotImplementedError

    def route(self, request, path_components):
        found = path_components and self.pages_below().filter(slug=path_components[0]).first()
        if not found:
            return super().route(request, path_components)
        # As Wagtail's own route does, so that nobody asks for the parent again.
        found._cached_parent_obj = self
        return found.specific.route(request, path_components[1:])
