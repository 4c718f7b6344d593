"""What is read out of a file, in every form that copies come in."""

import json

import pytest

from chapter4.check.found import Place
from chapter4.check.reading.files import read

SLOPE = """def slope(g, at):
    step = 1e-4
    return (g(at + step) - g(at - step)) / (2 * step)"""


def codes(text, name="notes.txt"):
    data = text.encode() if isinstance(text, str) else text
    return [block.code for block in read(data, name)]


def lines_of(text, name="notes.txt"):
    """Return the only block's lines, each with its number."""
    (block,) = read(text.encode(), name)
    lines = block.code.split("\n")
    assert len(lines) == len(block.places) == len(block.raw)
    return [(place.line, line) for place, line in zip(block.places, lines, strict=True)]


def notebook(*cells, **more):
    return json.dumps({"cells": list(cells), **more})


def cell(source, kind="code"):
    return {"cell_type": kind, "source": source}


# ---------------------------------------------------------------- Scripts


def test_a_script_is_one_block_with_its_lines_as_they_stand():
    (block,) = read(b"import math\r\n\r\n\tx = 1  \rprint(x)\n\n", "a.PY")
    assert block.code == "import math\n\n\tx = 1  \nprint(x)"
    assert [place.line for place in block.places] == [1, 2, 3, 4]
    assert {place.cell for place in block.places} == {None}
    assert block.raw == ("import math", "", "\tx = 1  ", "print(x)")


def test_a_script_that_does_not_parse_is_read_all_the_same():
    assert codes("learning-rate = 1\nthis is no Python\n", "a.py") == ["learning-rate = 1\nthis is no Python"]


def test_a_docstring_keeps_its_prompts_numbers_and_entities():
    text = 'def f(x):\n    """Say.\n\n    >>> f(1)\n    1 &lt; “2”\n    """\n    return x'
    assert codes(text, "a.py") == [text]


def test_a_script_on_standard_input_is_one_block_whatever_its_docstring_says():
    text = '"""About.\n\n```python\nx = 1\n```\n"""\nfirst = "\\d"\n\n\nsecond = 2'
    assert codes(text, "-") == [text]


@pytest.mark.parametrize("separator", ["\f", "\v", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_python_s_own_line_ends_part_lines(separator):
    (block,) = read(f"a = 1\n{separator}b = 2\n".encode(), "a.py")
    assert block.code == "a = 1\nb = 2"
    assert block.raw == ("a = 1", f"{separator}b = 2")


@pytest.mark.parametrize("name", ["a.py", "a.ipynb", "a.md", "a.txt", "-", "", "a"])
@pytest.mark.parametrize("text", ["", "\n \n\t\n", "안녕하세요", "hello", "{"])
def test_where_no_code_is_there_are_no_blocks(name, text):
    expected = [text] if name == "a.py" and text.strip() else []
    assert codes(text, name) == expected


def test_a_file_of_millions_of_lines_is_not_read():
    assert codes("x\n" * 2_000_001, "a.py") == []


def test_a_long_text_is_not_parsed_to_see_whether_it_is_a_script():
    assert codes("x = 1\n" * 100_000 + "ordinary words follow here\n", "-") == ["\n".join(["x = 1"] * 100_000)]


# ---------------------------------------------------------------- Encodings

KOREAN = "# 기울기를 구하는 함수\nx = 1  # 학습률"
JAPANESE = "# 勾配を計算する関数\nx = 1  # 学習率です"
CHINESE = "# 计算梯度的函数\nx = 1  # 学习率"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "utf-8"),
        (KOREAN, "utf-8-sig"),
        (KOREAN, "utf-16"),
        (KOREAN, "cp949"),
        (KOREAN, "euc_kr"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        ("# 勾配\nx = 1", "cp932"),
        ("# カタカナ！\nx = 1", "euc_jp"),
        ("# 学习率\nx = 1", "gb2312"),
        ("# 손실：１\nx = 1", "cp949"),
    ],
)
def test_the_encoding_is_told_by_what_it_makes_of_the_bytes(text, encoding):
    assert codes(text.encode(encoding), "a.py") == [text]


def test_big_endian_utf_16_is_told_by_its_mark():
    assert codes(b"\xfe\xff" + "x = 1".encode("utf-16-be"), "a.py") == ["x = 1"]


