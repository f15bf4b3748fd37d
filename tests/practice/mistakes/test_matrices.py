"""Rows and columns exchanged."""

from .lists import of_kind


def test_the_gradient_transposed():
    assert of_kind("matrices/two-neurons", "transposed-result") == {
        "transposed-result(dC/dW[0,1], dC/dW[1,0])": "dC/dz[1] · x[0]",
        "transposed-result(dC/dW[1,0], dC/dW[0,1])": "dC/dz[0] · x[1]",
    }


def test_the_matrix_transposed_forward_and_back():
    made = of_kind("matrices/two-neurons", "transposed-matrix")
    assert made["transposed-matrix(z[0])"] == "W[0,0]·x[0] + W[1,0]·x[1]"
    back = "dC/dz[0] · W[0,0] + dC/dz[1] · W[0,1]"
    assert made["transposed-matrix(dC/dx[0])"] == back


def test_a_matrix_that_is_not_square_has_no_entries_to_mistake():
    made = of_kind("two-by-three", "transposed-matrix", "transposed-result")
    assert made == {
        "transposed-result(dC/dW[0,1], dC/dW[1,0])": "dC/dz[1] · x[0]",
        "transposed-result(dC/dW[1,0], dC/dW[0,1])": "dC/dz[0] · x[1]",
    }
