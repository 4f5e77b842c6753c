"""Knows the addresses at which the second way is turned on, proved and ended."""

from __future__ import annotations

from flask import Blueprint, Response, redirect
from spectree import Response as Answers
from werkzeug.wrappers import Response as AnyResponse

from backend import clock
from backend.accounts import attempts, step_up
from backend.accounts.sessions import current_patient_id
from backend.api import spec
from backend.db import database
from backend.errors import Problem, not_found
from backend.mail import store
from backend.mail.models import MailAddress
from backend.mail.seals import Seals
from backend.mail.shapes import NewAddress, Proof, SecondWay, second_way_of
from backend.settings import settings

blueprint = Blueprint("mail", __name__)


@blueprint.get("/api/mail")
@spec.validate(resp=Answers(HTTP_200=SecondWay), tags=["mail"])
def show() -> SecondWay:
    """Return whether e-mail is on, and to which address."""
    with database().read() as session:
        return _shown(store.address_of(session, current_patient_id()))


@blueprint.put("/api/mail")
@spec.validate(resp=Answers(HTTP_200=SecondWay), tags=["mail"])
def give(json: NewAddress) -> SecondWay:
    """Take an address and write a code to it; nothing else goes there before it is proved."""
    now = clock.now()
    patient_id = step_up.require(now)
    if not settings().smtp_url:
        raise Problem(409, "no_mail", "This server sends no e-mail. Please ask whoever runs it.")
    attempts.take(attempts.of_mail_code(patient_id, json.address), now)
    with database().transaction() as session:
        return _shown(store.give(session, patient_id, json.address, now))


@blueprint.post("/api/mail/proof")
@spec.validate(resp=Answers(HTTP_200=SecondWay), tags=["mail"])
def prove(json: Proof) -> SecondWay:
    """Take the code that was written to the address."""
    patient_id, now = current_patient_id(), clock.now()
    with database().transaction() as session:
        is_right = store.prove(session, _seals(), patient_id, json.code, now)
        answer = _shown(store.address_of(session, patient_id))
    if not is_right:  # after the transaction: the try must count
        raise store.wrong_code()
    return answer


@blueprint.delete("/api/mail")
@spec.validate(resp=Answers("HTTP_204"), tags=["mail"])
def remove() -> Response:
    """Send no e-mail any more, and forget the address."""
    with database().transaction() as session:
        store.remove(session, current_patient_id())
    return Response(status=204)


@blueprint.post("/api/mail/stop/<token>")
@spec.validate(resp=Answers("HTTP_204"), tags=["mail"])
def stop(token: str) -> Response:
    """End the letters by the link one of them carried (RFC 8058); the token stands for the cookie."""
    address_id = _seals().address_of(token)
    if address_id is None:
        raise not_found("e-mail address")
    with database().transaction() as session:
        store.stop(session, address_id)
    return Response(status=204)


@blueprint.get("/api/mail/stop/<token>")
@spec.validate(resp=Answers("HTTP_303"), tags=["mail"])
def ask_to_stop(token: str) -> AnyResponse:
    """Lead a reader whose mail program opens the link to the page that asks: looking changes nothing."""
    if _seals().address_of(token) is None:
        raise not_found("e-mail address")
    return redirect(f"/#/no-mail/{token}", 303)


def _shown(found: MailAddress | None) -> SecondWay:
    return second_way_of(found, can_send=bool(settings().smtp_url))


def _seals() -> Seals:
    return Seals(settings().secret_key)