def test_a_declared_encoding_is_believed():
    text = "#!/usr/bin/python\n# -*- coding: big5 -*-\n# 梯度\nx = 1"
    assert codes(text.encode("big5"), "a.py") == [text]


@pytest.mark.parametrize("declared", ["utf-8", "no-such-encoding", "punycode", "euc-jp"])
def test_a_declaration_that_does_not_hold_is_passed_over(declared):
    text = f"# coding: {declared}\n# 기울기를 뷁 구한다"
    assert codes(text.encode("cp949"), "a.py") == [text]


def test_one_bad_byte_is_one_bad_character():
    data = "# 기울기를 구하는 함수\nx = 1".encode().replace(b"x", b"x \xff")
    assert codes(data, "a.py") == ["# 기울기를 구하는 함수\nx \ufffd = 1"]


def test_letters_of_no_known_encoding_do_not_take_their_neighbours_along():
    assert codes("x = 'caf\xe9 e'".encode("latin-1"), "a.py") == ["x = 'caf\ufffd e'"]


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02", b"x = 1\n\x00", b"\x89PNG\r\n\x1a\n\0\0", bytes(range(128, 256)), b"\x01\x02ab"]
)
@pytest.mark.parametrize("name", ["a.py", "a.ipynb", "-"])
def test_binary_junk_has_no_code(data, name):
    assert read(data, name) == []


# ---------------------------------------------------------------- Notebooks


@pytest.mark.parametrize("name", ["a.ipynb", "-", "a.txt", "a.py"])
def test_each_cell_of_code_is_a_block_with_its_place_among_all_cells(name):
    text = notebook(cell("# Title", "markdown"), cell(["a = 1\n", "\n", "b = 2"]), cell(""), cell("c = 3\r\nd = 4\n"))
    first, second = read(text.encode(), name)
    assert first.code == "a = 1\n\nb = 2"
    assert [(place.cell, place.line) for place in first.places] == [(2, 1), (2, 2), (2, 3)]
    assert second.code == "c = 3\nd = 4"
    assert [(place.cell, place.line) for place in second.places] == [(4, 1), (4, 2)]


def test_what_only_ipython_understands_passes():
    source = (
        "%pylab\nimport math\nif math:\n    !pip install \\\n      x \\\n      y\n    a = 1\nmath.e?\n?math\nf = !ls"
    )
    assert codes(notebook(cell(source)), "a.ipynb") == [
        "pass\nimport math\nif math:\n    pass\n\n\n    a = 1\npass\npass\npass"
    ]


def test_a_percent_sign_within_brackets_or_a_string_is_no_command():
    source = "a = (5\n     % 3)\nb = '''\n%time\n'''\n%time"
    assert codes(notebook(cell(source)), "a.ipynb") == ["a = (5\n     % 3)\nb = '''\n%time\n'''\npass"]


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 3", "%%capture out", "%%writefile slope.py"])
def test_python_below_a_cell_s_magic_is_code(magic):
    assert codes(notebook(cell(f"\n{magic}\nx = 1")), "a.ipynb") == ["pass\nx = 1"]


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile notes.txt", "%%R"])
def test_what_is_handed_to_another_language_is_no_code(magic):
    assert codes(notebook(cell(f"{magic}\nx = 1")), "a.ipynb") == []


def test_half_a_character_in_a_notebook_can_be_printed():
    (block,) = read(b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\'"}]}', "a.ipynb")
    assert block.code == "x = '?'"
    assert block.raw == ("x = '?'",)


@pytest.mark.parametrize(
    "text",
    [
        '{"cells": [\n' + SLOPE,
        '{"cells": 3}\n' + SLOPE,
        "{\n" + SLOPE,
        "{" + '"a":[' * 100_000 + "\n" + SLOPE,
    ],
)
def test_a_broken_notebook_is_read_as_text(text):
    assert codes(text, "a.ipynb")[-1].endswith(SLOPE)


@pytest.mark.parametrize(
    "text",
    [
        '{"cells": 3}',
        '{"cells": [3]}',
        '{"cells": [{"cell_type": "code"}]}',
        '{"a": 1}',
        notebook(cell(3)),
        notebook(cell([3])),
    ],
)
def test_what_is_built_otherwise_is_no_notebook(text):
    assert codes(text, "a.ipynb") == []


