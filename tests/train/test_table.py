import numpy as np
import polars as pl
import pytest

from backsweep.train import Options, Source
from backsweep.train.dataset import prepare
from backsweep.train.errors import (
    TooLittleData,
    UnknownColumn,
    UnreadableData,
    UnusableColumn,
)
from backsweep.train.table import digits, read_table

ROWS = {"area": [float(n) for n in range(12)], "price": [2 * n for n in range(12)]}


def written(path):
    frame = pl.DataFrame(ROWS)
    if path.suffix == ".csv":
        frame.write_csv(path)
    elif path.suffix == ".parquet":
        frame.write_parquet(path)
    else:
        np.savez(path, **{name: np.array(values) for name, values in ROWS.items()})
    return path


@pytest.mark.parametrize("kind", ["csv", "parquet", "npz"])
@pytest.mark.parametrize("name", ["rows", "with a space and ü"])
def test_the_same_table_from_every_kind_of_file(tmp_path, kind, name):
    path = written(tmp_path / f"{name}.{kind}")
    frame, target = read_table(Source(path, target="price"))
    assert target == "price"
    assert frame.to_dict(as_series=False) == ROWS


def test_arrays_with_axes_become_columns(tmp_path):
    np.savez(tmp_path / "t.npz", x=np.zeros((12, 2, 2)), y=np.arange(12.0))
    frame, _ = read_table(Source(tmp_path / "t.npz", target="y"))
    assert frame.columns == ["x[0]", "x[1]", "x[2]", "x[3]", "y"]


def test_tables_in_memory():
    for data in (ROWS, pl.DataFrame(ROWS)):
        frame, _ = read_table(Source(data, target="price"))
        assert frame.to_dict(as_series=False) == ROWS


def test_words_for_a_gap_are_gaps(tmp_path):
    rows = "\n".join(f"{n},1" for n in range(12))
    (tmp_path / "t.csv").write_text(f"a,b\n{rows}\nNA,1\nnan,1\n,1\n")
    frame, _ = read_table(Source(tmp_path / "t.csv", target="b"))
    assert frame["a"].null_count() == 3
    assert frame["a"].dtype.is_numeric()


def test_ignored_columns_are_left_out():
    frame, _ = read_table(Source(ROWS, target="price", ignore=("area",)))
    assert frame.columns == ["price"]


def test_the_digits_are_1797_pictures_of_64_pixels():
    assert digits().shape == (1797, 65)
    assert digits()["digit"].n_unique() == 10


def test_a_missing_file_names_the_nearest_one(tmp_path):
    written(tmp_path / "houses.csv")
    with pytest.raises(UnreadableData) as caught:
        read_table(Source(tmp_path / "house.csv", target="price"))
    assert "did you mean 'houses.csv'?" in caught.value.cure


def test_an_unknown_column_names_the_nearest_one():
    with pytest.raises(UnknownColumn) as caught:
        read_table(Source(ROWS, target="Price"))
    assert "did you mean 'price'?" in str(caught.value)
    with pytest.raises(UnknownColumn, match="'ara'"):
        read_table(Source(ROWS, target="price", ignore=("ara",)))


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv", "t.parquet", "t.npz"])
def test_what_is_no_table_is_one_clear_error(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x00\xffnot a table" * 9)
    with pytest.raises((UnreadableData, TooLittleData)) as caught:
        read_table(Source(tmp_path / name, target="price"))
    assert name in str(caught.value)


def test_arrays_of_objects_are_not_unpickled(tmp_path):
    np.savez(tmp_path / "t.npz", x=np.array([{}] * 12, object), y=np.arange(12))
    with pytest.raises(UnreadableData, match=r"t\.npz"):
        read_table(Source(tmp_path / "t.npz", target="y"))


def test_complex_numbers_are_one_clear_error(tmp_path):
    with pytest.raises((UnreadableData, UnusableColumn)):
        prepare(Source({"x": np.ones(12) * 1j, "y": np.arange(12)}, "y"), Options())


def test_arrays_of_different_lengths_are_one_clear_error(tmp_path):
    np.savez(tmp_path / "t.npz", x=np.zeros(11), y=np.arange(12))
    with pytest.raises(UnreadableData, match=r"t\.npz"):
        read_table(Source(tmp_path / "t.npz", target="y"))


@pytest.mark.parametrize("content", ["", "a,b\n", "a,b\n1,2\n"])
def test_a_table_without_rows_is_one_clear_error(tmp_path, content):
    (tmp_path / "t.csv").write_text(content)
    with pytest.raises((TooLittleData, UnreadableData), match=r"t\.csv"):
        read_table(Source(tmp_path / "t.csv", target="b"))
