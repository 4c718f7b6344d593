"""Reports are shown as text, JSON, annotations and SARIF, entries of the ledger as text, and give an exit code."""

import json
import re
from importlib.resources import files
from urllib.parse import unquote

import pytest

from chapter4 import ledger
from chapter4.check.found import Finding, Judged, Place, Report
from chapter4.check.showing import outputs as showing
from chapter4.check.showing.terminal import marked, printable

SUMMED = "the batch's losses are summed, not averaged"
BRACKETS = "Round brackets call the array as a function; square ones index it."
INTEGERS = "In an array of integers 3.0001 is stored as 3 and 2.9999 as 2: the gradient is too large, silently."
SITE = "https://example.org/site"

LINES = ["", "def f():", "    return -np.sum(t * np.log(y))", "\ta = x(i)", "\tb = x(j)"]


def summed(line=3, cell=None, start=11, end=33):
    place, correction = Place(line, cell, start, end), "return -np.sum(t * np.log(y)) / n"
    return Finding("E4.2.4-4", place, SUMMED, correction, "cross_entropy_error")


def brackets(line, correction, message=BRACKETS, start=5):
    return Finding("E4.4-6", Place(line, None, start, start + 4), message, correction, "numerical_gradient")


def hazard(line, id="E4.4-4", message=INTEGERS, cell=None):
    return Finding(id, Place(line, cell), message, "Write x in floats.", "numerical_gradient", hazard=True)


def judged(name, line, verdict="right", choices=(), called="", cell=None):
    return Judged(name, called or name, Place(line, cell), verdict, choices)


WRONG = Report("notes.txt", [summed()], [judged("cross_entropy_error", 2, "wrong")])
HAZARD = Report("g.py", [hazard(1)], [judged("numerical_gradient", 1, "hazard")])
RIGHT = Report("s.py", [], [judged("softmax", 1)])
EMPTY = Report("plot.py", [], [], ["draw", "show"], ["matplotlib is not there"])


def text(*reports, sources=None, colour=False, strict=False):
    return showing.text(reports, sources or {}, colour=colour, strict=strict)


# ------------------------------------------------------------------ Text


def test_a_whole_report_as_text():
    functions = [
        judged("softmax", 12, choices=("one sample only", "no offset")),
        judged("cross_entropy_error", 2, "wrong"),
        judged("numerical_gradient", 40, "hazard", called="grad"),
        judged("sigmoid", 50, "not checked"),
    ]
    found = [hazard(41), hazard(40, "E4.4-7", "A float32 does not change."), summed()]
    report = Report("notes.txt", found, functions, ["helper", "plot"], ["common was stood in for"])
    assert text(report, sources={"notes.txt": LINES}) == (
        "notes.txt:3: E4.2.4-4  cross_entropy_error: the batch's losses are summed, not averaged\n"
        "    return -np.sum(t * np.log(y))\n"
        "           ^^^^^^^^^^^^^^^^^^^^^^\n"
        "  fix:   return -np.sum(t * np.log(y)) / n\n"
        "  more:  chapter4 explain E4.2.4-4\n"
        "\n"
        "notes.txt:40: hazard E4.4-7  numerical_gradient: A float32 does not change\n"
        "notes.txt:41: hazard E4.4-4  numerical_gradient: In an array of integers 3.0001 is stored as 3 and 2.9999 as 2"
        "\n\n"
        "softmax (line 12): right; choices: one sample only, no offset\n"
        "cross_entropy_error (line 2): wrong\n"
        "grad (line 40), the chapter's numerical_gradient: right; hazards: E4.4-7, E4.4-4\n"
        "sigmoid (line 50): not checked\n"
        "not recognised: helper, plot\n"
        "note: common was stood in for\n"
        "1 wrong, 2 hazards, 1 not checked"
    )


