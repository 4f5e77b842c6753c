"""Knows what one field may hold over HTTP: an instant, a line of text, a number, a word of a closed list."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Field,
    PlainValidator,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)

from backend.courses.visit_rules import FIRST_YEAR, read_start


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("Please use one line of plain text here.")
    return text.strip()


def _of_our_time(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year < 9000:
        raise ValueError("This time cannot be right. Please check the clock of this device.")
    return moment


def _or_say(sentence: str) -> WrapValidator:
    """Say one sentence where pydantic would say one for each type that did not fit."""

    def read(value: Any, read_any: ValidatorFunctionWrapHandler) -> Any:
        try:
            return read_any(value)
        except ValidationError as error:
            raise ValueError(sentence) from error

    return WrapValidator(read)


_START_SCHEMA = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$",
    "examples": ["2026-12-08T13:45"],
}

Start = Annotated[datetime, PlainValidator(read_start), WithJsonSchema(_START_SCHEMA)]
Instant = Annotated[AwareDatetime, AfterValidator(_of_our_time)]
Place = Annotated[str, Field(max_length=200), AfterValidator(_one_line)]
Phone = Annotated[str, Field(max_length=40), AfterValidator(_one_line)]
Zone = Annotated[str, Field(max_length=64), AfterValidator(_one_line)]
Name = Annotated[str, Field(max_length=64), AfterValidator(_one_line)]
KeyText = Annotated[str, Field(max_length=200), AfterValidator(_one_line)]
# Wider than any number that is taken; sentences repeat the number, and none should fill the screen.
Number = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
FactValue = Annotated[
    bool | Number | Annotated[str, Field(max_length=500)],
    _or_say("An answer is yes or no, a number, or a short text. Please check it."),
]
Tone = Annotated[
    Annotated[int, Field(ge=1, le=6)] | Literal["unknown"],
    _or_say("Please choose one of the six swatches, or say that you do not know."),
]
Modality = Literal["pen", "roller", "rf", "laser", "prp"]
SetBy = Literal["clinic", "patient"]
_AREA = "(face|neck|chest|hands|abdomen|thighs|arms|back|buttocks|breast)"
Areas = Annotated[
    Annotated[str, Field(max_length=100, pattern=f"^{_AREA}(,{_AREA})*$")],
    _or_say("Please choose the area that is treated, or several."),
]
