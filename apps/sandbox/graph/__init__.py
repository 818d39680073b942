"""What the stand-ins of Meta's networks share: how Graph words errors, tells usage, cuts pages, and
is asked for fields. Sources: https://developers.facebook.com/docs/graph-api/guides/error-handling,
overview/rate-limiting, results, guides/field-expansion."""
