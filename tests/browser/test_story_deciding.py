"""From the form on an ordinary page to the public check of the award: the applicant in the portal without JavaScript,
the officer in the admin, nobody a superuser, and everything by the pages that people have.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import applying
from tests.browser.applying import FORMS_PAGE, STATEMENTS, reference_on
from tests.browser.people import Mouse

EMAIL = "mara.quill@example.org"
SERVICE = "Tidewell"
STRENGTHS = "Your plan is practical and kind."
QUOTABLE = "People who have been there help others to arrive."
QUESTION = "How many people started in the last year?"
NOT_YET = re.compile(r"\bBronze\b|\bSilver\b|\bDecided\b|\bModerating\b", re.IGNORECASE)


@pytest.fixture
def desk(open_page):
    """The officer's admin."""
    return open_page("/admin/charter/applications/", who="officer")


def test_an_application_is_decided_and_shown(open_page, desk, inbox):
    person = Mouse()
    page = open_page(FORMS_PAGE, **person.options)
    reference = given_an_application_that_was_sent(person, page, inbox)

    when_the_officer_opens_it(desk, reference)
    when_the_officer_asks_a_question(desk)
    then_the_applicant_answers_it(page, reference)
    when_the_officer_rates_every_answer(desk, reference)
    when_the_officer_records_the_outcome(desk, reference)
    then_the_applicant_sees_nothing_of_it(page, reference)

    when_the_applicant_chooses_how_to_hear(page, reference)
    when_the_officer_releases_it(desk, reference)
    then_the_letter_is_written_and_does_not_say_the_level(desk)
    when_the_applicant_reads_and_accepts(page, reference)

    award = when_the_officer_issues_the_award(desk, reference)
    then_the_register_and_the_check_show_it(open_page, award)
    then_the_showcase_and_its_feed_show_it_by_themselves(open_page)


def given_an_application_that_was_sent(person, page, inbox):
    applying.when_they_type_their_address_into_the_form_on_it(person, page, EMAIL)
    applying.when_they_ask_for_a_code_and_type_it_in(person, page, EMAIL, inbox)
    applying.when_they_begin(person, page, SERVICE, is_invited=False)
    for number in range(STATEMENTS):
        applying.when_they_write_the_next_answer(person, page, number)
    applying.when_they_check_their_answers_and_send(person, page)
    return reference_on(page)


def when_the_officer_opens_it(desk, reference):
    desk.goto(f"/admin/charter/applications/?q={reference}")
    desk.get_by_role("link", name=re.compile(reference)).first.click()
    expect(desk.locator("main")).to_contain_text(SERVICE)


def step(desk, reference, name):
    """Follow the button ``name`` on the page of the case."""
    if reference:
        when_the_officer_opens_it(desk, reference)
    desk.get_by_role("link", name=name, exact=True).first.click()


def when_the_officer_asks_a_question(desk):
    step(desk, "", "Start checking")
    desk.locator("main form button[type=submit]").click()
    step(desk, "", "Ask a question")
    desk.locator("select[name=statement]").select_option(index=1)
    desk.locator("textarea[name=words]").fill(QUESTION)
    desk.locator("main form button[type=submit]").click()
    expect(desk.locator("main")).to_contain_text(QUESTION)
    # It leaves in working hours; whenever this story is told, it is written.
    expect(desk.locator("#letters")).to_contain_text("There is a question about your application")


def then_the_applicant_answers_it(page, reference):
    page.goto(f"/apply/{reference}/")
    expect(page.get_by_text(QUESTION)).to_be_visible()
    page.locator("main a[href*='/statements/']").first.click()
    page.locator("textarea[name=text]").fill("Nine people started, and all nine had a plan.")
    page.locator("main form").filter(has=page.locator("textarea[name=text]")).locator(
        "button[type=submit]"
    ).first.click()
    if not page.url.endswith("/answer/"):
        page.locator("main a[href$='/answer/']").first.click()
    page.get_by_role("button", name="Confirm and send your answer").click()
    expect(page.locator("main")).not_to_contain_text("There is a problem")


