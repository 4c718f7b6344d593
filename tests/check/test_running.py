"""A copy's code runs in a process of its own: what it defines, what it lacks, and the harm that it does not do."""

import ast
import builtins
import io
import json
import os
import resource
import signal
import sys
import time
import types
from pathlib import Path

import numpy as np
import pytest

from chapter4.check.found import Block, Place
from chapter4.check.running import definitions, executing, guard, inside, limits, parsing, standins, supplied
from chapter4.check.running import process as running
from chapter4.check.running.channel import Channel, heard
from chapter4.check.running.process import Definition, Ran

PROBES = "check.echoing"
SOUND = "def sound():\n    return 1\n"


def run(*codes, seconds=10.0, megabytes=1024):
    blocks = []
    for code in codes:
        lines = code.split("\n")
        blocks.append(Block(code, tuple(Place(line) for line, _ in enumerate(lines, 1)), tuple(lines)))
    return running.run(blocks, PROBES, seconds, megabytes)


# ---------------------------------------------------------------- The process


def test_the_blocks_of_a_copy_run_in_one_namespace():
    ran = run(
        "import numpy as np\nscale = 3\n\ndef f(x):\n    return scale * x", "def say():\n    return f(2)\nmissing"
    )
    assert ran.answer["definitions"] == [["f", 0, 4, True, None], ["say", 1, 1, True, None]]
    assert ran.answer["said"] == {"say": 6}
    assert ran.failed == ((1, 3, "NameError: name 'missing' is not defined"),)
    assert ran.trouble == ()
    assert ran.stand_ins == ()


def test_all_of_numpy_can_be_imported():
    ran = run("from numpy import *\ndef say():\n    return float(sqrt(array(4.0)))\n")
    assert (ran.answer["said"], ran.failed, ran.trouble, ran.stand_ins) == ({"say": 2.0}, (), (), ())


def test_the_users_folder_and_environment_are_hidden(monkeypatch):
    monkeypatch.setenv("SECRET", "1")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/nowhere")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    ran = run("import os, sys\ndef say():\n    return [sys.argv, os.listdir(), sys.stdin.read(), __name__, __file__]\n")
    assert ran.answer["said"] == {"say": [[""], [], "", "copied", "copied.py"]}
    folder, environment = ran.answer["folder"], ran.answer["environment"]
    assert not os.path.exists(folder)
    assert environment.pop("LC_CTYPE", "C.UTF-8") == "C.UTF-8"
    assert environment == {
        "LD_LIBRARY_PATH": "/nowhere",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "HOME": folder,
        "TMPDIR": folder,
        "TEMP": folder,
        "TMP": folder,
    }


def test_what_is_missing_is_stood_in_for_and_said():
    code = """import matplotlib.pyplot as plt, sys, os
sys.path.append(os.pardir)
from common.functions import *
from .functions import softmax as shares
from dataset.mnist import load_mnist
try:
    import cupy
except ImportError:
    cupy = None
(images, labels), _ = load_mnist()
figure, axes = plt.subplots()
def say():
    return [cupy, images.shape, labels.shape, shares([1.0, 1.0]).tolist(), mean_squared_error([1, 0], [0, 0])]"""
    ran = run(code)
    assert ran.answer["said"] == {"say": [None, [60, 784], [60], [0.5, 0.5], 0.5]}
    assert ran.stand_ins == ("matplotlib", "common", "functions", "dataset")
    assert (ran.trouble, ran.failed) == ((), ())


# ---------------------------------------------------------------- What it must not do

