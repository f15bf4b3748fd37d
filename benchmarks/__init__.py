"""Backsweep beside its peers: ``python -m benchmarks`` measures, in one process.

Every library keeps its own defaults but for the number of threads, which is two for
all, on two processors for all.
"""

import os

THREADS = 2

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = str(THREADS)