def test_one_cause_at_several_places_has_one_heading():
    lines = (10, 9, 4)
    found = [brackets(5, "b = x[j]", "Another word."), *(brackets(line, "a = x[i]") for line in lines)]
    report = Report("g.py", found)
    assert text(report, sources={"g.py": LINES}) == (
        "g.py:4: E4.4-6  numerical_gradient: Round brackets call the array as a function; square ones index it.\n"
        "    a = x(i)\n"
        "        ^^^^\n"
        "  fix:   a = x[i]\n"
        "  line 5: Another word.\n"
        "    b = x(j)\n"
        "        ^^^^\n"
        "  fix:   b = x[j]\n"
        "  line 9: Round brackets call the array as a function; square ones index it.\n"
        "  fix:   a = x[i]\n"
        "  line 10:\n"
        "  more:  chapter4 explain E4.4-6\n"
        "1 wrong"
    )


def test_a_hazard_at_several_places_is_told_in_one_line():
    told = text(Report("g.py", [hazard(7), hazard(9), hazard(3, cell=2)]))
    assert told.splitlines()[0].endswith("3.0001 is stored as 3 and 2.9999 as 2 (also line 9; cell 2, line 3)")
    assert told.splitlines()[1] == "nothing wrong, 1 hazard"


def test_a_hazard_is_told_in_full_when_it_counts():
    assert text(HAZARD, sources={"g.py": ["def g(f, x):"]}, strict=True).splitlines()[:4] == [
        f"g.py:1: hazard E4.4-4  numerical_gradient: {INTEGERS}",
        "    def g(f, x):",
        "  fix:   Write x in floats.",
        "  more:  chapter4 explain E4.4-4",
    ]


def test_a_place_in_a_notebook_is_told_by_its_cell():
    report = Report("n.ipynb", [summed(2, 3, 4, 5)], [judged("cross_entropy_error", 1, "wrong", cell=3)])
    told = text(report, sources={"n.ipynb#3": ["def f():", "    x"], "n.ipynb": LINES}).splitlines()
    assert told[0] == f"n.ipynb, cell 3, line 2: E4.2.4-4  cross_entropy_error: {SUMMED}"
    assert told[1:3] == ["    x", "    ^"]
    assert told[6] == "cross_entropy_error (cell 3, line 1): wrong"


def test_what_has_neither_id_nor_function_nor_correction_is_told_without():
    assert text(Report("a.py", [Finding(None, Place(1), "it is no Python", "")])) == "a.py:1: it is no Python\n1 wrong"


def test_a_correction_of_several_lines_stands_below_its_label():
    finding = Finding(None, Place(1), "the loop is lost", "for i in x:\n    print(i)", "f")
    assert text(Report("a.py", [finding])).splitlines()[1:4] == ["  fix:", "    for i in x:", "        print(i)"]


def test_an_ellipsis_is_code():
    assert (
        "  fix:   x = ..." in text(Report("a.py", [Finding(None, Place(1), "x is not there", "x = ...")])).splitlines()
    )


def test_of_several_files_each_has_its_name_and_all_are_counted():
    assert text(RIGHT, EMPTY, HAZARD, Report("t.txt", [Finding(None, Place(1), "no Python", "")])) == (
        "s.py:\n"
        "softmax (line 1): right\n"
        "\n"
        "plot.py:\n"
        "nothing of the chapter was recognised\n"
        "not recognised: draw, show\n"
        "note: matplotlib is not there\n"
        "\n"
        "g.py:1: hazard E4.4-4  numerical_gradient: In an array of integers 3.0001 is stored as 3 and 2.9999 as 2\n"
        "\n"
        "g.py:\n"
        "numerical_gradient (line 1): right; hazards: E4.4-4\n"
        "\n"
        "t.txt:1: no Python\n"
        "\n"
        "4 files: 1 wrong, 1 hazard, nothing recognised in 1 file"
    )


def test_two_files_with_nothing_are_counted_as_two():
    assert text(RIGHT, EMPTY, EMPTY).endswith("\n\n3 files: nothing wrong, nothing recognised in 2 files")


def test_nothing_recognised_is_said():
    assert text(Report("a.py")) == "nothing of the chapter was recognised, so nothing was checked"
    assert text(EMPTY).splitlines()[0] == "not recognised: draw, show"
    assert text(EMPTY, EMPTY).endswith("2 files: nothing of the chapter was recognised, so nothing was checked")
    assert text() == "nothing of the chapter was recognised, so nothing was checked"