REFUSED = {
    "open('/etc/x', 'w')": "tried to write outside its folder: /etc/x",
    "open('../notes.txt')": "tried to read outside its folder: ../notes.txt",
    "import os; os.remove('/etc/hostname')": "tried to write outside its folder: /etc/hostname",
    "import shutil; shutil.rmtree('/home')": "tried to write outside its folder: /home",
    "os.rename('here', '/etc/there')": "tried to write outside its folder: /etc/there",
    "os.symlink('/etc', 'there')": "tried to make a link",
    "import socket; socket.socket()": "tried to open a network connection",
    "os.system('true')": "tried to start another process",
    "import ctypes; ctypes.CDLL(None)": "tried to load a library of the system",
    "os.kill(os.getppid(), 9)": "tried to send a signal to another process",
    "import _posixsubprocess; _posixsubprocess.fork_exec()": "tried to go round the check",
    "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))": "tried to change its limits",
}
AGAIN = [
    "import subprocess; subprocess.run(['true'])",
    "while True: os.fork()",
    "import urllib.request; urllib.request.urlopen('http://localhost')",
    "os.posix_spawn('/bin/true', ['true'], {})",
]


def test_what_does_harm_is_refused_and_told_once():
    ran = run("\n".join([*REFUSED, *AGAIN]) + "\n" + SOUND)
    assert ran.trouble == tuple(REFUSED.values())
    assert [line for _, line, _ in ran.failed] == list(range(1, len(REFUSED) + len(AGAIN) + 1))
    assert ran.failed[0][2] == "PermissionError: refused by the check: tried to write outside its folder: /etc/x"
    assert ran.answer["definitions"] == [["sound", 0, len(REFUSED) + len(AGAIN) + 1, True, None]]


def test_what_is_only_strange_disturbs_nothing():
    code = """import builtins, sys, threading, os, signal
print("x" * 10**7)
os.write(1, b"[]")
for fd in range(3, 9):
    try: os.write(fd, b'answer')
    except OSError: pass
def deep(): return deep()
deep()
builtins.len = builtins.isinstance = builtins.BaseException = None
threading.Thread(target=lambda: [None for _ in iter(int, 1)]).start()
signal.signal(signal.SIGALRM, signal.SIG_IGN)
while True: pass
os.mkdir("kept")
open("kept/file", "w").close()
os.chmod("kept", 0)
os.chmod(".", 0)
sys.exit(3)
"""
    ran = run(code + SOUND)
    assert ran.answer["definitions"][-1] == ["sound", 0, 18, True, None]
    assert not os.path.exists(ran.answer["folder"])
    assert ran.trouble == ()
    assert ran.failed == (
        (0, 8, "RecursionError: maximum recursion depth exceeded"),
        (0, 12, "stopped after 0.25 seconds"),
        (0, 17, "SystemExit: 3"),
    )


ENDS = {
    "import os; os._exit(3)": "the process ended by itself with exit code 3",
    "import os; os._exit(0)": "the process ended by itself with exit code 0",
    "import os; os.kill(os.getpid(), 9)": "the process ended by itself with signal 9",
    "import faulthandler; faulthandler._sigsegv()": "the process ended by itself with signal 11",
    "import os; os.closerange(0, 1000)": "the process ended by itself with exit code 0",
    "held = [0] * 2**30": "took more than 600 MB",
}


@pytest.mark.parametrize("code", ENDS)
def test_a_copy_whose_code_ends_the_process_is_judged_by_its_definitions(code):
    ran = run(f"{code}\n{SOUND}", megabytes=600)
    assert ran.answer["definitions"] == [["sound", 0, 2, True, None]]
    assert ran.trouble == (ENDS[code], "only its definitions were run, without its other code")


def test_a_loop_that_heeds_no_signal_is_stopped():
    code = "import signal\nwhile True:\n    signal.signal(signal.SIGALRM, signal.SIG_IGN)\n"
    began = time.monotonic()
    ran = run(code + SOUND, seconds=2)
    assert time.monotonic() - began < 4
    stopped, note = ran.trouble
    # By the clock here, or by the system's limit on time of the CPU where that is over first.
    assert stopped in ("stopped after 2 seconds", "the process ended by itself with signal 9")
    assert note == "only its definitions were run, without its other code"
    assert ran.answer["definitions"] == [["sound", 0, 4, True, None]]


def test_an_answer_that_is_none_is_told():
    ran = run("def say():\n    return {1, 2}")
    failed = "the check itself failed: TypeError: Object of type set is not JSON serializable"
    assert ran == Ran(None, (failed, "only its definitions were run, without its other code"))


