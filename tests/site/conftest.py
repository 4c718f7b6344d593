"""The site as built from nothing, without a network, and the Chromium that looks at it."""

import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import browser
import pytest
import shares

from prose.examples import ROOT

MEASURED = pytest.StashKey[list[str]]()

# Run before Sphinx. The hook can't be taken out again, and sees every use of a network in the process: an address
# that is a text is that of another process of this machine.
OFFLINE = """
import os, sys

def refuse(event, args):
    lookup = event in ("socket.getaddrinfo", "socket.gethostbyname")
    sent = event in ("socket.connect", "socket.sendto", "socket.sendmsg") and not isinstance(args[-1], (str, bytes))
    if lookup or sent:
        print("The build asked for a network:", event, args, file=sys.stderr, flush=True)
        os._exit(3)

sys.addaudithook(refuse)
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""


@dataclass
class Build:
    """What became of one call of sphinx-build."""

    folder: Path
    code: int
    output: str
    seconds: float

    @cached_property
    def pages(self):
        """Every page, parsed, by its path below the folder."""
        return {name: page for name, page in self.files.items() if not shares.leads_on(page)}

    @cached_property
    def moved(self):
        """The pages that lead on to another one, in the same way."""
        return {name: page for name, page in self.files.items() if name not in self.pages}

    @cached_property
    def files(self):
        """Both."""
        return shares.files_of(self.folder)


def sphinx(source, folder, *options, **variables):
    """Build the pages below source into a folder, without a network, warnings being errors."""
    command = [sys.executable, "-c", OFFLINE, "-q", "-W", "-n", "-b", "html", *options, str(source), str(folder)]
    environment = {key: value for key, value in os.environ.items() if key != "SITE_BASE_URL"} | variables
    start = time.perf_counter()
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )
    return Build(Path(folder), done.returncode, done.stdout + done.stderr, time.perf_counter() - start)


@pytest.fixture(scope="session")
def tell(request):
    """Keep a measurement for the end of the run, where it is read."""
    return request.config.stash.setdefault(MEASURED, []).append


def pytest_terminal_summary(terminalreporter, config):
    """Print what was measured, and what was left out."""
    if lines := config.stash.get(MEASURED, []):
        terminalreporter.section("the site")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def checkout(tmp_path_factory):
    """A copy of this project without anything that was drawn or built before."""

    def left_out(folder, names):
        hidden = {name for name in names if name.startswith((".", "_site")) or name in ("__pycache__", "build", "dist")}
        return hidden | ({"gallery"} if Path(folder) == ROOT / "docs" else set())

    copy = tmp_path_factory.mktemp("from_nothing") / "checkout"
    shutil.copytree(ROOT, copy, ignore=left_out)
    return copy


@pytest.fixture(scope="session")
def site(checkout, tell):
    """The built site; a test of it starts from a build that ended well."""
    build = sphinx(checkout / "docs", checkout / "build" / "site", "-d", str(checkout / "build" / "doctrees"))
    if build.code:
        pytest.fail(f"the build ended with {build.code}:\n{build.output[-4000:]}", pytrace=False)
    tell(f"{len(build.pages)} pages built from nothing in {build.seconds:.1f} s")
    return build


# ------------------------------------------------------------------ For the browser


class Quiet(SimpleHTTPRequestHandler):
    """A web server of files, which answers as the host of the site does: with its page where there is none."""

    def log_message(self, format, *args):
        """Say nothing."""

    def send_error(self, code, message=None, explain=None):
        """Send the site's own page of what is not found."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


@pytest.fixture(scope="session")
def address(site):
    """Where the built site is served, on this machine alone."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def start_chromium(tell):
    """Start a Chromium, in any thread; without one its tests are left out, or fail where CI is set."""
    found = browser.found()
    if found is None:
        tell("LEFT OUT: no page was looked at in a browser, for none of " + ", ".join(browser.NAMES) + " is on PATH.")
        tell("          On Debian and Ubuntu: apt-get install chromium fonts-noto-cjk")
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is not on PATH")
    return partial(browser.started, found)


@pytest.fixture(scope="session")
def chromium(start_chromium):
    """A Chromium for what a reader does, one test after the other."""
    with start_chromium() as started:
        yield started
