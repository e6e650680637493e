"""What a page prints around an article is left out, and nothing else."""

from pathlib import Path

import pytest

from sources.importers.parsed import Parsed, assemble

FIRST = "The river rose by two metres on Monday, the mayor said, and fell again at night."
LAST = "Nobody was hurt, and the bridge will be open again on Friday."


def page(*blocks: str, outlet: str = "") -> Parsed:
    return assemble([("paragraph", block) for block in blocks], title="River rises", outlet=outlet, language="en")


@pytest.mark.parametrize(
    "line",
    [
        "Site icon gazette.example",
        "Exit mobile version",
        "Quitter la version mobile",
        "Advertisement",
        "Publicité",
        "La suite après cette publicité",
        "Partager sur Facebook",
        "Facebook Twitter WhatsApp E-mail",
        "Share on Facebook Share on Twitter",
        "Read more: Bridge closes in Newtown",
        "Lire aussi : Le pont ferme à Neuville",
        "À lire aussi",
        "Lea también: El puente cierra",
        "Lesen Sie auch: Die Brücke ist zu",
        "Leggi anche: Il ponte è chiuso",
        "Leia também: A ponte fechou",
        "اقرأ أيضا: إغلاق الجسر",
        "إعلان",
        "3 min read",
        "Image source, Getty Images",
    ],
)
def test_what_no_article_says_goes_wherever_it_stands(line: str) -> None:
    assert page(line, FIRST, line, LAST, line).body == f"{FIRST}\n\n{LAST}"


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Partager",
        "Teilen",
        "Compartir",
        "Condividi",
        "Partilhar",
        "شارك",
        "Tweet",
        "Print",
        "Comments",
        "0 Comments",
        "12 partages",
        "* * *",
        "Cet article vous a plu ? Nous vivons des dons de nos lecteurs. Merci de votre soutien !",
        "Did you like this article? Support us with a small sum.",
        "We use cookies to make this site better. Read our policy.",
        "Sign up for our daily newsletter",
        "Your email address will not be published. Required fields are marked *",
        "The post River rises appeared first on The Gazette.",
    ],
)
def test_what_could_be_a_heading_goes_at_the_head_and_the_foot_alone(line: str) -> None:
    parsed = page(line, FIRST, line, LAST, line)
    assert parsed.body in (f"{FIRST}\n\n{line}\n\n{LAST}", f"{FIRST}\n\n{LAST}")
    assert parsed.body.startswith(FIRST)
    assert parsed.body.endswith(LAST)


@pytest.mark.parametrize(
    "prose",
    [
        "Share prices fell on Monday.",
        "Comments by the mayor did not help.",
        "Facebook and Twitter said that they would delete the pages.",
        "Facebook",
        "Read more books, the minister told children.",
        "Related work was done in Newtown.",
        "Print is dead, he said.",
        "Publicité mensongère : le fabricant est condamné.",
        "Partager le pouvoir ne suffit pas, dit-elle.",
        "Lire aussi bien que les adultes, tel est le but.",
        "Copyright law will change in May.",
        "The copyright of the song had expired.",
        "Cookies are what he liked most.",
        "See also what the others have to say about it.",
        "Teilen macht Freude.",
        "Tags darauf war alles vorbei.",
        "Más de cien personas murieron.",
        "إعلان الحرب كان مفاجئا",
        "More than a hundred people died.",
    ],
)
def test_prose_with_the_same_words_stays(prose: str) -> None:
    assert page(FIRST, prose, LAST).body == f"{FIRST}\n\n{prose}\n\n{LAST}"
    if prose != "Facebook":
        assert page(FIRST, LAST, prose).body.endswith(prose)


def test_a_list_of_other_articles_at_the_foot_goes_with_its_heading() -> None:
    parsed = page(FIRST, LAST, "Related articles", "Bridge closes in Newtown", "Mayor on holiday", "Read more")
    assert parsed.body == f"{FIRST}\n\n{LAST}"


def test_a_heading_over_prose_stays() -> None:
    assert page(FIRST, "Topics", LAST).body == f"{FIRST}\n\nTopics\n\n{LAST}"


def test_a_notice_of_rights_goes_into_its_field() -> None:
    parsed = page(FIRST, LAST, "© 2016 Example Press. All rights reserved.")
    assert (parsed.body, parsed.rights) == (f"{FIRST}\n\n{LAST}", "© 2016 Example Press. All rights reserved.")


def test_the_site_that_its_icon_names_is_the_outlet_where_none_is_known() -> None:
    assert page("Site icon gazette.example", FIRST).outlet == "gazette.example"
    assert page("Site icon gazette.example", FIRST, outlet="The Gazette").outlet == "The Gazette"


def test_the_address_with_which_an_author_signs_is_no_name() -> None:
    parsed = page(FIRST, LAST, "roe@gazette.example")
    assert (parsed.body, parsed.byline) == (f"{FIRST}\n\n{LAST}", "")


def test_a_page_that_is_nothing_but_furniture_stays_as_it_is() -> None:
    assert page("Share", "Tweet").body == "Share\n\nTweet"


def test_the_page_of_the_shared_data_has_its_title_and_none_of_its_furniture(shared_data: Path) -> None:
    text = (shared_data / "aleppo-2016" / "article-medias-presse.fr.txt").read_text("utf-8")
    parsed = assemble([("paragraph", text)])
    assert parsed.title.startswith("Moscou accuse Washington")
    assert parsed.title not in parsed.body
    assert parsed.body.startswith("Au lendemain du véto")
    assert not any(
        words in parsed.body for words in ("Site icon", "Quitter la version mobile", "Cet article vous a plu")
    )
    assert parsed.language == "fr"
