"""Knows what the app may weigh and how long it may keep a phone busy; the tests hold it to these numbers."""

# Scripts a first visit loads before Today or the welcome screen shows, gzipped.
FIRST_SCRIPT_BYTES = 35_000
# The style sheet and the letters of the first visit.
FIRST_STYLE_BYTES = 8_000
FIRST_FONT_BYTES = 36_000
# All that the service worker keeps on the phone, unpacked; the stippled drawings are 65,000 of it.
SHELL_BYTES = 530_000
# The script and the two stored networks that find a face, as they travel. Fetched once, when a camera opens
# on a face or two photos of one are compared, and kept apart from the shell: 45 seconds in the background at
# 0.4 Mbit/s, while everything works without.
LANDMARK_BYTES = 2_080_000

# A phone this much slower than the machine of the tests paints Today from its storage
# without being deaf to a finger for longer than this.
SLOWER_TIMES = 4
LONGEST_TASK_MS = 50

# Lighthouse, as on a phone with a slow line, for Today and for the first run: 1 is the best.
LIGHTHOUSE_PERFORMANCE = 0.98
LIGHTHOUSE_EVERYTHING_ELSE = 1
