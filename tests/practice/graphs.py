"""Exercises that the tests of the practice core share: the packaged, and others."""

from backsweep.practice.grammar.asks import exercise_graph
from backsweep.practice.lesson.course import own_course

TASKS = {task.id: task.graph for lesson in own_course() for task in lesson.tasks}
"""Every exercise of the packaged lessons."""

STATED = {
    "parts-without-names": ("C = (w*x - y)**2", "w = 2, x = 3, y = 5", "dC/dw"),
    "forward-alone": ("C = (a - y)**2; a = w*x", "w = 3, x = 2, y = 5", "forward"),
    "step-alone": ("C = (a - y)**2; a = w*x", "w=3, x=2, y=5", "step(w, rate=0.1)"),
    "one-factor": ("C = (a - y)**2", "a = 3, y = 5", "dC/da"),
    "slopes-of-inputs": (
        "C = (a2 - y)**2; a2 = w2*a1; a1 = w1*x",
        "x = 2, w1 = 3, w2 = 4, y = 20",
        "dC/dx, dC/dy",
    ),
    "slope-on-the-way": (
        "C = (a3 - y)**2; a3 = w3*a2; a2 = w2*a1; a1 = w1*x",
        "x = 2, w1 = 3, w2 = 4, w3 = 5, y = 100",
        "forward, da3/dw1, dC/dw2",
    ),
    "square-by-hand": ("C = (s - y)**2; s = x*x", "x = 3, y = 5", "forward, dC/dx"),
    "cube": ("C = (s - y)**2; s = x**3", "x = 3, y = 5", "forward, dC/dx"),
    "half-of-a-square": (
        "C = 0.5*(a - y)**2; a = w*x + b",
        "w = 3, x = 2, b = 1, y = 5",
        "forward, dC/dw, dC/db, step(w, rate=0.5)",
    ),
    "target-first": ("C = (y - a)**2; a = w*x", "w=3, x=2, y=5", "forward, dC/dw"),
    "division": (
        "C = (q - y)**2; q = a/b; a = w*x; b = v + x",
        "w = 3, x = 2, v = 4, y = 5",
        "forward, dC/dw, dC/dv, dC/dx",
    ),
    "exp-and-log": (
        "C = (l - y)**2; l = log(e); e = exp(z) + k; z = w*x",
        "w = 3, x = 2, k = 4, y = 5",
        "forward, dC/dw",
    ),
    "root": ("C = (r - y)**2; r = sqrt(z); z = w*x", "w=3, x=2, y=5", "dC/dw"),
    "shared-weight": (
        "C = (o - y)**2; o = w*h + b; h = w*x + b",
        "w = 2, x = 3, b = 1, y = 4",
        "forward, dC/dw, dC/db",
    ),
    "path-of-one-factor": ("C = x*u; u = w*x", "w = 3, x = 2", "forward, dC/dx"),
    "residual-in-one": (
        "C = (r - y)**2; r = a1 + w2*a1; a1 = w1*a0",
        "a0 = 3, w1 = 4, w2 = 5, y = 2",
        "forward, dC/dw1",
    ),
    "paths-that-multiply": (
        "C = (s - y)**2; s = b*c; b = w2*a; c = w3*a; a = w1*x",
        "x = 2, w1 = 3, w2 = 4, w3 = 5, y = 7",
        "forward, dC/dw1",
    ),
    "weights-of-three-layers": (
        "C = (a3 - y)**2; a3 = w3*a2; a2 = w1*w3*a1; a1 = w1*x",
        "x = 2, w1 = 3, w3 = 5, y = 100",
        "forward, dC/dw1",
    ),
    "relu-layer": (
        "C = (o - y)**2; o = v @ h; h = relu(z); z = W @ x",
        "W = [[1, 2], [3, -4]], x = [2, 3], v = [2, 5], y = 7",
        "forward, dC/dW, dC/dx",
    ),
    "tanh-layers": (
        "C = sum((o - y)**2); o = V @ h; h = tanh(z); z = W @ x + b",
        "W = [[1/2, 1/4], [-1/2, 3/4]], x = [1/2, 3/2], b = [1/4, -1/4], "
        "V = [[2, 1], [1, -3]], y = [1, 2]",
        "forward, dC/dW, dC/db",
    ),
    "two-by-three": (
        "C = sum((z - y)**2); z = W @ x",
        "W = [[1, 2, 3], [4, 5, 6]], x = [2, 3, 5], y = [7, 1]",
        "forward, dC/dW, step(W, rate=0.1)",
    ),
    "transposed": (
        "C = sum((z - y)**2); z = W.T @ x",
        "W = [[1, 2], [3, 4]], x = [5, 6], y = [1, 2]",
        "forward, dC/dW, dC/dx",
    ),
    "matrix-of-inputs": (
        "C = sum((Z - Y)**2); Z = W @ X",
        "W = [[1, 2], [3, 4]], X = [[5, 6], [7, 8]], Y = [[1, 2], [0, 1]]",
        "forward, dC/dW",
    ),
    "entry-by-entry": (
        "C = (s - y)**2; s = sum(z); z = x*w",
        "x = [2, 3], w = [4, 5], y = 7",
        "forward, dC/dw, dC/dx",
    ),
    "entries-picked": (
        "C = (z - y)**2; z = W[0,1]*x[0] + x[1]",
        "W = [[1, 2], [3, 4]], x = [5, 6], y = 3",
        "forward, dC/dx",
    ),
}
GRAPHS = TASKS | {name: exercise_graph(*stated) for name, stated in STATED.items()}
