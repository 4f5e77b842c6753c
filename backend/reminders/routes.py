"""The addresses of the plan, of taps in the app, and of what a notification reports by its token."""

from __future__ import annotations

from flask import Blueprint
from spectree import Response as Answers

from backend import clock
from backend.accounts import store as accounts
from backend.accounts import zones
from backend.accounts.sessions import current_patient_id
from backend.api import Nothing, spec
from backend.db import database
from backend.push import store as devices
from backend.reminders import act, shapes
from backend.reminders.settle import changing
from backend.reminders.today import plan_shown

blueprint = Blueprint("reminders", __name__)


@blueprint.get("/api/plan")
@spec.validate(resp=Answers(HTTP_200=shapes.Plan), tags=["plan"])
def show_plan() -> shapes.Plan:
    """Return what is open now, what is coming, and every day of the course."""
    with database().read() as session:
        return plan_shown(session, accounts.patient(session, current_patient_id()), clock.now())


@blueprint.post("/api/actions")
@spec.validate(resp=Answers(HTTP_200=shapes.ActionDone), tags=["plan"])
def create_action(json: shapes.NewAction) -> shapes.ActionDone:
    """Take one tap on an item; taken twice with one id, it counts once."""
    patient_id, now = current_patient_id(), clock.now()
    tap = act.Act(str(json.id), json.action, json.at, json.until)
    with changing(database(), patient_id, now) as session:
        result = act.act_on_key(session, accounts.patient(session, patient_id), json.key, tap, now)
    return shapes.ActionDone(state=result.state, wake_at=result.wake_at)


@blueprint.post("/api/opened")
@spec.validate(resp=Answers(HTTP_200=Nothing), tags=["plan"])
def note_opened(json: shapes.Opened) -> Nothing:
    """Note that the app was opened: what Today showed counts as shown, and where the phone is."""
    patient_id, now = current_patient_id(), clock.now()
    with changing(database(), patient_id, now) as session:
        patient = accounts.patient(session, patient_id)
        act.mark_seen(session, patient, json.seen, now)
        zones.report(patient, json.zone, now)
    return Nothing()


@blueprint.post("/api/push/shown")
@spec.validate(resp=Answers(HTTP_200=Nothing), tags=["push"])
def note_shown(json: shapes.Shown) -> Nothing:
    """Note that a device showed a push; the token stands for the cookie."""
    now = clock.now()
    with database().read() as session:
        patient_id = act.delivery_with(session, json.token, json.at, now).patient_id
    with changing(database(), patient_id, now) as session:
        delivery = act.delivery_with(session, json.token, json.at, now)
        act.mark_shown(session, delivery, json.at, now)
        # A tablet left at home must not tell that a travelling patient is there, nor may old news.
        is_news = delivery.valid_until is not None and delivery.valid_until > now
        if json.zone is not None and is_news and devices.was_opened_last(session, delivery.device_id):
            zones.report(accounts.patient(session, patient_id), json.zone, now)
    return Nothing()


@blueprint.post("/api/push/act")
@spec.validate(resp=Answers(HTTP_200=Nothing), tags=["push"])
def act_on_push(json: shapes.Acted) -> Nothing:
    """Carry out a notification's button; the token stands for the cookie."""
    now = clock.now()
    tap = act.Act(str(json.id), json.action, json.at)
    with database().read() as session:
        patient_id = act.delivery_with(session, json.token, json.at, now).patient_id
    with changing(database(), patient_id, now) as session:
        delivery = act.delivery_with(session, json.token, json.at, now)
        act.act_on_delivery(session, accounts.patient(session, patient_id), delivery, tap, now)
    return Nothing()
