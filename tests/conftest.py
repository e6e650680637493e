from pathlib import Path

import pytest
from django.contrib.auth.models import User

from tests import cast

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of test data that lies beside the project, where there is one."""
    if not SHARED.is_dir():
        pytest.skip(f"the test data is not there: {SHARED}")
    return SHARED


@pytest.fixture
def reviewer(db: None) -> User:
    return cast.make_reviewer()


@pytest.fixture
def other_reviewer(db: None) -> User:
    return cast.make_reviewer()


@pytest.fixture
def teacher(db: None) -> User:
    return cast.make_teacher()


@pytest.fixture
def moderator(db: None) -> User:
    return cast.make_moderator()


@pytest.fixture
def administrator(db: None) -> User:
    return cast.make_administrator()


@pytest.fixture
def stranger(db: None) -> User:
    """Logged in, and a member of no group."""
    return cast.make_user()
