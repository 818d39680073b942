"""A stand-in of WordPress.com that speaks its protocol: OAuth 2.1 with OpenID Connect, REST v1.1,
and wp/v2 for comments."""
