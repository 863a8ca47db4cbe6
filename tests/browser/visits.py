"""What a visit to a page finds, gathered once and asked about by many tests."""

import gzip
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 320, "height": 640}}

LISTEN = """
window.violations = [];
document.addEventListener('securitypolicyviolation', event => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile || ''} ${event.sample || ''}`);
});
"""

LOOK = """
() => {
  const visible = element => element.checkVisibility();
  const wide = [...document.querySelectorAll('body *')].filter(visible).filter(element => {
    const box = element.getBoundingClientRect();
    let scrolls = false;
    for (let node = element.parentElement; node; node = node.parentElement) {
      const flow = getComputedStyle(node).overflowX;
      if ((flow === 'auto' || flow === 'scroll') && node !== document.documentElement) scrolls = true;
    }
    return !scrolls && box.width > 0 && box.right > document.documentElement.clientWidth + 1;
  });
  return {
    language: document.documentElement.lang,
    title: document.title,
    description: document.querySelector('meta[name=description]')?.content || '',
    headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(visible)
      .map(heading => [Number(heading.tagName[1]), heading.textContent.trim()]),
    begins_with_errors: Boolean(document.querySelector('.nhsuk-error-summary')),
    mains: document.querySelectorAll('main').length,
    landmarks: [...document.querySelectorAll('header,nav,main,footer')].map(part => part.tagName.toLowerCase()),
    images_without_alt: [...document.images].filter(image => !image.hasAttribute('alt')).map(image => image.outerHTML),
    broken_images: [...document.images].filter(visible).filter(image => image.complete && !image.naturalWidth)
      .map(image => image.src),
    skips_to: document.querySelector('a[href^="#"]')?.getAttribute('href') || '',
    twice: [...document.querySelectorAll('[id]')].map(element => element.id)
      .filter((id, place, all) => all.indexOf(id) !== place),
    inline: [...document.querySelectorAll('[style],script:not([src]):not([type="application/ld+json"]):not([type="application/json"]),style')]
      .map(element => element.outerHTML.slice(0, 120)),
    wide_by: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    wide: wide.slice(0, 5).map(element => element.outerHTML.slice(0, 160)),
    dead_links: [...document.querySelectorAll('a')].filter(link => ['', '#', 'None'].includes(link.getAttribute('href') ?? ''))
      .map(link => link.outerHTML.slice(0, 160)),
  };
}
"""


@dataclass
class Visit:
    """What one visit found."""

    status: int
    html: str
    headers: dict
    looks: dict
    violations: list
    blocked: list
    console: list
    faults: list
    cookies: list
    other_hosts: list
    requests: int
    weight: int
    broken: list = field(default_factory=list)


def visit(browser, site, row, width, state=None):
    """Open ``row`` at ``width`` in a fresh context (with a sign-in ``state``) and note everything about it."""
    context = browser.new_context(viewport=WIDTHS[width], storage_state=state, locale="en-GB")
    try:
        context.add_init_script(LISTEN)
        page = context.new_page()
        console, faults, answers = [], [], []
        page.on("console", lambda message: console.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("response", lambda answer: answers.append(answer))
        response = page.goto(site.address(row.path), wait_until="networkidle")
        cookies = [cookie["name"] for cookie in context.cookies()] if state is None else []
        looks = page.evaluate(LOOK)
        blocked = page.evaluate("window.violations")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return Visit(
            status=response.status,
            html=response.text(),
            headers=response.headers,
            looks=looks,
            violations=[told(violation) for violation in found["violations"]],
            blocked=blocked + [line for line in console if "Content Security Policy" in line],
            console=[line for line in console if "Failed to load resource" not in line],
            faults=faults,
            cookies=cookies,
            other_hosts=[
                answer.url for answer in answers if not answer.url.startswith((site.url, "data:", "blob:"))
            ],
            requests=len(answers),
            weight=sum(weight_of(answer) for answer in answers),
            broken=[answer.url for answer in answers if answer.status >= 400 and answer.url != response.url],
        )
    finally:
        context.close()


def told(violation):
    """A violation as a person mends it: rule, help, and the first places."""
    places = [f"{node['target']} {node['html'][:160]}" for node in violation["nodes"][:4]]
    return f"{violation['id']} ({violation['impact']}): {violation['help']}: " + " | ".join(places)


def weight_of(answer):
    """The bytes that a web server would send for an answer, compressed; images do not count."""
    if answer.request.resource_type == "image" or answer.status in (204, 301, 302, 304):
        return 0
    return len(gzip.compress(answer.body()))
