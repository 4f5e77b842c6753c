"""Knows how axe is put into a page, and says in one line each what it finds there."""

from typing import Any

import dev
from tests.journeys.chromium import Phone

_SOURCE = dev.TOOLS / "node_modules" / "axe-core" / "axe.min.js"

# All of WCAG 2.2 AA, what axe calls good practice, and one rule it leaves out unless asked: whoever speaks to
# the phone says the words they see.
_RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const rules = {"label-content-name-mismatch": {enabled: true}, "target-size": {enabled: true}};
  const how = {runOnly: {type: "tag", values: tags}, rules, resultTypes: ["violations"]};
  const {violations} = await axe.run(document, how);
  return violations.map(({id, help, nodes}) => ({id, help, nodes: nodes.map(({html, any}) =>
    `${html.slice(0, 160)} ${any.map(({message}) => message).join("; ").slice(0, 200)}`)}));
}"""


def findings(phone: Phone) -> list[str]:
    """What axe finds wrong on the screen as it stands."""
    _bring(phone)
    found: list[dict[str, Any]] = phone.page.evaluate(_RUN)
    return [f"{each['id']}: {each['help']}: {node}" for each in found for node in each["nodes"]]


def _bring(phone: Phone) -> None:
    # By the browser's own tools: the page's policy lets no script in, and that holds while it is checked.
    if not phone.page.evaluate("'axe' in window"):
        dev.set_up("tools")
        tools = phone.devtools()
        tools.send("Runtime.evaluate", {"expression": _SOURCE.read_text()})
        tools.detach()
