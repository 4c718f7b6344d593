"""The forms in which reports and entries of the ledger are shown."""

from chapter4.check.showing.exchange import as_json, github
from chapter4.check.showing.explaining import explain
from chapter4.check.showing.grading import all_got, graded
from chapter4.check.showing.listing import text
from chapter4.check.showing.sarif import sarif
from chapter4.check.showing.verdicts import exit_code

__all__ = ["all_got", "as_json", "exit_code", "explain", "github", "graded", "sarif", "text"]
