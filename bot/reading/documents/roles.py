"""The words that people put at the head of a table's columns, and what each names."""

import re
from functools import lru_cache

LONGEST_HEADER = 60


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)", re.IGNORECASE)


_WHAT = _words(
    "what", "tasks?", "(?:sub-?)?actions?", "activit(?:y|ies)", "milestones?", "steps?", "deliverables?", "to-?dos?",
    "measures?", "initiatives?", "sub-?goals?", "recommendations?", "commitments?", "interventions?",
    "cards?", "quoi", "t[âa]ches?", "actividad(?:es)?", "acci[oó]n(?:es)?", "aufgaben?",
    "ma(?:ß|ss)nahmen?", "(?<!\\w\\s)was", "tareas?", "qué", "attivit[àa]", "azion[ei]", "a[çc](?:ão|ões)",
    "tarefas?",
    "activités?", "mesures?", "jalons?", "étapes?", "livrables?", "medidas?", "hitos?", "iniciativas?", "misur[ae]",
    "aktivität(?:en)?", "aktion(?:en)?", "meilensteine?", "schritte?", "vorhaben",
    "acties?", "taken", "wat", "vad", "åtgärd(?:er)?", "hvad", "hva", "opgaver?", "oppgaver?", "tiltak",
    "uppgift(?:er)?", "toimenpi(?:de|teet)", "tehtäv(?:ä|ät)", "mitä", "zadani[ea]", "działani[ea]", "úkoly?",
    "opatření", "acțiun(?:e|i)", "activit(?:ate|ăți)", "feladat(?:ok)?", "görev(?:ler)?", "faaliyet(?:ler)?",
    "ενέργει(?:α|ες)", "δράσ(?:η|εις)",
    "задач[аи]", "мероприяти[ея]", "действи[ея]", "что", "завдання", "заход[иі]?", "що", "מה", "משימ(?:ה|ות)",
    "פעולה", "الإجراء(?:ات)?", "المهمة", "المهام", "النشاط", "ماذا",
    "任务", "行动", "事项", "任務", "行動", "タスク", "アクション",
)  # fmt: skip
_KEY_RESULT = _words("key\\s+results?", "krs?")
_WHAT_WEAK = _words(
    "descriptions?", "items?", "details?", "topics?", "subject", "title", "work", "projects?", "events?", "issues?",
    "features?", "requirements?", "proposals?", "jobs?", "to\\s+dos?",
)  # fmt: skip
_WHO = _words(
    "who", "whom", "owners?", "responsib(?:le|ility|ilities)", "leads?", "leaders?", "assigned", "assignees?",
    "in charge", "actors?", "accountable", "coordinators?", "point of contact", "focal points?", "persons?",
    "implementers?", "implementing", "qui", "responsables?", "responsabile", "wer", "quién",
    "verantwort(?:lich(?:e|er|keit)?|ung)", "zuständig(?:e|er|keit(?:en)?)?", "encargad[oa]s?", "pilotes?",
    "porteurs?",
    "référents?", "respons[áa]ve(?:l|is)", "quem", "chi", "verantwoordelijk(?:e|en)?", "trekkers?",
    "ansvarig(?:a|e)?",
    "dri", "rapporteurs?", "conven[oe]rs?", "champions?", "(?:actions?|lead)\\s+by", "chefs? de file", "en charge",
    "acteurs?", "a cargo", "líder(?:es)?", "ansprechpartner(?:in)?", "bearbeiter(?:in)?", "durch wen",
    "federführung", "managers?", "resp", "resource\\s+names?", "by\\s+whom", "hvem", "vastuu(?:henkilö|taho)?",
    "kuka",
    "odpowiedzialn[yaei]", "kto", "odpovědn[áýé]", "zodpovědn[áýé]", "kdo", "responsabil(?:i|ități)?", "cine",
    "felelős(?:ök)?",
    "sorumlu(?:lar)?", "υπεύθυνο[ςι]", "ответственн(?:ый|ые|ая)", "исполнител[ьи]", "кто", "відповідальн(?:ий|і)",
    "хто",
    "מי", "אחראי(?:ם)?", "המבצע", "المسؤول(?:ون|ية)?", "الجهة المسؤولة", "负责人", "責任者", "担当者?", "負責人",
)  # fmt: skip
_WHO_WEAK = _words(
    "partners?", "organi[sz]ations?", "teams?", "contacts?", "institutions?", "agenc(?:y|ies)", "departments?",
    "involved", "participants?", "members?", "partenaires?", "beteiligte?", "wie", "vem", "hvem",
)  # fmt: skip
_WHEN = _words(
    "when", "due", "deadlines?", "time-?\\s?(?:line|frame|scale|table)s?", "timing", "target dates?", "finish",
    "completion dates?", "end dates?", "dates?", "quand", "échéances?", "délais?", "wann", "frist(?:en)?", "termine?",
    "cuándo", "plazos?", "fechas?", "scadenz[ae]", "prazos?", "quando", "wanneer", "fälligkeit", "fällig", "datum",
    "zeitpunkt", "zeitraum", "zeitplan", "calendrier", "calendario", "date\\s?limite", "eta", "när",
    "erledigt bis", "zu erledigen bis", "hvornår", "når", "aikataulu", "milloin", "määräaika", "termin(?:y|u)?",
    "kiedy",
    "termíny?", "kdy", "termene?", "când", "határidők?", "mikor", "tarih(?:i|ler)?", "προθεσμία", "πότε",
    "сроки?", "дата",
    "когда", "термін", "строк", "коли", "מתי", "תאריך(?: יעד)?", "לוח זמנים", "الموعد(?: النهائي)?", "التاريخ", "متى",
    "截止日期", "完成时间", "期限", "時期", "納期",
)  # fmt: skip
_WHEN_WEAK = _words(
    "end", "period", "target", "schedule", "quarter", "month", "year", "completion", "planned",
    "weeks?", "frequency", "bis", "période", "per[ií]odo", "mois", "monat", "trimestre", "quartal", "days?",
    "jours?", "días?",
)  # fmt: skip
_START = _words("start(?:s|ed|ing)?", "begin(?:s|ning)?", "from", "inicio", "début", "beginn")
_PRIORITY = _words(
    "priorit(?:y|ies)", "objectives?", "goals?", "pillars?", "sections?", "areas?", "themes?", "work\\s?packages?",
    "wp", "work\\s?streams?", "strands?", "categor(?:y|ies)", "ax(?:is|es)", "strateg(?:y|ies)", "focus", "phases?",
    "clusters?", "tracks?", "domains?", "dimensions?", "components?", "chapters?", "buckets?",
    "objectifs?", "objetivos?", "ziele?", "priorit(?:é|ät|äten|és)", "prioridad(?:es)?", "schwerpunkte?",
    "handlungsfeld(?:er)?", "themenfeld(?:er)?", "arbeitspakete?", "bereiche?", "ejes?", "áreas?", "domaines?",
    "volets?",
)  # fmt: skip
_AREA = _words(
    "(?:fields?|areas?|lines?|ax[ie]s|streams?|domains?)\\s+of\\s+(?:action|activity|intervention|work)",
    "(?:action|activity|intervention)\\s+(?:fields?|areas?|lines?|streams?|domains?)",
    "domaines?\\s+d[’']action", "ejes?\\s+de\\s+acción", "ámbitos?\\s+de\\s+actuación",
)  # fmt: skip
OUTCOME = _words("outputs?", "outcomes?", "results?")
GOAL = _words("objectives?", "goals?", "priorit(?:y|ies)", "targets?")
NO_DEED = _words(
    "decisions?", "decided", "risks?", "questions?", "speakers?",
    "décisions?", "entscheidung(?:en)?", "beschl(?:uss|üsse)", "decision(?:es)?",
)  # fmt: skip
"""Names of columns that others own too, and that say nothing that is to be done."""
DURATION = _words("durations?", "durées?", "dauer", "duraci[oó]n")
TALK = _words("discuss(?:ion|ions|ed)", "minutes", "débats?", "diskussion", "discusi[oó]n(?:es)?")
"""Names of columns of what was said on the items of a meeting: they make minutes of a table, not actions."""
_NUMBER = re.compile(
    r"(?:[a-z]+\s*)?"
    r"(?:no|nr|n°|nº|#|id|ids|ref|reference|number|num|code|s/?n|key|wbs)\s?[.:#]?",
    re.IGNORECASE,
)
_OTHER = _words(
    "status", "progress", "comments?", "notes?", "remarks?", "updated?", "updates", "budget", "costs?",
    "resources?(?!\\s+names?)",
    "indicators?", "kpis?", "outcomes?", "results?", "outputs?", "risks?", "evidence", "taken", "completed?",
    "created",
    "raised", "opened", "measurements?", "versions?", "changes?", "authors?", "revisions?",
    "état", "avancement", "estado", "stato", "stand", "bemerkung(?:en)?", "commentaires?", "observations?",
    "observaciones",
    "modes?", "durations?", "urls?", "links?", "tags?", "labels?", "archived", "active", "e-?mails?", "late",
    "types?", "parents?", "depend(?:s|ent|ency|encies)", "predecessors?",
    "statuts?", "fait", "coûts?", "kosten", "co[sû]tes?", "presupuestos?", "indicat(?:eurs?|oren?)",
    "indikator(?:en)?",
    "indicador(?:es)?", "ressources?", "recursos?", "remarques?", "anmerkung(?:en)?", "notizen?", "risiko", "risiken",
    "risques?", "durées?", "dauer", "duraci[oó]n", "uwagi", "статус", "примечани[ея]", "бюджет", "الحالة", "ملاحظات",
    "状态", "状況", "备注", "備考",
)  # fmt: skip
_DONE_NAME = re.compile(
    r"(?:(?:current|action)\s+)?(?:status|state|progress|done|completed?|closed|finished|statut|fait|hecho|fatto|gereed|klaar|état(?:\s+d[’']avancement)?|avancement|estado|stato|stand|erledigt|✓|✔|✅)\W*",
    re.IGNORECASE,
)
_DONE_ON_NAME = re.compile(
    r"(?:date\s+(?:of\s+)?)?(?:completed?|closed|finished|done)(?:\s+(?:at|on))?|"
    r"(?:completed|closed|finished|done)\s+date",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\W*(?:done|completed?|closed|finished|yes|100\s?%|x|✓|✔|✅|☑|☒|delivered|achieved|erledigt|abgeschlossen|fertig|termin[ée]e?|réalisée?|faite?|achevée?|"
    r"hech[oa]|completad[oa]|finalizad[oa]|fatto|completat[oa]|concluíd[oa]|afgerond|gereed|klar)\W*",
    re.IGNORECASE,
)
_FILL = _words(
    "the", "of", "for", "by", "to", "and", "or", "in", "is", "be", "key", "main", "planned", "party", "parties",
    "person", "date", "s", "description", "body", "bodies", "organi[sz]ation", "team", "name", "proposed", "action",
    "item", "partner", "target", "expected", "responsible", "end", "agency", "contact", "lead",
)  # fmt: skip
HISTORY = _words("versions?", "revisions?", "authors?", "changes?", "approved by", "signature", "email", "e-mail")
BARE = re.compile(r"(?:name|title|summary|subject)s?", re.IGNORECASE)
"""Names of the column that says what a row is, and no more than that."""
NAME = re.compile(r"(?:(?:first|last|full|family)\s+)?names?", re.IGNORECASE)
_USUAL = re.compile(
    r"[\W_]*+(?:(?>"
    + "|".join(
        one.pattern
        for one in (
            _KEY_RESULT,
            _PRIORITY,
            _WHO,
            _WHEN,
            _WHAT,
            _WHO_WEAK,
            _WHEN_WEAK,
            _WHAT_WEAK,
            _START,
            _OTHER,
            _FILL,
        )
    )
    + r")[\W_]*+)++",
    re.IGNORECASE,
)
"""Possessive, as many of these words are made of others of them: there would be no end of ways to take a line apart."""
DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b[QH][1-4]\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|ongoing|tbc|tbd|week|month|"
    r"daily|quarter|annual|year|"
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\basap\b|today|tomorrow|"
    r"\bmos?\b|\b[MW]\d{1,2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\bday \d",
    re.IGNORECASE,
)


