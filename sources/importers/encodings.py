"""Which characters the bytes of a text file stand for."""

from django.utils.translation import gettext as _

from sources.importers.refused import ImportRefused


def decode(data: bytes, media_type: str = "") -> str:
    """The characters of a text file. Raises ImportRefused where the bytes are no text."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ImportRefused(_("This is not a text. Save it as a text file in UTF-8.")) from None