def test_wrong_without_a_reason_is_counted():
    functions = [judged("softmax", 1, "wrong"), judged("cross_entropy_error", 9, "wrong")]
    assert text(Report("a.py", [summed()], functions)).endswith("2 wrong")


def test_each_of_two_definitions_has_its_own_hazards():
    functions = [judged("numerical_gradient", 20, "hazard"), judged("numerical_gradient", 5, "hazard")]
    found = [hazard(22), hazard(23), hazard(6, "E4.4-7"), hazard(5, None, "no id"), hazard(24, "E4.4-7")]
    assert text(Report("a.py", found, functions)).splitlines()[-3:-1] == [
        "numerical_gradient (line 20): right; hazards: E4.4-4, E4.4-7",
        "numerical_gradient (line 5): right; hazards: no id, E4.4-7",
    ]


def test_a_hazard_beside_a_fault_and_one_that_is_nowhere():
    assert "(line 1): wrong; hazards: E4.4-4" in text(
        Report("a", [hazard(1)], [judged("numerical_gradient", 1, "wrong")])
    )
    assert "(line 1): hazard\n" in text(Report("a", [hazard(1)], [judged("softmax", 1, "hazard")]))


def test_colours():
    told = text(WRONG, HAZARD, sources={"notes.txt": LINES}, colour=True)
    assert told.splitlines()[0].startswith("notes.txt:3: \x1b[1mE4.2.4-4\x1b[0m  cross_entropy_error: the")
    assert told.splitlines()[2] == "           \x1b[31m^^^^^^^^^^^^^^^^^^^^^^\x1b[0m"
    assert "cross_entropy_error (line 2): \x1b[31mwrong\x1b[0m\n" in told
    assert "g.py:1: \x1b[33mhazard\x1b[0m \x1b[1mE4.4-4\x1b[0m  " in told
    assert "(line 1): right; \x1b[33mhazards\x1b[0m: E4.4-4\n" in told
    assert told.endswith("2 files: \x1b[31m1 wrong\x1b[0m, \x1b[33m1 hazard\x1b[0m")


def test_a_hazard_is_marked_in_its_own_colour():
    finding = Finding("E4.4-4", Place(1, None, 0, 3), "m", "", hazard=True)
    assert "\n    \x1b[33m^^^\x1b[0m\n" in text(
        Report("a", [finding]), sources={"a": ["def"]}, colour=True, strict=True
    )


def test_colours_change_nothing_else():
    reports = [WRONG, HAZARD, EMPTY, RIGHT]
    assert re.sub(r"\x1b\[\d+m", "", text(*reports, colour=True)) == text(*reports)


def test_what_a_terminal_obeys_is_escaped_wherever_it_stands():
    evil = "\x1b[2J"
    finding = Finding(None, Place(1), evil, evil, "softmax")
    other = Finding(None, Place(2), evil, evil + "2", "softmax", hazard=True)
    functions = [Judged("softmax", evil, Place(1), "wrong", (evil,))]
    told = text(Report(evil, [finding, other], functions, [evil], [evil]), EMPTY, sources={evil: [evil]})
    assert "\x1b" not in told
    assert told.count("\\x1b[2J") == 12


# ------------------------------------------------------------------ Marks


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "marks"),
    [
        ("x = a − b", 6, 7, "x = a − b", "      ^"),
        ("한글 = y", 5, 6, "한글 = y", "       ^"),
        ("x = 한글", 4, 6, "x = 한글", "    ^^^^"),
        ("x = 한", 4, 7, "x = 한", "    ^^"),
        ("e\u0301 = 1", 3, 4, "e\u0301 = 1", "  ^"),
        ("\ty\t= 1", 3, 4, "y    = 1", "     ^"),
        ("    x = 1", 4, 5, "x = 1", "^"),
        ("\u3000x = 1", 0, 1, "\u3000x = 1", "^^"),
        ("x\u200b = 1", 1, 2, "x\\u200b = 1", " ^^^^^^"),
        ("f(x", 3, 4, "f(x", "   ^"),
        ("  whole", 0, 0, "whole", ""),
        ("  whole", 3, 3, "whole", ""),
        ("a" * 100, 0, 1, "a" * 100, "^"),
        ("a" * 101, 0, 0, "a" * 100 + " ...", ""),
        ("a" * 300, 200, 300, "... " + "a" * 100 + " ...", " " * 64 + "^" * 40),
        ("a" * 160, 100, 101, "... " + "a" * 100 + " ...", " " * 64 + "^"),
    ],
)
def test_the_place_is_marked_under_what_is_shown(line, start, end, shown, marks):
    got, before, carets = marked(line, start, end)
    assert (got, before + carets) == (shown, marks)


