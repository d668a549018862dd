"""A real browser for the tests of the pages, and what a page must be in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SIZES = {"phone": (390, 844), "desk": (1440, 900)}
HEAVIEST = 100_000
"""bytes of a page with all that belongs to it, as they come over the wire"""
STILL = 0.005
"""of the score of layout shifts, of which 0.1 is called good; a machine that is busy draws a glyph of another font late"""
_SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 60);
})"""
WIDER = "document.documentElement.scrollWidth - window.innerWidth"
FOCUS = "document.activeElement.innerText || document.activeElement.id"


@contextmanager
def opened(
    chromium: Any, address: str, size: str = "desk", language: str = "en", *, but: str = "\n", **how: object
) -> Iterator[Any]:
    """A page that fails the test where a script of it does, or what it loads is forbidden. but: what it may say of itself."""
    width, height = SIZES[size]
    context = chromium.new_context(
        base_url=address, viewport={"width": width, "height": height}, locale=language, **how
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda one: wrong.append(str(one)))
    page.on("dialog", lambda one: wrong.append(one.message))
    page.on("dialog", lambda one: one.dismiss())
    yield page
    context.close()
    assert [one for one in wrong if but not in one] == []


def findings(page: Any) -> list[str]:
    """What axe-core finds, of what WCAG 2.2 AA asks and of good practice."""
    from axe_playwright_python.sync_playwright import Axe

    told = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in told for node in one["nodes"]]


def require_whole(page: Any, path: str, language: str) -> None:
    """A page in its language, without a shift, no wider than the screen, light, and whole for every reader."""
    weight: list[int] = []
    page.on("response", lambda one: weight.append(one.request.sizes()["responseBodySize"]))
    page.goto(path)
    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate(_SHIFTS) < STILL, path
    assert page.evaluate(WIDER) <= 0, path
    assert sum(weight) < HEAVIEST, path
    assert findings(page) == [], path
