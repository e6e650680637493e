"""What a page prints around an article, in English, French, Spanish, German, Italian, Portuguese and Arabic.

A block goes only where it is nothing else: all of it has to match. What could be a sentence, or a heading of the
article's own, goes only in the run of such blocks at the head or at the foot.
"""

import json
import re
from pathlib import Path

from sources.importers.manuscript import Manuscript, Part
from sources.text import fold

LONGEST = 400
LONGEST_LINE = 80
LONGEST_ROW = 160
LINES = json.loads(Path(__file__).with_name("furniture.json").read_text("utf-8"))


def lines(key: str) -> frozenset[str]:
    return frozenset(fold(line) for line in LINES[key])


# Nowhere part of an article, whatever stands around it.
ANYWHERE = lines("anywhere")
# The same, with words of the page's own in them.
WITH_WORDS = re.compile(
    r"""
      Site\ icon\ .{1,80}
    | Image\ (?:source|credit|copyright|caption)\s?[,:].{1,120}
    | (?:Read(?:\ more|\ also|\ next)?|See\ also|Also\ read|Related(?:\ articles?|\ stor(?:y|ies))?)
      \s?[:|►»>]\s?.{3,200}
    | (?:(?:À|A)\ )?(?:lire|voir|écouter)\ (?:aussi|également|encore)\s?[:|►»>–-].{3,250}
    | (?:Lea|Lee|Leer|Le[aá])\ (?:también|además|más)\s?[:|►»>–-].{3,250}
    | (?:Lesen\ Sie\ (?:auch|hier|dazu)|Mehr\ dazu|Siehe\ auch)\s?[:|►»>].{3,250}
    | (?:Leggi\ anche|Per\ approfondire|Guarda\ anche)\s?[:|►»>–-].{3,250}
    | (?:Leia|Veja)\ (?:também|mais)\s?[:|►»>–-].{3,250}
    | [إا]قر[أا]\ (?:أيضا|أيضاً|أيضًا|المزيد)\s?[:|►»>–-].{3,250}
    | (?:\d{1,3}\ )?(?:min(?:ute)?s?|minutos?|Minuten?|minuti|دقائق|دقيقة)
      [\ -](?:read|de\ lecture|de\ lectura|Lesezeit|di\ lettura|de\ leitura|للقراءة)
    | (?:Temps\ de\ lecture|Reading\ time|Lesezeit|Tiempo\ de\ lectura|Tempo\ di\ lettura
      |Tempo\ de\ leitura)\s?:?\ .{1,20}
    | (?:Our\ Standards|Nos\ principes|Nuestros\ Estándares)\s?:.{0,60}Thomson\ Reuters.{0,40}
    | (?:À|A)\ (?:lire|voir|écouter)\ (?:aussi|également)(?=[A-ZÀ-Þ«“]).{3,250}
    | (?:Click|Cliquez|Cliquer|Haz\ clic|Hacer\ clic|Klick(?:en)?,?|Fai\ clic(?:\ qui)?|Clique|Clic)
      \ (?:to|pour|para|um|per)\ .{0,30}
      (?:shar|partag|imprim|envoy|compart|teil|drucken|condivid|stampa|partilh|print|email|e-mail).{0,80}
    | (?:اضغط|انقر)\ (?:لل?مشاركة|للطباعة|لإرسال).{0,80}
    | (?:Download|Télécharger|Descargar)\ .{0,30}\ (?:app|application|aplicación)\ .{0,60}
    """,
    re.IGNORECASE | re.VERBOSE,
)

# Furniture at the head or at the foot of a page, where in between it may be a heading of the article.
AT_THE_EDGE = lines("at_the_edge")
# A row of buttons: nothing but these words, one of them the name of a service or of what the button does.
SERVICES = lines("services")
BUTTON_WORDS = SERVICES | lines("button_words")