def test_the_end_is_worded():
    assert running._end(1) == "the process ended by itself with exit code 1"
    assert running._end(-15) == "the process ended by itself with signal 15"
    assert running._end(-signal.SIGXCPU) is None


# ---------------------------------------------------------------- Messages


def test_messages_are_told_from_what_the_code_writes(tmp_path):
    with open(tmp_path / "told", "wb") as file:
        channel = Channel(file.fileno(), "token")
        channel.say("failed", 0, 1, "a\nb")
        os.write(file.fileno(), b"no line end")
        channel.say("failed", 1, 2, "c")
        os.write(file.fileno(), b'["end"]\ntoken["end"')
    assert heard((tmp_path / "told").read_bytes(), "token") == {"failed": [[0, 1, "a\nb"], [1, 2, "c"]]}


# ---------------------------------------------------------------- Reading the statements


def parsed(code):
    found = parsing.parse(code)
    return [(ast.unparse(statement), statement.lineno) for statement in found.statements], found.unreadable


def test_a_block_that_parses_is_read_whole():
    assert parsed("a = 1\nif a:\n    b = 2\n") == ([("a = 1", 1), ("if a:\n    b = 2", 2)], [])


def test_of_a_block_that_does_not_parse_the_other_statements_are_read():
    code = """a = 1
batch-size = 10
@staticmethod
def f():
    pass
text = '''
x
'''
def g(y):
    return -(y
h = (1,
2
)
if a:
    b = 1
else:
    c = 1e - 7
k = 1"""
    assert parsed(code) == (
        [
            ("a = 1", 1),
            ("@staticmethod\ndef f():\n    pass", 4),
            ("text = '\\nx\\n'", 6),
            ("h = (1, 2)", 11),
            ("k = 1", 18),
        ],
        [
            (2, "SyntaxError: cannot assign to expression here. Maybe you meant '==' instead of '='?"),
            (10, "SyntaxError: '(' was never closed"),
            (17, "SyntaxError: invalid decimal literal"),
        ],
    )


def test_an_indented_beginning_is_an_error_alone():
    statements, unreadable = parsed("    x = 1\ny = 2")
    assert statements == [("y = 2", 2)]
    assert unreadable == [(1, "IndentationError: unexpected indent")]


def test_a_bracket_that_stays_open_to_the_end_spoils_one_statement():
    statements, unreadable = parsed("x = (\n" + "\n".join(f"{n}," for n in range(50)))
    assert unreadable == [(1, "SyntaxError: '(' was never closed")]
    assert len(statements) == 50


def test_what_the_parser_cannot_take_is_an_error():
    statements, unreadable = parsed("x = '\0'\ny = " + "(" * 300 + ")" * 300 + "\nz = 1")
    assert statements == [("z = 1", 3)]
    assert [line for line, _ in unreadable] == [1, 2]


def test_what_is_no_python_is_not_tried_to_its_end():
    statements, unreadable = parsed("no python\n" * 1001 + "x = 1")
    assert (statements, len(unreadable)) == ([], 1000)


def test_a_last_line_is_not_longer_than_a_screen():
    error = ValueError("x" * 1000)
    error.add_note("and more")
    assert parsing.last_line(error) == "ValueError: " + "x" * 388


# ---------------------------------------------------------------- Definitions


class Told:
    def __init__(self, *codes, seconds=1.0, only_definitions=False):
        self.failed, self.trouble = [], []
        self.copy = executing.Copy(codes, lambda *failure: self.failed.append(failure), self.trouble.append, seconds)
        self.copy.run(only_definitions=only_definitions)
        self.found = self.copy.definitions()

    @property
    def places(self):
        return [(d.name, d.block, d.line, d.winner, d.owner) for d in self.found]

    def value(self, number):
        return self.found[number].value()


def test_several_definitions_of_a_name_are_all_kept():
    told = Told("def f():\n    return 1", "def f():\n    return 2\nf = lambda: 3\nf: object = lambda: 4\nf, g = f, f\n")
    assert told.places == [
        ("f", 0, 1, False, None),
        ("f", 1, 1, False, None),
        ("f", 1, 3, False, None),
        ("f", 1, 4, True, None),
    ]
    assert [told.value(number) for number in range(4)] == [1, 2, 3, 4]


