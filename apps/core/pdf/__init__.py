"""Pages as PDF (WeasyPrint): the page's own template in the frame ``paper.html``, tagged for screen
readers (PDF/UA-1), with our font embedded.

``press`` runs in a process of its own (``worker``), with a time limit, without our environment, and
can reach nothing but the files that it is given. ``stylesheets`` writes our CSS in the subset that
WeasyPrint knows. ``views`` turns a view of a page into one of its PDF."""
