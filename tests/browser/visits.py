"""What a visit to a page finds, gathered once and asked about by many tests."""

import gzip
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
#: Rules that Wagtail's own frame breaks around each view of the admin (its two unnamed navigations; editing views
#: without a first heading). Nothing of ours is in these places; in ``main``, where ours is, nothing is let pass.
OF_WAGTAILS_FRAME = ["landmark-unique", "page-has-heading-one"]
#: Widgets of Wagtail's within our forms: its rich text editor has no name, its StreamField leaves lone fields without
#: labels; and the "Edit" button of wagtail-modeladmin's inspect view has too little contrast.
OF_WAGTAILS_WIDGETS = [
    ".Draftail-Editor",
    "main [data-streamfield-child] [id$='-value']",
    "main a.button-secondary[title='Edit this application']",
]
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

ASK_AXE = """
async ([widgets, frame]) => {
  const found = await axe.run(
    {include: ['html'], exclude: widgets.map(place => [place])},
    {resultTypes: ['violations'], elementRef: true},
  );
  return found.violations.map(violation => ({
    id: violation.id, impact: violation.impact, help: violation.help,
    nodes: violation.nodes.filter(node => !frame.includes(violation.id) || node.element?.closest('main'))
      .map(node => ({target: node.target, html: node.html})),
  })).filter(violation => violation.nodes.length);
}
"""


@dataclass
class Visit:
    """What one visit found."""

    status: int
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


def visit(context, site, row):
    """Open ``row`` in a page of ``context`` and note everything about it."""
    page = context.new_page()
    try:
        page.add_init_script(LISTEN)
        console, faults, answers = [], [], []
        page.on("console", lambda message: console.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("response", lambda answer: answers.append(answer))
        # The admin's own scripts ask for more after the page has loaded; ours do not.
        response = page.goto(site.address(row.path), wait_until="networkidle" if row.is_in_admin else "load")
        looks = page.evaluate(LOOK)
        blocked = page.evaluate("window.violations")
        return Visit(
            status=response.status,
            headers=response.headers,
            looks=looks,
            violations=axe_says(page, is_in_admin=row.is_in_admin),
            blocked=blocked + [line for line in console if "Content Security Policy" in line],
            console=[line for line in console if "Failed to load resource" not in line],
            faults=faults,
            cookies=[cookie["name"] for cookie in context.cookies()],
            other_hosts=[
                answer.url for answer in answers if not answer.url.startswith((site.url, "data:", "blob:"))
            ],
            requests=len(answers),
            weight=0 if row.is_in_admin else sum(weight_of(answer) for answer in answers),
            broken=[answer.url for answer in answers if answer.status >= 400 and answer.url != response.url],
        )
    finally:
        page.close()


def axe_says(page, *, is_in_admin):
    """What axe finds on ``page``, in words; of the admin everything but Wagtail's own frame and widgets."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    let_pass = [OF_WAGTAILS_WIDGETS, OF_WAGTAILS_FRAME] if is_in_admin else [[], []]
    return [told(violation) for violation in page.evaluate(ASK_AXE, let_pass)]


def told(violation):
    """A violation as a person mends it: rule, help, and the first places."""
    places = [f"{node['target']} {node['html'][:160]}" for node in violation["nodes"][:4]]
    return f"{violation['id']} ({violation['impact']}): {violation['help']}: " + " | ".join(places)


def weight_of(answer):
    """The bytes that a web server would send for an answer, compressed; images do not count."""
    if answer.request.resource_type == "image" or answer.status in (204, 301, 302, 304):
        return 0
    return len(gzip.compress(answer.body()))
