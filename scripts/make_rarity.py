"""Makes src/tizim/compare/rarity.tsv: how common name parts are, in the culture where each is most common.

Sources (public, none of them a list that tizim is examined on): names of people in Wikidata in Arabic, Hebrew, Korean, Russian
and Chinese script (CC0), popular given and family names by country (CC0), and the words of organisations' names in the US
SDN list (public domain), of which only those are kept that at least five different organisations use.

    python scripts/make_rarity.py FOLDER_OF_TRANSLIT_FILES SDN_CSV_XZ

A part's nats, and a sound's, are -ln of the largest share it has among the names of any culture (a culture: one country's names, or one
script's where the country is unknown). Parts rarer than the cap of the rules are not listed: they all count as unseen.
"""

import csv
import lzma
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from tizim.compare.parts import folded
from tizim.text.sound import skeleton
from tizim.text.tokens import tokenise

CAP = 9.0
FEW = 3
SMALLEST_CULTURE = 800
OUT = Path(__file__).parents[1] / "src" / "tizim" / "compare" / "rarity.tsv"

GENERIC_SHARE = 0.015
GENERIC = """
academy affairs agency agricultural agriculture aid air airline airlines airways alliance amal army arms assembly asset
assistance associates association assurance authority automotive aviation bank banking battalion board brigade brigades broadcasting
brothers building bureau business call campaign capital cargo cell cement center central centre chamber charitable charity chemical
chemicals church civil club coalition college command commerce commercial commission committee communications community companies
company concern conference congress construction consultancy consulting contracting cooperation cooperative corporation corps council
credit cultural culture customs defence defense department design development digital directorate distribution division economic
education educational electric electrical electronic electronics emergency energy engineering enterprise enterprises equipment
establishment exchange expert export exports express factory faction family federal federation film finance financial fire fishing
food force forces foreign forum foundation freedom freight front fund gas gazette general global government group guard guards health
heavy help herald high holding holdings home hospital hotel house human humanitarian import imports independent industrial industries
industry information innovation institute institution insurance intelligence international investment investments islamic
jihad joint journal laboratories laboratory land law league legion liberation library light limited line lines logistics machine
machinery magazine management manufacturing marine maritime market marketing martyrs materials media medical meeting metal metals
military mine mining ministry mission mobile money mosque motor movement national naval navigation navy network new news newspaper
north nuclear office offshore oil operations organisation organization overseas party patriotic peace people peoples petrochemical
petroleum pharmaceutical planning plant plastics police political port post power precision press prison private procurement
production products progress project projects properties property public publishing radio rail railway real red refinery refugee
regiment regional relief religious representative republic rescue research resistance resources revolution revolutionary road
royal rural satellite school science sciences scientific sea security service services ship shipping shipyard social socialist
society software solidarity solutions son sons south space special sports squad star state steel store strategic strike studies
studio supply support supreme survey syndicate system systems tactical tanker tank technical technologies technology
telecommunication telecommunications television textile theological times tobacco tourism tower trade trader traders trading training
transfer transport transportation travel tribunal trust turbine union unit united university vanguard ventures volunteer
volunteers war water weapons welfare west western women works workers workshop world worldwide young youth east eastern northern southern
gruppa grupp fond kompaniya kompania zavod zavody tsentr centr torgovyi torgovy dom stroi stroy promyshlennost predpriyatie nauchno
proizvodstvennoe obedinenie obshchestvo soyuz partiya armiya otryad batalon polk brigada dvizhenie organizatsiya agentstvo
gosudarstvennoe gosudarstvennyi respubliki respublika oblast rossiiskii rossiiskaya natsionalnyi narodnaya narodnyi fabrika kombinat
jamaat jamaah jamiat jamat jama harakat harakah hizb hezb munazzamat muassasa muassasat sharika sharikat markaz lajnat lajna
katibat katiba kataib liwa jaysh jaish lashkar sipah dawla dawlat islamiya islami islamiyya jamia madrasa dar ansar
sazman sherkat bonyad bunyad moassese daneshgah vezarat niru sepah sirket sirketi vakfi vakif dernek dernegi ticaret sanayi
grupo banco compania comercial comercializadora empresa servicios inversiones inmobiliaria constructora distribuidora sociedad
transportes agropecuaria exportadora importadora fundacion asociacion frente ejercito groupe societe compagnie entreprise banque
association fondation mouvement armee parti institut centre gesellschaft handels verein stiftung bank werke fabrik
""".split()
"""Words that name a kind of body, trade or place and no body in particular, in the languages that organisations' names mix.
The sanctions list alone is too small a sample to show that all of them are common."""

Counts = dict[str, Counter[str]]


