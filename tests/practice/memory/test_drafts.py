from backsweep.practice.memory.store import Store

from .made import CHAIN, after, draft


def test_what_stands_in_the_boxes_is_there_after_a_restart(path):
    with Store(path) as store:
        store.drafts.save(draft(a1="½", a2="−8"))
    with Store(path) as store:
        assert store.drafts.of(CHAIN, "a1") == draft(a1="½", a2="−8")


def test_a_later_draft_takes_the_place_of_the_one_before(store):
    store.drafts.save(draft(a1="1"))
    store.drafts.save(draft(after(minutes=1), a1="2"))
    assert store.drafts.all() == (draft(after(minutes=1), a1="2"),)


def test_the_exercise_left_unfinished_last_is_found(store):
    store.drafts.save(draft(after(minutes=1), variant="new"))
    store.drafts.save(draft(variant="old"))
    assert store.drafts.latest(CHAIN) == draft(after(minutes=1), variant="new")


def test_a_finished_exercise_has_no_draft(store):
    store.drafts.save(draft(a1="1"))
    store.drafts.drop(CHAIN, "a1")
    assert store.drafts.of(CHAIN, "a1") is None
    assert store.drafts.latest(CHAIN) is None
