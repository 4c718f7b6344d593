"""The command reads files, folders and standard input, hands them to the check, and prints what is found."""

import io
import json
import os
import sys
from types import ModuleType

import pytest

import chapter4
from chapter4.check.command_line import main
from chapter4.check.found import Finding, Judged, Place, Report
from chapter4.check.showing.folders import files_in
from chapter4.check.showing.sources import sources


class Checking(ModuleType):
    """Stands in for the check: `wrong`, `hazard` or `right` in a file say what it finds, anything else is nothing."""

    def __init__(self):
        super().__init__("chapter4.check.checking")
        self.seen = []

    def check(self, data, name, *, run):
        self.seen.append((name, run))
        report = Report(name)
        if b"right" in data:
            report.functions.append(Judged("softmax", "softmax", Place(1), "right"))
        for word, id in [(b"wrong", "E4.2.4-4"), (b"hazard", "E4.4-4")]:
            if word in data:
                report.findings.append(Finding(id, Place(1, None, 0, 2), "손실", "", hazard=word == b"hazard"))
        return report


@pytest.fixture(autouse=True)
def checking(monkeypatch):
    module = Checking()
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ["right", "wrong", "hazard", "nothing"]:
        (tmp_path / f"{name}.py").write_text(f"{name} = 1\n", encoding="utf-8")
    return tmp_path


def run(capsys, *argv):
    """Return the exit code, the lines of standard output, and those of standard error."""
    code = main(argv)
    out, err = capsys.readouterr()
    return code, out.splitlines(), err.splitlines()


# ------------------------------------------------------------------ check


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["right.py"], 0),
        (["hazard.py"], 0),
        (["--strict", "hazard.py"], 1),
        (["wrong.py"], 1),
        (["nothing.py"], 2),
        (["--ignore-unknown", "nothing.py"], 0),
        (["--ignore-unknown", "nothing.py", "wrong.py"], 1),
        (["--ignore-unknown", "nothing.py", "none.py"], 2),
        (["right.py", "wrong.py"], 1),
    ],
)
def test_exit_codes(capsys, argv, code):
    assert run(capsys, "check", *argv)[0] == code


def test_the_line_is_shown(capsys):
    assert run(capsys, "check", "wrong.py") == (
        1,
        ["wrong.py:1: E4.2.4-4  손실", "    wrong = 1", "    ^^", "  more:  chapter4 explain E4.2.4-4", "1 wrong"],
        [],
    )


def test_strict_is_told_in_full(capsys):
    assert "  more:  chapter4 explain E4.4-4" in run(capsys, "check", "hazard.py", "--strict")[1]
    assert "  more:  chapter4 explain E4.4-4" not in run(capsys, "check", "hazard.py")[1]


@pytest.mark.parametrize(("options", "executed"), [([], True), (["--no-run"], False)])
def test_code_is_executed_unless_it_is_not_to_be(capsys, checking, options, executed):
    run(capsys, "check", *options, "right.py")
    assert checking.seen == [("right.py", executed)]


def test_json(capsys):
    code, out, err = run(capsys, "check", "--format", "json", "--base-url", "https://example.org", "wrong.py")
    (file,) = json.loads("\n".join(out))["files"]
    assert (code, err) == (1, [])
    assert file["findings"][0]["url"] == "https://example.org/section_4_2_4.html#e4-2-4-4"


def test_github(capsys):
    assert run(capsys, "check", "--format=github", "hazard.py", "wrong.py") == (
        1,
        [
            "::warning file=hazard.py,line=1,col=1,endColumn=3,title=E4.4-4::손실",
            "::error file=wrong.py,line=1,col=1,endColumn=3,title=E4.2.4-4::손실",
        ],
        [],
    )
    assert run(capsys, "check", "--format=github", "--strict", "hazard.py")[1][0].startswith("::error ")
    assert run(capsys, "check", "--format=github", "right.py") == (0, [], [])


