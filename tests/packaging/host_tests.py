"""Run inside the new project: every page type of the app can be created, edited, viewed and previewed."""

from django.contrib.auth import get_user_model
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Page, Site, get_page_models

from wagtail_charter.models import FrameworkEdition, Organisation, Service

TYPES = [model for model in get_page_models() if model._meta.app_label == "wagtail_charter"]


class PageTypes(TestCase):
    """Each concrete page type of the app, on a plain host."""

    @classmethod
    def setUpTestData(cls):
        cls.user = get_user_model().objects.create_superuser("packager", "packager@example.org", "packager")
        cls.root = Site.objects.get(is_default_site=True).root_page
        FrameworkEdition.objects.create(name="A charter", version="1")
        provider = Organisation.objects.create(name="A trust")
        cls.service = Service.objects.create(name="A service", provider=provider)

    def setUp(self):
        self.client.force_login(self.user)

    def parent_of(self, model):
        """A page below which ``model`` may stand, made for it when there is none."""
        wanted = list(model.allowed_parent_page_models())
        if Page in wanted or type(self.root.specific) in wanted:
            return self.root
        return self.make(wanted[0])

    def make(self, model):
        """A page of ``model`` with what its required fields need."""
        facts = {"title": model.__name__, "slug": f"{model.__name__.lower()}-{Page.objects.count()}"}
        for field in model._meta.get_fields():
            if field.name == "service":
                facts["service"] = self.service
            elif field.name in ("summary", "review_owner") and field.concrete:
                facts[field.name] = "A summary."
        parent = self.parent_of(model)
        return Page.objects.get(pk=parent.pk).specific.add_child(instance=model(**facts))

    def test_there_are_page_types(self):
        assert len(TYPES) >= 8

    def test_each_page_type(self):
        for model in TYPES:
            with self.subTest(model.__name__):
                page = self.make(model)
                parent = page.get_parent()
                add = reverse(
                    "wagtailadmin_pages:add", args=("wagtail_charter", model._meta.model_name, parent.pk)
                )
                edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
                assert self.client.get(add).status_code == 200
                assert self.client.get(edit).status_code == 200
                assert self.client.get(page.get_url()).status_code == 200
                for mode, _label in page.preview_modes:
                    shown = page.make_preview_request(preview_mode=mode)
                    assert shown.status_code == 200
