"""The option of pytest that names the implementation under test.

It is installed with the package, because pytest must know an option before it looks for its settings:
a file behind an unknown option is taken for the place of the tests.
"""

from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --implementation."""
    parser.getgroup("chapter 4").addoption(
        "--implementation",
        default="chapter4",
        metavar="NAME_OR_FILE.py",
        help="hold the functions of this module to the chapter's tests, instead of chapter4's",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: Any) -> None:
    """Begin again with the suite's own settings where the file's folder had led pytest to others, or to none."""
    folder = early_config.invocation_params.dir
    settings = folder / "pyproject.toml"
    named = early_config.known_args_namespace.implementation != "chapter4"
    if named and (folder / "tests" / "proof.py").is_file() and early_config.inipath != settings:
        raise SystemExit(pytest.main(["-c", str(settings), *early_config.invocation_params.args]))
