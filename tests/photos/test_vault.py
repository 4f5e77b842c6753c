"""Keys and what they seal: nothing opens under another patient, photo, variant or master key."""

from __future__ import annotations

import pytest

from backend.photos.vault import (
    MasterKeys,
    Sealed,
    WrappedKey,
    bound_to_photo,
    bound_to_picture,
    new_key,
    seal,
    unseal,
)

CLEAR = b"\xff\xd8\xff a picture"
BOUND = bound_to_picture("alice", "photo-1", "full")


def test_what_is_sealed_opens_with_its_key_for_what_it_was_sealed_for():
    key = new_key()
    assert unseal(key, seal(key, CLEAR, BOUND), BOUND) == CLEAR


@pytest.mark.parametrize(
    "other",
    [
        bound_to_picture("bob", "photo-1", "full"),
        bound_to_picture("alice", "photo-2", "full"),
        bound_to_picture("alice", "photo-1", "thumb"),
        bound_to_photo("alice", "photo-1"),
    ],
    ids=["patient", "photo", "variant", "purpose"],
)
def test_under_another_patient_photo_or_variant_it_does_not_open(other):
    key = new_key()
    with pytest.raises(Sealed):
        unseal(key, seal(key, CLEAR, BOUND), other)


@pytest.mark.parametrize("other", [bound_to_photo("alice", "photo-2"), bound_to_photo("bob", "photo-1")])
def test_the_key_of_a_photo_opens_for_no_other_photo_or_patient(other):
    patient_key = new_key()
    wrapped = seal(patient_key, new_key(), bound_to_photo("alice", "photo-1"))
    assert len(unseal(patient_key, wrapped, bound_to_photo("alice", "photo-1"))) == 32
    with pytest.raises(Sealed):
        unseal(patient_key, wrapped, other)


def test_another_key_does_not_open_it():
    with pytest.raises(Sealed):
        unseal(new_key(), seal(new_key(), CLEAR, BOUND), BOUND)


def test_any_changed_bit_is_noticed():
    key = new_key()
    sealed = seal(key, CLEAR, BOUND)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Sealed):
            unseal(key, bytes(changed), BOUND)


@pytest.mark.parametrize("sealed", [b"", b"STP1", b"STP2" + bytes(60), b"STP1" + bytes(12), CLEAR])
def test_what_was_never_sealed_is_refused(sealed):
    with pytest.raises(Sealed):
        unseal(new_key(), sealed, BOUND)


def test_the_same_picture_sealed_twice_looks_different():
    key = new_key()
    assert seal(key, CLEAR, BOUND) != seal(key, CLEAR, BOUND)


def test_a_patients_key_opens_with_the_master_key_it_names():
    masters, patient_key = MasterKeys(new_key()), new_key()
    wrapped = masters.wrap(patient_key, "alice")
    assert patient_key not in wrapped.wrapped
    assert masters.unwrap(wrapped, "alice") == patient_key
    for other in (MasterKeys(new_key()), MasterKeys(new_key(), (new_key(),))):
        with pytest.raises(Sealed):
            other.unwrap(wrapped, "alice")
    with pytest.raises(Sealed):
        masters.unwrap(wrapped, "bob")


def test_a_former_master_key_still_opens_and_the_new_one_seals():
    old, new, patient_key = new_key(), new_key(), new_key()
    wrapped = MasterKeys(old).wrap(patient_key, "alice")
    both = MasterKeys(new, (old,))
    assert both.unwrap(wrapped, "alice") == patient_key
    again = both.wrap(patient_key, "alice")
    assert again.master_id != wrapped.master_id
    assert MasterKeys(new).unwrap(again, "alice") == patient_key


def test_keys_never_show_in_a_log():
    key = new_key()
    for shown in (repr(MasterKeys(key, (key,))), repr(WrappedKey("id", key))):
        assert repr(key)[2:-1] not in shown
