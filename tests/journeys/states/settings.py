"""Knows the states of the settings: each with what it is set to now."""

from __future__ import annotations

from tests.journeys.states.moves import lose_the_line, remove_from_elsewhere, say
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state

for _name, _path in (
    ("Settings", ""),
    ("Reminders", "/reminders"),
    ("When reminders come late", "/late"),
    ("The test arrived", "/reminders/works"),
    ("E-mail", "/mail"),
    ("Times", "/times"),
    ("Words on the lock screen", "/lock-screen"),
    ("Time zone", "/zone"),
    ("Emergency number", "/emergency"),
    ("The clinic's sheet", "/sheet"),
    ("Your answers", "/answers"),
    ("Account", "/account"),
    ("Passphrase", "/passphrase"),
    ("Passkeys", "/passkeys"),
    ("Recovery code", "/recovery"),
    ("Where you are signed in", "/sessions"),
    ("Your data", "/leaving"),
):

    @state("Settings", _name, f"/#/settings{_path}")
    def _(scene: Scene) -> None:
        scene.course(-37, -2, 33)


@state("Settings", "Reminders blocked", "/#/settings/reminders")
def _(scene: Scene) -> None:
    scene.reminders = "blocked"


@state("Settings", "Reminders need the Home Screen", "/#/settings/reminders")
def _(scene: Scene) -> None:
    scene.reminders = "install first"


@state("Settings", "Reminders silent", "/#/settings/reminders")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.reminders = "silent"


@state("Settings", "Reminders removed from elsewhere", "/#/settings/reminders", then=remove_from_elsewhere)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Settings", "Plain words: asked again", "/#/settings/lock-screen", then=say("Plain"))
def _(scene: Scene) -> None:
    pass


@state("Settings", "No connection", "/#/settings", then=lose_the_line)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