def test_what_can_not_be_seen_is_escaped():
    assert printable("가\u00a0x\u202e\u2028\udc80\x07\n") == "가\u00a0x\\u202e\\u2028\\udc80\\x07\\n"


# ------------------------------------------------------------------ Exit codes


@pytest.mark.parametrize(
    ("reports", "plain", "strict"),
    [
        ([RIGHT], 0, 0),
        ([HAZARD, RIGHT], 0, 1),
        ([WRONG], 1, 1),
        ([WRONG, EMPTY], 1, 1),
        ([RIGHT, EMPTY], 0, 0),
        ([HAZARD, EMPTY], 0, 1),
        ([Report("a", [], [judged("TwoLayerNet", 1, "not checked")])], 2, 2),
        ([Report("a", [], [judged("softmax", 1, "read")])], 0, 0),
        ([EMPTY], 2, 2),
        ([], 2, 2),
        ([Report("a", [], [judged("softmax", 1, "wrong")])], 1, 1),
        ([Report("a", [hazard(1)])], 0, 1),
    ],
)
def test_exit_codes(reports, plain, strict):
    assert showing.exit_code(reports, strict=False) == plain
    assert showing.exit_code(reports, strict=True) == strict


# ------------------------------------------------------------------ JSON

COPY = Report(
    "n.ipynb",
    [summed(2, 3), Finding(None, Place(1), "손실", "", hazard=True)],
    [judged("softmax", 4, choices=("one sample only",), called="soft", cell=5)],
    ["draw"],
    ["a note"],
)


def test_json():
    assert json.loads(showing.as_json([COPY], "")) == {
        "files": [
            {
                "file": "n.ipynb",
                "findings": [
                    {
                        "id": "E4.2.4-4",
                        "hazard": False,
                        "function": "cross_entropy_error",
                        "line": 2,
                        "cell": 3,
                        "message": "the batch's losses are summed, not averaged",
                        "correction": "return -np.sum(t * np.log(y)) / n",
                        "url": "section_4_2_4.html#e4-2-4-4",
                    },
                    {
                        "id": None,
                        "hazard": True,
                        "function": None,
                        "line": 1,
                        "cell": None,
                        "message": "손실",
                        "correction": "",
                        "url": None,
                    },
                ],
                "functions": [
                    {
                        "name": "softmax",
                        "verdict": "right",
                        "called": "soft",
                        "line": 4,
                        "cell": 5,
                        "choices": ["one sample only"],
                    }
                ],
                "not_recognised": ["draw"],
                "notes": ["a note"],
            }
        ]
    }


def test_json_keeps_letters_as_they_are():
    assert "손실" in showing.as_json([COPY], "")


@pytest.mark.parametrize("base", [SITE, SITE + "/"])
def test_the_address_of_an_entry_is_that_of_its_page(base):
    (file,) = json.loads(showing.as_json([Report("a", [hazard(1, "E4.3.1-2")])], base))["files"]
    assert file["findings"][0]["url"] == "https://example.org/site/section_4_3.html#e4-3-1-2"


def test_the_schema_has_the_keys_of_the_json():
    schema = json.loads(files("chapter4.check.showing").joinpath("report.schema.json").read_text(encoding="utf-8"))
    (file,) = json.loads(showing.as_json([COPY], ""))["files"]
    described = schema["properties"]["files"]["items"]
    del described["properties"]["marks"]  # which it has with --grade alone
    for value, of in [
        (file, described),
        (file["findings"][0], schema["$defs"]["finding"]),
        (file["functions"][0], schema["$defs"]["function"]),
    ]:
        assert list(value) == of["required"] == list(of["properties"])


