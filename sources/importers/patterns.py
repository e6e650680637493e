"""Patterns with every way to write a date in them: each takes ten to eighty milliseconds to compile."""

import re
from functools import partial
from typing import cast

from django.utils.functional import SimpleLazyObject


def late(pattern: str) -> re.Pattern[str]:
    """The pattern, whatever the case, compiled when it is first used and not at the start of every process. To be
    compared with `==`: what was found names the pattern itself.
    """
    return cast("re.Pattern[str]", SimpleLazyObject(partial(re.compile, pattern, re.IGNORECASE)))
