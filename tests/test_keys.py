"""How the server's own keys look."""

from __future__ import annotations

import pytest

from backend import keys


def test_a_private_key_gives_the_public_key_of_its_curve_point():
    # RFC 8292 has no private key in its example; this pair was computed by hand-written point arithmetic.
    private, public = (
        "Dt1CLgQlkiaA-tmCkATyKZeoF1-Gtw1-gdEP6pOCqj4",
        "BG3OGHrl3YJ5PHpl0GSqtAAlUPnx1LvwQvFMIc68vhJU6nIkRzPEqtCduQz8wQj0r71NVPzr7ZRk2f-fhsQ5pK8",
    )
    assert keys.public_key_of(private) == public


def test_fresh_keys_differ():
    assert keys.new_vapid_key() != keys.new_vapid_key()
    assert keys.new_secret() != keys.new_secret()


@pytest.mark.parametrize("text", ["", "A", "A" * 43, "_" * 43, "not base64!", "Dt1CLgQlkiaA"])
def test_what_is_no_private_key_is_refused(text):
    with pytest.raises(ValueError):
        keys.public_key_of(text)
