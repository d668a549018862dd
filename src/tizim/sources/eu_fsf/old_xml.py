"""Bytes of the EU list in XML 1.0 (WHOLE/ENTITY, eu_fsd_1.0.xsd) to records in the tree of XML 1.1."""

from collections.abc import Iterator
from types import MappingProxyType

from tizim.sources.counted import counted
from tizim.sources.eu_fsf.read import published_on
from tizim.sources.eu_fsf.wording import put_birth, put_contacts, put_document, remarks
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.xml import Document, records

PARTS = MappingProxyType(
    {
        "NAME": "nameAlias",
        "BIRTH": "birthdate",
        "ADDRESS": "address",
        "PASSPORT": "identification",
        "CITIZEN": "citizenship",
    }
)
FIELDS = MappingProxyType(
    {
        "LASTNAME": "@lastName",
        "FIRSTNAME": "@firstName",
        "MIDDLENAME": "@middleName",
        "WHOLENAME": "@wholeName",
        "GENDER": "@gender",
        "TITLE": "@title",
        "FUNCTION": "@function",
        "LANGUAGE": "@nameLanguage",
        "PLACE": "@city",
        "COUNTRY": "@countryIso2Code",
        "STREET": "@street",
        "ZIPCODE": "@zipCode",
        "CITY": "@city",
        "@Id": "@logicalId",
    }
)
BASIS = MappingProxyType(
    {
        "@legal_basis": "@numberTitle",
        "@reg_date": "@publicationDate",
        "@pdf_link": "@publicationUrl",
        "@programme": "@programme",
    }
)


def is_old_xml(release: Release) -> bool:
    """One file whose root is WHOLE."""
    return len(release.parts) == 1 and b"<WHOLE" in release.parts[0].head()


def read_old_xml(release: Release, reading: Reading) -> Iterator[Fields]:
    """ENTITY elements in the order of the file. What XML 1.1 has no place for keeps its name, so that it is noticed."""
    document = Document()
    found = map(_record, records(release.parts[0], "ENTITY", document=document))
    yield from counted(found, reading, once="@logicalId")
    published_on(document.attributes.get("Date"), reading)


def _record(entity: Fields) -> Fields:
    made = Fields("sanctionEntity")
    made.put("@logicalId", entity.take("@Id") or "")
    for remark in remarks(entity.take("@remark") or ""):
        made.put("remark", remark)
    kind = Fields("subjectType", "subjectType")
    kind.put("@classificationCode", entity.take("@Type") or "")
    made.put_part(kind)
    basis = Fields("regulation", "regulation")
    for old, new in BASIS.items():
        basis.put("@entryIntoForceDate" if old == "@reg_date" else new, entity.take(old) or "")
    made.put_part(basis)
    for old, new in PARTS.items():
        for number, part in enumerate(entity.take_parts(old), 1):
            made.put_part(_part(part, new, f"{new}[{number}]"))
    for name, value in entity.leaves():
        made.put(name, value)
    return made


def _part(part: Fields, tag: str, path: str) -> Fields:
    made = Fields(tag, path)
    part.drop("@Entity_id")  # the number of the ENTITY it stands in
    summary = Fields("regulationSummary", f"{path}/regulationSummary")
    for old, new in BASIS.items():
        summary.put(new, part.take(old) or "")
    made.put_part(summary)
    if tag == "identification":
        put_document(made, part.take("NUMBER") or "")
    elif tag == "birthdate":
        put_birth(made, part.take("DATE") or "")
    elif tag == "address":
        put_contacts(made, part.take("OTHER") or "")
        made.put("@street", " ".join(words for field in ("NUMBER", "STREET") if (words := part.take(field))))
    for old, new in FIELDS.items():
        if (value := part.take(old)) is not None:
            made.put(new, value)
    for name, value in part.leaves():
        made.put(name, value)
    return made
