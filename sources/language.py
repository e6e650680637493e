"""Languages: which one a text is in, and what it is called."""

import re
from functools import cache
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sources import languagemodel

# Languages of the news that Django has no name for.
MORE_NAMES = {
    "am": gettext_noop("Amharic"),
    "fo": gettext_noop("Faroese"),
    "gu": gettext_noop("Gujarati"),
    "ha": gettext_noop("Hausa"),
    "ht": gettext_noop("Haitian Creole"),
    "jv": gettext_noop("Javanese"),
    "ku": gettext_noop("Kurdish"),
    "la": gettext_noop("Latin"),
    "ln": gettext_noop("Lingala"),
    "lo": gettext_noop("Lao"),
    "mg": gettext_noop("Malagasy"),
    "mt": gettext_noop("Maltese"),
    "oc": gettext_noop("Occitan"),
    "om": gettext_noop("Oromo"),
    "or": gettext_noop("Odia"),
    "ps": gettext_noop("Pashto"),
    "qu": gettext_noop("Quechua"),
    "rw": gettext_noop("Kinyarwanda"),
    "si": gettext_noop("Sinhala"),
    "sn": gettext_noop("Shona"),
    "so": gettext_noop("Somali"),
    "ti": gettext_noop("Tigrinya"),
    "tl": gettext_noop("Tagalog"),
    "xh": gettext_noop("Xhosa"),
    "yi": gettext_noop("Yiddish"),
    "yo": gettext_noop("Yoruba"),
    "zh": gettext_noop("Chinese"),
    "zu": gettext_noop("Zulu"),
}
NAMES = MORE_NAMES | {code: info["name"] for code, info in LANG_INFO.items() if "name" in info}
# What the model tells apart and readers do not: spoken Arabic, Cantonese and the like.
WRITTEN_AS = {"ary": "ar", "arz": "ar", "yue": "zh", "wuu": "zh", "sdh": "ku", "uzs": "uz"}
CODE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")

# More characters than these do not change the model's mind.
ENOUGH = 800
# Below this probability the model does not know, and a person is asked.
SURE_ENOUGH = 0.5
# Of a longer text the model first sees five pieces, and mostly knows by them in half the time. Not the first characters
# alone: a text may begin with a quotation in another language. Where it is less sure than this it sees the whole: of
# texts in 89 languages it then named none otherwise than by the whole.
PIECES, PIECE = 5, 30
LONG = 300
SURE_BY_PIECES = 0.95


@cache
def identifier() -> Any:
    """A LanguageIdentifier: loaded at the first guess, not in every process."""
    return languagemodel.load()


def guess_language(text: str) -> str:
    """The ISO 639-1 code of the language that the text is most likely in; empty where that is not clear."""
    text = text[:ENOUGH]
    code, probability = identifier().classify(pieces_of(text) if len(text) > LONG else text)
    if len(text) > LONG and probability < SURE_BY_PIECES:
        code, probability = identifier().classify(text)
    code = WRITTEN_AS.get(code, code)
    return code if probability >= SURE_ENOUGH and code in NAMES else ""


def pieces_of(text: str) -> str:
    """Pieces of a text from its beginning to its end."""
    step = (len(text) - PIECE) // (PIECES - 1)
    return " ".join(text[start : start + PIECE] for start in range(0, step * PIECES, step))


def is_language(code: str) -> bool:
    """Whether this is a BCP 47 code of a language that Lateral has a name for."""
    return bool(CODE.fullmatch(code)) and len(code) <= 12 and code.partition("-")[0].lower() in NAMES


def language_name(code: str) -> str:
    """The language in the reader's own language, or the code where there is no name for it."""
    name = NAMES.get(code.lower()) or NAMES.get(code.partition("-")[0].lower())
    return _(name) if name else code


def language_choices() -> list[tuple[str, str]]:
    """The languages that there is a name for, by name."""
    choices = ((code, _(name)) for code, name in NAMES.items() if len(code) <= 3)
    return sorted(choices, key=lambda choice: choice[1].casefold())
