"""The small language of graphs, questions and answers. Nothing here runs code.

What may be written::

    graph       statements: name = expression, between ";" or line ends, in any order
    given       name = number or array, between ",": a0 = 1, W = [[1, 2], [3, 4]]
    ask         forward, dC/dw1, step(w1, rate=0.1), between ","
    answer      an expression of plain numbers: 1/2, .5, 0,5, −8, 2^-5, 1e-3

    expression  term + term - term
    term        factor * factor / factor @ factor, from left to right; 2(a - y) and
                2a need no sign
    factor      -factor, atom ** whole number, atom^2, atom²; a.T or aᵀ is a turned
    atom        number, name, W[0,1], function(expression), (expression)
    function    sigmoid, tanh, relu, exp, log, sqrt, sum
    name        a letter, then letters, digits and _

A minus, a dot, a raised digit or a full-width one is read as its keyboard's twin. A
text has at most 2000 characters (an answer 60), a graph 60 statements, a number 30
digits and an exponent of at most 60; brackets nest 40 deep. What is not in the language
is ``Unreadable``, which says where, and what to write instead.

``tokens`` splits a text, ``reader`` makes formulas of it, and ``expressions``,
``statements``, ``values``, ``asks`` and ``answers`` each read one of the kinds above.
``equations`` finds what prose states, in the same language and in LaTeX.
"""
