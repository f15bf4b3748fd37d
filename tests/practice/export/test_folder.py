import pytest

from backsweep.practice.export.errors import ExportMistake
from backsweep.practice.export.folder import MARK, publish


def held(folder):
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    )


def test_a_folder_is_made_with_all_that_leads_to_it(tmp_path):
    publish(tmp_path / "public" / "site", {"a/index.html": b"1", "b.css": b"2"})
    assert held(tmp_path / "public") == [
        f"site/{MARK}",
        "site/a/index.html",
        "site/b.css",
    ]


def test_a_site_of_ours_is_replaced_whole(tmp_path):
    publish(tmp_path / "site", {"old.html": b"1", "index.html": b"1"})
    publish(tmp_path / "site", {"index.html": b"2"})
    assert held(tmp_path) == [f"site/{MARK}", "site/index.html"]
    assert (tmp_path / "site" / "index.html").read_bytes() == b"2"


def test_an_empty_folder_is_used(tmp_path):
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", {"index.html": b"1"})
    assert "index.html" in held(tmp_path / "site")


@pytest.mark.parametrize("ours", [False, True])
def test_a_folder_with_a_foreign_file_stays_as_it_is(tmp_path, ours):
    folder = tmp_path / "site"
    if ours:
        publish(folder, {"index.html": b"1"})
    (folder / "thesis").mkdir(parents=True)
    (folder / "thesis" / "draft.txt").write_text("years of work")
    before = held(folder)
    with pytest.raises(ExportMistake, match=r"thesis/draft\.txt"):
        publish(folder, {"index.html": b"2"})
    assert held(tmp_path) == [f"site/{name}" for name in before]


def test_a_link_in_the_folder_is_foreign(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ExportMistake, match="link"):
        publish(tmp_path / "site", {"index.html": b"1"})


def test_a_file_in_the_place_of_the_folder_stays(tmp_path):
    (tmp_path / "site").write_text("a file")
    with pytest.raises(ExportMistake, match="is a file"):
        publish(tmp_path / "site", {"index.html": b"1"})
    assert (tmp_path / "site").read_text() == "a file"


def test_a_failure_leaves_the_old_site_and_no_drafts(tmp_path):
    publish(tmp_path / "site", {"index.html": b"1"})
    with pytest.raises(ExportMistake):
        publish(tmp_path / "site", {"index.html": b"2", "index.html/below": b"2"})
    assert held(tmp_path) == [f"site/{MARK}", "site/index.html"]
    assert (tmp_path / "site" / "index.html").read_bytes() == b"1"


def test_the_old_site_comes_back_if_the_new_one_cannot_take_its_place(
    tmp_path, monkeypatch
):
    publish(tmp_path / "site", {"index.html": b"1"})
    rename = type(tmp_path).rename

    def refused(path, to):
        if path.name == "new":
            raise OSError(18, "another file system")
        return rename(path, to)

    monkeypatch.setattr(type(tmp_path), "rename", refused)
    with pytest.raises(ExportMistake, match="another file system"):
        publish(tmp_path / "site", {"index.html": b"2"})
    assert (tmp_path / "site" / "index.html").read_bytes() == b"1"
