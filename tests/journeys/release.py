"""Knows how to make a release to serve: this checkout's backend with a copy of its built front end."""

import shutil
from pathlib import Path

from tests.journeys.app import BUILT_PAGE, ROOT


class Release:
    """A folder to run the app from, whose front end may be changed as a new version changes it."""

    def __init__(self, folder: Path) -> None:
        assert BUILT_PAGE.is_file(), "The front end is not built. Run: python dev.py build"
        self.folder = folder
        folder.mkdir(parents=True)
        (folder / "backend").symlink_to(ROOT / "backend")
        shutil.copytree(BUILT_PAGE.parent, folder / "frontend" / "dist")

    @property
    def script(self) -> str:
        """The path of the script the page starts with."""
        page = (self.folder / "frontend" / "dist" / "index.html").read_text()
        return "/assets/" + page.split('src="/assets/', 1)[1].split('"', 1)[0]

    def put_out_next_version(self) -> None:
        """Build what a deploy would: the first script gets another name, and the page names it."""
        dist = self.folder / "frontend" / "dist"
        page = dist / "index.html"
        old = self.script.removeprefix("/assets/")
        new = old.replace("index-", "index-next-")
        for path in [page, *(dist / "assets").glob("*.js")]:
            path.write_text(path.read_text().replace(old, new))
        (dist / "assets" / old).rename(dist / "assets" / new)
