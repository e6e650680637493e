import pytest

from sources.models import Document
from tests import cast

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return list(Document.objects.searched(words).order_by("title").values_list("title", flat=True))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Les élèves ont chanté", "ELEVES chante"),
        ("the cœur of the œuvre", "coeur"),
        ("Straße nach Łódź", "strasse lodz"),
        ("قَالَ المُرصد إنّ الطائـــرات", "ان الطائرات قال"),
        ("المدينة القديمة ٢٠١٦", "المدينه 2016"),
        ("俄罗斯指责美国", "指责"),
        ("l’agence a parlé", "l'agence"),
        ("Ήταν όμορφα", "ηταν ομορφα"),
    ],
)
def test_neither_case_nor_accents_nor_spelling_matter(text: str, question: str) -> None:
    cast.make_document(text, title="this")
    cast.make_document("Something else", title="that")
    assert found(question) == ["this"]
