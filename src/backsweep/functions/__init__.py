"""What NumPy's functions mean on traced arrays, in primitive operations."""

from . import assigning as assigning
from . import averages as averages
from . import diagonals as diagonals
from . import einsum as einsum
from . import elementwise as elementwise
from . import facts as facts
from . import grids as grids
from . import indexing as indexing
from . import joining as joining
from . import linalg as linalg
from . import norms as norms
from . import ordering as ordering
from . import reductions as reductions
from . import repeating as repeating
from . import running as running
from . import shapes as shapes
from . import special as special