def test_of_a_class_in_a_class_its_methods_are_found_if_it_is_one_still():
    told = Told(
        "class A:\n    class B:\n        def f(self): pass\n    class C:\n        def g(self): pass\n    C = 3\n"
    )
    assert told.places == [("A", 0, 1, True, None), ("B", 0, 2, True, "A"), ("f", 0, 3, True, "A.B")]


def test_a_relative_import_asks_for_a_module():
    told = Told("from . import no_such_module\nfrom .no_such_package import f\n")
    assert [error for *_, error in told.failed] == [
        "ModuleNotFoundError: No module named 'package'",
        "ModuleNotFoundError: No module named 'no_such_package'",
    ]


def test_definitions_under_conditions_are_found_whether_the_code_came_by_or_not():
    code = """if True:
    def f(): return 1
else:
    def f(): return 2
for _ in []:
    def g(): return 3
try:
    1 / 0
except ZeroDivisionError:
    def h(): return 4
match 1:
    case 2:
        @unknown
        def k(): return 5
with open("/etc/x"):
    m = lambda: 6
if False:
    def broken(x=unknown): pass
"""
    told = Told(code)
    assert told.places == [
        ("f", 0, 2, True, None),
        ("f", 0, 4, False, None),
        ("g", 0, 6, False, None),
        ("h", 0, 10, True, None),
        ("k", 0, 14, False, None),
        ("m", 0, 16, False, None),
    ]
    assert [told.value(number) for number in range(6)] == [1, 2, 3, 4, 5, 6]


def test_functions_in_classes_are_found():
    code = """class Net:
    size = 1
    @staticmethod
    def f(): return 1
    @staticmethod
    def f(): return 2
    if size:
        def g(self): return 3
    class Inner:
        def h(self): pass
class Broken:
    unknown
    def k(): return 4
    def m(x=unknown): pass
"""
    told = Told(code)
    assert told.places == [
        ("Net", 0, 1, True, None),
        ("f", 0, 4, False, "Net"),
        ("f", 0, 6, True, "Net"),
        ("g", 0, 8, True, "Net"),
        ("Inner", 0, 9, True, "Net"),
        ("h", 0, 10, True, "Net.Inner"),
        ("k", 0, 13, False, "Broken"),
    ]
    assert [told.value(number) for number in (1, 2, 6)] == [1, 2, 4]


def test_a_decorator_that_is_missing_does_not_hide_the_function():
    told = Told("@unknown\ndef f(): return 1\nimport functools\n@functools.cache\ndef g(): return 2")
    assert told.places == [("f", 0, 2, False, None), ("g", 0, 5, True, None)]
    assert [told.value(0), told.value(1)] == [1, 2]
    assert told.failed == [(0, 1, "NameError: name 'unknown' is not defined")]
    assert told.found[1].value.__wrapped__.__code__.co_firstlineno == 4


def test_only_what_defines_is_run_if_asked():
    code = """import math
constant = [1, -2.5, "a"]
annotated: int
computed = math.sqrt(4)
try:
    from math import pi
except ImportError:
    pi = 3
math.unknown
if constant:
    f = lambda: constant
"""
    told = Told(code, only_definitions=True)
    assert told.failed == []
    assert told.value(0) == [1, -2.5, "a"]
    assert "computed" not in told.copy.names
    assert told.copy.names["pi"] == pytest.approx(3.14159265)


@pytest.mark.parametrize(
    ("code", "line", "error"),
    [
        ("def f():\n    raise KeyError('a')\n\nf()", 4, "KeyError: 'a'"),
        ("\nreturn 1", 2, "SyntaxError: 'return' outside function"),
        ("exec('(')", 1, "SyntaxError: '(' was never closed"),
        ("x =", 1, "SyntaxError: invalid syntax"),
        ("class E(BaseException): pass\nraise E", 2, "copied.E"),
    ],
)
def test_what_fails_is_told_with_its_line(code, line, error):
    told = Told("y = 1", code)
    ((block, at, last),) = told.failed
    assert (block, at, last.splitlines()[-1]) == (1, line, error)


