"""The people and things that tests are played with. Plain functions; every call makes something new."""

from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone

from annotate.alignments import Alignment
from annotate.models import Annotation, Evidence, Label, Review, Scheme
from sources.comparing.dictionaries import UploadedDictionary
from sources.models import Document, Dossier, FetchedPage, Outlet, OutletName, Text
from sources.people import MODERATORS, REVIEWERS, TEACHERS
from sources.text import canonical

PASSWORD = "correct horse battery staple"

ARTICLE = """Minister belches out excuses as the mill burns

The mill at Oster burned for two days, the Coast Monitor said. Seventy per cent of the town lost its water.

The owner had clearly planned it, to be rid of the workers 🔥 before winter."""

REPORT = """Fire at Oster mill leaves 60 percent of town without water

A fire at the mill of Oster was put out on Tuesday. Roughly 60 percent of the town had no water.

Four workers were hurt. The owner was not in the country, police said."""

BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

serial = count(1)


def make_user(name: str = "", *groups: str, **fields: Any) -> User:
    """A user with PASSWORD; the name is made unique where it is not given."""
    user = User.objects.create_user(name or f"person{next(serial)}", password=PASSWORD, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_reviewer(name: str = "") -> User:
    return make_user(name, REVIEWERS)


def make_teacher(name: str = "") -> User:
    return make_user(name, TEACHERS)


def make_moderator(name: str = "") -> User:
    return make_user(name, MODERATORS, is_staff=True)


def make_administrator(name: str = "") -> User:
    return make_user(name, is_staff=True, is_superuser=True)


def make_outlet(name: str = "") -> Outlet:
    name = name or f"Outlet {next(serial)}"
    outlet = Outlet.objects.create(slug=f"outlet-{next(serial)}")
    OutletName.objects.create(outlet=outlet, language="en", name=name, is_main=True)
    return outlet


def make_document(body: str = REPORT, kind: str = "report", by: User | None = None, **fields: Any) -> Document:
    """A document with one text."""
    body = canonical(body)
    fields = {"language": "en", "title": body.partition("\n")[0][:200], **fields}
    fields.setdefault("outlet", make_outlet())
    document = Document.objects.create(kind=kind, created_by=by, **fields)
    document.add_text(body, how=Text.How.PASTED, by=by)
    return document


def make_fetched_page(by: User, data: bytes = b"", **fields: Any) -> FetchedPage:
    """A page that waits to be stored: REPORT as a page of HTML where no bytes are given."""
    paragraphs = "".join(f"<p>{words}</p>" for words in REPORT.split("\n\n")[1:])
    page = f"<!doctype html><title>Fire at Oster mill</title><article><h1>Fire at Oster mill</h1>{paragraphs}</article>"
    fields = {"url": f"https://example.org/{next(serial)}", "media_type": "text/html; charset=utf-8", **fields}
    known = {"requested": fields["url"], "status": 200, "fetched_at": timezone.now(), **fields}
    return FetchedPage.objects.create(by=by, data=data or page.encode(), **known)


def make_dictionary(entries: dict[str, str] | None = None, first: str = "fr", second: str = "en") -> UploadedDictionary:
    """An uploaded dictionary: of other words each time where none are given."""
    entries = entries or {f"mot {next(serial)}": "word"}
    index, articles = dictd_files({word: f"{word}\n{meaning}\n" for word, meaning in entries.items()})
    name = f"Dictionary {next(serial)}"
    return UploadedDictionary.objects.create(
        name=name, first=first, second=second, index=index, articles=articles, headwords=len(entries)
    )


def dictd_files(articles: dict[str, str]) -> tuple[bytes, bytes]:
    """The index and the articles of a dictionary, unpacked."""
    data, index = b"00databaseinfo\nAn invented dictionary, nonsense\n", ""
    index += f"00databaseinfo\tA\t{base64_number(len(data))}\n"
    for word, article in articles.items():
        index += f"{word}\t{base64_number(len(data))}\t{base64_number(len(article.encode()))}\n"
        data += article.encode()
    return index.encode(), data


def base64_number(value: int) -> str:
    """As the index of a dictionary writes it."""
    digits = ""
    while value or not digits:
        value, digit = divmod(value, 64)
        digits = BASE64[digit] + digits
    return digits


def make_text(body: str = REPORT, kind: str = "report", **fields: Any) -> Text:
    return make_document(body, kind, **fields).texts.get()


def make_dossier(
    article: str = ARTICLE, *reports: str, published: bool = True, by: User | None = None, **fields: Any
) -> Dossier:
    """A dossier with its article and reports (REPORT where none is given), published unless said otherwise."""
    dossier = Dossier.objects.create(title=str(fields.pop("title", "The mill at Oster")), created_by=by, **fields)
    dossier.place(make_text(article, "article", by=by))
    for report in reports or (REPORT,):
        dossier.place(make_text(report, by=by))
    if published:
        dossier.set_status(Dossier.Status.PUBLISHED)
    return dossier


def article_of(dossier: Dossier) -> Text:
    return dossier.texts.get(placements__role="article")


def reports_of(dossier: Dossier) -> list[Text]:
    return list(dossier.texts.filter(placements__role="report").order_by("placements__position"))


def make_review(dossier: Dossier | None = None, reviewer: User | None = None, *, submitted: bool = False) -> Review:
    review = Review.objects.create(
        dossier=dossier or make_dossier(),
        scheme=Scheme.objects.default(),
        reviewer=reviewer or make_reviewer(),
    )
    if submitted:
        review.submit()
    return review


def label(key: str) -> Label:
    return Scheme.objects.default().labels.get(key=key)


def passage(text: Text, quote: str) -> dict[str, int | str]:
    """start, end and exact of the first place of the quote in the text."""
    start = text.body.index(quote)
    return {"start": start, "end": start + len(quote), "exact": quote}


def make_annotation(
    review: Review | None = None,
    quote: str = "belches out",
    key: str = "loaded-verb",
    text: Text | None = None,
    **fields: Any,
) -> Annotation:
    review = review or make_review()
    text = text or article_of(review.dossier)
    return Annotation.objects.create(review=review, text=text, label=label(key), **passage(text, quote), **fields)


def make_evidence(
    annotation: Annotation | None = None, quote: str = "Roughly 60 percent", relation: str = "figure changed"
) -> Evidence:
    annotation = annotation or make_annotation()
    text = reports_of(annotation.review.dossier)[0]
    return Evidence.objects.create(annotation=annotation, text=text, relation=relation, **passage(text, quote))


def make_alignment(
    review: Review, here: str = "Seventy per cent", there: str = "60 percent", **fields: Any
) -> Alignment:
    """A decision on a passage of the article beside one of the first report; confirmed as faithful unless said."""
    article, report = article_of(review.dossier), reports_of(review.dossier)[0]
    start, other = article.body.index(here), report.body.index(there)
    fields = {"decision": "confirmed", "relation": "faithful", **fields}
    return Alignment.objects.create(
        review=review,
        article=article,
        article_start=start,
        article_end=start + len(here),
        article_exact=here,
        report=report,
        report_start=other,
        report_end=other + len(there),
        report_exact=there,
        **fields,
    )
