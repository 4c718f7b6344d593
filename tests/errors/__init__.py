"""The errors of the package: each is raised by the lines that the page docs/errors.md shows."""
