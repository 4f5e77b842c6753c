"""Knows the tree a screen reader walks, as Chromium builds it, and what makes one lose one's way in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tests.journeys.chromium import Phone

CONTROLS = frozenset(
    {
        *("button", "link", "textbox", "combobox", "checkbox", "radio", "switch", "slider", "spinbutton"),
        *("searchbox", "option", "menuitem", "tab", "DisclosureTriangle", "Date", "InputTime"),
    }
)


@dataclass(frozen=True)
class Node:
    """One thing a screen reader stops at: what it is, what it is called, and the level of a heading."""

    role: str
    name: str
    level: int


def tree_of(phone: Phone) -> list[Node]:
    """All of the screen, in the order it is read."""
    tools = phone.devtools()
    nodes = tools.send("Accessibility.getFullAXTree")["nodes"]
    tools.detach()
    return [_node(node) for node in nodes if not node["ignored"]]


def _node(found: dict[str, Any]) -> Node:
    properties = {each["name"]: each["value"].get("value") for each in found.get("properties", [])}
    name = str(found.get("name", {}).get("value", ""))
    return Node(str(found["role"]["value"]), name, int(properties.get("level") or 0))


def faults(nodes: list[Node]) -> list[str]:
    """Where somebody who hears the screen would lose their way."""
    found = [f"{role}: {count}, not one" for role, count in _counts(nodes) if count != 1]
    found += [f"a {node.role} without a name" for node in nodes if _is_nameless(node)]
    levels = [node.level for node in nodes if node.role == "heading"]
    # A screen's own title may follow a note about the app as a whole, but no level is ever left out.
    found += [f"level {b} follows level {a}" for a, b in pairwise(levels) if b > a + 1]
    return found


def _counts(nodes: list[Node]) -> list[tuple[str, int]]:
    dialogs = sum(node.role == "dialog" for node in nodes)
    if dialogs:  # nothing else is there while it is open
        return [("dialog", dialogs)]
    titles = sum(node.role == "heading" and node.level == 1 for node in nodes)
    return [("main", sum(node.role == "main" for node in nodes)), ("level 1 heading", titles)]


def _is_nameless(node: Node) -> bool:
    return node.role in {*CONTROLS, "dialog", "navigation", "image"} and not node.name.strip()
