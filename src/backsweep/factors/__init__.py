"""Factors: the local derivative of an operation, as a value."""

from .factor import Custom as Custom
from .factor import Factor as Factor
from .factor import Identity as Identity
from .factor import Then as Then
from .factor import Values as Values
from .factor import Zero as Zero
from .factor import ones as ones
from .factor import zeros as zeros
from .moves import Cast as Cast
from .moves import Erase as Erase
from .moves import Gather as Gather
from .moves import Permute as Permute
from .moves import Pick as Pick
from .moves import Place as Place
from .moves import Reshape as Reshape
from .moves import Scatter as Scatter
from .products import Left as Left
from .products import Right as Right
from .rates import Diag as Diag
from .rates import Gate as Gate
from .rates import Over as Over
from .sums import RunningSum as RunningSum
from .sums import Spread as Spread
from .sums import Sum as Sum
from .sums import along as along