def role(name: str) -> str:
    """What a header cell names: what, who, when, start, priority, number, other; "" where it is unknown.

    A trailing "?" marks one that is not sure of itself ("what?").
    """
    name = name.strip(" \n?:*.")
    if not name or len(name) > LONGEST_HEADER:
        return ""
    if _NUMBER.fullmatch(name):
        return "number"
    if name.casefold() == "by":
        return "who?"
    if _KEY_RESULT.search(name):
        return "what"
    if _OTHER.search(name):
        return "other"
    for pattern, meaning in (
        (_AREA, "priority"),
        (_WHO, "who"),
        (_START, "start"),
        (_WHEN, "when"),
        (_WHAT, "what"),
        (_PRIORITY, "priority"),
        (_WHO_WEAK, "who?"),
        (_WHEN_WEAK, "when?"),
        (_WHAT_WEAK, "what?"),
    ):
        if pattern.search(name):
            return meaning
    return ""


def says_done(name: str, text: str) -> bool:
    """Whether a cell under a header like "Status" says that the row is done, and nothing more."""
    if _DONE_ON_NAME.fullmatch(name):
        return DATED.search(text) is not None
    return _DONE.fullmatch(text) is not None and _DONE_NAME.fullmatch(name) is not None


@lru_cache(maxsize=2048)
def only_usual_words(name: str) -> bool:
    """Whether a header consists of nothing but the words that such headers are made of."""
    return len(name) <= 2 * LONGEST_HEADER and (_USUAL.fullmatch(name) or _NUMBER.fullmatch(name.strip())) is not None
