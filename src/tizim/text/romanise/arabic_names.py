"""The commonest words of names in Arabic script, with their vowels: how people of that name are usually written.

Written for this project from general knowledge of the languages, not counted from any list. Keys are spelled as
`arabic.readings` normalises them (Persian kaf and yeh, no vowel marks). The first spelling is the plain scholarly one
without signs, the next are habits (French in the Maghreb, English, Persian, Turkic).
"""

from typing import Final

from tizim.text.romanise.spellings import Options, table_of

COMMON: Final[dict[str, Options]] = table_of("""
محمد muhammad mohammed mohamed mohammad
احمد ahmad ahmed
چوهدری chaudhry chaudhary choudhury
چودھری chaudhry chaudhary choudhury
أحمد ahmad ahmed
محمود mahmud mahmoud
علی ali
حسن hasan hassan
حسین husayn hussein hussain hossein
عمر umar omar
عثمان uthman othman osman usman
ابراهیم ibrahim ebrahim
إبراهیم ibrahim ebrahim
اسماعیل ismail esmail
إسماعیل ismail esmail
یوسف yusuf youssef yousef
یونس yunus younes
موسی musa moussa mousa
عیسی isa issa eisa
مصطفی mustafa mostafa moustapha
مرتضی murtada mortaza murtaza
خالد khalid khaled
صالح salih saleh
صلاح salah
سعید said saeed sayid
سعد saad sad
سعود saud saoud
سالم salim salem
سلیم salim selim saleem
سلیمان sulayman suleiman soliman
سلمان salman
سلطان sultan
طارق tariq tarek tareq
طاهر tahir taher
طلال talal
عادل adil adel
عامر amir amer
عمار ammar
عماد imad emad
عمران imran omran
عباس abbas
عبد abd
الله allah
عبدالله abdullah abdallah abdollah
رحمن rahman
رحمان rahman
رحیم rahim
کریم karim kareem
عزیز aziz
قادر qadir kader
حمید hamid hameed
حامد hamid hamed
مجید majid majeed
ماجد majid majed
رشید rashid rachid
راشد rashid rashed
فیصل faysal faisal
فهد fahd fahad
فواد fuad fouad
فؤاد fuad fouad
فرید farid
فارس faris fares
فتحی fathi
فاطمة fatima fatimah fatma
فاطمه fatima fatemeh
عائشة aisha aicha
عایشه aisha ayesha
خدیجة khadija khadijah
خدیجه khadija
زینب zaynab zainab
مریم maryam mariam
نور nur noor nour
نورة nura noura
هدی huda hoda
لیلی layla leila
سارة sara sarah
ناصر nasir nasser naser
نصر nasr
نصرالله nasrallah nasrullah
نبیل nabil
نجیب najib naguib
نعیم naim
هاشم hashim hashem
هشام hisham hicham
هانی hani
هیثم haytham haitham
حازم hazim hazem
حاتم hatim hatem
حبیب habib
حیدر haydar haider heidar
حکیم hakim hakeem
حمزة hamza hamzah
حمزه hamza hamzeh
حمد hamad
حماد hammad
خلیل khalil
خلیفة khalifa khalifah
خمیس khamis
داود dawud daoud dawood
رضا rida reza riza
رمضان ramadan ramazan ramzan
رامی rami
ریاض riyad riad
زکریا zakariya zakaria
زید zayd zaid
زیاد ziyad ziad
سامی sami
سمیر samir sameer
سهیل suhayl sohail
سیف sayf saif seif
سید sayyid syed seyed said
شریف sharif sherif
شیخ shaykh sheikh
صادق sadiq sadegh sadek
صدیق siddiq sadiq
ضیاء diya zia
عثمانی uthmani usmani
غلام ghulam gholam
قاسم qasim qasem kassem
کامل kamil kamel
کمال kamal kemal
لطیف latif
مالک malik malek
مبارک mubarak moubarak
محسن muhsin mohsen mohsin
مراد murad mourad morad
مروان marwan
مسعود masud massoud masood
مصلح muslih mosleh
معاویة muawiya
مهدی mahdi mehdi
منصور mansur mansour
منیر munir mounir
وحید wahid vahid
ولید walid waleed
یاسر yasir yasser
یاسین yasin yassin yaseen
یحیی yahya yahia
یعقوب yaqub yacoub yaqoob
بن bin ben
ابن ibn
إبن ibn
بنت bint
ابو abu abou
أبو abu abou
ام umm um
أم umm um
ابی abi
أبی abi
دین din deen
بکر bakr bakar
انور anwar anvar
أنور anwar anvar
اکبر akbar
أکبر akbar
اصغر asghar
أصغر asghar
امین amin ameen
أمین amin ameen
امیر amir emir
أمیر amir emir
امام imam emam
إمام imam
ایوب ayyub ayub ayoub
أیوب ayyub ayub ayoub
انس anas
أنس anas
اسامة usama osama oussama
أسامة usama osama oussama
اسامه usama osama
اسد asad assad
أسد asad assad
اشرف ashraf achraf
أشرف ashraf achraf
أیمن ayman aymen
ایمن ayman aymen
بشیر bashir bachir
بشار bashar
بلال bilal
بدر badr
تمیم tamim
توفیق tawfiq toufik tofik
جابر jabir jaber
جاسم jasim jassim
جعفر jafar jaafar jafer
جلال jalal
جمال jamal gamal djamel
جمعة juma jumaa
جمیل jamil gamil
جهاد jihad
ایاد iyad
إیاد iyad
غازی ghazi
مظفر muzaffar mozaffar
مغربی maghribi maghrebi
مصری masri misri
بغدادی baghdadi
تکریتی tikriti
عراقی iraqi
شامی shami
لیبی libi
یمنی yamani yemeni
کویتی kuwaiti
تونسی tunisi tounsi
سوری suri
ترکی turki
خان khan
شاه shah
گل gul gol
جان jan
بیگ beg baig
مولوی mawlawi maulvi molavi
ملا mullah mulla
حاجی haji hajji
حاج hajj haj
قاری qari
حافظ hafiz hafez
عمید amid
شهید shahid
غفور ghafur ghafoor
ستار sattar
جبار jabbar
قیوم qayyum qayum
صمد samad
باقی baqi
واحد wahid
وهاب wahhab wahab
رزاق razzaq razaq
سلام salam
ظاهر zahir zaher
ظهیر zahir zaheer
نذیر nadhir nazir
نظیر nazir
منظور manzur
مقصود maqsud
قدیر qadir qadeer
عصام isam essam
وائل wail wael
باسم basim bassem
بسام bassam
حسام husam hossam
رائد raid raed
مجاهد mujahid
مجاهدین mujahidin mujahideen
إسلام islam
اسلام islam
اسلامیة islamiya islamiyya islamiyah
إسلامیة islamiya islamiyya islamiyah
جماعة jamaa jamaat gamaa
جمعیة jamiyya jamiat
حزب hizb
حرکة haraka harakat
حرکت harakat haraka
جبهة jabha jabhat
جیش jaysh jaish
لواء liwa
کتیبة katiba katibat
انصار ansar
أنصار ansar
قاعدة qaida qaeda qaidah
شریعة sharia shariah
سنة sunna sunnah
دعوة dawa dawah
شباب shabab shabaab
دولة dawla dawlah
شرکة sharika
مؤسسة muassasa
بنک bank
مصرف masrif
طیبه tayyiba taiba
جنید junayd junaid
زبیر zubayr zubair zoubeir
عقیل aqil
عبیدة ubayda obeida
عبید ubayd obaid
حذیفة hudhayfa huzaifa
قتیبة qutayba
مصعب musab mosab
معاذ muadh moaz
حسنی husni hosni
حسینی husayni hosseini hussaini
علوی alawi alavi
موسوی musawi mousavi
کاظم kazim kazem
کاظمی kazimi kazemi
جواد jawad javad
حسینیان hosseinian
محمدی muhammadi mohammadi
احمدی ahmadi
رضایی rezaei rezai
رحیمی rahimi
کریمی karimi
هاشمی hashimi hashemi
قاسمی qasimi ghasemi
فرهاد farhad
بهرام bahram
جمشید jamshid
داریوش dariush daryoush
کوروش kourosh cyrus
پرویز parviz parvez
ناهید nahid
شیرین shirin
مهناز mahnaz
پروین parvin parveen
گلزار gulzar golzar
نواز nawaz navaz
شریفی sharifi
اقبال iqbal eghbal
إقبال iqbal
ظفر zafar
عمرو amr amro
طه taha
یزید yazid
سفیان sufyan sofiane
عدنان adnan
غسان ghassan
قحطان qahtan
لؤی luay
مازن mazin mazen
ماهر mahir maher
نزار nizar
نضال nidal
نایف nayif naif
نوری nuri nouri
وسیم wasim
""")