def test_sarif(capsys):
    code, out, err = run(capsys, "check", "--format", "sarif", "--base-url", "https://example.org/", "wrong.py")
    driver = json.loads("\n".join(out))["runs"][0]["tool"]["driver"]
    assert (code, err, driver["version"]) == (1, [], chapter4.__version__)
    assert driver["rules"][0]["helpUri"] == "https://example.org/section_4_2_4.html#e4-2-4-4"


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_a_form_for_programs_says_beside_it_that_nothing_was_recognised(capsys, form):
    code, _, err = run(capsys, "check", "--format", form, "nothing.py")
    assert (code, err) == (2, ["chapter4: nothing.py: nothing of the chapter was recognised"])


def test_text_says_it_itself(capsys):
    assert run(capsys, "check", "nothing.py") == (
        2,
        ["nothing of the chapter was recognised, so nothing was checked"],
        [],
    )


# ------------------------------------------------------------------ What is read


def test_standard_input(capsys, checking, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("wrong 손실\n".encode("cp949"))))
    code, out, err = run(capsys, "check", "-")
    assert (code, out[:3], err) == (1, ["-:1: E4.2.4-4  손실", "    wrong 손실", "    ^^"], [])
    assert checking.seen == [("-", True)]


def test_a_file_that_is_not_there_does_not_keep_from_the_others(capsys):
    code, out, err = run(capsys, "check", "none\x1b.py", "right.py", "")
    assert code == 2
    assert out == ["softmax (line 1): right", "nothing wrong"]
    assert err == [
        "chapter4: none\\x1b.py: No such file or directory",
        "chapter4: : No such file or directory",
    ]


def test_a_file_alone_that_is_not_there(capsys):
    assert run(capsys, "check", "none.py") == (2, [], ["chapter4: none.py: No such file or directory"])


def test_an_empty_folder(capsys, folder):
    (folder / "empty").mkdir()
    assert run(capsys, "check", "empty", "--format", "json") == (
        2,
        [],
        ["chapter4: empty: no .ipynb, .md, .py, .txt file is in it"],
    )


def test_a_folder(capsys, checking, folder):
    kept = ["B.PY", "a/notes.txt", "a/x.md", "c.ipynb", "z.py"]
    left_out = [
        ".hidden.py",
        ".git/a.py",
        "a/__pycache__/a.py",
        "any/lib/a.py",
        "build/a.py",
        "data.csv",
        "dist/a.py",
        "env/a.py",
        "node_modules/a.md",
        "p.egg-info/a.txt",
        "venv/a.py",
    ]
    for name in [*kept, *left_out, "any/pyvenv.cfg"]:
        file = folder / "sub" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("right", encoding="utf-8")
    (folder / "sub" / "folder.py").mkdir()
    assert run(capsys, "check", "sub")[0] == 0
    assert [name.replace(os.sep, "/") for name, _ in checking.seen] == [
        "sub/B.PY",
        "sub/c.ipynb",
        "sub/z.py",
        "sub/a/notes.txt",
        "sub/a/x.md",
    ]


def test_a_folder_that_can_not_be_read(capsys, monkeypatch):
    def scandir(path):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", scandir)
    refused = []
    assert list(files_in("x", refused.append)) == []
    assert [error.filename for error in refused] == ["x"]
    assert run(capsys, "check", ".")[2] == [
        "chapter4: .: Permission denied",
        "chapter4: .: no .ipynb, .md, .py, .txt file is in it",
    ]


# ------------------------------------------------------------------ The lines that are shown


def test_the_lines_of_a_file():
    assert sources(b"\xef\xbb\xbfx = 1\r\ny\x0c = 2\r", "a.py") == {"a.py": ["x = 1", "y\x0c = 2", ""]}


def test_the_lines_of_a_notebook_are_kept_by_cell():
    cells = [{"cell_type": "markdown", "source": "# x"}, {"cell_type": "code", "source": ["x = 1\n", "y = 2"]}]
    assert sources(json.dumps({"cells": cells}).encode(), "n.ipynb") == {"n.ipynb#2": ["x = 1", "y = 2"]}


def test_no_text_has_no_lines():
    assert sources(b"\0\1\2", "a.py") == {}


# ------------------------------------------------------------------ Output


