"""Tests keep what they make of rule packs to themselves."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from gouji.language.cache import VARIABLE

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")  # how fast a machine is at the moment is no property


@pytest.fixture(autouse=True, scope="session")
def _cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The user's cache folder is neither read nor written."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(tmp_path_factory.mktemp("cache"))
    yield
    del os.environ[VARIABLE]
    if before is not None:
        os.environ[VARIABLE] = before
