"""A stand-in of X that speaks its protocol: OAuth 2 with PKCE, rotating tokens, API v2."""
