"""Given names of men and of women a letter or an ending apart: Michel and Michelle, Karim and Karima, Oleg and Olga.

The ear hears a slip; who bears them knows that they are two people. Only pairs that are known are told apart: elsewhere an
ending says nothing (Ibrahima is Ibrahim in West Africa, Mustaf is Mustafa in Somalia).
Written for this project from general knowledge; spelled as `romanise.readings` does. Start at `of_other_gender`.
"""

from functools import cache
from typing import Final

# Men's forms | women's forms.
_PAIRS: Final = """
michel|michelle;michael mikhail michal|michaela mikhaila michalina;daniel|daniela danielle daniella;gabriel|gabriela gabrielle gabriella
emanuel emmanuel|emanuela emmanuelle;manuel|manuela;rafael raphael|rafaela raphaela;angelo angel|angela angelina;antonio anton|antonia antonina
mario marius|maria marie;julio julius julian|julia juliana;giulio giuliano|giulia giuliana;claudio|claudia;francesco francisco francois|francesca francisca francoise
roberto robert|roberta;alberto albert|alberta;carlo carlos karl charles|carla karla charlotte;paolo paul pablo|paola paula pauline;fernando|fernanda
alejandro alexander aleksandr alexandre oleksandr|alejandra alexandra aleksandra oleksandra;oleg|olga;evgeny yevgeny eugene|evgenia yevgenia yevgeniya eugenia
valentin|valentina;valery valeriy|valeria valeriya valerie;stanislav|stanislava;yaroslav|yaroslava;vladislav|vladislava;viktor victor|viktoria viktoriya victoria
marin|marina marine;martin|martina martine;christian cristian|christina cristina christine;ivan|ivana;jan|jana;josef jose joseph|josefa josefina josephine
louis luis|louise luisa;denis dennis|denise;simon|simone simona;george georges|georgia georgina;frederic frederick|frederica frederique;patrick patricio|patricia
dominic dominik|dominica dominika dominique;bernard|bernarda bernadette;philip felipe|philippa felipa;rodrigo|rodriga;ricardo|ricarda;eduardo|eduarda
lucio lucian lucas|lucia luciana lucy;silvio|silvia;sergio|sergia;adriano adrian|adriana;mariano|mariana;fabio|fabia;flavio|flavia;emilio emil|emilia
karim kareem|karima kareema;amin|amina;jamil djamil|jamila djamila;rashid|rashida rashidah;said saeed|saida saeeda;hamid|hamida hamidah;aziz|aziza azizah
halim|halima halimah;salim saleem|salima saleema;nasir nasser|nasira nasra;khalid|khalida;walid waleed|walida;farid fareed|farida fareeda;latif lateef|latifa latifah
sharif|sharifa sharifah;nabil nabeel|nabila nabeela;samir sameer|samira sameera;amir ameer|amira ameera;munir muneer|munira muneera;majid majed|majida
wahid|wahida;zahid|zahida;rahim|rahima;adil adel|adila adela;kamil|kamila;jalil|jalila;khalil|khalila;zahir|zahira;tahir taher|tahira taherah;nadir|nadira
habib|habiba habibah;najib|najiba;naim naeem|naima naeema;salih saleh|saliha salehah;faiz|faiza;fahim|fahima;malik|malika;sadiq|sadiqa;shakir|shakira
rafiq|rafiqa;shafiq|shafiqa;anis anees|anisa aneesa;hakim|hakima;sabir|sabira;sajid|sajida;rabi rabie|rabia;yasir yasser|yasira;mahbub|mahbuba;mansur|mansura
"""


def of_other_gender(one: str, other: str) -> bool:
    """Whether two romanised given names are known, one as a man's and the other as the woman's form beside it. Symmetric."""
    pairs = _pairs()
    return other in pairs.get(one, ())


@cache
def _pairs() -> dict[str, frozenset[str]]:
    pairs: dict[str, frozenset[str]] = {}
    for row in _PAIRS.replace("\n", ";").split(";"):
        men, _, women = row.partition("|")
        for ours, theirs in ((men.split(), women.split()), (women.split(), men.split())):
            for name in ours:
                pairs[name] = pairs.get(name, frozenset()) | frozenset(theirs)
    return pairs