# With what a longer block begins that asks for money, consent or an address: only at the edge, and taken whole.
APPEALS = re.compile(
    r"""
      Cet\ article\ vous\ a\ (?:plu|intéressé)\s?\?
    | Vous\ avez\ aimé\ cet\ article\s?\?
    | (?:Did\ you\ (?:like|enjoy)\ this\ (?:article|story)|(?:Enjoyed|Like[ds]?)\ this\ (?:article|story))\s?\?
    | ¿Te\ ha\ gustado\ (?:este|el)\ artículo\s?\? | ¿Te\ gustó\ (?:este|el)\ artículo\s?\?
    | Hat\ Ihnen\ (?:der|dieser)\ Artikel\ gefallen\s?\? | Ti\ è\ piaciuto\ (?:questo|l[’']) ?\ ?articolo\s?\?
    | Gostou\ (?:deste|desta|do)\ (?:artigo|matéria|texto)\s?\? | هل\ أعجبك\ (?:هذا\ )?المقال\s?؟
    | (?:We|This\ (?:web)?site)\ uses?\ cookies | (?:Nous|Ce\ site)\ utilis(?:ons|e)\ des\ cookies
    | (?:Utilizamos|Este\ sitio\ (?:web\ )?utiliza|Usamos)\ cookies
    | (?:Wir\ verwenden|Diese\ (?:Web)?[Ss]eite\ verwendet)\ Cookies
    | (?:Questo\ sito\ utilizza|Utilizziamo)\ (?:i\ )?cookie | (?:Nós\ usamos|Este\ site\ (?:usa|utiliza))\ cookies
    | Sign\ up\ (?:for|to)\ (?:our|the)\b.{0,60}\bnewsletter
    | Subscribe\ to\ (?:our|the)\b.{0,60}\b(?:newsletter|channel)
    | (?:Inscrivez-vous|Abonnez-vous)\ à\ (?:notre|la|nos)\b.{0,40}\b(?:newsletter|lettre)
    | Recevez\ (?:notre|la)\ newsletter
    | Suscríbete\ a\ (?:nuestr|la|las) | Abonnieren\ Sie\ unseren?\b | Melden\ Sie\ sich\ für\ unseren\ Newsletter
    | Iscriviti\ alla\ (?:nostra\ )?newsletter | (?:Assine|Inscreva-se\ n)a\ (?:nossa\ )?newsletter
    | Follow\ us\ on\b | Suivez-nous\ sur\b | Síguenos\ en\b | Folgen\ Sie\ uns\b | Seguici\ su\b | Siga-nos\b
    | (?:Your|You)\ (?:email\ address\ will\ not\ be\ published|must\ be\ logged\ in\ to)
    | Votre\ adresse\ e-?mail\ ne\ sera\ pas\ publiée | Tu\ dirección\ de\ correo\ electrónico\ no\ será\ publicada
    | Deine\ E-Mail-Adresse\ wird\ nicht\ veröffentlicht | Il\ tuo\ indirizzo\ e-?mail\ non\ sarà\ pubblicato
    | Privacy\ Notice: | Sign\ up\ to\ .{1,60}$ | Anadolu(?:\ Agency)?\ website\ contains\ only
    | Il\ vous\ reste\ \d+(?:,\d+)?\s?%\ de\ cet\ article | La\ suite\ est\ réservée\ aux\ abonnés
    | (?:Abonnez-vous|S’abonner)\ (?:dès|pour|à\ partir)\b | Déjà\ abonné | Article\ réservé\ à\ nos\ abonnés
    | (?:To\ continue\ reading|Subscribe\ (?:now\ )?to\ (?:continue|keep|read)|(?:Already|Not)\ (?:a\ )?subscri
      |This\ (?:article|content)\ is\ (?:only\ )?(?:for|available\ to)\ (?:our\ )?subscribers)
    | (?:Ya\ eres|¿Ya\ eres)\ suscriptor | Suscríbete\ para\ (?:seguir|continuar)
    | (?:Contenido|Artículo)\ exclusivo\ para\ suscriptores
    | (?:Sind\ Sie\ bereits|Sie\ sind\ (?:bereits|schon))\ Abonnent | Weiterlesen\ mit\b
    | Jetzt\ (?:weiterlesen|abonnieren)\b | (?:Sei\ già|Già)\ abbonato
    | (?:Questo|L’)\ ?(?:articolo|contenuto)\ è\ riservato\ agli\ abbonati | Já\ é\ assinante
    | (?:URL|Lien|Link|Permalink|Source|Retrieved\ from|Printed\ from)\s?:\s?https?://\S+$ | https?://\S+$
    | (?:The\ post|L’article|L'article)\ .{1,250}\ (?:appeared\ first\ on|est\ apparu\ en\ premier\ sur)\ .{1,80}
    """,
    re.IGNORECASE | re.VERBOSE,
)
# When the page was last changed, and whom to ask about a release.
STAMP = re.compile(
    r"""
      (?:Last\ updated?|Updated|Mis(?:e)?\ à\ jour|Dernière\ mise\ à\ jour|Actualizado|Última\ actualización
      |Aktualisiert|Ultimo\ aggiornamento|Atualizado|آخر\ تحديث|تم\ التحديث)
      \s*(?::|on|le|el|am|il|em|في)?\s*(?=.*\d).{6,60}
    | Source\s?:\s?[^\n]{2,40}\n(?:Editor\s?:\s?[^\n]{2,40}\n)?[\d\s:-]{8,20}
    | (?:(?:Media|Press)\ contacts?|Contacts?\ (?:presse|médias?)|Pressekontakt|Contacto\ de\ prensa)\s?:.{3,200}
    """,
    re.IGNORECASE | re.VERBOSE,
)
RIGHTS = re.compile(
    r"""
      (?:©|\(c\)|&copy;|Copyright\s*(?:©|\(c\)|&copy;|:|by\b|\d{4}))\s?.{0,300}
    | .{0,120}\b(?:All\ rights\ reserved|Tous\ droits\ (?:de\ reproduction\ )?réservés
        |(?:Todos\ los\ )?derechos\ reservados
        |Alle\ Rechte\ vorbehalten|Tutti\ i\ diritti\ (?:sono\ )?riservati|Todos\ os\ direitos\ reservados)\b.{0,60}
    | .{0,40}(?:جميع|كل|كافة)\ الحقوق\ محفوظة.{0,80}
    """,
    re.IGNORECASE | re.VERBOSE,
)
# One of these is in every notice of rights, and is looked for in a third of the time.
OF_RIGHTS = (
    "©",
    "(c)",
    "&copy;",
    "copyright",
    "reserved",
    "servés",
    "reservados",
    "vorbehalten",
    "riservati",
    "الحقوق",
)
# Only signs: rules, bullets, arrows.
SIGNS_ONLY = re.compile(r"[\W_]+")
COUNTS = re.compile(
    r"\d[\d.,]*\s?[kKM]?\s(?:shares?|comments?|views?|likes?|partages?|commentaires?|vues?|comentarios?|compartidos?"
    r"|Kommentare?|commenti|comentários|مشاركة|تعليقات|تعليق|مشاهدة)",
    re.IGNORECASE,
)
# Headings over a list of other articles: what follows to the end goes, as long as it is titles.
LIST_HEADS = lines("over_lists")
SITE_ICON = re.compile(r"Site icon (.{1,80})", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+-]{1,60}@[\w-]+(?:\.[\w-]+)+")
SENTENCE_END = (".", "!", "»", "”", '."', ".»", "؟")


