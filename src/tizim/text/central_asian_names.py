"""Given names of Central Asia that sound alike and are other names: Marat and Murat, Askar and Askat, Karim and Kasym.

The ear cannot tell such names from two spellings of one, so they are told apart by knowing both. Fathers' names and family
names are made of the same names (Karimov, Kasymovich, Nazarzoda), so they are told apart too. A name that is not here is
judged by its sound alone.
Written for this project from general knowledge. Start at `names_in`.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from tizim.text.family_names import name_within
from tizim.text.patronymics import patronymic_root
from tizim.text.rewriting import Rewrite, rewrite, rewritten

# One name a group, in the spellings whose vowels or last consonants differ; what passports do to kh, q, zh and y is folded.
_NAMES: Final = """
abai|abdulla abdullo abdullah|abil|abish|abror abrar|adham|adil odil|adilbek|adilet|adilkhan|agabek|agzam azam|ahmad ahmat ahmet ahmed ahmadi
aibek oibek|aida|aidana|aidar aider|aidin oidin|aidogdi|aidos|aigerim|aigozel|aigul aigulia|aijan|ailar|aiman|aina|ainabat|ainur ainura|aisha oisha
aisulu|aitbai|aitmat|aizada|akan|akbar|akezhan|akil okil|akilbek|akjol|akmal|akmatbek|akram akrom ikram ikrom|aktan|alan|ali|aliakbar|alibek
alidjan alijan|alikhan|alim olim|alima olima|alimjan olimjon|alisher|allaberdi|allanazar|almagul|almas almaz|almasbek almazbek|almat|almira|altai
altin oltin|altinai oltinoi|altinbek oltinbek|altingul|aman omon|amanbek|amangeldi omongeldi|amangul|amina|amir|amirbek|amirkhan|amonullo amanulla
anara|anarbek|annaberdi|annadurdi|annageldi|annamuhammed annamuhammet|annamurad annamirat|anushervon|anvar anuar|anvarbek anuarbek|ardak
arif orif|arman|armanbek|arsen|arsenbek|arslan aristan|aruzhan|asad|asadbek|asadullo asadulla|asan hasan hassan|asanbek hasanbek|asel asem asema
ashir ashur|ashirbek|asilbek|asiljan|asiya|askar|askarbek|askat|asliddin|asror|ata ota|atabai otaboi|atabek otabek|atajan otajon|atamurad atamirat
avaz|ayub|azamat|azat ozod|azimjan azimjon|aziz|aziza|azizbek|azizjan azizjon|baba bobo|babajan bobojon|babur bobur|bagdat|bagila|bagul
bahadir bahodir bahadur bahodur|bahar bahor|bahrom bahram|bahtiyar bahtiyor|baibol|baijan|baimuhamed|baimurat baimurad|bakai|bakhit bakit|bakhtovar
bakir boqir|bakitbek bakhitbek|bakitjan bakhitjan|baktibek|baktigul|batir botir batur botur|batirbek|batirkhan|bauirjan baurjan bavirjan|bayram bairam
begench|begimai|begli|behruz|behzod behzad|beibit|beishen|beishenbek|bekbolat|bekjan|bekmuhammad|bekmurat bekmurad bekmurod|beknazar|beknur
beksultan|bektas bektash bektosh|bektemir|bektur|bekturgan|bekzat bekzod|berdi|berdibek|berdimuhamed berdimuhammed|berdimurat berdimirat|berdinazar
berik|berikbol|bermet|bibi|bibigul|bilol bilal|bobomurod babamurad|bolat bulat polat pulat pulot pulod bolot|bolatbek bolotbek|botagoz botakoz
buri bori|chari chori|charigeldi|charimirat charimurad|chinara shinar shinara|chingiz shingis chingis|chinibek|cholpon|daler|damir|dana
daniyar doniyor|darhan|dastan doston|daulet davlat davlet dovlet|dauletbek davlatbek|dauren dauran davron davran dovran|davud dovud daud|diana
dilafruz|dilbar|dildora|dilfuza|dilmurod dilmurad|dilnavoz|dilnoza|dilorom dilaram|dilovar|dilrabo|dilshod dilshad|dinara|dinmuhamed dinmuhammed
diyor diyar|duisen|duisenbai|duisenbek|dulat|durdi turdi|durdigul|edil|elaman eleman|elbek|eldar eldor|eldiyar|elmira|elmurod elmurat|elnur|elnura
elyor eliyar|emil|emilbek|emomali imomali imamali|enejan|erali|eralikhan|erbol|erbolat|ergash irgash|ergazi|erjan|erkebulan|erkin|erkinbek|erlan|ermek
ermukhan|ernar|ernur|ersin|ersultan|erzat|esbol|esen|esenbek|esengeldi|esenjan|eset|eshim|eshmat|eshmurod|eshon eshan|esim|faiz|faizali
faizulla faizullo|farhod farhad farkhat parhat perhat|farid|farida|faridun firidun|fariz|farrukh|farzona farzana|fatima fotima|fazil fozil
feruza firuza|firdavs|firuz feruz|furkat|gafur gofur|gairat|galim|galimjan|galiya|gani|ganibek|garri|gauhar govher govhar|geldi|golib galib|gozel
gulbahor gulbahar|gulchehra|guljamal|guljan|gulmira|gulnara gulnora gulnar gulnor|gulnaz gulnoz|gulom gulam|gulru gulrukh|gulsanam|gulsara|gulshat
gulshirin|gulsum|gulzada|gulzira|guncha|guvanch|habib|habibulla habibullo|hafiz hofiz|haidar|hairiddin hairuddin|hairulla hairullo|hait hayit
hakim hokim|hakimjan hakimjon|halil|halim|halmat holmat|halmurad holmurod|hamid|hamida|hamidulla hamidullo|hamrakul hamroqul|hamza|hemra hamra hamro
hidir kidir|hikmat|hikmatulla hikmatullo|hisrav|hodi hadi|hodja hoja hujja|hojamurad hojamirat|hudaiberdi hudoiberdi kudaiberdi|humoyun|hurram
hurshid hurshed|husain husein usain usen|hushnud|ibod ibad|ibrahim ibragim ibrohim ibraim ibrai|idris|ikbol ikbal|ilham ilhom|ilia|ilias ilyos ilyas
imam imom|iman imon|inoyat inayat|irada iroda|isa iso|isabek|isak ishak ishok iskak|isfandiyar isfandiyor|iskandar iskander|islam islom
islambek islombek|ismail ismoil smail|ismat|ismatulla ismatullo|isroil israil|izzat|izzatulla|jabbor jabbar|jafar japar|jahid|jahon|jahongir jahangir
jakan|jaksibek|jaksilik|jalal jalol|jalgas|jaloliddin jalaluddin|jamal jamol|jambil|jamil|jamila|jamshid jamshed|janali|janar janara|janat|janbai
janbolat|jandos|jangir|janibek|janil|janish|janna|janserik|jansultan|jantas|januzak|jaras|jarkin|jasulan|jasur|javlon|javohir javahir
jengish jenis jenish yengish|jetpis|jibek|jildiz|jipar jipara|jirgal|jirgalbek|jolaman yolaman|joldosh joldas yuldash yuldosh ioldash
joldoshbek yuldashbek|jomart|jovid javid|jovidon|juma|jumabai|jumabek|jumadurdi|jumagali|jumageldi|jumagul|jumahan|jumanazar|jumash|jumatai
junus yunus junis|jura jora|jurabek jorabek|jusup yusup yusuf yusub jusip|jusupbek jusipbek|kabdolla|kabil kobil|kadir kodir|kadirbek kodirbek
kahar kahhor|kahramon kahraman|kairat|kairbek|kairgeldi|kaisar|kakajan|kaldibai|kaliakpar|kalibek|kaliya|kamal kamol kemal|kambar|kamil komil
kamila komila|kamola|kanagat|kanat|kanatbek|kanibek|karibai|karibek|karim kerim|karima|karimjan karimjon|karlygash|kasim kosim|kasimbek|kasimhan
kasimjomart|kazbek|kenes|kenesari|kenjabek kenjebek|kenje|kenjebai|kenjegali|kenjegul|kobei|kojabek|kojahmet hojaahmad|komron kamron kamran|kuandik
kuanish|kuat|kuban|kubanich|kubanichbek|kubat|kubatbek|kudaibergen hudaibergen|kudrat|kulyash kulash|kumar|kunsulu|kurban kurbon gurban
kurbanali kurbonali|kurbangeldi gurbangeldi|kurbonboi kurbanbai|kurmanbek|kurmangali|kuttubek|latif|laziz|lazzat|leila laila lailo|lola|lutfiya
lutfulla lutfullo|madi|madina|madiyar|mahkam|mahmadali muhammadali muhamedali|mahmadrajab|mahmadsaid|mahmud mahmut mamit mahmudi|mahsud|majit majid
maksat maksad|maksut maksud|malik|malika|mamat|mamatjan muhamedjan muhametjan muhammadjon|mambet|mamur|manap|manas|mansur|manuchehr|maral|marat
mardon mardan|marjan|marlen|maruf|mashrab|mavjuda|mavluda|mazen|meder|medet|mehri|mehriniso|mehrubon|meiram mairam|meirim meerim|meirjan|mekan|melis
mels|mered meret|mereke|mergen|miras|mirbek|mirjalol mirjalal|mirjan|mirlan|mirza mirzo murza|mirzabek murzabek|muborak mubarak|muhabbat
muhammad muhammed muhamed muhammet muhamet mukhamet mahomed|muhiddin|muhtar muhtor|mukagali|mukan|mukash|mukhit|mukim|mumin momin|munira
murad murat murod mirat mirad|muradali murodali|muratbek|muratgeldi miratgeldi|musa muso|muslim|muslima|mustafa mustafo|muzaffar|nabi|nadir nodir
nadira nodira|naim|nargiz nargiza|nariman narimon|narimbet|nasiba|nasim|nasir nosir|nasreddin nasriddin|navruz navroz|nazar|nazarali|nazarbai|nazarbek
nazgul|nazim nozim|nazir nozir|nazira|nazokat|nekruz|nemat nigmat negmat|nematulla nematullo|nepes|nigara nigora|nilufar|niyaz niyoz|niyazali|niyazbek
nizom nizam|nizomiddin nizamiddin|normat normamat nurmat nurmuhammad nurmuhammed nurmuhamed nurmuhammet|nozanin|nurali|nurasil|nurbek|nurberdi|nurbol
nurbolat|nurdaulet|nurdin|nurgali|nurgeldi|nurgul|nurhan|nuri|nurila|nurjamal nurjemal|nurjan|nurken|nurlan|nurlanbek|nurman|nurmuhan
nurmurat nurmirat|nurnabat|nurpeis|nursaid nurseit|nursultan|nurtach|nurtai|nurtas|nurulla nurullo|nurzat|nurziya|nusrat|obid abid|odina|ogulbibi
ogulgerek|ogulnur|ogulsapar|ogulshat|oljas|olma|omar umar umor|omarbek umarbek|omir|omirbek omurbek umurbek|omirzak|onal|oraz uraz|orazali|orazbai
orazbek urazbek|orazdurdi|orazgeldi urazgeldi|orazgul|orazmurat orazmirat|oraznazar|orinbai urinbai urinboi|orinbek|ormon
ospan usmon usman osmon osman|oviz|ozoda azada|parahat|parvina|parviz|perizat|perman|rahat|rahim|rahima|rahimbek|rahimjan rahimjon
rahman rahmon rahmoni|rahmanbek|rahmat|rahmatulla rahmatullo|raimbek|rajab rejep rajap|ramazan ramazon|ramil|ramiz|rano rana|rashid|rashida|rasul
ravil|ravshan raushan|rejepbai|rinat|risbai|risbek|risgul|rozi|rozimurad rozimirat|ruslan|ruslanbek|rustam rustem|rustambek rustembek|sabina
sabir sobir|sabira sobira|sabit sobit|sabohat|sabur|sadik sodik|sadika|sadirbek|sadriddin|safar sapar|safarali saparali|sagadat|saginbek|sagindik
sagit|sahet|said seit sait sayed seyit|saida|saidakbar|saidakhmad|saidali seitali|saidmurod seitmurat|saidulla saidullo|saifulla saifullo|saken
salamat salomat|salim selim|salima|salohiddin|saltanat|samad samat|samal|samandar|samarbek|samir|samira|sanat|sanjar|saodat|saparbek|sapargeldi
saparmurat saparmirat|sardor sardar serdar|sardorbek|sarsen|sarsenbai|sarsenbek|sarvar|sarvinoz|satbai|satibaldi|sattor sattar|saule|sayan|sayat
sayora|seil|seilhan|seitbek|seitjan|seitkali saidgali|selbi|serik|serikbai|serikbek|serikbol|serjan|shadi|shahboz shahbaz|shahmardan|shahnoza
shahruh shohruh|shakarim|shaken|shalkar|shamil|shamirat shamurad|shamshat shemshat|shamsi|sharif|sharof|sharshen|sharshenbai|shavkat shaukat|sheker
sherali|sherbek|shermat shermuhammad|sherzod sherzad|shirin|shodmon|shohida|shohrat shuhrat|shoira|shokir shakir|shukrulla shukrullo|shukur|siimik
simbat|sirim|sirojiddin|sitora|siyovush|soat|sobirjon|sohiba|sooronbai|suhbat|suhrob suhrab sohrab|sulaiman sulaimon suleiman suleimen|sultan sulton
sultana|sultanali|sultanbek sultonbek|sultanmurat sultanmurod|sungat|sunnat|suyun|taalai talai|tach|tachgul|tahir tohir tair|talant
talantbek|talgat|tamerlan temirlan|tanat|tanzila|tashmuhamed toshmuhammad toshmuhamed tashmat toshmat|tashpulat tasbolat|tastan tashtan|tavus
temir timur temur|temirbek temurbek|temirjan|tengiz|tilek|tilekbek|tileu tuleu toleu|tileubek tuleubek|tileuberdi tuleberdi toloberdi|tinchtik|tirkish
togjan|togrul|tohta|tohtar toktar|toili|toktobek|toktogul|toktomambet|toktomush|tolebi|tolegen tulegen tologon|toleutai|tolib talib|tolkin tulkin
tora tura|torali turali|torebek turabek|tumar|turar|turatbek|turdibek|turgan|turgun|turgunbai|turlibek|tursin tursun dursun|tursinbek tursunbek
tursunali|tursunbai|tusup tusip|uali vali|ualikhan valihon|ubaidulla ubaidullo|ulan|ulanbek|uljan|ulmas|ulugbek|umarali|umbet|umid umit umed|umida
ural urol|urmat|utegen otegen|utkir otkir|uzak|vahid vohid|valijan valijon|yagmir|yakub yokub jakup jakip|yazgeldi|yazgul|yazmirat yazmurad
yodgor yadgar|yorkin|yormat yarmat|yulduz|zafar|zahid zohid|zahir zohir|zainab|zainulla zainullo|zakir zokir|zamira|zamirbek|zarif|zarina|zebo|zeinep
zeinura|zilola|ziyod|ziyoda ziyada|zufar|zuhra|zulfikor zulfikar|zulfiya
"""

_FOLDED: Final = (
    rewrite("zh dj", "dzh|zh|dj", "j"),
    rewrite("kh x", "kh|x", "h"),
    rewrite("gh", "gh", "g"),
    rewrite("q", "q", "k"),
    rewrite("w", "w", "v"),
    rewrite("y", "y", "i"),
    rewrite("ie", "^ie", "e"),
    rewrite("li", "(?<=l)i(?=[aou])", ""),
    Rewrite(("",), re.compile(r"(.)\1+"), r"\1"),
    rewrite("h", "(?<=[aou])h$", ""),
)


@lru_cache(maxsize=65_536)
def names_in(form: str) -> frozenset[str]:
    """The groups of the given name that a romanised part is or is made of; empty for one that is not known.

    "murat", "myrat", "muradov" and "muratovich" share a group, "marat" has another, and "muratbek" one of its own: a name
    made of two known ones is known too.
    """
    folded = [
        _fold(name) for name in (form, name_within(form), (patronymic_root(form) or (None,))[0]) if name is not None
    ]
    table = _table()
    return next((table[name] for name in folded if name in table), None) or next(
        (found for name in folded if (found := _of_two(name, table))), frozenset()
    )


def _of_two(name: str, table: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The groups of a name of two parts, both known: Abil-kasim, Kadir-ali; empty for any other."""
    for cut in range(_SHORTEST_PART, len(name) - _SHORTEST_PART + 1):
        seconds = table.get(name[cut:]) or _SECONDS.get(name[cut:])
        if seconds and (firsts := table.get(name[:cut])):
            return frozenset(f"{first} {second}" for first in firsts for second in seconds)
    return frozenset()


def _fold(form: str) -> str:
    return rewritten(form, _FOLDED)


_SHORTEST_PART: Final = 3
_SECONDS: Final = {
    spelling: frozenset({group[0]})
    for group in (row.split() for row in "bek|bai boi|jan jon|han hon|gali|bol|gul|kul|kuli|mat|gazi".split("|"))
    for spelling in group
}
"""What is put after a name and is none by itself."""


@cache
def _table() -> dict[str, frozenset[str]]:
    """By folded spelling: the groups. One made of two others belongs to what these give as well, however they are spelled."""
    groups = [[_fold(spelling) for spelling in row.split()] for row in _NAMES.replace("\n", "|").split("|")]
    single: dict[str, frozenset[str]] = {}
    for number, group in enumerate(groups):
        for spelling in group:
            single[spelling] = single.get(spelling, frozenset()) | {str(number)}
    table = dict(single)
    for group in groups:
        made = frozenset[str]().union(*(_of_two(spelling, single) for spelling in group))
        for spelling in group:
            table[spelling] |= made
    return table