def test_no_more_failures_are_told_than_anybody_reads():
    assert len(Told("unknown\n" * 150).failed) == 100


def test_the_names_of_a_copy_are_as_the_chapter_has_them():
    told = Told(
        "from __future__ import annotations\ndef f(x: Unknown): return np.sum(softmax(net.W[0])), exit, display"
    )
    assert told.failed == []
    assert told.found[0].value(0)[0] == pytest.approx(1.0)
    assert told.places == [("f", 0, 2, True, None)]


def test_a_class_of_data_finds_its_module():
    told = Told("from dataclasses import dataclass\n@dataclass\nclass D:\n    x: 'int'\nd = D(1)")
    assert told.failed == []


def test_code_that_takes_long_is_left():
    told = Told("while True: pass\nx = sum([1])\ndef f(): return 1", seconds=0.05)
    assert told.failed == [(0, 1, "stopped after 0.05 seconds")]
    assert told.trouble == ["the code outside functions was left after 0.05 seconds"]
    assert told.places == [("f", 0, 3, True, None)]
    assert "x" not in told.copy.names


def test_code_that_is_very_long_is_left_and_its_definitions_found():
    told = []
    copy = executing.Copy(["x = 1\ndef f(): return 1"], print, told.append, until=0)
    copy.run(only_definitions=False)
    assert told == ["the code is long, and was left at line 1"]
    assert "x" not in copy.names
    assert [(d.name, d.winner, d.value()) for d in copy.definitions()] == [("f", False, 1)]


def test_memory_that_is_gone_ends_it():
    with pytest.raises(MemoryError):
        Told("raise MemoryError")


def test_builtins_are_put_back():
    before = len
    told = Told("import builtins\nbuiltins.len = None\nx = len([1])")
    assert builtins.len is before
    assert told.failed == []


def test_a_definition_is_what_it_is_by_itself():
    assert Definition("f", [], 0, 1, True) != Definition("f", [], 0, 1, True)
    assert definitions.name_of(ast.parse("a.b = lambda: 0").body[0]) == ""


# ---------------------------------------------------------------- Limits


def test_the_system_limits_the_process(monkeypatch):
    limited = {}

    def setrlimit(kind, value):
        if kind == resource.RLIMIT_CORE:
            raise OSError
        limited[kind] = value

    hard = {resource.RLIMIT_NOFILE: 32}
    fake = types.SimpleNamespace(
        **{name: getattr(resource, name) for name in dir(resource) if name.startswith("RLIM")},
        getrlimit=lambda kind: (0, hard.get(kind, resource.RLIM_INFINITY)),
        setrlimit=setrlimit,
    )
    del fake.RLIMIT_FSIZE
    monkeypatch.setattr(limits, "resource", fake)
    limits.limit(2.5, 3)
    assert limited == {
        resource.RLIMIT_AS: (3145728, 3145728),
        resource.RLIMIT_CPU: (3, 3),
        resource.RLIMIT_NOFILE: (32, 32),
        resource.RLIMIT_NPROC: (0, 0),
    }


def test_where_the_system_has_no_limits_the_code_runs_all_the_same(monkeypatch):
    monkeypatch.setattr(limits, "resource", None)
    monkeypatch.setattr(limits, "_alarm", None)
    limits.limit(1, 1)
    with limits.limited(0.01):
        time.sleep(0.02)


# ---------------------------------------------------------------- The guard


@pytest.fixture
def told():
    return []


@pytest.fixture
def watch(tmp_path, told):
    (tmp_path / "own").mkdir()
    (tmp_path / "lib").mkdir()
    return guard.Guard(str(tmp_path / "own"), [str(tmp_path / "lib")], told.append)


