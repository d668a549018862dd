"""The legal forms known, by class; `|` or a new line between forms. Abbreviations stand without dots.

Grouped within a class by region: English, Western Europe, Nordic and Baltic, Central Europe, Russian and the CIS,
the Arab world, Iran and South Asia, East and South-East Asia, Latin America, Africa.
"""

from collections.abc import Iterator
from typing import Final

TABLE: Final[dict[str, str]] = {
    "limited company": """
ltd | limited | llc | limited liability company | limited liability co | co ltd | company limited | pte ltd | pte | private limited | pvt ltd | pvt | pty ltd | pty | proprietary limited
limited company | lc | ulc | l l c | dmcc | fze | fzc | fzco | fz llc | fzllc | free zone establishment | free zone company | wll | with limited liability | ltda | limitada
gmbh | gesellschaft mit beschränkter haftung | mbh | ug | ug haftungsbeschränkt | gesmbh | ggmbh | sarl | sàrl | société à responsabilité limitée | societe a responsabilite limitee | eurl | suarl | sprl | srl | società a responsabilità limitata
societa a responsabilita limitata | srls | sl | sociedad limitada | slu | sociedad de responsabilidad limitada | s de rl | s de rl de cv | lda | bv | besloten vennootschap | bvba | besloten vennootschap met beperkte aansprakelijkheid
aps | anpartsselskab | ehf | oy ab | oü | osaühing | sia | uab | sp z oo | sp z o o | spółka z ograniczoną odpowiedzialnością | spolka z ograniczona odpowiedzialnoscia | spol s r o | sro | s r o | společnost s ručením omezeným
kft | korlátolt felelősségű társaság | korlatolt felelossegu tarsasag | doo | d o o | društvo s ograničenom odgovornošću | дoo | доо | д о о | ood | eood | оод | еоод | дружество с ограничена отговорност | sh p k | shpk | dooel | дооел
epe | επε | εταιρεία περιορισμένης ευθύνης | ike | ικε | ltd sti | limited şirketi | limited sirketi | limited sti | sirketi | ltd şti
ooo | ооо | общество с ограниченной ответственностью | тов | tov | товариство з обмеженою відповідальністю | too | тоо | товарищество с ограниченной ответственностью | жшс | zhshs | жауапкершілігі шектеулі серіктестік | жауапкершілігі шектеулі серіктестігі
осоо | osoo | жчк | одо | общество с дополнительной ответственностью | mchj | мчж | масъулияти маҳдуд | ҷдмм | mmc | məhdud məsuliyyətli cəmiyyət | შპს | shps | ՍՊԸ | spe llc
ذ م م | ذ.م.م | ذمم | شركة ذات مسؤولية محدودة | شركة محدودة | المحدودة | محدودة | با مسئولیت محدود | شرکت با مسئولیت محدود | לימיטד | בע"מ | בעמ
有限公司 | 有限責任公司 | 有限责任公司 | 有限会社 | yugen kaisha | 유한회사 | 合同会社 | godo kaisha | sdn bhd | sendirian berhad | sdn | cong ty tnhh | công ty tnhh | tnhh | บริษัท จำกัด | co limited
""",
    "joint-stock company": """
plc | public limited company | inc | incorporated | corp | corporation | jsc | joint stock company | joint stock co | ojsc | open joint stock company | cjsc | closed joint stock company | pjsc | public joint stock company | pjsc company | pcl | npjsc
sa | société anonyme | societe anonyme | sociedad anónima | sociedad anonima | sociedade anónima | sau | sas | société par actions simplifiée | sasu | scpa | sa de cv | sab de cv | sapi de cv | saic | saci | sal | sal offshore | spa | società per azioni | societa per azioni
ag | aktiengesellschaft | se | societas europaea | kgaa | nv | naamloze vennootschap | ab | aktiebolag | publ | as | a s | aksjeselskap | aktieselskab | asa | allmennaksjeselskap | oy | osakeyhtiö | oyj | hf | aktsiaselts | akciju sabiedriba
akciné bendrovė | akcine bendrove | sp akc | spółka akcyjna | spolka akcyjna | akciová společnost | akciova spolocnost | zrt | zártkörűen működő részvénytársaság | nyrt | rt | részvénytársaság | dd | d d | dioničko društvo | ad | ад | акционерно дружество | ead | еад
ae | αε | ανώνυμη εταιρεία | sh a | sha | anonim şirketi | anonim sirketi | aş
ao | ао | акционерное общество | oao | оао | открытое акционерное общество | zao | зао | закрытое акционерное общество | pao | пао | публичное акционерное общество | нао | непубличное акционерное общество | ат | пат | прат | ват | зат | акціонерне товариство
приватне акціонерне товариство | публічне акціонерне товариство | відкрите акціонерне товариство | ақ | акционерлік қоғам | аж | ачык акционердик коому | ааж | жаак | aj | аж | aksiyadorlik jamiyati | ҷса | asc | qsc | açıq səhmdar cəmiyyəti | სს
ՓԲԸ | ԲԲԸ | شركة مساهمة | ش م ع | ش.م.ع | ش م ل | ش.م.ل | ش م ك | ش م م | مساهمة عامة | مساهمة | شركة مساهمة عامة | سهامی خاص | سهامی عام | شرکت سهامی خاص | شرکت سهامی عام | شرکت سهامی | saog | saoc | ksc | kscp | bsc | qpsc | psc | private joint stock | public shareholding company
股份有限公司 | 股份公司 | 株式会社 | kabushiki kaisha | kabushiki gaisha | kk | 주식회사 | jusik hoesa | (주) | pt | perseroan terbatas | tbk | pt tbk | berhad | bhd | công ty cổ phần | cong ty co phan | joint stock | jsc co
""",
    "company": """
co | company | cie | compagnie | compañía | compania | companhia | cia | comp | kompania | kompaniya | компания | компанія | компаниясы | korxona | şirkət | firma | фирма
شركة | شرکت | شركه | کمپنی | 公司 | 会社 | 會社 | 회사 | חברה | εταιρεία | εταιρία | კომპანია | ընկերություն | ширкат | ширкати | ишканасы
""",
    "partnership": """
lp | llp | limited partnership | limited liability partnership | lllp | general partnership | partnership | kg | kommanditgesellschaft | gmbh co kg | gmbh & co kg | ag & co kg | ohg | offene handelsgesellschaft | gbr | snc | société en nom collectif | scs
società in nome collettivo | sas di | vof | cv | kd | k d | kb | handelsbolag | hb | ks | k s | ky | spółka jawna | sp j | sp k | spółka komandytowa | bt | betéti társaság | oe | οε | ee | εε | полное товарищество | коммандитное товарищество
командитне товариство | شركة تضامن | شركة توصية | شرکت تضامنی | 合伙企业 | 合資会社 | collective company | kollektif şirketi | komandit şirketi
""",
    "sole proprietor": """
sole proprietor | sole proprietorship | sole trader | ip | ип | индивидуальный предприниматель | chp | чп | частный предприниматель | частное предприятие | фоп | фізична особа підприємець | жк | жеке кәсіпкер | et | ет | едноличен търговец
obrt | szr | e k | eingetragener kaufmann | eirl | empresa individual | jednoosobowa działalność gospodarcza | establishment | est | مؤسسة فردية | منشأة فردية | eenmanszaak | individual entrepreneur
""",
    "state enterprise": """
fgup | фгуп | федеральное государственное унитарное предприятие | gup | гуп | государственное унитарное предприятие | муп | mup | муниципальное унитарное предприятие | гп | gp | государственное предприятие | державне підприємство | дп | рғкк | ркп | ргп | rgp
ргкп | республиканское государственное предприятие | республиканское унитарное предприятие | руп | рупп | кмк | мкк | мп | state enterprise | state owned enterprise | state corporation | government enterprise | kombinat | комбинат | государственная корпорация | госкорпорация
empresa pública | entreprise publique | epic | ep | e p | jp | javno preduzeće | davlat korxonasi | unitary enterprise | унитарное предприятие | казенное предприятие | фкп | фгбу | фгау | гку | 国有企业 | dövlət müəssisəsi | persero | persero tbk | bumn
""",
    "cooperative": """
cooperative | co operative | coop | co op | cooperative society | cooperativa | cooperativa de | scrl | cvba | eg | genossenschaft | eingetragene genossenschaft | kooperativ | кооператив | производственный кооператив | потребительский кооператив | спк | osk | ekonomisk förening
spółdzielnia | družstvo | szövetkezet | تعاونية | جمعية تعاونية | شرکت تعاونی | تعاونی | 合作社 | 協同組合 | 협동조합
""",
    "foundation": """
foundation | fund | trust | stiftung | fondation | fondazione | fundación | fundacion | fundação | stichting | stiftelse | säätiö | fundacja | nadace | alapítvány | zaklada | фонд | общественный фонд | благотворительный фонд | қор | қоры | қоғамдық қоры | коомдук фонд
jamgarma | vakfı | vakfi | vakıf | waqf | wakaf | yayasan | 基金会 | 財団法人 | 재단 | مؤسسة | مؤسسة خيرية | بنیاد | وقف | קרן | ίδρυμα | ფონდი | հիմնադրամ | fondi | endowment
""",
    "association": """
association | society | union | ngo | npo | nonprofit | non profit | non profit organization | asbl | vzw | ev | e v | eingetragener verein | verein | verband | associação | asociación | asociacion | associazione | vereniging | forening | förening | ry | stowarzyszenie | spolek | egyesület
udruga | udruženje | ассоциация | общественное объединение | оо | общественная организация | роо | мое | нко | некоммерческая организация | автономная некоммерческая организация | ано | союз | громадська організація | го | го | қоғамдық бірлестігі | бірлестік | derneği | dernegi
جمعية | انجمن | اتحاد | جمعیت | 协会 | 協会 | 社団法人 | 협회 | עמותה | σύλλογος | perkumpulan | persatuan | charity | ong | oo
""",
    "branch": """
branch | branch office | representative office | rep office | subsidiary | zweigniederlassung | niederlassung | succursale | sucursal | filiale | filial | oddział | филиал | філія | представительство | представництво | филиалы | өкілдігі | fiyliali | şubesi | subesi
فرع | شعبه | شعبة | 分公司 | 支店 | 지점 | cabang | cawangan | offshore
""",
}


def forms() -> Iterator[tuple[str, str]]:
    """Each form as the table has it, behind its class."""
    for name, phrases in TABLE.items():
        for phrase in filter(None, map(str.strip, phrases.replace("\n", "|").split("|"))):
            yield name, phrase
