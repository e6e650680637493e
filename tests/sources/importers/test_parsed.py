"""How a document is put together of raw blocks and fields."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.importers.parsed import Parsed, assemble
from sources.importers.refused import ImportRefused
from sources.text import canonical

PROSE = "The river rose by two metres on Monday, the mayor said, and fell again at night."
MORE = "Nobody was hurt, and the bridge will be open again on Friday."
NOW = datetime.datetime.now(datetime.UTC)


def plain(*paragraphs: str) -> Parsed:
    return assemble([("paragraph", paragraph) for paragraph in paragraphs])


def test_lines_are_canonical_and_cut_to_what_the_database_takes() -> None:
    long = "word " * 1000
    parsed = assemble(
        [("paragraph", PROSE)], title=f"  A\ntitle {long}", byline=long, dateline=long, outlet=long, rights=long,
        external_id="x" * 900, version="v" * 200, tags=[long, "", "fire", "Fire"],
    )  # fmt: skip
    lengths = [len(text) for text in (parsed.title, parsed.byline, parsed.dateline, parsed.rights, parsed.external_id)]
    assert all(length <= limit for length, limit in zip(lengths, (500, 300, 200, 500, 500), strict=True))
    assert parsed.title.startswith("A title word")
    assert parsed.title.endswith("word…")
    assert len(parsed.version) <= 100
    assert [len(tag) <= 100 for tag in parsed.tags] == [True, True]
    assert parsed.tags[1] == "fire"


@pytest.mark.parametrize(
    "name", ["AFP", "Agence France-Presse", "agence france presse", "فرانس برس", "https://www.afp.com/"]
)
def test_an_outlet_is_named_as_the_registry_names_it(name: str) -> None:
    parsed = assemble([("paragraph", PROSE)], outlet=name)
    assert (parsed.outlet, parsed.kind) == ("AFP", "report")


def test_an_outlet_that_nobody_knows_keeps_its_name_and_makes_an_article() -> None:
    parsed = assemble([("paragraph", PROSE)], outlet="The Newtown Gazette")
    assert (parsed.outlet, parsed.kind) == ("The Newtown Gazette", "article")


def test_the_kind_that_is_known_stays() -> None:
    assert assemble([("paragraph", PROSE)], outlet="AFP", kind="article").kind == "article"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("javascript:alert(1)", ""),
        ("ftp://example.org/a", ""),
        ("/a/b", ""),
        ("http://[", ""),
        ("https://example.org/" + "a" * 2000, ""),
        ("https://example.org/a b", ""),
    ],
)
def test_only_addresses_of_the_web_are_kept(url: str, kept: str) -> None:
    assert assemble([("paragraph", PROSE)], url=url).url == kept


@pytest.mark.parametrize(
    "published", [datetime.date(1066, 10, 14), NOW + datetime.timedelta(days=4), datetime.datetime.max]
)
def test_a_date_on_which_nothing_was_published_is_none(published: datetime.date) -> None:
    assert assemble([("paragraph", PROSE)], published=published).published is None


def test_a_time_without_its_zone_is_a_date() -> None:
    noon = datetime.datetime(2016, 12, 6, 12, 0)
    assert assemble([("paragraph", PROSE)], published=noon).published == datetime.date(2016, 12, 6)


def test_the_language_is_the_one_that_is_named_else_the_likeliest() -> None:
    assert assemble([("paragraph", PROSE)], language="fr_CA").language == "fr-CA"
    assert assemble([("paragraph", PROSE)], language="EN").language == "en"
    assert assemble([("paragraph", PROSE)], language="xx-unknown").language == "en"
    assert assemble([("paragraph", PROSE)]).language == "en"


def test_a_title_that_is_known_does_not_stand_in_the_body_too() -> None:
    parsed = assemble([("heading", "River  rises!"), ("paragraph", PROSE)], title="River rises")
    assert (parsed.title, parsed.body) == ("River rises", PROSE)


def test_the_first_line_that_reads_as_a_title_is_it_and_leaves_the_body() -> None:
    parsed = plain("River rises in Newtown", PROSE, MORE)
    assert (parsed.title, parsed.body) == ("River rises in Newtown", f"{PROSE}\n\n{MORE}")


def test_a_title_and_the_text_may_be_lines_of_one_block() -> None:
    parsed = plain(f"River rises in Newtown\n{PROSE}", MORE)
    assert (parsed.title, parsed.body) == ("River rises in Newtown", f"{PROSE}\n\n{MORE}")


def test_outlet_date_and_byline_above_and_below_the_title_go_to_their_fields() -> None:
    parsed = plain("Reuters", "River rises in Newtown", "By Jane Roe", "Tuesday, December 6, 2016 10:15 GMT", PROSE)
    assert (parsed.title, parsed.byline, parsed.outlet) == ("River rises in Newtown", "Jane Roe", "Reuters")
    assert parsed.published == datetime.date(2016, 12, 6)
    assert parsed.body == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "Published: 6 December 2016",
        "Publié le 6 décembre 2016 à 12h40",
        "Veröffentlicht am 06.12.2016, 12:40 Uhr",
        "6 de diciembre de 2016",
    ],
)
def test_a_line_that_is_a_date_is_when_it_was_published(line: str) -> None:
    parsed = plain("River rises in Newtown", line, PROSE)
    assert (parsed.published, parsed.body) == (datetime.date(2016, 12, 6), PROSE)


def test_when_it_was_changed_is_not_when_it_was_published() -> None:
    parsed = plain("River rises in Newtown", "Updated: 7 December 2016", "Published: 6 December 2016", PROSE)
    assert (parsed.published, parsed.body) == (datetime.date(2016, 12, 6), PROSE)


def test_a_text_that_just_begins_keeps_its_beginning() -> None:
    parsed = plain(PROSE, MORE)
    assert parsed.body == f"{PROSE}\n\n{MORE}"
    assert parsed.title == PROSE


def test_a_sentence_above_a_dateline_is_the_title() -> None:
    parsed = plain("River rises in Newtown.", f"NEWTOWN, Dec 5 (Reuters) - {PROSE}")
    assert (parsed.title, parsed.body) == ("River rises in Newtown.", PROSE)


def test_one_line_is_its_own_title_and_stays() -> None:
    parsed = plain("River rises")
    assert (parsed.title, parsed.body) == ("River rises", "River rises")


def test_a_text_of_nothing_is_refused() -> None:
    with pytest.raises(ImportRefused, match="no text"):
        plain(" \n ", "")


def test_a_text_of_more_than_two_million_characters_is_refused() -> None:
    with pytest.raises(ImportRefused, match="two million"):
        assemble(("paragraph", "word " * 1000) for _number in range(500))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["paragraph", "heading", "quote", "item"]), st.text(max_size=80)), max_size=8)
)
def test_whatever_comes_in_the_body_is_canonical_and_the_blocks_are_its_blocks(parts: list[tuple[str, str]]) -> None:
    try:
        parsed = assemble(parts)  # type: ignore[arg-type]
    except ImportRefused:
        return
    assert parsed.body
    assert parsed.title
    assert parsed.body == canonical(parsed.body)
    assert "\n\n".join(parsed.body[block.start : block.end] for block in parsed.blocks) == parsed.body


def test_short_lines_that_stand_together_above_the_text_are_told_apart() -> None:
    parsed = plain("Reuters\nRiver rises in Newtown\nBy Jane Roe\nDecember 6, 2016", PROSE)
    assert (parsed.title, parsed.byline, parsed.outlet) == ("River rises in Newtown", "Jane Roe", "Reuters")
    assert (parsed.published, parsed.body) == (datetime.date(2016, 12, 6), PROSE)


def test_lines_of_a_poem_stay_together() -> None:
    poem = "The river rises, the river falls,\nand nobody knows what the river recalls."
    assert plain(poem, PROSE).body == f"{poem}\n\n{PROSE}"


def test_a_date_or_a_name_as_a_heading_in_the_text_stays() -> None:
    lead = "The river rose and fell."
    parsed = assemble(
        [
            ("paragraph", lead),
            ("heading", "6 December 2016"),
            ("paragraph", PROSE),
            ("heading", "Amnesty International"),
            ("paragraph", MORE),
        ],
        title="Chronology",
    )
    assert parsed.body == "\n\n".join([lead, "6 December 2016", PROSE, "Amnesty International", MORE])


@pytest.mark.parametrize(
    ("written", "byline"),
    [
        ("roe@gazette.example", ""),
        ("Jane Roe <roe@gazette.example>", "Jane Roe"),
        ("Jane Roe, jane.roe@gazette.example", "Jane Roe"),
        ("Jane Roe (roe@gazette.example), John Doe", "Jane Roe, John Doe"),
    ],
)
def test_an_address_is_no_byline(written: str, byline: str) -> None:
    assert assemble([("paragraph", "It rained.")], byline=written).byline == byline


def test_lines_drawn_between_parts_of_a_text_are_left_out() -> None:
    parts = ["It rained.", "___", "* * *", "It rained on."]
    assert assemble([("paragraph", part) for part in parts]).body == "It rained.\n\nIt rained on."
    assert assemble([("paragraph", "* * *")]).body == "* * *"
