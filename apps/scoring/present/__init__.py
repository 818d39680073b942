"""A score as pages show it, the same for the hiring team and for the person it is about.

Stored results in, view models for templates out: ``numbers`` (interval, stack), ``why`` (the
steps), ``words`` (sentences), ``language`` (theirs), ``moved`` (since last week), ``weeks`` (the
history), ``networks`` (accounts and the table by network), ``unmeasured`` (what is missing, and
why), ``freshness`` (when it was read). Nothing here queries.
"""
