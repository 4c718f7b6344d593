"""The ledger as a file: its schema explains it and is kept, and it says what has become of each entry."""

import json
from collections import Counter

import pytest
import yaml
from jsonschema import Draft202012Validator

from chapter4 import ledger
from prose.examples import ROOT

CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


@pytest.fixture
def file(site):
    return json.loads((site.folder / "ledger.json").read_text(encoding="utf-8"))


@pytest.fixture
def schema(site, file):
    return json.loads((site.folder / file["$schema"]).read_text(encoding="utf-8"))


@pytest.fixture
def faults(schema):
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema).iter_errors


def test_the_file_is_as_its_schema_says(file, faults):
    assert [error.message for error in faults(file)] == []


def without_status(file):
    del file["defects"][0]["status"]


def unknown_status(file):
    file["defects"][0]["status"] = "tested"


def unknown_kind(file):
    file["defects"][0]["kind"] = "typo"


def one_key_more(file):
    file["statements"][0]["note"] = ""


def no_id(file):
    file["figures"][0]["id"] = "E4.2.4"


def no_list(file):
    file["snippets"][0]["keeps"] = "E4.2.4-4"


def without_licence(file):
    del file["licence"]


@pytest.mark.parametrize(
    "change", [without_status, unknown_status, unknown_kind, one_key_more, no_id, no_list, without_licence]
)
def test_a_file_that_is_otherwise_is_refused(file, faults, change):
    change(file)
    assert len(list(faults(file))) == 1


def test_every_field_is_explained(schema):
    objects = {"the file": schema} | schema["$defs"]
    assert len(objects) == 7
    for name, described in objects.items():
        for key, field in described["properties"].items():
            assert len(field["description"].split()) > 1, f"{name}: {key}"
        for choice in described["properties"].get("status", {}).get("oneOf", []):
            assert len(choice["description"].split()) > 3, f"{name}: {choice['const']}"


def test_the_file_names_its_licence_and_its_version_as_the_citation_does(file):
    named = (file["title"], file["version"], file["released"], file["licence"])
    released = CITATION["date-released"].isoformat()
    assert named == (CITATION["title"], CITATION["version"], released, CITATION["license"])


@pytest.mark.parametrize(
    ("id", "status"),
    [
        ("E4.2.4-2", "corrected"),  # y.shape(0)
        ("E4.2.4-10", "documented"),  # a label of -1, which the plain snippet takes for the last class
        ("E4.2.2-1", "documented"),  # the offset, on which the stated losses depend
        ("E4.2.1-11", "detected"),  # a slip of copies
        ("E4.1-2", "on record"),  # a Korean term
        ("O4.2.3-1", "on record"),  # the size of a training set that is not shipped
        ("O4.3.2-1", "tested"),
        ("C4.4-1", "tested"),
        ("F4.4-1", "tested"),
        ("S4.2.4-1", "tested"),
    ],
)
def test_an_entry_says_what_has_become_of_it(file, id, status):
    (entry,) = [
        entry for records in file.values() if isinstance(records, list) for entry in records if entry.get("id") == id
    ]
    assert entry["status"] == status


def test_every_status_that_the_schema_explains_is_that_of_an_entry(file, schema):
    found = Counter((name, entry.get("status")) for name in file for entry in file[name] if isinstance(entry, dict))
    for name, described in schema["properties"].items():
        if described["type"] == "array" and name != "sections":
            record = schema["$defs"][described["items"]["$ref"].rpartition("/")[2]]
            for choice in record["properties"]["status"]["oneOf"]:
                assert found[name, choice["const"]], (name, choice)
    assert sum(found.values()) == len(ledger.entries()) + len(ledger.sections())


def test_where_the_address_of_the_site_is_known_the_file_and_each_entry_have_it(monkeypatch, faults):
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    import ledger_file

    file = json.loads(json.dumps(ledger_file.whole("https://example.org/book/")))
    assert list(faults(file)) == []
    assert file["url"] == "https://example.org/book/"
    assert all(e["url"] == f"https://example.org/book/{e['page']}" for e in file["defects"])
