"""The steps of the stories about applying, from the form on an ordinary page to what was sent."""

import re

from playwright.sync_api import expect

FORMS_PAGE = "/looking-to-apply/"
STATEMENTS = 24
WORDS = (
    "We do this every week, with people who have been through it themselves, and we write down what we learn."
)


def given_a_page_that_caches_may_keep(page):
    assert page.context.cookies() == []
    headers = page.request.get(FORMS_PAGE).headers
    assert headers.get("set-cookie") is None
    assert "cookie" not in headers.get("vary", "").lower()


def when_they_type_their_address_into_the_form_on_it(person, page, email):
    form = page.locator("form").filter(has=page.locator("input[name=next]"))
    person.write(form.get_by_label("Your email address"), email)
    person.press(form.get_by_role("button", name="Continue"))


def then_a_page_of_its_own_asks_to_press_again_and_nothing_was_sent(page, email):
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_label("Email address")).to_have_value(email)


def when_they_ask_for_a_code_and_type_it_in(person, page, email, inbox):
    person.press(page.get_by_role("button", name="Send me a code"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    code = re.search(r"^\d{6}$", inbox(email, "Your code to sign in"), re.M).group()
    person.write(page.locator("input[name=code]"), f"{code[:3]} {code[3:]}")
    person.press(page.get_by_role("button", name="Sign in", exact=True))


def when_they_begin(person, page, service, *, is_invited):
    if is_invited:
        expect(page.get_by_role("heading", level=1)).to_contain_text("You are invited to apply")
        person.press(page.get_by_role("button", name="Begin this application"))
    else:
        expect(page.get_by_role("heading", level=1)).to_contain_text("Begin your application")
        person.choose(page.get_by_label(re.compile(rf"^{service}")))
        person.press(page.get_by_role("button", name="Begin", exact=True))


def then_the_task_list_waits_for_them(page):
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your application")
    expect(page.get_by_text(f"0 of {STATEMENTS} answers completed.")).to_be_visible()


def when_they_write_the_next_answer(person, page, number):
    task = page.locator(".nhsuk-task-list__item").filter(has_text="Not yet started").first
    person.press(task.get_by_role("link"))
    expect(page.locator("textarea[name=text]")).to_be_visible()
    person.write(page.locator("textarea[name=text]"), f"Answer {number + 1}. {WORDS}")
    person.choose(page.get_by_label("Yes, I have completed this section"))
    person.press(page.get_by_role("button", name="Save and continue"))
    expect(page.get_by_text(f"{number + 1} of {STATEMENTS} answers completed.")).to_be_visible()


def then_every_answer_is_completed(page):
    answers = page.locator(".nhsuk-task-list__item").filter(has=page.locator("a[href*='/statements/']"))
    expect(answers.filter(has_text="Completed")).to_have_count(STATEMENTS)


def when_they_check_their_answers_and_send(person, page):
    person.press(page.get_by_role("link", name="Check your answers"))
    expect(page.get_by_text(WORDS)).to_have_count(STATEMENTS)
    person.press(page.get_by_role("link", name="Continue to sending"))
    person.press(page.get_by_role("button", name="Send application"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    person.write(page.get_by_label("Your full name"), "Mara Quill")
    person.write(page.get_by_label("Your work at the service"), "Service manager")
    person.choose(page.get_by_label(re.compile("^I confirm that")))
    person.press(page.get_by_role("button", name="Send application"))


def then_the_page_confirms_that_it_arrived(page):
    expect(page.get_by_role("heading", level=1)).to_have_text("Your application has arrived")
    expect(page.get_by_text("Nothing more is needed from you now.")).to_be_visible()


def reference_on(page):
    """The reference of the application that the page is about."""
    return re.search(r"A-\d{4}-\w{4}-\w{4}", page.locator("main").inner_text()).group()


def then_a_letter_confirms_it_too(page, email, inbox):
    reference = reference_on(page)
    letter = inbox(email, "Your application has arrived")

    assert f"Your reference is {reference}." in letter
    assert WORDS not in letter


def then_what_they_sent_can_be_read_and_printed(person, page):
    person.press(page.get_by_role("link", name="Read or print what you sent"))
    expect(page.get_by_text(WORDS)).to_have_count(STATEMENTS)
