"""The demo site, a browser, and visits that tests share."""

import contextlib
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from tests.browser.rows import PORTAL_PEOPLE
from tests.browser.site import PASSWORD, load_site, serve_site
from tests.browser.visits import WIDTHS, visit

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items):
    """Everything here needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def live_site(tmp_path_factory):
    """The demo site, loaded by its own loader and served for the whole run."""
    folder = tmp_path_factory.mktemp("site")
    site = load_site(folder)
    server = serve_site(site)
    yield site
    server.stdin.close()
    server.wait(timeout=20)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium; a missing browser is a failure."""
    assert Path(CHROMIUM).exists(), f"There is no browser at {CHROMIUM}. Install chromium, or set CHROMIUM."
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def signed_in(browser, live_site):
    """``signed_in("editor")``: the browser state of a person who has signed in, to the admin or to the portal.

    ``None`` for visitors of public pages, and for guests: people of the portal before they sign in.
    """
    states = {"visitor": None, "guest": None}

    def state_of(who):
        if who in ("applicant", *PORTAL_PEOPLE) and who not in states:
            key = live_site.run("-m", "tests.browser.portal_session", who).split()[-1]
            cookie = {"name": "sessionid", "value": key, "url": live_site.url}
            context = browser.new_context(locale="en-GB")
            context.add_cookies([cookie])
            states[who] = context.storage_state()
            context.close()
        elif who not in states:
            context = browser.new_context(locale="en-GB")
            page = context.new_page()
            page.goto(f"{live_site.url}/admin/login/")
            page.locator("input[name=username]").fill(who)
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("form button[type=submit]").first.click()
            page.wait_for_url(f"{live_site.url}/admin/")
            states[who] = context.storage_state()
            context.close()
        return states[who]

    return state_of


@pytest.fixture(scope="session")
def known_context(browser, live_site, signed_in):
    """``known_context("officer", "phone")``: the browser of somebody who is signed in and has been here before."""
    known = {}

    def context_of(who, width="desktop"):
        if (who, width) not in known:
            known[who, width] = browser.new_context(
                locale="en-GB",
                base_url=live_site.url,
                viewport=WIDTHS[width],
                storage_state=signed_in(who),
            )
        return known[who, width]

    yield context_of
    for context in known.values():
        context.close()


@pytest.fixture(scope="session")
def visits(browser, live_site, signed_in, known_context):
    """``visits(row, "phone")``: what a visit found; each page is visited once at each width.

    Visitors and guests come for the first time each; who is signed in has been here before.
    """
    found = {}

    def context_of(row, width):
        if signed_in(row.who) is None:
            return contextlib.closing(browser.new_context(viewport=WIDTHS[width], locale="en-GB"))
        return contextlib.nullcontext(known_context(row.who, width))

    def visited(row, width="desktop"):
        if (row, width) not in found:
            try:
                with context_of(row, width) as context:
                    found[row, width] = visit(context, live_site, row)
            except (AssertionError, PlaywrightError) as error:
                found[row, width] = error
        if isinstance(found[row, width], Exception):
            raise AssertionError(f"{row} could not be visited") from found[row, width]
        return found[row, width]

    return visited


@pytest.fixture
def desk_page(known_context):
    """``desk_page("/admin/…", who="officer")``: a page in the browser of somebody who works in the admin all day."""
    pages = []

    def opened(path, who):
        page = known_context(who).new_page()
        pages.append(page)
        page.goto(path)
        return page

    yield opened
    for page in pages:
        page.close()


@pytest.fixture
def open_page(browser, live_site, signed_in):
    """``open_page("/showcase/", who="editor", **context options)``: a page in a context of its own."""
    contexts = []

    def opened(path, who="visitor", **options):
        context = browser.new_context(
            locale="en-GB", base_url=live_site.url, storage_state=signed_in(who), **options
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


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
