"""The one hardened XML reader: no entities, no network, no DTD; depth, size and text ceilings; streaming.

Gives each record as `Fields`. Attributes are fields named "@name"; the text of an element that also has attributes or
children is the field "". Namespaces are dropped (publishers changed theirs while nothing else changed).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tizim.errors import LimitExceeded, UnreadableSource
from tizim.sources.reading import Fields
from tizim.sources.release import Part


@dataclass(slots=True)
class Document:
    """What stands around the records: the root's attributes and its simple children, filled while reading."""

    root: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    heading: dict[str, str] = field(default_factory=dict)
    """text of simple elements outside records, by path without the root ("publshInformation/Publish_Date")"""
    records: int = 0
    """how many records were given so far"""


def records(part: Part, *tags: str, document: Document | None = None) -> Iterator[Fields]:
    """Every element called one of `tags`, in the order of the file, as `Fields` (its `tag` says which).

    Raises UnreadableSource (not XML, cut off, wrong encoding, a DTD or entities), LimitExceeded (depth, size of a value).
    """
    about = document if document is not None else Document()
    with part.open() as stream:
        events = etree.iterparse(
            stream,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            recover=False,
            remove_comments=True,
            remove_pis=True,
        )
        path: list[str] = []
        inside = 0
        try:
            for event, element in events:
                name = _local(element.tag)
                if event == "start":
                    path.append(name)
                    if len(path) == 1:
                        _require_no_dtd(element, part)
                        about.root = name
                        about.attributes.update({_local(key): value for key, value in element.attrib.items()})
                    if len(path) > part.limits.max_depth:
                        raise LimitExceeded(
                            f"{part.name}: expected at most {part.limits.max_depth} levels, came more at line {element.sourceline}"
                        )
                    inside += name in tags
                    continue
                if name in tags:
                    inside -= 1
                    if not inside:
                        about.records += 1
                        yield _fields(element, part, name, "")
                        _forget(element)
                elif not inside:
                    if len(element) == 0 and element.text and element.text.strip() and len(path) > 1:
                        about.heading.setdefault("/".join(path[1:]), element.text.strip())
                    if len(path) > 1:
                        _forget(element)
                path.pop()
        except etree.XMLSyntaxError as wrong:
            raise UnreadableSource(
                f"{part.name}: expected well-formed XML, came {_words(wrong, events.error_log)}"
            ) from wrong


def _require_no_dtd(root: etree._Element, part: Part) -> None:
    """A list needs no DTD; one that brings its own wants to define entities."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableSource(
            f"{part.name}: expected XML without a document type, came one with it before line {root.sourceline} (entities are refused)"
        )


def _words(wrong: etree.XMLSyntaxError, log: "etree._ListErrorLog") -> str:
    """What libxml2 found first, and its line: the exception itself may tell of a consequence only."""
    first = next(iter(log), None)
    text = f"{first.message}, line {first.line}" if first is not None else str(wrong.msg or "an empty file")
    return text.replace("\n", " ")[:200]


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _forget(element: etree._Element) -> None:
    """Frees what was read, so that memory stays flat however long the list is."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _fields(element: etree._Element, part: Part, tag: str, path: str) -> Fields:
    made = Fields(tag, path)
    for key, value in element.attrib.items():
        made.put(f"@{_local(key)}", str(value))
    counts: dict[str, int] = {}
    many = {name for name, count in Counter(_local(child.tag) for child in element).items() if count > 1}
    for child in element:
        name = _local(child.tag)
        counts[name] = counts.get(name, 0) + 1
        if len(child) == 0 and not child.attrib:
            made.put(name, _text(child.text, part, child))
        else:
            step = f"{name}[{counts[name]}]" if name in many else name
            made.put_part(_fields(child, part, name, f"{path}/{step}" if path else step))
    text = _text(element.text, part, element)
    if text.strip():
        made.put("", text)
    return made


def _text(text: str | None, part: Part, element: etree._Element) -> str:
    if text is None:
        return ""
    if len(text) > part.limits.max_text:
        raise LimitExceeded(
            f"{part.name}: expected values of at most {part.limits.max_text:,} characters, came {len(text):,} at line {element.sourceline}"
        )
    return text
