"""Languages: which one a text is in, and what it is called."""

from functools import cache

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from py3langid.langid import MODEL_FILE, LanguageIdentifier

# More characters than these do not change the model's mind.
ENOUGH = 5_000
# Below this probability the model does not know, and a person is asked.
SURE_ENOUGH = 0.5


@cache
def identifier() -> LanguageIdentifier:
    """The model takes 0.5 s to load: at the first guess, not at the start of every process."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True, min_confidence=SURE_ENOUGH)


def guess_language(text: str) -> str:
    """The ISO 639-1 code of the language that the text is most likely in; empty where that is not clear."""
    code: str = identifier().classify(text[:ENOUGH])[0]
    return "" if code == "und" else code


def language_name(code: str) -> str:
    """The language in the reader's own language, or the code where Django knows no name."""
    info = LANG_INFO.get(code.lower()) or LANG_INFO.get(code.partition("-")[0].lower()) or {}
    return _(info["name"]) if "name" in info else code


def language_choices() -> list[tuple[str, str]]:
    """The languages that Django has a name for, by name."""
    choices = ((code, language_name(code)) for code in LANG_INFO if len(code) <= 3)
    return sorted(choices, key=lambda choice: choice[1].casefold())
