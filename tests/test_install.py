"""That a database stays with the VAPID key its phones subscribed with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from backend import create_app, keys
from backend.db import Database
from backend.install import pin_vapid_key
from backend.settings import SettingsError


def test_the_same_key_may_start_again(database, settings):
    pin_vapid_key(database, settings)
    pin_vapid_key(database, settings)


def test_processes_that_start_together_pin_one_key(database, settings):
    others = [replace(settings, vapid_private_key=keys.new_vapid_key()) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        started = [pool.submit(pin_vapid_key, database, one) for one in others]
    refusals = [one.exception() for one in started]
    assert sum(refusal is None for refusal in refusals) == 1
    assert all(isinstance(refusal, SettingsError) for refusal in refusals if refusal)


def test_another_key_is_refused_with_what_to_do(database, settings):
    pin_vapid_key(database, settings)
    other = replace(settings, vapid_private_key=keys.new_vapid_key())
    with pytest.raises(SettingsError, match="Set the former key again"):
        pin_vapid_key(database, other)
    pin_vapid_key(database, settings)


def test_a_new_key_may_follow_one_that_is_kept_as_old(database, settings):
    pin_vapid_key(database, settings)
    new = replace(
        settings,
        vapid_private_key=keys.new_vapid_key(),
        vapid_old_private_keys=(settings.vapid_private_key,),
    )
    pin_vapid_key(database, new)
    with pytest.raises(SettingsError):
        pin_vapid_key(database, settings)


def test_production_does_not_start_on_a_database_that_was_not_migrated(settings, tmp_path):
    empty = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(SettingsError, match="backend migrate"):
        create_app(replace(settings, env="production"), database=empty)
    empty.close()


def test_production_starts_on_a_migrated_database(database, settings):
    assert create_app(replace(settings, env="production"), database=database)


def test_production_does_not_start_with_another_key(database, settings):
    pin_vapid_key(database, settings)
    other = replace(settings, env="production", vapid_private_key=keys.new_vapid_key())
    with pytest.raises(SettingsError):
        create_app(other, database=database)