READ, WRITE = os.O_RDONLY, os.O_WRONLY | os.O_CREAT


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("open", ("{}/own/x", "w", WRITE)),
        ("open", (b"{}/own/x", None, WRITE)),
        ("open", ("{}/own", None, READ)),
        ("open", ("{}/lib/module.py", "rb", READ)),
        ("open", (os.devnull, "w", WRITE)),
        ("open", (1, "w", WRITE)),
        ("os.remove", ("{}/own/x", -1)),
        ("os.rename", ("{}/own/x", "{}/own/y", -1, -1)),
        ("os.listdir", (None,)),
        ("os.scandir", (3,)),
        ("os.listdir", ("{}/lib",)),
        ("os.kill", (os.getpid(), 9)),
        ("object.__getattr__", ()),
        ("import", ("socket",)),
    ],
)
def test_what_does_no_harm_passes(watch, told, tmp_path, event, arguments):
    watch(event, placed(arguments, tmp_path))
    assert told == []


@pytest.mark.parametrize(
    ("event", "arguments", "sentence"),
    [
        ("open", ("{}/x", "w", WRITE), "tried to write outside its folder: {}/x"),
        ("open", ("{}/own/../x", "a", os.O_RDWR), "tried to write outside its folder: {}/own/../x"),
        ("open", ("{}/lib/module.py", "w", WRITE), "tried to write outside its folder: {}/lib/module.py"),
        ("open", (Path("/etc/passwd"), "r", READ), "tried to read outside its folder: /etc/passwd"),
        ("open", ("{}/library", "r", READ), "tried to read outside its folder: {}/library"),
        ("open", ("{}/lib", None, READ), "tried to read outside its folder: {}/lib"),
        ("os.rename", ("{}/own/x", "{}/y", -1, -1), "tried to write outside its folder: {}/y"),
        ("os.chmod", (5, 0, -1), "tried to write outside its folder: 5"),
        ("os.kill", (1, 9), "tried to send a signal to another process"),
        ("os.killpg", (os.getpid(), 9), "tried to send a signal to another process"),
        ("socket.connect", (None, None), "tried to open a network connection"),
        ("ctypes.dlopen", (None,), "tried to load a library of the system"),
        ("os.fork", (), "tried to start another process"),
        ("sys.addaudithook", (), "tried to change its limits"),
    ],
)
def test_what_does_harm_is_refused(watch, told, tmp_path, event, arguments, sentence):
    for _ in range(2):
        with pytest.raises(PermissionError, match=r"^refused by the check: tried to "):
            watch(event, placed(arguments, tmp_path))
    assert told == [sentence.replace("{}", str(tmp_path))]


def placed(arguments, folder):
    here = str(folder)
    replaced = (a.replace(b"{}", here.encode()) if isinstance(a, bytes) else a for a in arguments)
    return tuple(a.replace("{}", here) if isinstance(a, str) else a for a in replaced)


def test_a_link_leads_outside(watch, told, tmp_path):
    (tmp_path / "own" / "link").symlink_to(tmp_path)
    (tmp_path / "lib" / "link").symlink_to(tmp_path)
    watch("open", (f"{tmp_path}/lib/link/module.py", "r", READ))
    with pytest.raises(PermissionError):
        watch("open", (f"{tmp_path}/own/link/x", "w", WRITE))


def test_folders_elsewhere_are_not_listed_and_nobody_is_told(watch, told):
    with pytest.raises(PermissionError, match=r"^refused by the check: tried to list /etc$"):
        watch("os.listdir", ("/etc",))
    assert told == []


def test_a_disk_is_not_filled_with_files(watch, told):
    for number in range(200):
        watch("open", (f"{watch.folder}/{number}", "w", WRITE))
    with pytest.raises(PermissionError):
        watch("os.mkdir", (f"{watch.folder}/more", 0o777, -1))
    assert told == ["tried to write more than 200 files"]


def test_no_more_trouble_is_told_than_anybody_reads(watch, told):
    for number in range(30):
        with pytest.raises(PermissionError):
            watch("open", (f"/etc/{number}", "w", WRITE))
    assert len(told) == 20


