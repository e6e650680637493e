import base64
import datetime

import pytest

from sources.importers import ImportRefused, parse

MESSAGE = """<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.1:1" "http://192.0.2.1/NewsML_1.1.dtd">
<NewsML Version="1.1">
 <Catalog Href="http://192.0.2.1/catalog.xml"/>
 <NewsEnvelope><DateAndTime>20161206T111500Z</DateAndTime></NewsEnvelope>
 <NewsItem>
  <Identification><NewsIdentifier>
    <ProviderId>nordagence.example</ProviderId><DateId>20161206</DateId><NewsItemId>TX17</NewsItemId>
    <RevisionId PreviousRevision="1" Update="N">2</RevisionId>
    <PublicIdentifier>urn:newsml:nordagence.example:20161206:TX17:2N</PublicIdentifier>
  </NewsIdentifier></Identification>
  <NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20161206T080000Z</FirstCreated>
    <ThisRevisionCreated>20161206T101500+0100</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>
  <NewsComponent>
   <NewsLines><HeadLine>Le pont rouvre après deux ans</HeadLine><SubHeadLine>Soulagement</SubHeadLine>
    <ByLine>Par Anne Martin</ByLine><DateLine>Ville-du-Nord, 6 déc 2016 (Nordagence) -</DateLine>
    <CopyrightLine>© 2016 Nordagence</CopyrightLine><KeywordLine>pont, transports</KeywordLine></NewsLines>
   <AdministrativeMetadata><Provider><Party FormalName="Nordagence"/></Provider></AdministrativeMetadata>
   <DescriptiveMetadata><Language FormalName="fr"/></DescriptiveMetadata>
   <NewsComponent><Role FormalName="Main"/>
    <ContentItem><MediaType FormalName="Text"/><DataContent>%s</DataContent></ContentItem></NewsComponent>
   <NewsComponent><Role FormalName="Photo"/>
    <NewsComponent><Role FormalName="Caption"/><NewsLines><HeadLine>Photo</HeadLine></NewsLines>
     <ContentItem><MediaType FormalName="Text"/><DataContent><p>Des voitures.</p></DataContent></ContentItem>
    </NewsComponent></NewsComponent>
  </NewsComponent>
 </NewsItem>
</NewsML>"""
PARAGRAPHS = "<p>Le pont a rouvert mardi.</p><p>Les travaux ont duré deux ans.</p>"
BODY = "Le pont a rouvert mardi.\n\nLes travaux ont duré deux ans."


def test_all_fields_are_read() -> None:
    [parsed] = parse((MESSAGE % PARAGRAPHS).encode("iso-8859-1"))
    assert (parsed.kind, parsed.title, parsed.byline) == ("report", "Le pont rouvre après deux ans", "Anne Martin")
    assert (parsed.dateline, parsed.outlet, parsed.language) == ("Ville-du-Nord, 6 déc 2016", "Nordagence", "fr")
    zone = datetime.timezone(datetime.timedelta(hours=1))
    assert parsed.published == datetime.datetime(2016, 12, 6, 10, 15, tzinfo=zone)
    assert (parsed.external_id, parsed.version) == ("urn:newsml:nordagence.example:20161206:TX17", "2")
    assert (parsed.rights, parsed.tags) == ("© 2016 Nordagence", ["pont", "transports"])
    assert parsed.body == BODY


@pytest.mark.parametrize(
    "content",
    [
        f"<nitf><body><body.content>{PARAGRAPHS}</body.content></body></nitf>",
        f'<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head/><h:body>{PARAGRAPHS}</h:body></h:html>',
        f"<![CDATA[{PARAGRAPHS}]]>",
        f"<![CDATA[<nitf><body><body.content>{PARAGRAPHS}</body.content></body></nitf>]]>",
        "Le pont a rouvert mardi.\n\nLes travaux ont duré deux ans.",
        "\n   Le pont a rouvert mardi.\n   Les travaux ont duré\ndeux ans.\n",
        "&lt;p>Le pont a rouvert mardi.&lt;/p>&lt;p>Les travaux ont duré deux ans.&lt;/p>",
    ],
)
def test_the_text_in_whatever_mark_up(content: str) -> None:
    [parsed] = parse((MESSAGE % content).encode("iso-8859-1"))
    assert parsed.body == BODY


def test_a_text_in_base64() -> None:
    coded = base64.b64encode(PARAGRAPHS.encode()).decode()
    content = MESSAGE.replace(
        "<DataContent>%s</DataContent>", f'<Encoding Notation="Base64"><DataContent>{coded}</DataContent></Encoding>'
    )
    assert parse(content.encode("iso-8859-1"))[0].body == BODY


def test_each_story_of_an_item_is_a_document() -> None:
    story = (
        "<NewsComponent Duid='{0}'><NewsLines><HeadLine>{0}</HeadLine></NewsLines>"
        "<ContentItem><DataContent><p>{0} is here.</p></DataContent></ContentItem></NewsComponent>"
    )
    item = f"<NewsItem><NewsComponent>{story.format('One')}{story.format('Two')}</NewsComponent></NewsItem>"
    assert [(parsed.title, parsed.body) for parsed in parse(f"<NewsML>{item}</NewsML>".encode())] == [
        ("One", "One is here."),
        ("Two", "Two is here."),
    ]


def test_a_withdrawn_item_is_refused() -> None:
    with pytest.raises(ImportRefused, match="withdrawn"):
        parse((MESSAGE % PARAGRAPHS).replace('"Usable"', '"Canceled"').encode("iso-8859-1"))


def test_without_text_it_is_refused() -> None:
    with pytest.raises(ImportRefused, match="no text"):
        parse((MESSAGE % "").replace("Des voitures.", "").encode("iso-8859-1"))
