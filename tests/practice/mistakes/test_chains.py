"""Factors left out, added or multiplied in once too often; paths forgotten."""

from .lists import fault, of_kind, printed, told

WORKED, PATHS = "backpropagation/worked-chain", "branches/two-paths"


def test_each_factor_can_be_left_out():
    assert of_kind("target-first", "dropped-factor") == {
        "dropped-factor(dC/dw, dC/da)": "da/dw",
        "dropped-factor(dC/dw, da/dw)": "dC/da",
    }
    assert printed(WORKED, "dropped-factor(dC/dw1, da3/da2)") == 4


def test_a_factor_of_a_path_is_left_out_there_and_not_again_in_the_sum():
    ids = of_kind(PATHS, "dropped-factor")
    assert "dropped-factor(dC/ds · ds/db · db/da1 · da1/dw1, dC/ds)" in ids
    assert not any(id.startswith("dropped-factor(dC/dw1,") for id in ids)


def test_a_factor_that_paths_share_is_left_out_of_all_of_them():
    assert of_kind(PATHS, "dropped-everywhere") == {
        "dropped-everywhere(dC/dw1, dC/ds)": (
            "ds/db · db/da1 · da1/dw1 + ds/dc · dc/da1 · da1/dw1"
        ),
        "dropped-everywhere(dC/dw1, da1/dw1)": (
            "dC/ds · ds/db · db/da1 + dC/ds · ds/dc · dc/da1"
        ),
    }


def test_in_arrays_a_factor_is_named_with_its_way():
    ids = of_kind("matrices/two-neurons", "dropped-factor")
    assert "dropped-factor(dC/dx[0], W[0,0], dC/dz[0] · W[0,0])" in ids
    assert "dropped-factor(dC/dW[0,0], x[0])" in ids


def test_factors_added_instead_of_multiplied():
    assert of_kind(WORKED, "added-factors") == {
        "added-factors(dC/dw1)": "dC/da3 + da3/da2 + da2/da1 + da1/dw1",
        "added-factors(dC/dw3)": "dC/da3 + da3/dw3",
    }


def test_a_path_forgotten_and_paths_multiplied():
    paths = of_kind(PATHS, "forgotten-path", "multiplied-paths")
    assert sorted(map(len, paths)) and len(paths) == 3
    assert printed(PATHS, "multiplied-paths(dC/dw1)") == 140 * -84


def test_the_weight_itself_multiplied_in():
    assert printed(WORKED, "extra-factor(dC/dw3, w3)") == 8


def test_the_slope_for_another_weight():
    ids = of_kind(WORKED, "other-slope")
    assert "other-slope(dC/dw1, dC/dw3)" in ids
    found = fault(WORKED, "other-slope(dC/dw1, dC/dw3)")
    assert told(found.words) == "this is dC/dw3, the rate for another value"
    assert told(found.why) == "the chain for dC/dw1 ends at w1"


def test_the_other_slopes_are_those_of_the_same_value():
    ids = of_kind("slope-on-the-way", "other-slope")
    assert "other-slope(da3/dw1, da3/dw2)" in ids
    assert not any("da3/dw1, dC" in id for id in ids)
