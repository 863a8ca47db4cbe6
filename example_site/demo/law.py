"""The two pages that the law asks for, at /privacy/ and /accessibility/."""

from example_site.demo.pages import publish
from example_site.demo.reading import read
from wagtail_charter.governance.pages import AccessibilityStatementPage, PrivacyPage
from wagtail_charter.support.models import Contact


def load_pages_of_the_law(tree):
    """Make both pages below the home page, if they are not there."""
    content = read("law")
    if not PrivacyPage.objects.child_of(tree.home).exists():
        facts = dict(content["privacy"])
        officer = facts.pop("officer")
        person, _made = Contact.objects.get_or_create(name=officer["name"], defaults=officer)
        publish(tree.home, PrivacyPage(slug="privacy", officer=person, **facts))
    if not AccessibilityStatementPage.objects.child_of(tree.home).exists():
        facts = dict(content["accessibility"])
        issues = [("issue", issue) for issue in facts.pop("issues")]
        publish(tree.home, AccessibilityStatementPage(slug="accessibility", issues=issues, **facts))
