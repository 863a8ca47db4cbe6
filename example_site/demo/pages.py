"""The page tree of the demo: home, the lists that editors fill, and an ordinary page."""

from django.conf import settings
from wagtail.models import Locale, Page, Site

from example_site.demo.image_library import picture
from example_site.demo.reading import read
from example_site.home.models import ContentPage, HomePage
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.framework.pages import FrameworkPage
from wagtail_charter.resources.pages import ResourceIndexPage
from wagtail_charter.showcase.pages import ShowcaseIndexPage
from wagtail_charter.training.pages import TrainingIndexPage

#: Title in the menu, page type and the field that holds the introduction, by slug, in the order of the menu.
INDEXES = {
    "charter": (FrameworkPage, "introduction"),
    "showcase": (ShowcaseIndexPage, "intro"),
    "pathways": (ShowcaseIndexPage, "intro"),
    "training": (TrainingIndexPage, "intro"),
    "resources": (ResourceIndexPage, "intro"),
    "awards": (RegisterPage, "introduction"),
}


class Tree:
    """The demo's pages, by slug, and its site."""

    def __init__(self, site, home):
        self.site, self.home, self.content, self.indexes = site, home, read("pages"), {}

    def load_indexes(self):
        """Make each list below the home page, if it is not there."""
        for slug, (page_type, introduction) in INDEXES.items():
            page = page_type.objects.child_of(self.home).filter(slug=slug).first()
            self.indexes[slug] = page or self._add_index(slug, page_type, introduction)

    def _add_index(self, slug, page_type, introduction):
        words = self.content[slug]
        page = page_type(
            title=words["title"], slug=slug, show_in_menus=True, search_description=words["intro"]
        )
        text, more = words["intro"], words.get("more", "")
        if hasattr(page, "more"):
            page.more = f"<p>{more}</p>" if more and page_type is ShowcaseIndexPage else more
            setattr(page, introduction, text)
        else:
            setattr(page, introduction, "".join(f"<p>{part}</p>" for part in (text, more) if part))
        return publish(self.home, page)

    def publish_home(self):
        """Fill the home page and the page that shows the charter's blocks, if they are empty."""
        words = self.content["home"]
        if not self.home.body:
            self.home.title, self.home.intro = words["title"], words["intro"]
            self.home.picture = picture("home")
            self.home.body = self._home_body(words)
            self.home.save_revision().publish()
        if not ContentPage.objects.child_of(self.home).filter(slug="contact").exists():
            page = ContentPage(title="Contact us", slug="contact", intro=CONTACT_INTRO, is_in_footer=True)
            page.body = [("contact", {"contact": None})]
            publish(self.home, page)

    def _home_body(self, words):
        entries = [
            {key: row[key] for key in ("title", "text", "link_text")} | {"page": self._page(row["page"])}
            for row in words["audiences"]
        ]
        steps = [{**row, "page": None} for row in words["how_it_works_steps"]]
        levels = [
            {"title": row["level"].replace("_", " ").capitalize(), "text": row["text"]}
            for row in words["levels"]
        ]
        return [
            ("entries", {"heading": "", "entries": entries}),
            ("how_it_works", {"heading": words["how_it_works_heading"], "steps": steps}),
            (
                "latest_entries",
                {"heading": "Services in the charter", "index": self.indexes["pathways"], "number": 3},
            ),
            ("upcoming_events", {"heading": "Coming events", "count": 3}),
            ("levels", {"heading": words["levels_heading"], "levels": levels}),
            (
                "verify",
                {"heading": "Check an award", "text": "Each award has a reference, such as OPC-7K4M-Q2XD."},
            ),
            (
                "begin",
                {
                    "heading": read("apply")["home"]["begin_heading"],
                    "text": read("apply")["home"]["begin_text"],
                    "page": self.indexes["apply"],
                },
            ),
            ("promises", {"heading": words["promises_heading"], "promises": words["promises"]}),
            ("note", words["demo_note"]),
        ]

    def _page(self, name):
        return self.indexes.get({"register": "awards"}.get(name, name), self.home)


CONTACT_INTRO = (
    "A named person answers. You do not have to say much: your name and how to reach you are enough."
)


def load_home():
    """The home page as root of the one site, at the HOST and PORT of the settings. Returns a ``Tree``."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        Page.objects.child_of(root).filter(slug="home").delete()
        root.refresh_from_db()
        home = HomePage(title="Open Pathways Charter", slug="home", locale=Locale.get_default())
        root.add_child(instance=home)
    site, _made = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": settings.HOST,
            "port": int(settings.PORT),
            "root_page": home,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    return Tree(site, home)


def publish(parent, page):
    """Add ``page`` below ``parent`` and publish it, as an editor would. Returns the page."""
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