# ---------------------------------------------------------------- Markdown


def test_each_fence_of_python_is_a_block_and_the_text_around_is_none():
    text = "# Title\n\n```python\na = 1\n```\nb = 2\n~~~~ py\nc = 3\n~~~\n~~~~~\n```\nd = 4\n```\n"
    first, second, third = read(text.encode(), "a.md")
    assert (first.code, second.code, third.code) == ("a = 1", "c = 3\n~~~", "d = 4")
    assert [place.line for place in second.places] == [8, 9]


@pytest.mark.parametrize(
    "info",
    [
        "python",
        "py",
        "Python3",
        "{code-cell}",
        "{code-cell} ipython3",
        ".python",
        "{.python .x}",
        "{code-block} python",
        "python:a.py",
    ],
)
def test_a_fence_of_python_is_told_by_its_name(info):
    assert codes(f"```{info}\nanything at all\n```", "a.markdown") == ["anything at all"]


@pytest.mark.parametrize("info", ["text", "sh", "{code-block} julia", "{note}", "text:a.py"])
def test_a_fence_of_something_else_is_passed_over(info):
    assert codes(f"```{info}\nx = 1\n```\n\n```python\ny = 2\n```", "a.md") == ["y = 2"]


@pytest.mark.parametrize(
    ("inside", "python"),
    [
        ("x = 1", True),
        ("", False),
        ("pip install numpy", False),
        ("0.18\n[0.1 0.2]", False),
        (">>> f(2)\n4.0\n5.0\n6.0", True),
        ("one line of words here\nanother one of them\nx = 1", False),
        ("def f(x):\n  return x", True),
    ],
)
def test_a_fence_without_a_name_is_code_if_it_looks_so(inside, python):
    found = codes(f"```\n{inside}\n```\n\n```python\ny = 2\n```", "a.md")
    assert len(found) == (2 if python else 1)


@pytest.mark.parametrize("margin", ["  ", "- ", "10. ", "> ", "> > ", "\t"])
def test_a_fence_in_a_list_or_a_quotation_loses_the_margin(margin):
    further = margin if ">" in margin else " " * len(margin)
    further = margin if margin == "\t" else further
    text = f"{margin}```python\n{further}if a:\n{further}\tb = 1\n{further.rstrip()}\n{further}c = 2\n{further}```\nend"
    assert codes(text, "a.md") == ["if a:\n\tb = 1\n\nc = 2"]


def test_a_fence_that_is_not_closed_goes_on_to_the_end():
    assert codes("```py\nx = 1\n\ny = 2\n", "a.md") == ["x = 1\n\ny = 2"]


def test_options_of_a_directive_are_no_code():
    assert lines_of("```{code-cell}\n:tags: [hide]\nx = 1\n```", "a.md") == [(3, "x = 1")]
    assert codes("```{code-cell}\n:tags: [hide]\n```", "a.md") == []


def test_markdown_without_a_fence_of_python_is_read_as_text():
    assert codes(
        f"# Slope\n\nThe slope of a function:\n\n    {SLOPE.replace(chr(10), chr(10) + '    ')}\n", "a.md"
    ) == [SLOPE]


def test_fences_are_seen_whatever_the_file_is_called():
    assert codes("Some words.\n```\nx = 1\n```\n", "-") == ["x = 1"]


# ---------------------------------------------------------------- Code among prose


@pytest.mark.parametrize(
    "words",
    [
        "함수의 기울기를 구한다.",
        "at – 기울기를 구하는 점",
        "at-점의 위치",
        "step – 간격 / g – 함수",
        "※ step=0인 경우는 없다",
        "g(at) – 함수의 값",
        "• 작은 수로 나눈다",
        "1. 간격은 0.0001이다",
        "간격 = 작은수",
        "g()에서 값을 얻는다",
        "関数の傾きを求める。",
        "求函数的梯度：",
        "This is how a slope is found:",
        "for example:",
        "It isn't exact, but it's near",
        "the result = what was asked for",
        "at – the point, step – the distance",
        "step - distance",
        "x = 1, y = 2",
        "accuracy = 97.5%",
        "See slope(g, at).",
        "slope(g, at) returns a number",
        "Why?",
        "0.1999 0.2999",
        "$y = x$",
        "`y = x`",
        "a - b = c",
        "f(x) = 2 * x",
        "while learning:",
        "@somebody",
        "# A title",
        "4.2 = ",
        "----------",
        "x" * 20_000 + " = 1",
    ],
)
def test_prose_is_no_code_before_it_or_behind_it(words):
    assert lines_of(f"{words}\n\n{SLOPE}\n\n{words}\n\n글 하나\n") == list(enumerate(SLOPE.split("\n"), start=3))


