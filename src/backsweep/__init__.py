"""Gradients of plain NumPy code in one backward sweep.

>>> import backsweep as bs
>>> bs.grad(lambda x: x**2)(3.0)
6.0
"""

from .check import check_grads as check_grads
from .check import check_rule as check_rule
from .errors import BacksweepError as BacksweepError
from .errors import ImpureWarning as ImpureWarning
from .errors import ManyPathsWarning as ManyPathsWarning
from .errors import NoPathWarning as NoPathWarning
from .explain import explain as explain
from .factors import Custom as Custom
from .factors import Diag as Diag
from .factors import Factor as Factor
from .functions.elementwise import stop_gradient as stop_gradient
from .graph import verify as verify
from .health import health as health
from .jit import jit as jit
from .nopath import NoPath as NoPath
from .rules import rule as rule
from .source import source as source
from .transforms import grad as grad
from .transforms import hessian as hessian
from .transforms import hvp as hvp
from .transforms import jacobian as jacobian
from .transforms import jvp as jvp
from .transforms import value_and_grad as value_and_grad
from .transforms import vjp as vjp

__version__ = "0.1.0"
