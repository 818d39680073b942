"""What WordPress core tells alike on self-hosted sites and on WordPress.com: comments by wp/v2."""
