"""Derivatives of functions: the public transforms."""

from .gradient import grad as grad
from .gradient import value_and_grad as value_and_grad
from .jacobian import hessian as hessian
from .jacobian import jacobian as jacobian
from .products import hvp as hvp
from .products import jvp as jvp
from .products import vjp as vjp
