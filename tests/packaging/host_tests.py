"""Run inside the new project: an editor makes, publishes, changes, previews and views a page of every type of the app.

The forms are the real ones: each is fetched from the admin, filled in as a browser would, and posted back.
"""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks.base import BlockField
from wagtail.models import Page, Site, get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from wagtail_charter.models import FrameworkEdition, Organisation, Service
from wagtail_charter.roles import Role

TYPES = [model for model in get_page_models() if model._meta.app_label == "wagtail_charter"]
#: What the editor puts into StreamFields, by page type and field; the others stay empty.
STREAMS = {
    "ShowcaseEntryPage": {
        "body": [
            ("paragraph", rich_text("<p>Seven people work here.</p>")),
            ("heading", {"text": "What we learned", "level": "h2"}),
            (
                "quote",
                {
                    "text": "It helped.",
                    "attribution": "role_only",
                    "name": "",
                    "role": "Peer worker",
                    "organisation": "",
                },
            ),
        ]
    },
    "TrainingEventPage": {
        "what_to_expect": [("heading", "A calm day"), ("paragraph", rich_text("<p>With breaks.</p>"))],
        "programme": [("item", {"time": "09:30", "session": "Welcome", "led_by": "Peer trainer"})],
    },
    "ResourcePage": {
        "body": [("callout", {"heading": "", "text": "Tell us if this is hard to read."})],
        "links": [("link", {"text": "The law in plain words", "url": "https://example.org/"})],
    },
}
WORDS = "Plain words."


class PageTypes(TestCase):
    """Each concrete page type of the app, on a plain host, by an editor who is no superuser."""

    @classmethod
    def setUpTestData(cls):
        call_command("charter_create_groups", verbosity=0)
        cls.editor = get_user_model().objects.create_user("ella", "ella@example.org", "a-pass-phrase")
        cls.editor.groups.add(Group.objects.get(name=str(Role.EDITOR)))
        cls.root = Site.objects.get(is_default_site=True).root_page
        FrameworkEdition.objects.create(name="A charter", version="1")
        provider = Organisation.objects.create(name="A trust")
        cls.service = Service.objects.create(name="A service", provider=provider)

    def setUp(self):
        self.client.force_login(self.editor)

    def parent_of(self, model):
        """A page below which ``model`` may stand, made for it when there is none."""
        wanted = list(model.allowed_parent_page_models())
        if Page in wanted or type(self.root.specific) in wanted:
            return self.root
        return self.publish(wanted[0])[0]

    def typed(self, model, form):
        """What the editor's browser sends: every field of ``form``, filled in where it must be."""
        streams = STREAMS.get(model.__name__, {})
        unknown = streams.keys() - form.fields.keys()
        assert not unknown, f"{model.__name__} has no {unknown}"
        data = {name: self.value(name, field, form, streams) for name, field in form.fields.items()}
        data |= {prefix: inline_formset([]) for prefix in form.formsets}
        slug = f"{model.__name__.lower()}-{Page.objects.count()}"
        data |= {"title": f"Our {model._meta.verbose_name}", "slug": slug}
        return nested_form_data({name: value for name, value in data.items() if value is not None})

    def value(self, name, field, form, streams):
        """The value of one field: what stands there, or what is needed."""
        if isinstance(field, BlockField):
            return streamfield(streams.get(name, []))
        if isinstance(field.widget, DraftailRichTextArea):
            return rich_text(f"<p>{WORDS}</p>")
        if isinstance(field, forms.BooleanField):
            return "on" if field.required else None
        held = form.get_initial_for_field(field, name)
        if held not in (None, "", []) or not field.required:
            return held
        if isinstance(field, forms.ModelChoiceField):
            return field.queryset.get().pk
        if isinstance(field, forms.DateField):
            return "2026-11-02"
        return WORDS

    def publish(self, model):
        """A page of ``model``, made and published through its form: the page, and what was typed."""
        parent = self.parent_of(model)
        address = self.admin("add", "wagtail_charter", model._meta.model_name, parent.pk)
        form = self.client.get(address)
        assert form.status_code == 200
        data = self.typed(model, form.context["form"])

        answer = self.client.post(address, {**data, "action-publish": "yes"})

        assert answer.status_code == 302, answer.context["form"].errors
        return model.objects.get(slug=data["slug"]), data

    @staticmethod
    def admin(name, *words):
        """The address of a view of the pages' admin."""
        return reverse(f"wagtailadmin_pages:{name}", args=words)

    def test_there_are_page_types(self):
        assert len(TYPES) >= 8

    def test_each_page_type_is_made_and_seen(self):
        for model in TYPES:
            with self.subTest(model.__name__):
                page, data = self.publish(model)

                assert page.live
                for name, blocks in STREAMS.get(model.__name__, {}).items():
                    kinds = [block.block_type for block in getattr(page, name)]
                    assert kinds == [kind for kind, _value in blocks]
                self.client.logout()
                seen = self.client.get(page.get_url())
                self.assertContains(seen, data["title"])
                self.setUp()

    def test_each_page_type_is_changed_and_published_again(self):
        for model in TYPES:
            with self.subTest(model.__name__):
                page, data = self.publish(model)
                edit = self.admin("edit", page.pk)
                assert self.client.get(edit).status_code == 200

                draft = self.client.post(edit, {**data, "title": "A draft"})
                assert draft.status_code == 302
                self.assertContains(self.client.get(page.get_url()), data["title"])

                done = self.client.post(edit, {**data, "title": "Changed words", "action-publish": "yes"})
                assert done.status_code == 302
                self.assertContains(self.client.get(page.get_url()), "Changed words")

    def test_each_page_type_is_previewed_before_and_after_it_is_made(self):
        for model in TYPES:
            with self.subTest(model.__name__):
                page, data = self.publish(model)
                where = ("wagtail_charter", model._meta.model_name, page.get_parent().pk)
                for address in (
                    self.admin("preview_on_add", *where),
                    self.admin("preview_on_edit", page.pk),
                ):
                    sent = self.client.post(
                        address, {**data, "title": "Only in the preview", "slug": "preview"}
                    )
                    assert sent.json()["is_valid"] is True
                    for mode, _label in page.preview_modes:
                        shown = self.client.get(address, {"mode": mode})
                        self.assertContains(shown, "Only in the preview")
                assert not Page.objects.filter(title="Only in the preview").exists()