def main(folder: Path, sdn: Path) -> None:
    """Counts, takes the largest share, writes."""
    names: Counts = defaultdict(Counter)
    heard: Counts = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for culture, latin in people(folder):
        forms = {token.forms[0] for token in tokenise(latin) if token.forms and token.script == "Latn"}
        for one in (culture, "*"):
            sizes[one] += 1
            names[one].update(forms)
            heard[one].update({skeleton(form) for form in forms})
    shares, sounds = largest_shares(names, sizes), largest_shares(heard, sizes)
    together: dict[tuple[str, str], float] = defaultdict(float)
    for group, form, share in popular(folder):
        shares[form] = max(shares.get(form, 0.0), share)
        together[group, skeleton(form)] += share
    for (_, sound), share in together.items():
        sounds[sound] = max(sounds.get(sound, 0.0), share)
    words = organisation_words(sdn)
    for word in GENERIC:
        words[word] = max(words.get(word, 0.0), GENERIC_SHARE)
    # A word that people's names hold more often than organisations' is a name, whoever borrowed it.
    generic = {word for word, share in words.items() if share >= shares.get(word, 0.0)}
    for word in generic:
        shares[word] = words[word]
        sounds[skeleton(word)] = max(sounds.get(skeleton(word), 0.0), words[word])
    write(shares, sounds, generic, written_shares(folder))


def people(folder: Path) -> Iterator[tuple[str, str]]:
    """(culture, name in Latin letters)."""
    with lzma.open(folder / "wikidata_arabic_fullnames.tsv.xz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield f"ar-{row['country']}", row["latin"]
            yield "ar", row["latin"]
    with lzma.open(folder / "wikidata_korean_fullnames.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            latin, _, hangul = line.strip().partition("\t")
            # A person of Korean culture is written in two to four syllables without a blank.
            korean = " " not in hangul and 2 <= len(hangul) <= 4
            yield "ko" if korean else "west", latin
    with lzma.open(folder / "wikidata_hebrew_fullnames.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield "west", line.partition("\t")[0]


def written_shares(folder: Path) -> dict[str, float]:
    """Share of names that hold a part as written in a script whose letters do not spell it out (Arabic, Hebrew, Hangul)."""
    names: Counts = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for culture, words in written(folder):
        sizes[culture] += 1
        names[culture].update(
            {folded(token.written) for token in tokenise(words) if token.script in ("Arab", "Hebr", "Hang")}
        )
    return largest_shares(names, sizes)


def written(folder: Path) -> Iterator[tuple[str, str]]:
    """(culture, name in its own script)."""
    with lzma.open(folder / "wikidata_arabic_fullnames.tsv.xz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield f"ar-{row['country']}", row["arabic_key"]
            yield "ar", row["arabic_key"]
    for file, culture in (("wikidata_korean_fullnames.tsv.xz", "ko"), ("wikidata_hebrew_fullnames.tsv.xz", "he")):
        with lzma.open(folder / file, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield culture, line.strip().partition("\t")[2]


def popular(folder: Path) -> Iterator[tuple[str, str, float]]:
    """(country, form, share) of the lists of popular names; where a list gives ranks only, by Zipf's law with a first share of 3 %."""
    for file in ("sigpwned_common-forenames-by-country.csv", "sigpwned_common-surnames-by-country.csv"):
        ranks: Counter[tuple[str, str]] = Counter()
        with (folder / file).open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                group = (row["Country"], row.get("Gender", ""))
                ranks[group] += 1
                share = 0.03 / ranks[group] ** 0.7
                percent = (row.get("Percent") or "").rstrip("%")
                if percent:
                    share = float(percent) / 100
                for token in tokenise(row["Romanized Name"] or row["Localized Name"]):
                    yield f"{file[17:20]}-{row['Country']}-{row.get('Gender', '')}", token.forms[0], share


def organisation_words(sdn: Path) -> dict[str, float]:
    """Share of organisations' names that hold a word, for words of at least five organisations."""
    counts: Counter[str] = Counter()
    size = 0
    with lzma.open(sdn, "rt", encoding="latin-1", newline="") as lines:
        for row in csv.reader(lines):
            if len(row) > 2 and row[2].strip() == "-0-":
                size += 1
                counts.update({token.forms[0] for token in tokenise(row[1]) if token.forms})
    return {word: count / size for word, count in counts.items() if count >= 5 and len(word) > 2}


def largest_shares(names: Counts, sizes: Counter[str]) -> dict[str, float]:
    """The largest share of each form over all cultures large enough to count in."""
    shares: dict[str, float] = {}
    for culture, counts in names.items():
        if sizes[culture] < SMALLEST_CULTURE:
            continue
        for form, count in counts.items():
            if count >= FEW:
                shares[form] = max(shares.get(form, 0.0), count / sizes[culture])
    return shares


def write(shares: dict[str, float], sounds: dict[str, float], words: set[str], native: dict[str, float]) -> None:
    """One line each, sorted, in steps of a tenth of a nat."""
    lines = [
        "# How common name parts are, in the culture where each is most common (see scripts/make_rarity.py): nats = -ln(share).",
        "# f: romanised form; w: a form that is a word of organisations' names; s: phonetic skeleton; n: a part as written in Arabic, Hebrew or Hangul letters; u: what is in no table.",
        f"u\t*\t{CAP}",
    ]
    for kind, table in (("f", shares), ("s", sounds), ("n", native)):
        for text, share in sorted(table.items()):
            nats = max(0.5, -math.log(min(share, 1.0)))
            if nats < CAP and text:
                lines.append(f"{'w' if kind == 'f' and text in words else kind}\t{text}\t{nats:.1f}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines):,} lines, {OUT.stat().st_size:,} bytes in {OUT}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
