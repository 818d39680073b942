"""WordPress.com, REST v1.1 and wp/v2. Sources: https://developer.wordpress.com/docs/api/, the
service's own help document and its OpenID configuration; FACTS.md says what was confirmed."""
