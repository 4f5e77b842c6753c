"""Knows how photos are sealed: master, patient and photo keys, and what each is bound to (AES-256-GCM)."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.settings import Settings

Variant = Literal["full", "thumb"]
VARIANTS: tuple[Variant, ...] = ("full", "thumb")
MIME = "image/jpeg"

_MARK = b"STP1"  # a later way to seal gets another mark
_NONCE_BYTES = 12
_KEY_BITS = 256


class Sealed(Exception):
    """This cannot be opened: the key is another one, or somebody changed what was sealed."""


@dataclass(frozen=True)
class WrappedKey:
    """A patient's key, sealed by the master key that `master_id` names."""

    master_id: str
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True)
class MasterKeys:
    """The master key in use, and former ones that some patient keys may still be sealed with."""

    current: bytes = field(repr=False)
    former: tuple[bytes, ...] = field(default=(), repr=False)

    @classmethod
    def from_settings(cls, settings: Settings) -> MasterKeys:
        """Return the master keys of this installation."""
        return cls(_raw(settings.photo_key), tuple(_raw(key) for key in settings.photo_old_keys))

    @property
    def current_id(self) -> str:
        """The name of the key in use; it says nothing about the key."""
        return master_id(self.current)

    def wrap(self, patient_key: bytes, patient_id: str) -> WrappedKey:
        """Seal a patient's key with the master key in use."""
        return WrappedKey(self.current_id, seal(self.current, patient_key, _bound_to_patient(patient_id)))

    def unwrap(self, wrapped: WrappedKey, patient_id: str) -> bytes:
        """Return a patient's key; Sealed when no master key here opens it."""
        for master in (self.current, *self.former):
            if master_id(master) == wrapped.master_id:
                return unseal(master, wrapped.wrapped, _bound_to_patient(patient_id))
        raise Sealed(f"The master key {wrapped.master_id} is not set.")


def master_id(master: bytes) -> str:
    """Return the name of a master key: a hash of 256 random bits gives nothing away."""
    return hashlib.sha256(b"stipple photo master" + master).hexdigest()[:16]


def master_ids(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the names of master keys as they are written in the settings."""
    return tuple(master_id(_raw(key)) for key in keys)


def new_key() -> bytes:
    """Return a fresh key for a patient or a photo."""
    return AESGCM.generate_key(_KEY_BITS)


def seal(key: bytes, clear: bytes, bound_to: bytes) -> bytes:
    """Return the sealed bytes; they open only with this key, for the same `bound_to`."""
    nonce = os.urandom(_NONCE_BYTES)
    return _MARK + nonce + AESGCM(key).encrypt(nonce, clear, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Return what was sealed; Sealed when the key or what it was bound to is another, or a bit changed."""
    start = len(_MARK) + _NONCE_BYTES
    if not sealed.startswith(_MARK) or len(sealed) < start:
        raise Sealed("This was not sealed by us.")
    try:
        return AESGCM(key).decrypt(sealed[len(_MARK) : start], sealed[start:], bound_to)
    except InvalidTag as error:
        raise Sealed("The key does not fit, or the bytes were changed.") from error


def bound_to_picture(patient_id: str, photo_id: str, variant: Variant) -> bytes:
    """What a picture is sealed for: under another patient, photo or variant it does not open."""
    return f"stipple picture|{patient_id}|{photo_id}|{variant}|{MIME}".encode()


def bound_to_photo(patient_id: str, photo_id: str) -> bytes:
    """What a photo's key is sealed for."""
    return f"stipple photo key|{patient_id}|{photo_id}".encode()


def _bound_to_patient(patient_id: str) -> bytes:
    return f"stipple patient key|{patient_id}".encode()


def _raw(key: str) -> bytes:
    """Return the 32 bytes of a key as it is written in the settings; they were checked there."""
    return base64.urlsafe_b64decode(key + "=")
