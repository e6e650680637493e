import datetime

import pytest

from sources.importers import ImportRefused, parse

TEXT = (
    "Northtown (Northwire) - The bridge of Northtown reopened on Tuesday\n"
    "after two years of works, its mayor said.\n"
    "   The works cost three million pounds, more than had been planned\n"
    "when they began.\n"
)
BODY = (
    "The bridge of Northtown reopened on Tuesday after two years of works, its mayor said.\n\n"
    "The works cost three million pounds, more than had been planned when they began."
)
MESSAGE = (
    "\x01nwi0042 4 pl 29 vvvvb Northwire 0031\r\nNorthland/Bridge/\r\n\x02"
    "Bridge reopens=\r\nResidents relieved=\r\nBy Ann Lee=\r\n{text}\x03061015 GMT Dec 16\r\n\x04"
).replace("{text}", TEXT.replace("\n", "\r\n"))


def test_a_message_with_its_control_characters() -> None:
    [parsed] = parse(MESSAGE.encode("ascii"))
    assert (parsed.kind, parsed.title, parsed.byline) == ("report", "Bridge reopens", "Ann Lee")
    assert (parsed.dateline, parsed.outlet, parsed.language) == ("Northtown", "Northwire", "en")
    assert parsed.published == datetime.datetime(2016, 12, 6, 10, 15, tzinfo=datetime.UTC)
    assert (parsed.external_id, parsed.tags) == ("nwi0042 2016-12-06", ["Northland", "Bridge"])
    assert parsed.body == f"Residents relieved\n\n{BODY}"
    assert [block.kind for block in parsed.blocks] == ["heading", "paragraph", "paragraph"]


def test_a_headline_above_the_start_of_the_text_is_the_headline() -> None:
    moved = MESSAGE.replace("\x02Bridge reopens=\r\n", "Bridge reopens=\r\n\x02")
    [parsed] = parse(moved.encode())
    assert (parsed.title, parsed.tags) == ("Bridge reopens", ["Northland", "Bridge"])


def test_a_message_that_lost_its_control_characters_and_has_notes_for_editors() -> None:
    head = "nwi0042 4 pl 29  Northwire 0031\n\nNorthland/Bridge/\n1ST LEAD\n"
    head += "Bridge of Northtown reopens\nafter two years\nBy Ann Lee =\n\n"
    foot = "\n# Notebook\n- not to be printed\n\nnw al rmo\n\n061015 GMT Dec 16\n"
    [parsed] = parse(f"{head}{TEXT}{foot}".encode())
    assert (parsed.title, parsed.byline) == ("Bridge of Northtown reopens after two years", "Ann Lee")
    assert parsed.body == BODY


def test_a_message_between_the_marks_of_a_teleprinter_and_without_a_zone() -> None:
    head = "ZCZC\nnwi042 4 pl 29\nNorthland/Bridge\nBridge reopens=\n"
    [parsed] = parse(f"{head}{TEXT}\n061015 DEZ 16\n\nNNNN\n".encode())
    assert (parsed.title, parsed.published, parsed.body) == ("Bridge reopens", datetime.date(2016, 12, 6), BODY)


def test_several_messages_are_several_documents() -> None:
    assert [parsed.title for parsed in parse((MESSAGE + MESSAGE.replace("Bridge reopens", "Again")).encode())] == [
        "Bridge reopens",
        "Again",
    ]


def test_an_agency_of_the_registry_and_an_old_encoding() -> None:
    head = "\x01bdt0017 3 pl 20 dpa 0031\r\nBrücke\r\n\x02Brücke geöffnet=\r\n"
    message = f"{head}Nordstadt (dpa) - Die Brücke ist geöffnet.\r\n\x03"
    [parsed] = parse(message.encode("windows-1252"))
    assert (parsed.title, parsed.outlet, parsed.body) == ("Brücke geöffnet", "dpa", "Die Brücke ist geöffnet.")


def test_a_message_without_text_is_refused() -> None:
    with pytest.raises(ImportRefused):
        parse(b"\x01nwi0042 4 pl 29\r\nBridge\r\n\x02\x03\x04")


ANPA = (
    "\x16\x16\x01w0042\x1f-----\x13\r\nr i \x15BC-NW--Bridge, 1st Ld   12-06 0029\r\n"
    "\x02^BC-NW--Bridge, 1st Ld,29<\r\n"
    "^Bridge reopens after two years<\r\n^Eds: Updates. With AP Photos.<\r\n^AP Photo NW101, NW102<\r\n"
    "^By ANN LEE=\r\n"
    "^Associated Press=\r\n\t   NORTHTOWN (AP) _ The bridge reopened, ``at last,'' said the mayor. \r\n"
    "\t   The works took two years.\r\n^THE COSTS<\r\n\t   They rose.\r\n\r\n"
    "\t   AP-WF-12-06-16 1015GMT<\r\n\x03\x16\x16\x04"
)


@pytest.mark.parametrize("controls", [True, False])
def test_a_message_in_the_north_american_format(controls: bool) -> None:
    message = ANPA if controls else "".join(char for char in ANPA if char >= " " or char in "\t\n")
    [parsed] = parse(message.encode())
    assert (parsed.title, parsed.byline) == ("Bridge reopens after two years", "ANN LEE")
    assert (parsed.dateline, parsed.outlet) == ("NORTHTOWN", "Associated Press")
    assert parsed.published == datetime.datetime(2016, 12, 6, 10, 15, tzinfo=datetime.UTC)
    assert parsed.external_id == "w0042 2016-12-06"
    assert parsed.body.split("\n\n") == [
        "The bridge reopened, “at last,” said the mayor.",
        "The works took two years.",
        "THE COSTS",
        "They rose.",
    ]


@pytest.mark.parametrize("text", ["In 2016 4 men 3 times went there.", "Abc123 is a code\n4 of them", "ZCZC\n"])
def test_other_texts_are_not_taken_for_messages(text: str) -> None:
    [parsed] = parse(f"{text}\n\nThis is a plain text that somebody typed.".encode())
    assert parsed.kind == "article"
