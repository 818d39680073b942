"""Facebook pages, Graph API v26.0. Sources: https://developers.facebook.com/docs/graph-api/reference
(page, page-post, comment, user) and https://developers.facebook.com/docs/facebook-login; names of
fields as in Meta's own library facebook-business 26.0.3. What was confirmed, and what was not, is
in ``FACTS.md``."""
