"""Which passphrases are strong enough, and how they are kept."""

from __future__ import annotations

import base64
import threading
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from backend import create_app
from backend.accounts.passphrases import LONGEST, MOST_AT_ONCE, Passphrases, strong

# As long as one may be, with a space at its beginning.
LONG = " Four calm green lamps".ljust(LONGEST, "x")


@pytest.mark.parametrize(
    "passphrase",
    [
        "four calm green lamps",
        "eightyon",
        "x" * 100 + "yz",
        "ünïcödé wörds",
        "  spaces count  ",
        "8301 6752 9946 1287",
        "70359481260937158264",
    ],
)
def test_eight_characters_that_are_not_common_are_enough(passphrase):
    assert strong(passphrase, "Alice") == passphrase


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "7 chars",
        "x" * 257,
        "password",
        "Password1!",
        "12345678",
        "31.12.1990",
        "0170 1234567",
        "1234567890" * 4,
        "98765432109876543210987",
        "1990 1992 1995 1998",
        "aaaaaaaa",
        "abababab",
        "qwertyuiop",
        "letmein123",
        "hellohello",
        "Microneedling2026",
        "alice the great",
    ],
)
def test_easy_ones_are_refused_with_a_sentence(passphrase):
    with pytest.raises(ValueError, match=r"[.]$"):
        strong(passphrase, "Alice the Great")


def test_the_right_passphrase_matches_and_others_do_not():
    passphrases = Passphrases(cheap=True)
    kept = passphrases.hash("four calm green lamps")
    assert kept.startswith("$argon2id$")
    assert passphrases.match("four calm green lamps", kept)
    assert not passphrases.match("four calm green lamp", kept)
    assert not passphrases.match("four calm green lamps", "not a hash")


@pytest.mark.parametrize("other", [LONG[:-1], LONG[:-1] + "y", LONG.lower(), LONG.upper(), LONG.strip()])
def test_every_sign_counts_to_the_last_and_so_does_case(client, other):
    body = {"name": "Dana", "passphrase": LONG, "zone": "Europe/Berlin"}
    assert client.post("/api/account", json=body).status_code == 201
    typed = {"name": "Dana", "passphrase": other}
    assert client.post("/api/session", json=typed).status_code == 401
    assert client.post("/api/session", json={**typed, "passphrase": LONG}).status_code == 200


def test_nobody_matches_not_even_with_the_passphrase_of_the_stand_in():
    assert not Passphrases(cheap=True).match("nobody has this passphrase", None)


def test_a_hash_made_with_weaker_numbers_is_outdated():
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("four calm green lamps")
    assert Passphrases().is_outdated(weak)
    assert not Passphrases(cheap=True).is_outdated(weak)


def test_production_hashes_with_argon2id_and_the_numbers_we_name(settings, database):
    deployed = create_app(replace(settings, env="production"), database=database)
    kept = deployed.extensions["passphrases"].hash("four calm green lamps")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$"), "64 MiB, three rounds, four lanes"
    salt, digest = (base64.b64decode(part + "==") for part in kept.split("$")[4:])
    assert (len(salt), len(digest)) == (16, 32)


def test_many_at_once_take_turns_and_all_finish():
    passphrases = Passphrases(cheap=True)
    kept = passphrases.hash("four calm green lamps")
    found: list[bool] = []
    threads = [
        threading.Thread(target=lambda: found.append(passphrases.match("four calm green lamps", kept)))
        for _ in range(4 * MOST_AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert found == [True] * (4 * MOST_AT_ONCE)


def test_a_passphrase_is_the_same_on_every_keyboard():
    passphrases = Passphrases(cheap=True)
    for kept, typed in (("f\u00f6hn und \u00e9t\u00e9", "fo\u0308hn und e\u0301te\u0301"),):
        assert passphrases.match(typed, passphrases.hash(kept))
        assert passphrases.match(kept, passphrases.hash(typed))