class Terminal(io.TextIOWrapper):
    """Output to a terminal of some encoding."""

    def __init__(self, encoding="ascii"):
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self):
        return True

    def shown(self):
        self.flush()
        return self.buffer.getvalue()


def terminal(monkeypatch):
    """Put a terminal in the place of standard output and return it."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    return terminal


def test_a_terminal_is_given_colours_and_utf_8(monkeypatch):
    output = terminal(monkeypatch)
    main(["check", "wrong.py"])
    assert "\x1b[1mE4.2.4-4\x1b[0m  손실".encode() in output.shown()


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_colours_where_they_are_not_wanted(monkeypatch, name, value):
    output = terminal(monkeypatch)
    monkeypatch.setenv(name, value)
    main(["check", "wrong.py"])
    assert b"E4.2.4-4" in output.shown()
    assert b"\x1b" not in output.shown()


def test_half_a_character_can_be_printed(folder, monkeypatch):
    output = terminal(monkeypatch)
    (folder / "right.py").rename(folder / "\udcff.py")
    assert main(["check", "--format", "json", "\udcff.py"]) == 0
    assert b'"file": "\\udcff.py"' in output.shown()


def test_output_that_is_no_stream_of_bytes(monkeypatch):
    output = io.StringIO()
    monkeypatch.setattr(sys, "stdout", output)
    assert main(["check", "right.py"]) == 0
    assert output.getvalue() == "softmax (line 1): right\nnothing wrong\n"


def test_a_reader_that_has_gone(folder, monkeypatch):
    class Pipe(io.StringIO):
        def flush(self):
            raise BrokenPipeError

        def fileno(self):
            return file.fileno()

    with open(folder / "out", "w+", encoding="utf-8") as file, monkeypatch.context() as patched:
        pipe = Pipe()
        patched.setattr(sys, "stdout", pipe)
        assert main(["check", "wrong.py"]) == 1
        assert os.path.samestat(os.fstat(file.fileno()), os.stat(os.devnull))


# ------------------------------------------------------------------ explain, and the command itself


def test_explain(capsys):
    code, out, err = run(capsys, "explain", "e4.2.4-4", "--base-url", "https://example.org")
    assert (code, err) == (0, [])
    assert out[0] == "E4.2.4-4: defect of section 4.2.4, The cross entropy error of a batch"
    assert out[-1] == "    https://example.org/section_4_2_4.html#e4-2-4-4"


def test_an_id_that_is_not_there(capsys):
    unknown = "E4.2.4-4" + "4"  # in two parts, for the suite lets no test name an id that the ledger lacks
    code, out, err = run(capsys, "explain", unknown)
    assert (code, out) == (2, [])
    assert err[0].startswith(f"chapter4: the ledger has no entry {unknown}; did you mean E4.2.4-4 or ")


def test_no_id_at_all(capsys):
    assert run(capsys, "explain", "softmax")[2] == [
        "chapter4: the ledger has no entry SOFTMAX; an id is such as E4.2.4-4"
    ]


def test_help_says_that_code_is_executed(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["check", "--help"])
    assert ended.value.code == 0
    assert (
        "the file's code is executed, in a process of its own with limits; --no-run only reads it"
        in " ".join(capsys.readouterr().out.split()).lower()
    )


@pytest.mark.parametrize("argv", [[], ["check"], ["check", "--format", "xml", "a.py"], ["explain"]])
def test_arguments_that_are_none(capsys, argv):
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: chapter4")


def test_a_file_at_which_the_check_itself_fails_is_said_to_be_not_checked(tmp_path, capsys, monkeypatch, checking):
    def failing(data, name, *, run):
        if b"right" in data:
            return Checking.check(checking, data, name, run=run)
        raise ArithmeticError("too odd")

    monkeypatch.setattr(checking, "check", failing)
    odd, right = tmp_path / "odd.py", tmp_path / "right.py"
    odd.write_text("odd")
    right.write_text("right")
    assert main(["check", str(odd), str(right)]) == 2
    said = capsys.readouterr()
    assert said.err == f"chapter4: {odd}: not checked, for the check itself failed: ArithmeticError: too odd\n"
    assert "softmax (line 1): right" in said.out
