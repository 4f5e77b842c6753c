"""Knows every stored record of the product, so that migrations and tests see all tables."""

from __future__ import annotations

import importlib
import importlib.util

import backend.install  # noqa: F401
from backend.db import Base

for _package in ("accounts", "courses", "reminders", "push"):
    if importlib.util.find_spec(f"backend.{_package}.models"):
        importlib.import_module(f"backend.{_package}.models")

__all__ = ["Base"]
