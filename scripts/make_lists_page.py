"""Writes the table of lists into docs/lists.md, out of every `source.toml`. Run it after changing one; a test compares.

It knows the facts of the sources and nothing of the lists themselves.
"""

from pathlib import Path

from tizim.sources.contract import Source, SourceSpec
from tizim.sources.registry import PACKAGES, source

PAGE = Path(__file__).resolve().parent.parent / "docs" / "lists.md"
BEGIN, END = "<!-- lists: begin -->", "<!-- lists: end -->"


def page(text: str) -> str:
    """The page with its lists written anew."""
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    sources = [source(name) for name in PACKAGES]
    return (
        "\n".join([before + BEGIN, "", *_overview(sources), "", *(line for one in sources for line in _one(one)), END])
        + after
    )


def _overview(sources: list[Source]) -> list[str]:
    rows = ["| data set | list | published by | formats |", "| --- | --- | --- | --- |"]
    for one in sources:
        formats = ", ".join(f"`{kind.name}`" for kind in one.formats)
        rows.append(f"| [`{one.spec.name}`](#{one.spec.name}) | {one.spec.title} | {one.spec.publisher} | {formats} |")
    return rows


def _one(one: Source) -> list[str]:
    spec = one.spec
    facts = {
        "Authority": spec.authority,
        "Identity": spec.identity,
        "Fetched from": ", ".join(spec.urls) or "given as a file: the publisher has no stable address",
        "Page": spec.homepage,
        "Licence": spec.licence,
        "Stops a load": f"fewer than {spec.min_records:,} records in a first load, more than {100 * spec.max_reject_share:g} % rejects, "
        f"a loss of more than {100 * spec.max_loss_share:g} % of the entries",
        "Known from excerpts only": ", ".join(f"`{name}`" for name in spec.seen_only_in_excerpts),
        "Where a listed person can turn to": _turn_to(spec),
    }
    return [
        f"### {spec.name}",
        "",
        f"{spec.title}.",
        "",
        *(f"- {title}: {words}" for title, words in facts.items() if words),
        "",
    ]


def _turn_to(spec: SourceSpec) -> str:
    shown = spec.redress_url and spec.redress_url not in spec.redress
    return f"{spec.redress}: {spec.redress_url}" if shown else spec.redress


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