# ------------------------------------------------------------------ GitHub


def test_annotations():
    assert showing.github([WRONG, RIGHT, HAZARD], strict=False).splitlines() == [
        "::error file=notes.txt,line=3,col=12,endColumn=34,title=E4.2.4-4::cross_entropy_error: "
        "the batch's losses are summed, not averaged%0AFix: return -np.sum(t * np.log(y)) / n",
        f"::warning file=g.py,line=1,title=E4.4-4::numerical_gradient: {INTEGERS}%0AFix: Write x in floats.",
    ]


def test_a_hazard_is_an_error_where_it_counts():
    assert showing.github([HAZARD], strict=True).startswith("::error file=g.py,")


def test_annotations_are_escaped():
    report = Report("a,b:c%.py", [Finding(None, Place(1), "50 %, or:\r\n::error::x", "")])
    assert showing.github([report], strict=False) == (
        "::error file=a%2Cb%3Ac%25.py,line=1,title=chapter4 check::50 %25, or:%0D%0A::error::x"
    )


def test_an_annotation_of_a_notebook_says_the_cell():
    assert (
        showing.github([COPY], strict=False)
        .splitlines()[0]
        .startswith("::error file=n.ipynb,title=E4.2.4-4::cell 3, line 2: cross_entropy_error: the batch's")
    )


def test_a_file_below_the_current_folder_is_told_from_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    report = Report(str(tmp_path / "sub" / "a.py"), [Finding(None, Place(1), "m", "")])
    assert showing.github([report], strict=False) == "::error file=sub/a.py,line=1,title=chapter4 check::m"


# ------------------------------------------------------------------ SARIF


def run_of(*reports, base=SITE):
    log = json.loads(showing.sarif(reports, base, "1.2.3"))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    return run


def test_sarif():
    run = run_of(WRONG, HAZARD)
    assert list(run) == ["tool", "invocations", "columnKind", "results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert {**run["tool"]["driver"], "rules": 2} == {"name": "chapter4 check", "version": "1.2.3", "rules": 2}
    assert run["tool"]["driver"]["rules"][0] == {
        "id": "E4.2.4-4",
        "shortDescription": {"text": ledger.defect("E4.2.4-4").symptom},
        "fullDescription": {"text": ledger.defect("E4.2.4-4").symptom},
        "help": {
            "text": "Fix: Divide by the batch size: `-np.sum(t * np.log(y + 1e-7)) / batch_size`.\n"
            "More: chapter4 explain E4.2.4-4",
        },
        "helpUri": "https://example.org/site/section_4_2_4.html#e4-2-4-4",
    }
    assert run["results"] == [
        {
            "ruleId": "E4.2.4-4",
            "ruleIndex": 0,
            "level": "error",
            "message": {
                "text": "cross_entropy_error: the batch's losses are summed, not averaged\n"
                "Fix: return -np.sum(t * np.log(y)) / n"
            },
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "notes.txt"},
                        "region": {"startLine": 3, "startColumn": 12, "endColumn": 34},
                    }
                }
            ],
        },
        {
            "ruleId": "E4.4-4",
            "ruleIndex": 1,
            "level": "warning",
            "message": {"text": f"numerical_gradient: {INTEGERS}\nFix: Write x in floats."},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": "g.py"}, "region": {"startLine": 1}}}],
        },
    ]


def test_each_rule_is_there_once_and_what_has_no_id_has_one_too():
    unknown = Finding(None, Place(1), "m", "")
    run = run_of(Report("a", [unknown, hazard(1)]), Report("b", [hazard(2), unknown]))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["unknown-slip", "E4.4-4"]
    assert set(rules[0]) == {"id", "shortDescription", "fullDescription", "help"}
    assert [(result["ruleId"], result["ruleIndex"]) for result in run["results"]] == [
        ("unknown-slip", 0),
        ("E4.4-4", 1),
        ("E4.4-4", 1),
        ("unknown-slip", 0),
    ]


def test_without_a_site_a_rule_has_no_address():
    assert "helpUri" not in run_of(WRONG, base="")["tool"]["driver"]["rules"][0]


