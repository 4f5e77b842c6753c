"""The address of the guides: the same for everyone, and said once to a phone that keeps them."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint
from pydantic import BaseModel, Field
from spectree import Response as Answers

from backend.api import Shape, spec
from backend.care.guides import Guide, standard_guides

blueprint = Blueprint("guides", __name__)


class Kept(BaseModel):
    """Which guides the phone has."""

    version: Annotated[str, Field(max_length=80)] = ""


class GuideSection(Shape):
    """One part of a guide: paragraphs, or points of a list."""

    title: str
    says: list[str]
    points: list[str]


class GuideCard(Shape):
    """One guide; `page` is its discreet name, `sources` are whose word stands behind it."""

    id: str
    title: str
    page: str
    drawing: str
    keywords: list[str]
    sections: list[GuideSection]
    sources: list[str]


class GuideList(Shape):
    """All guides; null where the phone has this very version."""

    version: str
    guides: list[GuideCard] | None


@blueprint.get("/api/guides")
@spec.validate(query=Kept, resp=Answers(HTTP_200=GuideList), tags=["plan"])
def list_guides(query: Kept) -> GuideList:
    """Return the guides, or only their version where the phone has it."""
    found = standard_guides()
    if query.version == found.version:
        return GuideList(version=found.version, guides=None)
    return GuideList(version=found.version, guides=[_card(guide) for guide in found.guides])


def _card(guide: Guide) -> GuideCard:
    return GuideCard(
        id=guide.id,
        title=guide.title,
        page=guide.page,
        drawing=guide.drawing,
        keywords=list(guide.keywords),
        sections=[
            GuideSection(title=each.title, says=list(each.says), points=list(each.points))
            for each in guide.sections
        ],
        sources=list(guide.sources),
    )
