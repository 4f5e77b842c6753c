"""The stage of the tests about photos."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.photos.s3 import s3_server


@pytest.fixture(scope="session")
def s3_address() -> Iterator[str]:
    """The address of an S3 server, started when the first test asks for it."""
    with s3_server() as address:
        yield address
