"""Made-up entries for tests of index and screening: nobody here is real."""

from collections.abc import Sequence

from tizim.model.listing import Sighting
from tizim.model.statement import Entity

TODAY = (Sighting("2026-03-01T00:00:00+00:00", present=True, start="2020-01-15"),)


def entity(
    reference: str,
    *names: str,
    schema: str = "Person",
    dataset: str = "made_up",
    parts: Sequence[Entity] = (),
    **properties: Sequence[str],
) -> Entity:
    """An entry of the made-up list; the first name is the primary one."""
    known = {
        "name": tuple(names[:1]),
        "alias": tuple(names[1:]),
        **{prop: tuple(values) for prop, values in properties.items()},
    }
    return Entity(
        f"{dataset}-{reference}",
        schema,
        dataset,
        reference,
        {prop: values for prop, values in known.items() if values},
        (),
        tuple(parts),
    )


PEOPLE = [
    entity(
        "p.1",
        "Temirlan Quillfeather Osgood",
        "Темирлан Квиллфезер",
        birthDate=["1971-05-03"],
        nationality=["kz"],
        gender=["male"],
    ),
    entity(
        "p.2",
        "Jonas Brandywine",
        "Abdul Rahman Brandywine",
        birthDate=["1950"],
        nationality=["de"],
        passportNumber=["C01X00T47"],
    ),
    entity("p.3", "Ahmad bin Hasan al-Nowhere", "أحمد بن حسن", weakAlias=["The Nowhere Man"]),
    entity("o.1", "Quillfeather Partners Fund VII", "QPF 7", schema="Organization"),
    entity("o.2", "Nowhere Trading Company Ltd", "ТОО Нигде", schema="Company"),
    entity("v.1", "MV Brandywine", schema="Vessel", imoNumber=["IMO9999993"]),
]
