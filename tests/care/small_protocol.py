"""A small protocol of one step, which tests of the reader spoil or add to."""

GOOD = """\
id: small
version: "1"
title: "A small plan"
params:
  pause:
    what: "Pause before"
    unit: days
    default: 7
    min: 0
    max: 14
    source: "S1"
  soon: {what: "Soon", unit: hours, default: 24, deep: 48, min: 0, max: 72, source: "S1"}
questions:
  retinoid: {asks: "Which?", kind: choice, values: [none, cosmetic, prescribed], why: "For you."}
  photos: {asks: "Photos?", kind: bool, why: "For you."}
  calm_date: {asks: "When?", kind: date, why: "For you."}
steps:
  - id: B01
    phase: before
    shows: push
    what: task
    priority: 2
    quick_done: true
    after_move: again
    when: {fact: retinoid, is: cosmetic}
    times:
      - {form: once, from: session_start, offset: [-pause, -1d], at: "19:00"}
    valid: midnight
    words:
      title: "One title"
      body: "One body."
      discreet_title: "Your plan"
      discreet_body: "Open for more."
      why: "Because."
    actions:
      - {label: "Done", does: done}
    source: "S1"
"""
ONCE = '{form: once, from: session_start, offset: [-pause, -1d], at: "19:00"}'
HEALING = """\
healing:
  closing:
    name: "Closing"
    what: "Holes close."
    last_day: 3
    source: "S1"
    expect:
      - {from: 0, says: "Pink is often seen."}
      - {from: 2, says: "Puffy is often seen."}
  settling:
    name: "Settling"
    what: "It grows."
    last_day: 7
    source: "S1"
    expect: [{from: 4, says: "Flaky is often seen."}]
  building: {name: "Building", what: "Slow.", last_day: 90, source: S1, expect: [{from: 8, says: "Slow."}]}
"""
