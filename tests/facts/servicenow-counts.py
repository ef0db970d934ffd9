"""Counts the events of the real ServiceNow log with no code of ours: the oracle of its test.

Run: python3 tests/facts/servicenow-counts.py
"""
import collections
import csv
import datetime
import gzip
import json
import os

CANON = {
    "New": "new", "Active": "active", "Awaiting User Info": "awaiting-client",
    "Awaiting Vendor": "awaiting-third-party", "Awaiting Problem": "awaiting-problem",
    "Awaiting Evidence": "awaiting-evidence", "Resolved": "resolved", "Closed": "closed",
}
DONE = ("Resolved", "Closed")


def when(text):
    return None if text == "?" else datetime.datetime.strptime(text, "%d/%m/%Y %H:%M")


LOG = "incident-event-log.csv.gz"
PLACE = "demo" if os.path.exists("demo/" + LOG) else "tests/fixtures/servicenow"

with gzip.open(f"{PLACE}/{LOG}", "rt", newline="") as file:
    incidents = {}
    for row in csv.DictReader(file):
        incidents.setdefault(row["number"], []).append(row)

counts = collections.Counter()
notes = collections.Counter()
for rows in incidents.values():
    rows.sort(key=lambda r: (when(r["sys_updated_at"]), int(r["sys_mod_count"])))
    counts["opened"] += 1
    states = [r["incident_state"] for r in rows]
    runs = [s for i, s in enumerate(states) if i == 0 or states[i - 1] != s]
    for state in runs:
        counts["status " + CANON.get(state, state)] += 1
    reopened_at = None
    for before, after in zip(rows, rows[1:]):
        if before["incident_state"] in DONE and after["incident_state"] not in DONE:
            reopened_at = when(after["sys_updated_at"])
    for before, after in zip(runs, runs[1:]):
        if before in DONE and after not in DONE:
            counts["reopened"] += 1
            counts["resolved"] += 1
    last_run = []
    for state in reversed(runs):
        if state not in DONE:
            break
        last_run.append(state)
    resolved_at = when(rows[-1]["resolved_at"])
    if resolved_at and reopened_at and resolved_at < reopened_at:
        notes["resolved-before-reopening"] += 1
        resolved_at = None
    if resolved_at:
        counts["resolved"] += 1
    elif "Resolved" in last_run:
        counts["resolved"] += 1
        notes["resolved-from-status"] += 1
    elif last_run:
        notes["resolved-missing"] += 1
    counts["closed"] += rows[-1]["closed_at"] != "?"
    for key, name in (("priority", "priority"), ("category", "service")):
        values = [r[key] for r in rows if r[key] != "?"]
        counts[name] += sum(a != b for a, b in zip(values, values[1:]))
    notes["event-row-before-opening"] += when(rows[0]["sys_updated_at"]) < when(rows[0]["opened_at"])
    notes["rows -100"] += states.count("-100")
print(len(incidents), json.dumps(counts, sort_keys=True))
print(json.dumps(notes, sort_keys=True))