def test_a_result_in_a_notebook_is_at_the_top_of_the_file_and_says_the_cell():
    result = run_of(COPY)["results"][0]
    assert result["message"]["text"].startswith("cell 3, line 2: cross_entropy_error: ")
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_notes_are_notifications():
    (invocation,) = run_of(RIGHT, EMPTY)["invocations"]
    assert invocation == {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {
                "level": "note",
                "message": {"text": "matplotlib is not there"},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": "plot.py"}}}],
            }
        ],
    }


def uri(file):
    (result,) = run_of(Report(file, [Finding(None, Place(1), "m", "")]))["results"]
    return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_addresses_of_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert uri("a b/c#d:e%.py") == "a%20b/c%23d%3Ae%25.py"
    assert uri("손실.py") == "%EC%86%90%EC%8B%A4.py"
    assert uri("\udcff.py") == "%FF.py"
    assert uri("./a.py") == "a.py"
    assert uri(str(tmp_path / "a b.py")) == "a%20b.py"
    outside = tmp_path.parent / "a b.py"
    assert uri(str(outside)).startswith("file:///")
    assert unquote(uri(str(outside))).endswith(outside.as_posix())


# ------------------------------------------------------------------ One entry


def test_a_defect_explained():
    assert showing.explain("E4.2.4-3", SITE) == (
        "E4.2.4-3: defect of section 4.2.4, The cross entropy error of a batch\n"
        "\n"
        "Kind: syntax\n"
        "In the chapter: 1e - 7\n"
        "What is wrong:\n"
        "    The spaces cut the number in two: Python reads `1e`, which is not a number.\n"
        "Fix:\n"
        "    Write the number without spaces: `1e-7`.\n"
        "Wrong:\n"
        "    delta = 1e - 7\n"
        "    print(delta)\n"
        "It raises: SyntaxError: invalid decimal literal\n"
        "Right:\n"
        "    delta = 1e-7\n"
        "    print(delta)\n"
        "It prints: 1e-07\n"
        "Concerns: cross_entropy_error\n"
        "Page:\n"
        "    https://example.org/site/section_4_2_4.html#e4-2-4-3"
    )


def test_quoted_expressions_stand_in_lines_of_their_own():
    assert "In the chapter:\n    x(idx) =\n    grad(idx) =\n" in showing.explain("E4.4-1", "")


@pytest.mark.parametrize(
    ("id", "lines"),
    [
        (
            "S4.2.4-2",
            ["S4.2.4-2: snippet of section 4.2.4, The cross entropy error of a batch", "    import numpy as np"],
        ),
        ("O4.2.3-1", ["Call: x_train.shape[0]", "Printed in the chapter: 60000", "Computed: not recomputed", "Why:"]),
        ("C4.4-1", ["C4.4-1: statement of section 4.4, The gradient", "On condition:"]),
        ("F4.4-1", ["F4.4-1: figure of section 4.4, The gradient", "Concerns: function_2, numerical_gradient"]),
        ("E4.3.1-2", ["Page: section_4_3.html#e4-3-1-2"]),
    ],
)
def test_an_entry_of_any_kind_is_explained(id, lines):
    assert not set(lines) - set(showing.explain(id, "").splitlines())


def test_a_slip_is_not_called_a_defect_of_the_chapter():
    assert showing.explain("E4.2.1-11", "").startswith("E4.2.1-11: slip in copies of section 4.2.1, The sum of squared")
    assert "In the chapter" not in showing.explain("E4.2.1-11", "")


@pytest.mark.parametrize("entry", ledger.entries(), ids=lambda entry: entry.id)
def test_prose_is_wrapped(entry):
    told = showing.explain(entry.id, "")
    assert told.endswith(entry.id.lower().replace(".", "-"))
    assert " ".join(getattr(entry, "symptom", "").split()) in " ".join(told.split())
    assert not [line for line in told.splitlines() if line != line.rstrip()]


def test_an_entry_that_is_not_there():
    with pytest.raises(KeyError, match=r"E9\.9-9"):
        showing.explain("E9.9-9", "")