def when_the_officer_rates_every_answer(desk, reference):
    step(desk, reference, "Rate the answers")
    groups = desk.locator("section.charter-rating")
    expect(groups).to_have_count(STATEMENTS)
    for number in range(STATEMENTS):
        groups.nth(number).locator("input[type=radio][value='2']").check()
    desk.get_by_role("button", name="Save the ratings", exact=True).click()


def when_the_officer_records_the_outcome(desk, reference):
    step(desk, reference, "Record the outcome")
    expect(desk.locator("input[name=level][value=silver]")).to_be_visible()
    desk.locator("input[name=level][value=silver]").check()
    desk.locator("textarea[name^='strengths-']").first.fill(STRENGTHS)
    desk.locator("[name=quotable_line]").fill(QUOTABLE)
    desk.get_by_role("button", name="Record the outcome", exact=True).click()
    expect(desk.locator("main")).to_contain_text("Silver")


def then_the_applicant_sees_nothing_of_it(page, reference):
    assert page.goto(f"/apply/{reference}/result/").status == 404
    for address in (f"/apply/{reference}/", f"/apply/{reference}/record/", f"/apply/{reference}/hearing/"):
        assert page.goto(address).status == 200
        words = page.locator("main").inner_text()
        assert STRENGTHS not in words
        assert QUOTABLE not in words
        assert not NOT_YET.search(words)


def when_the_applicant_chooses_how_to_hear(page, reference):
    page.goto(f"/apply/{reference}/hearing/")
    page.locator("input[name=way][value=sign_in]").check()
    page.locator("form.charter-form button[type=submit]").first.click()


def when_the_officer_releases_it(desk, reference):
    step(desk, reference, "Release the result")
    desk.locator("input[name=when][value=now]").check()
    desk.locator("main form button[type=submit]").click()


def then_the_letter_is_written_and_does_not_say_the_level(desk):
    letters = desk.locator("#letters")
    expect(letters).to_contain_text("The result can be read")
    expect(letters).not_to_contain_text("Silver")


def when_the_applicant_reads_and_accepts(page, reference):
    page.goto(f"/apply/{reference}/result/")
    expect(page.get_by_text(STRENGTHS)).to_have_count(0)
    page.get_by_text("Read the result now", exact=True).click()
    words = page.locator("main").inner_text()
    assert words.index(STRENGTHS) < words.index("Silver")
    page.goto(f"/apply/{reference}/result/accept/")
    for name in ("listing", "quoting", "showcase"):
        page.locator(f"input[name={name}][value=yes]").check()
    page.get_by_role("button", name="Accept the result").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_have_count(0)


def when_the_officer_issues_the_award(desk, reference):
    step(desk, reference, "Issue the award")
    desk.get_by_role("button", name="Continue", exact=True).click()
    desk.get_by_role("button", name="Issue this award", exact=True).click()
    told = desk.locator(".messages").inner_text()
    return re.search(r"Its reference is ([\w-]+)", told).group(1)


def then_the_register_and_the_check_show_it(open_page, award):
    visitor = open_page("/awards/", java_script_enabled=False)
    expect(visitor.locator("main")).to_contain_text(SERVICE)
    visitor.goto(f"/awards/verify/{award}/")
    expect(visitor.locator("main")).to_contain_text("This award is current.")
    expect(visitor.locator("main")).to_contain_text(SERVICE)


def then_the_showcase_and_its_feed_show_it_by_themselves(open_page):
    visitor = open_page("/pathways/", java_script_enabled=False)
    entry = visitor.get_by_role("listitem").filter(has_text=SERVICE).filter(has_text="Silver")
    expect(entry.first).to_be_visible()
    feed = visitor.locator("link[rel=alternate][type*=xml]").first.get_attribute("href")
    items = visitor.request.get(feed).text().split("<item>")[1:]
    assert any(SERVICE in each and "Silver" in each for each in items)
