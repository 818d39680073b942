"""A stand-in of self-hosted WordPress: each person has a blog of their own at
``/sandbox/wordpress/<handle>/``, with a page that hands out application passwords, and wp/v2."""
