import json

import pytest
from fsrs import Rating
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.errors import StoreMistake
from backsweep.practice.memory import portable
from backsweep.practice.memory.portable import Added, exported, imported, read
from backsweep.practice.memory.store import Store

from .made import CHAIN, after, attempt, draft, review


def answered(store, name="t", **when):
    store.reviews.record(review(f"{name}1", time=after(**when), seconds=6.5))
    store.reviews.record(review(f"{name}2", rating=Rating.Again, time=after(days=2)))
    store.reviews.record(review(f"{name}3", item=CHAIN), shown=4)
    store.attempts.record([attempt(f"{name}1", typed="½", mistakes=("cost",))])
    store.drafts.save(draft(after(**when), a1="−8"))


def everything(store):
    return (
        store.reviews.all(),
        store.reviews.states(),
        store.attempts.all(),
        store.attempts.mistakes(),
        store.attempts.opportunities(CHAIN),
        store.drafts.all(),
    )


@pytest.fixture
def other(tmp_path):
    with Store(tmp_path / "other.sqlite") as store:
        yield store


def test_a_fresh_file_takes_in_everything(store, other):
    answered(store)
    added = imported(other, exported(store).encode())
    assert added == Added(reviews=3, attempts=1, drafts=1)
    assert everything(other) == everything(store)


def test_the_same_file_a_second_time_changes_nothing(store):
    answered(store)
    before = everything(store)
    assert imported(store, exported(store).encode()) == Added(0, 0, 0)
    assert everything(store) == before


def test_two_machines_that_exchange_files_agree(store, other):
    answered(store, "here", hours=1)
    answered(other, "there", hours=2)
    imported(store, exported(other).encode())
    imported(other, exported(store).encode())
    assert everything(store) == everything(other)
    assert len(store.reviews.all()) == 6


def test_of_two_drafts_the_newer_is_kept(store, other):
    store.drafts.save(draft(after(hours=1), a1="newer"))
    other.drafts.save(draft(a1="older"))
    assert imported(store, exported(other).encode()).drafts == 0
    assert imported(other, exported(store).encode()).drafts == 1
    assert other.drafts.of(CHAIN, "a1").boxes == {"a1": "newer"}


def test_each_answer_has_a_line_of_its_own(store):
    answered(store)
    lines = exported(store).splitlines()
    assert len([line for line in lines if '"ticket"' in line]) == 4


def changed(store, log, **values):
    """An exported file in which the first record of a log has other values."""
    contents = json.loads(exported(store))
    contents[log][0] |= values
    return json.dumps(contents).encode()


@pytest.mark.parametrize(
    ("log", "values", "told"),
    [
        ("reviews", {"rating": "Perfect"}, r"file.reviews\[0\].rating .* one of Again"),
        ("reviews", {"rating": 3}, r"file.reviews\[0\].rating"),
        ("reviews", {"seconds": -1}, r"file.reviews\[0\].seconds"),
        ("reviews", {"seconds": True}, r"file.reviews\[0\].seconds"),
        ("reviews", {"counted": 1}, r"file.reviews\[0\].counted .* true or false"),
        ("reviews", {"time": "yesterday"}, r"file.reviews\[0\].time .* a time such as"),
        ("reviews", {"time": "2026-11-24T10:11:12"}, r"with its zone"),
        ("reviews", {"time": "9999-12-31T23:59:59-10:00"}, r"from 1970 to 2199"),
        ("reviews", {"extra": 1}, r"file.reviews\[0\] should be an object with ticket"),
        ("attempts", {"mistakes": "cost"}, r"file.attempts\[0\].mistakes .* a list"),
        ("attempts", {"mistakes": [1]}, r"file.attempts\[0\].mistakes\[0\]"),
        ("attempts", {"typed": "\ud800"}, r"file.attempts\[0\].typed"),
        ("attempts", {"hints": -1}, r"file.attempts\[0\].hints"),
        ("drafts", {"boxes": []}, r"file.drafts\[0\].boxes .* an object"),
        ("drafts", {"boxes": {"a1": 1}}, r"file.drafts\[0\].boxes.a1 .* a text"),
        ("drafts", {"hints": {"a1": 1.5}}, r"file.drafts\[0\].hints.a1"),
    ],
)
def test_a_file_with_a_wrong_value_changes_nothing_and_says_where(
    store, other, log, values, told
):
    answered(store)
    with pytest.raises(StoreMistake, match=told):
        imported(other, changed(store, log, **values))
    assert everything(other) == ((), {}, (), (), (), ())


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (b"", "line 1, column 1"),
        (b'{"format": "backsweep-practice",\n"version": }', "line 2, column 12"),
        (b"\xff\xfe\xff", "should be JSON"),
        (b"[" * 200_000, "should be JSON"),
        (b"[]", "file.format should be backsweep-practice"),
        (b'{"format": "anki"}', "file.format should be backsweep-practice"),
        (b'{"format": "backsweep-practice", "version": 2}', "file.version should be 1"),
        (b'{"format": "backsweep-practice", "version": 1}', "reviews, attempts, draft"),
        (b'{"format": NaN}', "NaN is not a number"),
        (b"9" * 5000, "should be JSON"),
    ],
)
def test_a_file_that_is_none_of_ours_is_told(file, told):
    with pytest.raises(StoreMistake, match=told) as caught:
        read(file)
    assert "nothing here has been changed" in caught.value.cure


def test_a_file_too_large_is_not_even_read(monkeypatch):
    monkeypatch.setattr(portable, "LARGEST", 1024)
    with pytest.raises(StoreMistake, match="smaller than"):
        read(b"[" * 1025)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_file_cut_or_changed_anywhere_is_told_or_read_whole(tmp_path_factory, data):
    with Store(tmp_path_factory.mktemp("progress") / "practice.sqlite") as store:
        answered(store)
        file = bytearray(exported(store).encode())
    place = data.draw(st.integers(0, len(file) - 1))
    file[place : place + data.draw(st.integers(0, 9))] = data.draw(
        st.binary(max_size=3)
    )
    try:
        contents = read(bytes(file))
    except StoreMistake as mistake:
        assert mistake.what.startswith("the file cannot be imported: ")
    else:
        assert (len(contents.reviews), len(contents.attempts)) == (3, 1)