def test_the_guard_is_installed_and_closes_what_it_is_not_told_of(monkeypatch, watch, told):
    hooks = []
    silent = types.SimpleNamespace(does=lambda: 1, other=lambda: 2)
    monkeypatch.setitem(sys.modules, "silent", silent)
    monkeypatch.setattr(guard, "SILENT", {"silent": ("does", "lacks"), "not_there": ("does",)})
    monkeypatch.setattr(sys, "addaudithook", hooks.append)
    guard.install(watch)
    assert hooks == [watch]
    with pytest.raises(PermissionError):
        silent.does()
    assert silent.other() == 2
    assert told == ["tried to go round the check"]


def test_python_may_be_read():
    folders = guard.importable("/somewhere")
    assert {"/somewhere", sys.prefix, os.path.dirname(os.__file__), os.path.realpath(sys.base_prefix)} <= set(folders)


# ---------------------------------------------------------------- What is stood in for


def test_a_stand_in_swallows_anything():
    nothing = standins.NOTHING
    nothing.attribute = 1
    nothing["a"] = 1
    del nothing["a"]
    with nothing as inner:
        assert inner is nothing
    for got in (
        nothing.a.b,
        nothing(1, b=2),
        nothing["a"],
        nothing + 1,
        2**nothing,
        -nothing,
        nothing < 1,
        nothing | 0,
    ):
        assert got is nothing
    assert np.ones(2) * nothing is nothing
    assert np.exp(nothing) is nothing
    assert (list(nothing), len(nothing), bool(nothing), float(nothing), int(nothing)) == ([], 0, False, 0.0, 0)
    assert not isinstance(1, nothing)
    assert not hasattr(nothing, "__array__")


def test_a_stand_in_leaves_what_it_decorates_as_it_is():
    class Net(standins.NOTHING.Module):
        pass

    assert Net.__bases__ == (object,)
    assert standins.NOTHING.jit(Net) is Net
    assert standins.NOTHING.jit(parsed) is parsed
    assert standins.NOTHING.jit(parallel=True)(parsed) is parsed


def test_modules_are_stood_in_for_but_for_those_that_are_real(monkeypatch):
    named = []
    tree = ast.parse("""import numpy.linalg, os, made_up.deep as deep
from common_made_up import f
from . import g
try:
    import better_made_up, common_made_up
except (OSError, ImportError):
    pass
try:
    import needed_made_up
except OSError:
    pass
""")
    finder = standins.Finder([tree], named.append)
    assert finder.wanted == {"made_up", "common_made_up", "needed_made_up"}
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    names = {}
    exec(
        "import made_up.deep as deep\nfrom made_up.functions import softmax, figure\nfrom made_up import functions",
        names,
    )
    assert named == ["made_up"]
    assert names["softmax"]([0.0, 0.0]).tolist() == [0.5, 0.5]
    assert names["functions"].softmax is names["softmax"]
    assert names["figure"] is standins.NOTHING
    assert len(names["deep"].subplots(1, 2)) == 2
    assert not hasattr(names["deep"], "__made_up__")
    with pytest.raises(ModuleNotFoundError, match=r"^No module named 'better_made_up'$"):
        __import__("better_made_up")
    with pytest.raises(ModuleNotFoundError):
        __import__("unheard_of_made_up")


@pytest.mark.parametrize(
    ("handler", "is_wanted"),
    [("except:", False), ("except Exception:", False), ("except a.b:", True), ("except (KeyError, OSError):", True)],
)
def test_a_module_that_the_code_can_do_without_is_not_stood_in_for(handler, is_wanted):
    tree = ast.parse(f"try:\n    import made_up\n{handler}\n    pass")
    assert standins.imports([tree]) == ({"made_up"} if is_wanted else set())


# ---------------------------------------------------------------- What is supplied


