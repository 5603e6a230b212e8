"""People told from bodies by their names: given names, surnames that come first, and the body behind a person."""

import re
import unicodedata

BODY = re.compile(
    r"(?:committee|council|commission|board|group|team|office|department|dept|ministry|directorate|agency|"
    r"cent(?:re|er)|institute|institution|university|society|association|foundation|faculty|school|unit|section|"
    r"division|service|network|alliance|secretariat|bureau|authority|forum|panel|academy|administration|"
    r"taskforce|force|programme|project|affairs|facilities|fund|bank|union|organi[sz]ation|corporation|company|"
    r"laborator(?:y|ies)|library|museum|chamber|coalition|consortium|partnership)s?",
    re.IGNORECASE,
)
"""What a word in the name of a body says that it is."""
_LAST_FIRST = re.compile(
    r"(?:(?<=[;,/&+\n])\s*|^|(?<=\sand\s)|(?<=\sund\s)|(?<=\set\s)|(?<=\sor\s))"
    r"(?P<name>(?P<last>(?:(?:van|von|de|der|den|del|di|da|du|le|la|ten|ter)\s)*[^\W\d_][\w'’-]+)"
    r",\s?(?P<first>[^\W\d_][\w-]+)(?:\s[^\W\d_]\.?)*)(?=\s*(?:[;,/&+\n(]|$|\b(?:and|und|et|or)\b))",
    re.MULTILINE,
)
_OFFICE = re.compile(
    r"\w+(?:ing|[st]ion|ions|ment|ance|ics|ity|ies|cy|ship|ers|ors|als?|tary)|sales|events?|media|press|data|web|design|"
    r"products?|staff|chair|president|treasurer|director|vice|deputy|head|dean|rector|ops|parks|roads|works|people|all|tech",
    re.IGNORECASE,
)
"""What stands before a comma as often as a surname does, and is none."""
_BEHIND = re.compile(r"(?P<person>[^()]{3,60}?)\s*\((?P<body>[^()]{2,60})\)")
_INITIAL = re.compile(r"(?:[^\W\d_]\.[\s-]?){1,3}")
_NAMES = frozenset({
    "aaron", "adam", "adrian", "agnes", "agnieszka", "ahmed", "aisha", "alan", "albert", "alberto", "alejandro",
    "aleksandra", "alessandro", "alex", "alexander", "alexandra", "alexandre", "alfred", "ali", "alice", "alicia",
    "alina", "alison", "amanda", "amelia", "amina", "amy", "ana", "anders", "andre", "andrea", "andreas",
    "andrei", "andrew", "andrzej", "angela", "angelika", "anita", "anja", "anke", "ann", "anna", "anne",
    "annette", "annika", "anthony", "antoine", "anton", "antonia", "antonio", "arthur", "astrid", "aurelie",
    "axel", "barbara", "bart", "bas", "beata", "beatrice", "beatriz", "ben", "benedict", "benjamin", "bernard",
    "bernd", "bert", "bettina", "birgit", "bjorn", "bob", "boris", "brian", "bridget", "britta", "bruno",
    "camille", "carl", "carla", "carlo", "carlos", "carmen", "carol", "caroline", "catalina", "catherine",
    "cecilia", "celine", "charles", "chiara", "chloe", "chris", "christian", "christiane", "christina",
    "christine", "christoph", "christophe", "christopher", "claire", "clara", "claude", "claudia", "claudio",
    "clemens", "colin", "cornelia", "craig", "cristian", "cristina", "dan", "dana", "daniel", "daniela",
    "daniele", "dario", "dave", "david", "deborah", "denis", "diana", "diego", "dieter", "dimitri", "dirk",
    "dominik", "dominique", "donald", "doris", "dorota", "dorothea", "duncan", "eduardo", "edward", "ekaterina",
    "elena", "eleni", "elisa", "elisabeth", "elise", "elizabeth", "ellen", "els", "elsa", "emil", "emily", "emma",
    "emmanuel", "enrico", "eric", "erica", "erik", "erika", "esther", "eugene", "eva", "ewa", "fabian", "fabio",
    "fabrice", "fatima", "federica", "federico", "felix", "ferdinand", "fernando", "filip", "florian",
    "francesca", "francesco", "francis", "francisco", "franck", "francois", "francoise", "frank", "franz", "fred",
    "frederic", "friederike", "fritz", "gabriel", "gabriela", "gail", "gary", "george", "georgios", "gerald",
    "gerard", "gerd", "gerhard", "gert", "giorgio", "giovanni", "giulia", "giuseppe", "greg", "gregory", "guido",
    "guillaume", "gunter", "gustav", "hanna", "hannah", "hannes", "hans", "harald", "harry", "hassan", "hector",
    "heidi", "heike", "heinz", "helen", "helena", "helene", "helga", "henk", "henri", "henry", "herbert", "hilde",
    "holger", "hugo", "ian", "ibrahim", "ignacio", "igor", "ilse", "ines", "inga", "inge", "ingrid", "irena",
    "irene", "irina", "iris", "isabel", "isabelle", "ivan", "jack", "jacob", "jacqueline", "jacques", "jakob",
    "jakub", "james", "jan", "jana", "jane", "janet", "janine", "jason", "javier", "jean", "jeff", "jennifer",
    "jeremy", "jerome", "jerzy", "jessica", "jim", "jo", "joan", "joanna", "joao", "joe", "johan", "johanna",
    "johannes", "john", "jonas", "jonathan", "jorge", "jose", "josef", "joseph", "joshua", "juan", "judith",
    "julia", "julian", "julie", "julien", "jurgen", "justin", "justyna", "kai", "karel", "karen", "karin",
    "karina", "karl", "karolina", "kasper", "katarina", "katarzyna", "kate", "katerina", "katharina", "kathrin",
    "katja", "keith", "kelly", "ken", "kerstin", "kevin", "kim", "kirsten", "klaas", "klaus", "konrad",
    "konstantin", "kristin", "kristina", "kurt", "lars", "laura", "laurence", "laurent", "lea", "lee", "leila",
    "lena", "leo", "leon", "leonie", "lewis", "liam", "liisa", "lina", "linda", "lisa", "lorenzo", "louis",
    "louise", "luc", "luca", "lucas", "lucia", "lucie", "ludwig", "luigi", "luis", "luisa", "lukas", "luke",
    "lydia", "maarten", "madeleine", "magda", "magdalena", "maggie", "maija", "manfred", "manon", "manuel",
    "manuela", "marc", "marcel", "marcin", "marco", "marcus", "margaret", "margarita", "maria", "marie", "marija",
    "marina", "mario", "marion", "mark", "marko", "markus", "marta", "martha", "martin", "martina", "mary",
    "mathias", "mathieu", "mats", "matt", "matteo", "matthew", "matthias", "maurice", "maximilian", "megan",
    "mehmet", "melanie", "mia", "michael", "michal", "michel", "michele", "michelle", "miguel", "mikael", "mike",
    "mikhail", "miriam", "mohamed", "mohammed", "monica", "monika", "morten", "nadia", "nadine", "nancy",
    "natalia", "natalie", "natasha", "nathalie", "neil", "nicholas", "nick", "nico", "nicola", "nicolas",
    "nicole", "niels", "nikolai", "nikos", "nils", "nina", "nora", "norbert", "olaf", "ole", "oleg", "olga",
    "oliver", "olivia", "olivier", "omar", "oscar", "otto", "pablo", "pamela", "paolo", "pascal", "patricia",
    "patrick", "paul", "paula", "paulo", "pavel", "pedro", "peter", "petra", "phil", "philip", "philipp",
    "philippe", "pia", "pierre", "piet", "pieter", "piotr", "priya", "rachel", "rafael", "rainer", "ralf",
    "ralph", "ramon", "raphael", "raul", "raymond", "rebecca", "reiner", "renate", "rene", "renee", "ricardo",
    "richard", "rita", "rob", "robert", "roberta", "roberto", "robin", "roger", "roland", "roman", "ronald",
    "rosa", "ruben", "rudolf", "rui", "ruth", "ryan", "sabine", "sabrina", "sally", "salvatore", "sam",
    "samantha", "samir", "samuel", "sandra", "sandrine", "sara", "sarah", "sean", "sebastian", "sergei", "sergio",
    "sharon", "silke", "silvia", "simon", "simone", "sofie", "sonia", "sonja", "sophia", "sophie", "stefan",
    "stefania", "stefano", "steffen", "stephan", "stephanie", "stephen", "steve", "steven", "stuart", "sue",
    "susan", "susanne", "suzanne", "sven", "svetlana", "sylvia", "sylvie", "tamara", "tania", "tanja", "tatiana",
    "ted", "teresa", "theo", "theodor", "theresa", "thierry", "thomas", "thorsten", "tilman", "tim", "timo",
    "tina", "tobias", "tom", "tomas", "tomasz", "tommaso", "toni", "tony", "torsten", "tracy", "ulla", "ulrich",
    "ulrike", "ursula", "ute", "uwe", "valentin", "valentina", "valerie", "vanessa", "vera", "verena", "veronica",
    "veronika", "victor", "viktor", "vincent", "virginie", "vladimir", "walter", "wanda", "wei", "werner",
    "wilhelm", "willem", "william", "wim", "wolfgang", "xavier", "yan", "yann", "yasmin", "yusuf", "yves",
    "yvonne", "zoe",
})  # fmt: skip
"""None that a town, a country or a firm has too."""