@pytest.mark.parametrize(
    "words", ["함수의 기울기를 구한다", "at – the point", "Here the slope is found.", "• 작은 수로 나눈다"]
)
def test_prose_may_stand_directly_above_and_below(words):
    assert lines_of(f"{words}\n{SLOPE}\n{words}\n") == list(enumerate(SLOPE.split("\n"), start=2))


@pytest.mark.parametrize(
    "words",
    ["  • 작은 수로 나눈다", "  - a small number", "  1. small", "    A sentence that is indented here", "  왜"],
)
def test_prose_that_is_indented_is_not_the_body_of_what_stands_above(words):
    assert codes(f"글\n{SLOPE}\n\n{words}\n") == [SLOPE]


@pytest.mark.parametrize(
    "code",
    [
        "import numpy as np, math",
        "from a.b import c",
        "y = (0.1, 0.2)",
        "y, t = 1, 2",
        "batch-size = 10",
        "x: float = 3.0",
        "self.W[i, j] -= 0.1",
        "f= lambda w: net.loss(x,t)",
        "print(slope(square, 3.0))",
        "print('값:', x)",
        "np.random.choice(60000, 10)",
        "slope(square, 3.0)",
        "return 0.5 * s",
        "def no_colon(x)",
        "def 기울기(x):",
        "class Net:",
        "for i in range(3):",
        "while True:\n    x = 1",
        "if x > 1 :  # 크다\n\ty",
        "try:\n    x\nexcept ValueError as e:\n    pass",
        "@cached\ndef f(x):\n    x",
        "# 주석\nx = 1",
        "x = 1 + \\\n  2",
        "if a > 1: b(a)",
        "x = [\n  1,\n\n  2\n]",
        "x = '''\n아무 말이나\n\n여기\n'''",
        "'''\n아무 말이나\n'''",
        "def f(x):\n    '''한 줄'''\n\n    # 주석\n    점수 = x\n    retrun x",
        "x = 1\n# 주석\npass\ny(1)",
    ],
)
def test_code_is_found_among_prose(code):
    assert codes(f"앞에 오는 글\n\n{code}\n\n뒤에 오는 글\n") == [code]


def test_a_string_that_nothing_closes_takes_no_prose_along():
    assert codes("글 하나\n'''\n글 둘\n") == []
    assert codes("글 하나\nx = '''\n글 둘\ny = 1\n") == ["x = '''", "y = 1"]


def test_a_bracket_that_nothing_closes_takes_no_prose_along():
    assert codes("글 하나\nx = f(g(1)\n\n글 둘\n") == ["x = f(g(1)"]


def test_prose_ends_a_block_and_blank_lines_do_not():
    assert codes(f"글 하나\n{SLOPE}\n\n\n{SLOPE}\n\n글 둘\n\nx = 1\n") == [f"{SLOPE}\n\n\n{SLOPE}", "x = 1"]


def test_code_that_does_not_parse_is_found_and_keeps_its_raw_lines():
    text = "글 하나\n\ndef slope\\_at(g, at):\n  x(at) = g(at \\* 2) + 1e - 7\n\n  return x\n"
    (block,) = read(text.encode(), "-")
    assert block.code == "def slope_at(g, at):\n  x(at) = g(at * 2) + 1e - 7\n\n  return x"
    assert block.raw == ("def slope\\_at(g, at):", "  x(at) = g(at \\* 2) + 1e - 7", "", "  return x")
    assert [place.line for place in block.places] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    "piece", ["a[b],c=", "for a in in ", "x=,", "((", "a.b.", "if a: ", "word ", "'", "‘", "x==", "~", " "]
)
def test_a_line_that_repeats_a_piece_a_thousand_times_is_read_at_once(piece):
    """Where an expression tried each way to part such a line, this would not end."""
    assert len(codes(f"글 하나\n{1000 * piece}\n글 둘\n")) <= 1


