"""The Chromium of this machine, for the tests of the site and its report."""

import contextlib
import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")


def found():
    """Return the path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextlib.contextmanager
def started(path):
    """Start that Chromium, which asks no network for anything by itself."""
    from playwright.sync_api import sync_playwright

    options = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()
