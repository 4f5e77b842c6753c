"""Reads the environment by the name of a setting; a refusal names the setting and its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

PREFIX = "STIPPLE_"
Environment = Literal["production", "development", "test"]


class SettingsError(Exception):
    """A setting that cannot be used; the sentence says how to fix it."""


class Given:
    """The environment as it was given, read by setting name."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def text(self, name: str, default: str) -> str:
        return self._environ.get(PREFIX + name, "").strip() or default

    def secret(self, name: str) -> str:
        """Return the value, or the content of the file that NAME_FILE points to, or ""."""
        value, path = self.text(name, ""), self.file(name)
        if value and path:
            raise SettingsError(f"{PREFIX}{name} and {PREFIX}{name}_FILE are both set. Keep one of them.")
        if not path:
            return value
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"{PREFIX}{name}_FILE points to {path}, which cannot be read ({reason(error)}). "
                "Check that the file exists, holds text, and that this user may read it."
            ) from error

    def file(self, name: str) -> str:
        """Return where the file with this secret lies, or ""."""
        return self.text(f"{name}_FILE", "")

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, allowed[0])
        if value not in allowed:
            raise SettingsError(f"{PREFIX}{name} is {value!r}. Set it to one of: {', '.join(allowed)}.")
        return value

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
            raise SettingsError(f"{PREFIX}{name} is {value!r}. Set it to a number from {low} to {high}.")
        return int(value)


def reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "it is not text"