def take_furniture(manuscript: Manuscript) -> None:
    """Leave out what is furniture. The notice of rights and the name of the site go into their fields where these are
    empty. A manuscript that is nothing else stays as it is.
    """
    kept = [part for part in without_lists(manuscript.parts) if not is_furniture(part[1])]
    whole = len(manuscript.parts)
    while kept and (is_edge(kept[-1][1]) or (len(kept) < whole and is_label(kept[-1]))):
        kept.pop()
    first = next((place for place, part in enumerate(kept) if not is_edge(part[1])), 0)
    kept = kept[first:]
    if kept and len(kept) < len(manuscript.parts):
        keep_facts(manuscript, kept)
        manuscript.parts = kept


def keep_facts(manuscript: Manuscript, kept: list[Part]) -> None:
    """What the blocks left out say of the document itself."""
    left_out = [text for _kind, text in manuscript.parts if len(text) <= LONGEST]
    if not manuscript.outlet and (icon := SITE_ICON.fullmatch(left_out[0] if left_out else "")):
        manuscript.outlet = icon[1]
    notices = [text for text in left_out if is_notice(text) and not is_kept(text, kept)]
    manuscript.rights = manuscript.rights or (notices[-1] if notices else "")


def is_kept(text: str, kept: list[Part]) -> bool:
    return any(text == other for _kind, other in kept)


def is_furniture(text: str) -> bool:
    """Whether the block is part of a page wherever it stands."""
    if len(text) > LONGEST:
        return False
    return is_line(text, ANYWHERE) or bool(WITH_WORDS.fullmatch(text)) or is_buttons(text)


def is_edge(text: str) -> bool:
    """Whether the block is part of a page where it stands at the head or the foot."""
    if len(text) > 2 * LONGEST:
        return False
    if is_furniture(text) or is_line(text, AT_THE_EDGE) or bool(APPEALS.match(text)):
        return True
    return any(pattern.fullmatch(text) for pattern in (SIGNS_ONLY, COUNTS, ADDRESS, STAMP)) or is_notice(text)


def is_notice(text: str) -> bool:
    """Whether it says whose the rights are."""
    lowered = text.casefold()
    return any(map(lowered.__contains__, OF_RIGHTS)) and bool(RIGHTS.fullmatch(text))


def is_label(part: Part) -> bool:
    """Whether a block only announces what follows it."""
    kind, text = part
    return kind == "heading" or (len(text) <= LONGEST_LINE / 2 and text.endswith(":"))


def is_line(text: str, known: frozenset[str]) -> bool:
    return len(text) <= LONGEST_LINE and fold(text) in known


def is_buttons(text: str) -> bool:
    if len(text) > LONGEST_ROW or text.endswith("."):
        return False
    words = set(fold(text).split())
    return len(words) > 1 and words <= BUTTON_WORDS and bool(SERVICES & words)


def without_lists(parts: list[Part]) -> list[Part]:
    """The blocks without the lists of other articles at their end, from the first one's heading on."""
    end = len(parts)
    for place in range(len(parts) - 1, 0, -1):
        text = parts[place][1]
        if is_line(text, LIST_HEADS):
            end = place
        elif not is_title(text) and not is_edge(text):
            break
    return parts[:end]


def is_title(text: str) -> bool:
    return len(text) <= 160 and "\n" not in text and not text.endswith(SENTENCE_END)
