"""By keyboard alone: every control is reached in order, and shows where it is."""

import pytest

FOCUS = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    what: element.outerHTML.slice(0, 100),
    shown: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.borderBottomStyle !== 'none',
    seen: box.width > 0 && box.height > 0,
    positive: element.tabIndex > 0,
  };
}
"""
PATHS = [
    "/",
    "/showcase/",
    "/showcase/together/",
    "/training/",
    "/resources/",
    "/charter/",
    "/awards/",
    "/awards/verify/",
]


@pytest.mark.parametrize("path", PATHS)
def test_each_stop_of_the_tab_key_is_seen(path, open_page):
    page = open_page(path, viewport={"width": 1280, "height": 900})
    stops = []
    for _press in range(25):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUS))
    reached = [stop for stop in stops if stop]

    assert reached[0]["what"].startswith('<a class="nhsuk-skip-link"')
    assert [stop["what"] for stop in reached if not (stop["shown"] and stop["seen"])] == []
    assert [stop["what"] for stop in reached if stop["positive"]] == []


def test_the_first_stop_skips_to_the_content(open_page):
    page = open_page("/showcase/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "maincontent"