def is_given(word: str) -> bool:
    """Whether a word is one of the usual given names, written like a name."""
    if not word[:1].isupper() or word.isupper():
        return False
    parts = unicodedata.normalize("NFKD", word.casefold()).split("-")
    return all("".join(c for c in part if c.isalpha()) in _NAMES for part in parts)


def is_person(name: str) -> bool:
    """Whether a name begins with a given name and is not that of a body."""
    words = name.split("(")[0].split()
    return 1 <= len(words) <= 4 and is_given(words[0]) and not any(BODY.fullmatch(word) for word in words)


def surnames_first(text: str) -> list[tuple[int, int]]:
    """Where names stand whose surname comes first, a comma behind it: "Smith, John", not "Alice, Bob"."""
    spans: list[tuple[int, int]] = []
    at = 0
    while match := _LAST_FIRST.search(text, at):
        last, first = match["last"].split()[-1], match["first"]
        named = is_given(first) and last[:1].isupper() and not is_given(last) and not is_acronym(last)
        if named and not BODY.fullmatch(last) and not _OFFICE.fullmatch(last):
            spans.append(match.span("name"))
            at = match.end()
        else:
            at = match.end("last")
    return spans


def body_of(name: str) -> str:
    """The body that stands in brackets behind a person's name: "J. Smith (DLR)" is DLR. Any other name as it is."""
    match = _BEHIND.fullmatch(name.strip())
    if match is None or re.search(r"[,;/&+]", match["body"]):
        return name
    person, body = match["person"], match["body"].strip()
    called = _INITIAL.match(person) or (is_person(person) and len(person.split()) > 1)
    return body if called and is_acronym(body) else name


def is_acronym(word: str) -> bool:
    """Whether a word is the short name of a body ("DLR-PT"), or a mention."""
    letters = [c for c in word if c.isalpha()]
    return word.startswith("@") or (len(letters) > 1 and sum(1 for c in letters if c.isupper()) > len(letters) / 2)
