"""The settings of the browser tests with the static files of production: collected, under hashed names."""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403

STATIC_ROOT = Path(os.environ["STATIC_ROOT"])
STORAGES["staticfiles"] = {"BACKEND": "config.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = False
