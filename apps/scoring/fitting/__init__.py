"""Where the numbers of a score model come from: people's judgements of pairs of accounts.

Run once for a model, by hand; never while somebody is scored. Pure: no Django, no database. Needs
the extra ``fit`` (SciPy; LightGBM for the ceiling).
"""

import os

# SciPy's linear algebra reads this when it is loaded. Three weights need no threads, and waiting
# for each other they take forty times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