# ---------------------------------------------------------------- Characters


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("print(‘a’, “b”, ″c″)", 'print(\'a\', "b", "c")'),
        ("print('a’)", "print('a')"),
        ("print(“it’s”)", 'print("it’s")'),
        ("print('‘a’ “b”')", "print('‘a’ “b”')"),
        ("print(“a)", 'print("a)'),
        (r"print('\'’', “\””)", r"""print('\'’', "\”")"""),
        ("f（x，ｙ＝１）：　＃ （注）", "f(x,y=1): # （注）"),
        ("a = ［１、２］＋b", "a = [1,2]+b"),
        ("print(“（）”)", 'print("（）")'),
        ("a\u00a0=\u20031\u200b", "a = 1"),
        ("a = 1 − 2 – 3 — 4", "a = 1 - 2 - 3 - 4"),
        ("a –= 1  # 1 – 2", "a -= 1  # 1 – 2"),
        (r"a\_b = a\*\*2 \[0\] \\", r"a_b = a**2 [0] \\"),
        ("if a &lt; b &amp; c &gt; d: # &amp;", "if a < b & c > d: # &"),
        ("print(&quot;a\\_b&quot;, &#39;c&#39;)", "print(\"a_b\", 'c')"),
        ("a = '&lt;' + \"\\_\\n\"", "a = '&lt;' + \"\\_\\n\""),
        ("a = &amp;lt;", "a = &lt;"),
        ("a = 1 + \\", "a = 1 + \\"),
        ("a = r'\\d' # it's", "a = r'\\d' # it's"),
        ("x = 'don’t'", "x = 'don’t'"),
        ("s = “““a””” + '''b'''", "s = \"\"\"a\"\"\" + '''b'''"),
        ("s = 'a' + \"b\" + 'c", "s = 'a' + \"b\" + 'c"),
    ],
)
def test_characters_that_stand_for_python_s_are_replaced_outside_strings_and_comments(line, clean):
    (block,) = read(f"a = 0\n{line}\n".encode(), "a.py")
    assert block.code == f"a = 0\n{clean}"
    assert block.raw[1] == line


def test_wide_blanks_in_front_are_two_columns_each():
    assert codes("if a:\n　　b = '　'\n    c = 1\n", "a.py") == ["if a:\n    b = '　'\n    c = 1"]


def test_a_long_string_is_left_as_it_is_and_what_follows_it_is_not():
    text = "a = “““\n（１）\n\n“b” ’’’\n””” ＋ ‘c’\n"
    assert codes(text, "a.py") == ['a = """\n（１）\n\n“b” ’’’\n""" + \'c\'']


# ---------------------------------------------------------------- Line numbers and prompts


@pytest.mark.parametrize("form", ["{} {}", "{:>3} {}", "{}\t{}", "{}: {}", "{}. {}", "{} | {}", "{}) {}"])
@pytest.mark.parametrize(("name", "around"), [("a.py", ""), ("a.md", "```"), ("a.txt", "\n글 하나\n")])
def test_line_numbers_are_taken_off(form, name, around):
    numbered = "\n".join(form.format(number, line) for number, line in enumerate(SLOPE.split("\n"), start=9))
    assert codes(f"{around}\n{numbered}\n{around}", name) == [SLOPE]


def test_numbers_behind_which_a_column_of_blanks_stands_leave_none_of_it():
    assert codes("1   if a:\n2       b\n3\n4   c\n", "a.py") == ["if a:\n    b\n\nc"]


def test_numbers_that_do_not_go_up_or_not_before_every_line_are_none_of_a_column():
    assert codes("1 + 1\n3 + 3\n", "a.py") == ["1 + 1\n3 + 3"]
    assert codes("1 + 1\n2 + 3\nx\n", "a.py") == ["1 + 1\n2 + 3\nx"]
    assert codes("x\n1 + 1\n2 + 3\n", "a.py") == ["x\n1 + 1\n2 + 3"]
    assert codes("1 + 1\n", "a.py") == ["1 + 1"]


