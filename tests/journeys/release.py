"""Knows how to make a release to serve: this checkout's backend with a copy of its built front end."""

import re
import shutil
from pathlib import Path

from tests.journeys.app import BUILT_PAGE, ROOT


class Release:
    """A folder to run the app from, whose front end may be changed as a new version changes it."""

    def __init__(self, folder: Path) -> None:
        assert BUILT_PAGE.is_file(), "The front end is not built. Run: python dev.py build"
        self.folder = folder
        self._dist = folder / "frontend" / "dist"
        self._versions = 0
        folder.mkdir(parents=True)
        (folder / "backend").symlink_to(ROOT / "backend")
        shutil.copytree(BUILT_PAGE.parent, self._dist)

    @property
    def script(self) -> str:
        """The path of the script the page starts with."""
        page = (self._dist / "index.html").read_text()
        return "/assets/" + page.split('src="/assets/', 1)[1].split('"', 1)[0]

    def part(self, name: str) -> str:
        """The path of a part that is fetched when it is first shown, such as `course-part`."""
        (found,) = [path.name for path in (self._dist / "assets").glob(f"*{name}-*.js")]
        return f"/assets/{found}"

    def put_out_next_version(self) -> None:
        """Build what a deploy would: every script gets another name, and the old ones are gone."""
        self._versions += 1
        shutil.copytree(self._dist, self._kept(self._versions))
        scripts = sorted((self._dist / "assets").glob("*.js"))
        names = {path.name: f"{self._versions}-{_without_number(path.name)}" for path in scripts}
        named = re.compile(r"(?<=[/\"'`])(" + "|".join(map(re.escape, names)) + ")")
        for path in [self._dist / "index.html", *scripts]:
            path.write_text(named.sub(lambda found: names[found[0]], path.read_text()))
        for path in scripts:
            path.rename(path.with_name(names[path.name]))

    def roll_back(self) -> None:
        """Put the version before this one back."""
        shutil.rmtree(self._dist)
        shutil.move(self._kept(self._versions), self._dist)
        self._versions -= 1

    def _kept(self, version: int) -> Path:
        return self.folder / f"before-{version}"


def _without_number(name: str) -> str:
    return re.sub(r"^\d+-", "", name)