def test_the_digits_are_few_and_always_the_same():
    (x, t), (x_test, t_test) = supplied.load_mnist(normalize=True, one_hot_label=True)
    assert (x.shape, t.shape, x_test.shape, t_test.shape) == ((60, 784), (60, 10), (10, 784), (10, 10))
    assert (x.dtype, x.min(), x.max(), t.sum()) == (np.float32, 0.0, 1.0, 60)
    (raw, labels), _ = supplied.load_mnist(normalize=False, flatten=False)
    assert (raw.shape, raw.dtype, raw[0, 0, 0, :3].tolist()) == ((60, 1, 28, 28), np.uint8, [0, 239, 222])
    assert labels[:5].tolist() == [0, 3, 6, 9, 2]


def test_bars_of_progress_pass_on_what_they_show():
    known = supplied.functions()
    assert list(known["tqdm"]([1, 2], desc="a")) == [1, 2]
    assert list(known["tqdm"]()) == []
    assert list(known["trange"](3, leave=False)) == [0, 1, 2]


# ---------------------------------------------------------------- The process, from its inside


def asked(monkeypatch, tmp_path, code, *, probes=PROBES):
    """Return the messages of the other process's program, run in this one without what cannot be taken back."""
    request = {"codes": [code], "probes": probes, "seconds": 1, "megabytes": 5, "token": "t", "only_definitions": False}
    installed, ended = [], []
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(request)))
    monkeypatch.setattr(sys, "argv", ["a"])
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)
    monkeypatch.setattr(limits, "limit", lambda *_: None)
    monkeypatch.setattr(time, "process_time", lambda: 0.0)
    monkeypatch.setattr(guard, "install", installed.append)
    monkeypatch.setattr(inside, "_exit", ended.append)
    nowhere = []
    with open(tmp_path / "told", "wb") as file, open(os.devnull) as null, monkeypatch.context() as patched:
        patched.setattr(os, "dup", lambda _: file.fileno())
        patched.setattr(os, "open", lambda *_: null.fileno())
        patched.setattr(os, "dup2", lambda old, new: nowhere.append((old == null.fileno(), new)))
        before = np.random.get_state()  # noqa: NPY002 - the global generator, which the program seeds
        inside.main()
        np.random.set_state(before)  # noqa: NPY002
        for watch in installed:
            with pytest.raises(PermissionError):
                watch("os.fork", ())
    assert nowhere == [(True, 0), (True, 1), (True, 2)]
    assert ended == [0]
    return heard((tmp_path / "told").read_bytes(), "t")


def test_the_program_tells_what_it_found(monkeypatch, tmp_path):
    messages = asked(monkeypatch, tmp_path, "import made_up\nunknown\nwhile True: pass\ndef f(): pass")
    assert messages["answer"][0][0]["definitions"] == [["f", 0, 4, True, None]]
    assert messages["failed"] == [
        [0, 2, "NameError: name 'unknown' is not defined"],
        [0, 3, "stopped after 0.25 seconds"],
    ]
    assert messages["stand-in"] == [["made_up"]]
    assert messages["trouble"] == [
        ["the code outside functions was left after 0.25 seconds"],
        ["tried to start another process"],
    ]
    assert messages["end"] == [[]]


def test_the_program_imports_what_a_star_may_need_before_it_guards(monkeypatch, tmp_path):
    messages = asked(monkeypatch, tmp_path, "from numpy import *\ndef f(): pass")
    assert [definition[0] for definition in messages["answer"][0][0]["definitions"]] == ["f"]


def test_the_program_tells_that_memory_is_gone(monkeypatch, tmp_path):
    messages = asked(monkeypatch, tmp_path, "raise MemoryError")
    assert messages["trouble"][0] == ["took more than 5 MB"]
    assert "answer" not in messages


def test_the_program_tells_that_it_cannot_judge(monkeypatch, tmp_path):
    messages = asked(monkeypatch, tmp_path, "", probes="check.not_there")
    assert messages == {
        "trouble": [["the check itself failed: ModuleNotFoundError: No module named 'check.not_there'"]],
        "end": [[]],
    }


def test_what_the_code_does_not_import_is_not_there():
    finder = standins.Finder([], lambda name: None)
    assert finder.find_spec("numpy.linalg", None) is None
    with pytest.raises(ModuleNotFoundError, match="No module named 'pandas'"):
        finder.find_spec("pandas", None)
