"""What the networks on Meta's Graph API share. It is no network by itself.

Sources: https://developers.facebook.com/docs/graph-api (error handling, rate limiting, results,
secure requests) and https://developers.facebook.com/docs/facebook-login. What was confirmed, and
what was not, is in ``FACTS.md``."""
