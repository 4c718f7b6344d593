"""Which fields of an entry of the ledger are prose."""

PROSE = ("what", "state", "why", "plain", "symptom", "correction", "statement", "condition", "shows")
