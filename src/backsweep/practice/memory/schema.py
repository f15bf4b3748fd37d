"""The tables of the file of progress, and how an older file is brought forward.

``reviews`` and ``attempts`` are logs that only grow, and are the truth; ``states``,
``firsts`` (the first answer to each box of a variant), ``opportunities`` and
``mistakes`` follow from them and spare a page from reading 100,000 lines. To find a bug
or to predict is no opportunity: their variants, bug-… and predict-…, are not worked.
"""

from __future__ import annotations

APPLICATION = 0x42535750
"""Marks an SQLite file as one of ours: ``BSWP``."""

_FIRST = (
    f"PRAGMA application_id = {APPLICATION}",
    """CREATE TABLE reviews (
        ticket TEXT PRIMARY KEY, item TEXT NOT NULL,
        rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
        time TEXT NOT NULL, seconds REAL, counted INTEGER NOT NULL)""",
    "CREATE INDEX reviews_in_order ON reviews (item, time, ticket)",
    "CREATE INDEX reviews_by_time ON reviews (time, ticket)",
    """CREATE TABLE states (
        item TEXT PRIMARY KEY, card TEXT NOT NULL, turns INTEGER NOT NULL,
        begun TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE attempts (
        ticket TEXT PRIMARY KEY, skill TEXT NOT NULL, variant TEXT NOT NULL,
        step TEXT NOT NULL, typed TEXT NOT NULL, "right" INTEGER NOT NULL,
        time TEXT NOT NULL, mistakes TEXT NOT NULL, hints INTEGER NOT NULL)""",
    "CREATE INDEX attempts_in_order ON attempts (skill, time)",
    """CREATE TABLE firsts (
        skill TEXT NOT NULL, variant TEXT NOT NULL, step TEXT NOT NULL,
        time TEXT NOT NULL, "right" INTEGER NOT NULL,
        PRIMARY KEY (skill, variant, step)) WITHOUT ROWID""",
    """CREATE TABLE opportunities (
        skill TEXT NOT NULL, variant TEXT NOT NULL, begun TEXT NOT NULL,
        asked INTEGER NOT NULL, "right" INTEGER NOT NULL,
        PRIMARY KEY (skill, variant)) WITHOUT ROWID""",
    "CREATE INDEX opportunities_in_order ON opportunities (skill, begun)",
    """CREATE TABLE mistakes (
        skill TEXT NOT NULL, mistake TEXT NOT NULL, count INTEGER NOT NULL,
        certain INTEGER NOT NULL, last TEXT NOT NULL,
        PRIMARY KEY (skill, mistake)) WITHOUT ROWID""",
    # The first by its time, not by its arrival: imported answers may be older.
    """CREATE TRIGGER answered AFTER INSERT ON attempts
    WHEN instr(NEW.variant, '-') = 0 BEGIN
        INSERT INTO firsts
        VALUES (NEW.skill, NEW.variant, NEW.step, NEW.time, NEW."right")
        ON CONFLICT DO UPDATE SET time = excluded.time, "right" = excluded."right"
        WHERE (excluded.time, excluded."right") < (time, "right");
    END""",
    """CREATE TRIGGER opportunity AFTER INSERT ON firsts BEGIN
        INSERT INTO opportunities
        VALUES (NEW.skill, NEW.variant, NEW.time, 1, NEW."right")
        ON CONFLICT DO UPDATE SET asked = asked + 1,
            begun = min(begun, excluded.begun), "right" = "right" + excluded."right";
    END""",
    """CREATE TRIGGER earlier AFTER UPDATE ON firsts BEGIN
        UPDATE opportunities SET begun = min(begun, NEW.time),
            "right" = "right" - OLD."right" + NEW."right"
        WHERE skill = NEW.skill AND variant = NEW.variant;
    END""",
    """CREATE TRIGGER recurrence AFTER INSERT ON attempts BEGIN
        INSERT INTO mistakes
        SELECT NEW.skill, value, 1, json_array_length(NEW.mistakes) = 1, NEW.time
        FROM json_each(NEW.mistakes) WHERE true
        ON CONFLICT (skill, mistake) DO UPDATE SET
            count = count + 1, certain = certain + excluded.certain,
            last = max(last, excluded.last);
    END""",
    """CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews
        BEGIN SELECT raise(ABORT, 'a log only grows'); END""",
    """CREATE TRIGGER attempts_stay BEFORE UPDATE ON attempts
        BEGIN SELECT raise(ABORT, 'a log only grows'); END""",
    """CREATE TABLE drafts (
        skill TEXT NOT NULL, variant TEXT NOT NULL, time TEXT NOT NULL,
        boxes TEXT NOT NULL, hints TEXT NOT NULL,
        PRIMARY KEY (skill, variant)) WITHOUT ROWID""",
    """CREATE TABLE sitting (
        only INTEGER PRIMARY KEY CHECK (only = 1), begun TEXT NOT NULL,
        items TEXT NOT NULL)""",
)

MIGRATIONS = (_FIRST,)
"""Each brings a file from one version to the next; the last gives today's."""
