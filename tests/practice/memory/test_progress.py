from fsrs import Rating

from backsweep.practice.memory.progress import progress

from .made import CHAIN, after, attempt, card, review, skill

ITEMS = [card("four-factors"), card("new"), skill("worked")]


def test_what_was_reviewed_is_remembered_with_a_chance_that_falls(store):
    for n in range(3):
        store.reviews.record(review(f"t{n}", time=after(days=n)))
    shown = progress(ITEMS, store, after(days=10))
    (memory,) = shown.memories
    curve = memory.curve(days=30)
    assert memory.item == ITEMS[0]
    assert memory.state.turns == 3
    assert memory.chance == curve[0] < 1
    assert len(curve) == 31
    assert list(curve) == sorted(curve, reverse=True)
    assert shown.held == memory.chance
    assert shown.unseen == (ITEMS[1], ITEMS[2])


def test_an_item_forgotten_counts_for_less_than_one_known_well(store):
    store.reviews.record(review("t1", item=ITEMS[0].id))
    store.reviews.record(review("t2", item=ITEMS[1].id, rating=Rating.Again))
    well, badly = progress(ITEMS, store, after(days=5)).memories
    assert well.chance > badly.chance


def test_a_skill_grows_by_the_share_of_boxes_right_at_the_first_try(store):
    for day, first_tries in enumerate([(False, False), (True, False), (True, True)]):
        store.attempts.record(
            attempt(f"{day}{n}", f"s{n}", right=right, variant=f"v{day}", **at(day))
            for n, right in enumerate(first_tries)
        )
    (growth,) = progress(ITEMS, store, after(days=3)).growths
    assert growth.item.id == CHAIN
    assert growth.shares == (0, 0.5, 1)
    assert growth.ahead == 4


def at(day):
    return {"time": after(days=day)}


def test_the_wrong_derivations_that_come_back_are_named(store):
    store.attempts.record(
        attempt(f"t{n}", variant=f"v{n}", mistakes=("cost",), **at(n)) for n in range(3)
    )
    (recurrence,) = progress(ITEMS, store, after(days=3)).recurrences
    assert (recurrence.mistake, recurrence.count) == ("cost", 3)
    assert recurrence.last == after(days=2)


def test_nothing_done_yet_is_nothing_to_show(store):
    shown = progress(ITEMS, store, after(days=3))
    assert (shown.memories, shown.growths, shown.recurrences) == ((), (), ())
    assert shown.held == 0
