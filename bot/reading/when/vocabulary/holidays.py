# ruff: noqa: E501 (a table)
"""Names of holidays, in all languages."""

from bot.reading.when.vocabulary import Entry

SERIES: dict[str, str] = {}
WORDS: tuple[Entry, ...] = tuple(
    ("holiday", name, phrases)
    for name, phrases in {
        "new year": "new year's day|new years day|new year day|new year|new year's|neujahr|neujahrstag|nouvel an|jour de l'an"
        "|le nouvel an|año nuevo|día de año nuevo|premier de l'an|1er de l'an",
        "new year eve": "new year's eve|new years eve|new year eve|silvester|sylvester|saint-sylvestre|saint sylvestre"
        "|réveillon du nouvel an|nochevieja|noche vieja|fin de año nuevo|veille du nouvel an|víspera de año nuevo|silvesterabend"
        "|réveillon de la saint sylvestre|st sylvestre",
        "epiphany": "epiphany|three kings day|three kings' day|heilige drei könige|dreikönigstag|epiphanias|épiphanie|fête des rois"
        "|día de reyes|reyes magos|día de los reyes magos|epifanía",
        "valentine": "valentine's day|valentines day|valentine day|valentine's|valentinstag|saint-valentin|saint valentin"
        "|san valentín|día de san valentín|st valentine's day|día de los enamorados",
        "women": "international women's day|women's day|weltfrauentag|frauentag|journée de la femme|día de la mujer",
        "patrick": "st patrick's day|saint patrick's day|st. patrick's day|st patricks day",
        "april fools": "april fools' day|april fool's day|april fools day|april fools",
        "earth day": "earth day|día de la tierra|jour de la terre",
        "labour": "labour day|may day|tag der arbeit|maifeiertag|erster mai|fête du travail|fete du travail|día del trabajo"
        "|día del trabajador|international workers' day|día de los trabajadores",
        "europe day": "europe day|europatag|journée de l'europe|día de europa",
        "midsummer": "midsummer|midsummer day|saint-jean|johannistag|san juan",
        "independence us": "independence day|4th of july holiday",
        "bastille": "bastille day|fête nationale|14-juillet",
        "assumption": "assumption|assumption day|mariä himmelfahrt|assomption|asunción",
        "german unity": "tag der deutschen einheit|german unity day|einheitstag",
        "hispanic day": "día de la hispanidad|día de la raza|fiesta nacional de españa",
        "reformation": "reformationstag|reformation day",
        "halloween": "halloween|all hallows' eve|noche de brujas|all hallows eve",
        "all saints": "all saints' day|all saints day|all saints|allerheiligen|toussaint|la toussaint|todos los santos"
        "|día de todos los santos",
        "all souls": "all souls' day|all souls day|allerseelen|día de los muertos|fête des morts",
        "guy fawkes": "guy fawkes|guy fawkes night|guy fawkes day",
        "armistice": "armistice|armistice day|jour du souvenir|veterans day|veteran's day|remembrance day|veterans' day",
        "saint nicholas": "saint nicholas day|st nicholas day|nikolaus|nikolaustag|saint-nicolas",
        "immaculate": "immaculate conception|immaculée conception|mariä empfängnis|inmaculada concepción",
        "constitution es": "día de la constitución",
        "christmas eve": "christmas eve|xmas eve|heiligabend|heiliger abend|veille de noël|réveillon de noël|nochebuena|noche buena"
        "|weihnachtsabend|xmas-eve",
        "christmas": "christmas|1. weihnachtsfeiertag|christmas day|xmas|x-mas|xmas day|weihnachten|weihnachtstag|erster weihnachtstag|noël|noel|navidad"
        "|erster weihnachtsfeiertag|ersten weihnachtsfeiertag|jour de noël|día de navidad|1. weihnachtstag|weihnacht",
        "boxing day": "boxing day|2. weihnachtsfeiertag|zweiter weihnachtstag|zweiter weihnachtsfeiertag|zweiten weihnachtstag|stephanstag"
        "|zweiten weihnachtsfeiertag|2. weihnachtstag",
        "groundhog": "groundhog day|ground hog day",
        "juneteenth": "juneteenth",
        "swiss day": "schweizer nationalfeiertag|bundesfeiertag",
        "austrian day": "österreichischer nationalfeiertag",
        "belgian day": "belgian national day",
        "may 8": "fête de la victoire|victoire 1945",
        "innocents": "día de los inocentes|día de los santos inocentes",
        "singles day": "singles' day|singles day",
        "cinco de mayo": "cinco de mayo holiday",
        "pi day": "pi day",
        "star wars day": "star wars day",
        "st george": "st george's day|st. george's day",
        "canada day": "canada day",
        "saint martin": "martinstag|saint-martin|st martin's day",
        "candlemas": "chandeleur|candlemas|candelaria",
        "carnival monday": "rosenmontag|carnival monday",
        "shrove tuesday": "shrove tuesday|mardi gras|mardi-gras|pancake day|pancake tuesday|fastnacht|faschingsdienstag",
        "ash wednesday": "ash wednesday|aschermittwoch|mercredi des cendres|miércoles de ceniza",
        "palm sunday": "palm sunday|palmsonntag|dimanche des rameaux|rameaux|domingo de ramos",
        "maundy thursday": "maundy thursday|gründonnerstag|jeudi saint|jueves santo|holy thursday",
        "good friday": "good friday|karfreitag|vendredi saint|viernes santo",
        "holy saturday": "holy saturday|easter saturday|karsamstag|samedi saint|sábado santo|sábado de gloria",
        "easter": "easter|easter sunday|ostern|ostersonntag|pâques|paques|dimanche de pâques|jour de pâques|pascua|domingo de pascua"
        "|domingo de resurrección|easter day",
        "easter monday": "easter monday|ostermontag|lundi de pâques|lunes de pascua",
        "ascension": "ascension|ascension day|christi himmelfahrt|himmelfahrt|ascensión|jour de l'ascension|jeudi de l'ascension",
        "pentecost": "pentecost|whit sunday|whitsunday|whitsun|pfingsten|pfingstsonntag|pentecôte|pentecostés|dimanche de pentecôte",
        "whit monday": "whit monday|pentecost monday|pfingstmontag|lundi de pentecôte|lunes de pentecostés",
        "trinity": "trinity sunday|trinitatis",
        "corpus christi": "corpus christi|fronleichnam|fête-dieu",
        "holy week": "holy week|semaine sainte|semana santa|karwoche|settimana santa",
        "easter weekend": "easter weekend|osterwochenende|week-end de pâques",
        "martin luther king": "martin luther king day|martin luther king jr day|martin luther king's day|mlk day"
        "|martin luther king jr. day|civil rights day",
        "presidents": "presidents' day|presidents day|president's day",
        "mother": "mother's day|mothers day|mothers' day|muttertag",
        "memorial": "memorial day",
        "father": "father's day|fathers day|fathers' day",
        "labor us": "labor day",
        "columbus": "columbus day",
        "thanksgiving": "thanksgiving|thanksgiving day|thanks giving|acción de gracias|día de acción de gracias|turkey day",
        "black friday": "black friday",
        "cyber monday": "cyber monday",
        "summer bank": "summer bank holiday|august bank holiday",
        "early may bank": "early may bank holiday",
        "advent 1": "first advent|1. advent|erster advent|first sunday of advent|advent|premier dimanche de l'avent",
        "advent 2": "second advent|2. advent|zweiter advent",
        "advent 3": "third advent|3. advent|dritter advent",
        "advent 4": "fourth advent|4. advent|vierter advent",
        "summer break": "summer break|summer holidays|summer holiday|summer vacation|summer recess|august break|sommerpause"
        "|summer vacations|sommerferien|vacances d'été|pause estivale|pause d'été|vacaciones de verano|parón estival|trêve estivale",
        "christmas break": "christmas break|christmas holidays|xmas break|winter break|weihnachtsferien|vacances de noël"
        "|weihnachtspause|vacaciones de navidad|end of year break|year-end break|year-end holidays|festive season|holiday season",
    }.items()
)
