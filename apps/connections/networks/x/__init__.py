"""X, API v2. Sources: https://docs.x.com/x-api and its OpenAPI description 2.167."""
