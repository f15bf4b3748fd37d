"""A session: the same as in the browser, out of the same memory."""

from __future__ import annotations

from datetime import timedelta

from ..grading.answering import turn
from ..lesson.pieces import Course, Flashcard, Task
from ..memory.choice import length
from ..memory.items import Item, Kind, card_item, items, skill_item
from ..memory.moments import now
from ..memory.session import Session, remaining, session
from ..memory.store import Store
from ..mistakes.known import mistakes_of
from ..telling.words import counted, span
from .cards import ask_card
from .exercises import Sheet
from .screen import Screen

KEPT = "Every answer is kept. The session goes on from here for half an hour."


def run_session(course: Course, store: Store, screen: Screen | None = None) -> None:
    """Ask what is due, until it is done or whoever is asked leaves."""
    screen = screen or Screen()
    if store.message:
        screen.say(store.message, style="yellow")
    try:
        _ask_all(screen, course, store)
    except (EOFError, KeyboardInterrupt):
        print("\n")
        screen.say(KEPT)


def _ask_all(screen: Screen, course: Course, store: Store) -> None:
    current = session(items(course), store, now())
    _open(screen, remaining(current, store))
    titled = _titled(course)
    while ahead := remaining(current, store):
        title, piece = titled[ahead[0].id]
        screen.title(title, _place(current, ahead))
        _ask(screen, store, piece)
    _close(screen, items(course), store)


def _titled(course: Course) -> dict[str, tuple[str, Flashcard | Task]]:
    """What there is to do, by its id, each with what stands over it."""
    found: dict[str, tuple[str, Flashcard | Task]] = {}
    for lesson in course:
        found |= {card_item(one).id: (lesson.title, one) for one in lesson.cards}
        found |= {skill_item(one).id: (one.title, one) for one in lesson.tasks}
    return found


def _place(current: Session, ahead: tuple[Item, ...]) -> str:
    total = len(current.items)
    return f"{max(1, total - len(ahead) + 1)} of {total}"


def _open(screen: Screen, ahead: tuple[Item, ...]) -> None:
    if ahead:
        cards = sum(item.kind is Kind.CARD for item in ahead)
        kinds = ((cards, "card"), (len(ahead) - cards, "exercise"))
        amount = " and ".join(counted(*one) for one in kinds if one[0])
        minutes = timedelta(minutes=max(1.0, length(ahead)))
        screen.space()
        screen.say(f"{amount}, about {span(minutes)}.")
        screen.say("Ctrl-D leaves at any time; every answer is kept.", style="dim")


def _close(screen: Screen, known: tuple[Item, ...], store: Store) -> None:
    states, time = store.reviews.states(), now()
    due = min((states[x.id].due for x in known if x.id in states), default=None)
    screen.space()
    if due is None:
        screen.say("These lessons have no cards and no exercises.")
    elif due <= time:
        screen.say("That was a session. More is due, for the next one.")
    else:
        screen.say(f"Nothing is due now. Something comes back in {span(due - time)}.")


def _ask(screen: Screen, store: Store, piece: Flashcard | Task) -> None:
    if isinstance(piece, Task):
        _work(screen, store, piece)
    else:
        ask_card(screen, store, piece)


def _work(screen: Screen, store: Store, task: Task) -> None:
    """An exercise, with other numbers as often as is wanted."""
    seed, wanted = "", "v"
    while wanted == "v":
        current = turn(store, skill_item(task).id, mistakes_of(task.graph), seed)
        grade = Sheet(screen, task, current).work()
        screen.space()
        wanted = screen.key("  Enter goes on   v other numbers ", "\nv")
        seed = current.next_seed(grade)
