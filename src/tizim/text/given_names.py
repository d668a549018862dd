"""Given names that one person may bear in turn though they do not sound alike: another language's form, or a pet name.

Written for this project from general knowledge; spelled as `romanise.readings` does. A pet name may belong to several names
(Sasha, Alex). Start at `linked`.
"""

from functools import cache
from typing import Final, Literal

Link = Literal["variant", "nickname"]

_VARIANTS: Final = """
john ivan johann johannes jean juan giovanni joao jan yahya ioann hovhannes jonas jani ian sean
joseph josef jose giuseppe iosif osip yusuf youssef yousef yosef yusif jusuf
alexander aleksandr alexandre alejandro alessandro oleksandr aliaksandr iskander iskandar sikandar
michael mikhail mykhailo michel miguel michele mikael mihail
george georgy georgi georgiy yury yuri jerzy jorge giorgi georges jiri georgios
nicholas nikolai nikolay mykola nicolas nicolae mikalai nikolaos
vladimir volodymyr uladzimir wladimir vladimír
sergei sergey serhii serhiy siarhei sergio serge sergejs
dmitry dmitri dmytro dzmitry dimitri dimitrios
paul pavel pavlo pablo paolo pawel pol boulos
peter pyotr petro pedro pietro pierre piotr petr boutros petros
andrew andrei andrey andriy andres andre andrea andrzej
eugene yevgeny evgeny yevhen eugenio yauhen yevgeniy
helen elena olena yelena alena helena
catherine ekaterina yekaterina kateryna katerina katarzyna caterina catalina
mary maria marie miriam maryam mariam marija
natalia nataliya nathalie natalya
abraham ibrahim ebrahim avraham abram brahim
moses musa moussa moshe moisei moise
solomon sulayman suleiman suleyman sulejman shlomo soliman
david daud dawud dawood davud
jacob yaqub yakub yaakov jakub jacques iakov yakov giacomo diego
isaac ishaq ishak yitzhak isaak
jesus isa issa essa
gabriel jibril jabrail gavriil
elias ilyas ilya eliyahu ilias
adam adem
daniel daniil danylo danyal
muhammad mehmet magomed mamadou muhamad mahomed mukhammad mohamud muhammed mohammed mohamed
ahmad ahmet akhmed akhmad amadou ahmed
hasan gasan khasan hassan assane
husayn guseyn huseyin hussein khusein hossein housseine ousseynou
abdullah abdulla abdoulaye abdalla
william guillermo guillaume wilhelm willem guglielmo vilem
henry heinrich henri enrique enrico hendrik henryk
charles karl carlos carlo karol
louis ludwig luis luigi
francis francisco franz francesco francois frantisek
anthony antonio anton antoine antoni
stephen stefan esteban etienne stepan stephan szczepan
james jaime santiago iago
philip felipe filip philippe filippo
matthew matteo mateo mathieu matvei mateusz
frederick friedrich federico frederic fryderyk fridrich
lawrence lorenzo laurent lavrenty lars
theodore fyodor teodor fedor
basil vasily vasyl vasil basile
gregory grigory hryhoriy gregorio
constantine konstantin kostyantyn costantino
"""
_NICKNAMES: Final = """
alexander aleksandr oleksandr: sasha sascha alex aleks shura sanya olek
aleksandra alexandra: sasha sandra shura alex
michael mikhail: misha mike mick mischa mykhas
dmitry dmitri dmytro: dima mitya
vladimir volodymyr: volodya vova vlad
nikolai mykola nicholas: kolya nick nico niko
evgeny yevgeny evgenia: zhenya
sergei sergey: seryozha serezha
alexei aleksei oleksiy: alyosha lyosha lesha
ivan: vanya
pavel: pasha
pyotr peter: petya pete
konstantin: kostya
yury yuri: yura
boris: borya
viktor victor: vitya vic
anatoly: tolya
vasily: vasya
leonid: lyonya
ekaterina catherine katherine: katya kate katie kathy cathy kitty
maria mary: masha marusya molly polly manya
natalia natalya: natasha
tatiana tatyana: tanya
olga: olya
elena yelena helen: lena nell
yulia julia: yulya
anna: anya nyura annie
svetlana: sveta
lyudmila: lyuda mila
galina: galya
irina: ira
william: bill will billy willy liam
robert: bob rob bobby bert
richard: dick rick rich richie
james: jim jimmy jamie
john: jack johnny
joseph: joe joey
edward: ed eddie ted ned
theodore: ted teddy theo
thomas: tom tommy
charles: charlie chuck
henry: harry hank hal
benjamin binyamin: ben benny bibi benji
daniel: dan danny
david: dave davy
andrew: andy drew
anthony: tony
samuel: sam sammy
steven stephen: steve
matthew: matt
gregory: greg
lawrence: larry
frederick friedrich: fred fritz freddy
elizabeth: liz beth betty eliza lisa libby bess
margaret: peggy meg maggie rita greta
susan: sue suzy
patricia: pat patty tricia
deborah: deb debbie
rebecca: becky
jose: pepe
francisco: paco pancho curro
ignacio: nacho
jesus: chucho chuy
guillermo: memo
manuel: manolo manny lolo
antonio: tono toni
dolores: lola
johannes johann: hans hannes
josef: sepp jupp
heinrich: heinz
muhammad: mohd muhd md mhd moh mohammad
abdul: abd
mustafa: musti
mehmet: memo
ibrahim: ibo
nursultan: nurik
"""


def linked(one: str, other: str) -> Link | None:
    """How two romanised given names are forms of one name that a person may bear; None where they are not. Symmetric."""
    if one == other:
        return None
    variants, nicknames = _tables()
    if not variants.get(one, frozenset()).isdisjoint(variants.get(other, ())):
        return "variant"
    if other in nicknames.get(one, ()) or one in nicknames.get(other, ()):
        return "nickname"
    return None


@cache
def _tables() -> tuple[dict[str, frozenset[int]], dict[str, frozenset[str]]]:
    """By form: the groups it is in; and by full name, its pet names."""
    variants: dict[str, frozenset[int]] = {}
    for number, row in enumerate(_VARIANTS.split("\n")):
        for form in row.split():
            variants[form] = variants.get(form, frozenset()) | {number}
    nicknames: dict[str, frozenset[str]] = {}
    for row in filter(None, _NICKNAMES.split("\n")):
        full, _, short = row.partition(":")
        for form in full.split():
            nicknames[form] = nicknames.get(form, frozenset()) | frozenset(short.split())
    return variants, nicknames


def links_of(form: str) -> tuple[str, ...]:
    """Keys that two linked forms share: one for each group of variants, one for each pair of a name and a pet name."""
    variants, nicknames = _tables()
    keys = [f"v{number}" for number in sorted(variants.get(form, ()))]
    keys += [f"n{form}+{short}" for short in sorted(nicknames.get(form, ()))]
    keys += [f"n{full}+{form}" for full in _full_names().get(form, ())]
    return tuple(keys)


@cache
def _full_names() -> dict[str, tuple[str, ...]]:
    _, nicknames = _tables()
    found: dict[str, tuple[str, ...]] = {}
    for full, shorts in sorted(nicknames.items()):
        for short in shorts:
            found[short] = (*found.get(short, ()), full)
    return found
