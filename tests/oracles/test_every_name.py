"""Every public name of chapter4 is compared with an oracle, or stands here with the reason why not."""

import inspect
import re

import chapter4

EXCEPTIONS = {
    "simpleNet": "another name of SimpleNet, the same object",
}


def computing():
    """Return the public names, and of a class the public methods."""
    names = set()
    for name in chapter4.__all__:
        value = getattr(chapter4, name)
        if inspect.isclass(value) and name not in EXCEPTIONS:
            names |= {
                f"{name}.{method}" for method, _ in inspect.getmembers(value, inspect.isfunction) if method[0] != "_"
            }
        else:
            names.add(name)
    return names


def test_every_name_is_compared_or_excepted_with_a_reason(request):
    marks = [item.get_closest_marker("compares") for item in request.session.items]
    compared = {re.match(r"[\w.]+", mark.args[0])[0] for mark in marks if mark}
    assert compared.isdisjoint(EXCEPTIONS)
    assert compared | set(EXCEPTIONS) == computing()


def test_the_exceptions_are_what_they_say():
    assert chapter4.simpleNet is chapter4.SimpleNet