def test_numbers_among_prose_go_up_within_their_own_run():
    text = "글 하나\n1 x = 1\n2 y = 2\n글 둘\n5 z = 3\n\n6 w = 4\n"
    assert codes(text) == ["x = 1\ny = 2", "z = 3\n\nw = 4"]


@pytest.mark.parametrize("prompt", [">>>", "&gt;&gt;&gt;", "\\>\\>\\>"])
@pytest.mark.parametrize("margin", ["", "    "])
def test_of_a_session_only_what_was_typed_is_code(prompt, margin):
    typed = [
        f"{prompt} def f(x):",
        "...     return x",
        "...",
        f"{prompt} f(2.0)",
        "2.0",
        f"{prompt} y = [1,",
        "... 2]",
        "[1, 2]",
    ]
    text = "\n".join(margin + line for line in typed)
    assert codes(text, "a.py") == ["def f(x):\n    return x\n\nf(2.0)\n\ny = [1,\n2]"]


def test_the_body_may_stand_without_prompts():
    text = ">>> def f(x):\n\treturn '''a\n'''\n\n>>> f(\n1)\nx = 1\n\nx = 2\n이것\n"
    assert codes(text, "a.py") == ["def f(x):\n\treturn '''a\n'''\n\nf(\n1)\n\n\nx = 2"]


def test_cells_copied_from_a_notebook_are_told_from_their_outputs():
    cells = ["In [1]:\nx = 1\nprint(x)\nIn [2]: def f(x):\n   ...:     return x\n   ...: \n"]
    cells += ["In [3]: f(1)\nOut[3]: 1\nx = 3\n", "In [ ]: y = 2\nz = 3"]
    assert lines_of("\n".join(cells), "a.py") == [
        (2, "x = 1"),
        (3, "print(x)"),
        (4, "def f(x):"),
        (5, "    return x"),
        (6, ""),
        (7, ""),
        (8, "f(1)"),
        (9, ""),
        (10, ""),
        (11, ""),
        (12, "y = 2"),
        (13, "z = 3"),
    ]


def test_a_prompt_before_an_output_is_taken_off_and_the_code_above_stays():
    text = f"글 하나\n\n{SLOPE}\n\n\nprint(slope(abs, 3.0))\n  >>> 1.0000000000000\n>>> 2.5\n"
    assert codes(text) == [f"{SLOPE}\n\n\nprint(slope(abs, 3.0))\n1.0000000000000\n2.5"]


def test_a_block_that_begins_with_an_output_is_no_session():
    assert codes("글 하나\n\n>>> 0.19\nx = 1\n") == ["0.19\nx = 1"]


def test_a_session_among_prose_is_found():
    text = "글 하나\n\n>>> def f(x):\n...     return x\n...\n>>> f(1)\narray([1])\n\n글 둘\n"
    assert codes(text) == ["def f(x):\n    return x\n\nf(1)"]
    assert codes("글 하나\n>>> 결과가 이렇게 나온다\n... 글\n") == []


def test_an_ellipsis_is_code_where_no_prompt_is():
    assert codes("def f(x):\n    ...\n", "a.py") == ["def f(x):\n    ..."]


def test_a_notebook_of_the_third_format_has_its_cells_on_worksheets():
    cells = [{"cell_type": "markdown", "source": ["hi"]}, {"cell_type": "code", "input": ["x = 1\n", "y = x"]}]
    (block,) = read(json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode(), "old.ipynb")
    assert (block.code, block.places[0]) == ("x = 1\ny = x", Place(1, 2))


def test_code_that_is_indented_beside_fences_is_read():
    code = "```python\nx = 1\n```\n\n    def f(x):\n\n        return x\n"
    text = f"a\n\n    y = f(x)\n\nb\n\n    no code at all\n    f(\n\nc\n\n    z = f(x))\n\n{code}"
    blocks = read(text.encode(), "notes.md")
    assert [(block.places[0].line, block.code) for block in blocks] == [
        (3, "y = f(x)"),
        (15, "x = 1"),
        (18, "def f(x):\n\n    return x"),
    ]
