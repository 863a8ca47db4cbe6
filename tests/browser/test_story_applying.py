"""A service lead begins on a form in an ordinary page, signs in with a code, writes 24 answers, sends, gets a letter.

Once with JavaScript off and a mouse, once with JavaScript on and the keyboard alone. Then a mail scanner opens every
link of every letter that left, by GET and by HEAD, and changes nothing.
"""

import json
import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

FORMS_PAGE = "/looking-to-apply/"
STATEMENTS = 24
WORDS = (
    "We do this every week, with people who have been through it themselves, and we write down what we learn."
)

FOCUSED = "element => element === document.activeElement"


class Mouse:
    """Somebody who clicks and types, without JavaScript."""

    options = {"java_script_enabled": False, "viewport": {"width": 360, "height": 740}}

    def press(self, control):
        """Press a button or follow a link."""
        control.click()

    def write(self, field, words):
        """Replace what a field holds."""
        field.fill(words)

    def choose(self, choice):
        """Choose a radio or tick a box."""
        choice.check()


class Keyboard:
    """Somebody who has a keyboard and no mouse: every control is reached by the Tab key."""

    options = {"viewport": {"width": 1280, "height": 900}}

    def press(self, control):
        """Reach a button or link, and press Enter."""
        self._reach(control)
        control.page.keyboard.press("Enter")

    def write(self, field, words):
        """Reach a field, and type over what it holds."""
        self._reach(field)
        field.page.keyboard.press("Control+A")
        field.page.keyboard.insert_text(words)

    def choose(self, choice):
        """Reach a group of radios or a box, move to the choice and press Space."""
        name = choice.get_attribute("name")
        if choice.get_attribute("type") == "radio":
            self._reach(choice.page.locator(f"input[name={name}]"))
            for _step in range(10):
                if choice.evaluate(FOCUSED):
                    break
                choice.page.keyboard.press("ArrowDown")
        else:
            self._reach(choice)
        choice.page.keyboard.press("Space")
        expect(choice).to_be_checked()

    def _reach(self, control):
        for _step in range(200):
            if any(each.evaluate(FOCUSED) for each in control.all()):
                return
            control.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key does not reach {control}")


@pytest.fixture
def inbox(open_page):
    """``inbox("mara@…", "Your code")``: the text of the newest mail of that subject to that person."""
    reader = open_page("/inbox/")

    def newest(to, subject):
        reader.goto("/inbox/")
        mail = reader.locator(".site-mail").filter(has_text=to).filter(has_text=subject).first
        mail.get_by_role("link").click()
        return reader.locator(".site-mail__text").inner_text()

    return newest


@pytest.mark.parametrize(
    ("person", "email", "service", "is_invited"),
    [
        pytest.param(Mouse(), "mara.quill@example.org", "Riverside", False, id="without JavaScript"),
        pytest.param(Keyboard(), "delroy.ashcombe@example.org", "Milldown", True, id="by keyboard"),
    ],
)
def test_a_service_lead_applies_from_an_ordinary_page_to_the_letter(
    person, email, service, is_invited, open_page, inbox
):
    page = open_page(FORMS_PAGE, **person.options)
    given_a_page_that_caches_may_keep(page)
    when_they_type_their_address_into_the_form_on_it(person, page, email)
    then_a_page_of_its_own_asks_to_press_again_and_nothing_was_sent(page, email)
    when_they_ask_for_a_code_and_type_it_in(person, page, email, inbox)
    when_they_begin(person, page, service, is_invited=is_invited)
    then_the_task_list_waits_for_them(page)

    for number in range(STATEMENTS):
        when_they_write_the_next_answer(person, page, number)
    then_every_answer_is_completed(page)

    when_they_check_their_answers_and_send(person, page)
    then_the_page_confirms_that_it_arrived(page)
    then_a_letter_confirms_it_too(page, email, inbox)
    then_what_they_sent_can_be_read_and_printed(person, page)


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


def then_a_letter_confirms_it_too(page, email, inbox):
    reference = re.search(r"A-\d{4}-\w{4}-\w{4}", page.locator("main").inner_text()).group()
    letter = inbox(email, "Your application has arrived")

    assert f"Your reference is {reference}." in letter
    assert WORDS not in letter


def then_what_they_sent_can_be_read_and_printed(person, page):
    person.press(page.get_by_role("link", name="Read or print what you sent"))
    expect(page.get_by_text(WORDS)).to_have_count(STATEMENTS)


LINK = re.compile(r"https?://[^\s\"<>]+")


def links_of_mails(folder):
    """Every address of this site in the mails of ``folder``."""
    return {
        link.rstrip(".") for file in Path(folder).glob("*.log") for link in LINK.findall(file.read_text())
    }


def fetch(address, method):
    """The status that a browser without cookies gets at ``address``."""
    try:
        request = urllib.request.Request(address, method=method)
        return urllib.request.urlopen(request, timeout=20).status
    except urllib.error.HTTPError as error:
        return error.code


def test_a_scanner_that_opens_every_link_of_every_letter_changes_no_row(live_site):
    links = sorted(
        link
        for link in links_of_mails(Path(live_site.env["CHARTER_VAR_DIR"]) / "mail")
        if link.startswith(live_site.url)
    )
    before = json.loads(live_site.run("-m", "tests.browser.table_marks").splitlines()[-1])

    statuses = {(link, method): fetch(link, method) for link in links for method in ("GET", "HEAD")}

    assert any("/code/" in link for link in links)
    assert any("/record/" in link for link in links)
    assert {pair: status for pair, status in statuses.items() if status != 200} == {}
    assert json.loads(live_site.run("-m", "tests.browser.table_marks").splitlines()[-1]) == before
