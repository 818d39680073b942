"""`python -m config.healthy /healthz`: 0 if the web process here answers that page with 200.

Says it is behind HTTPS under its own name, as the proxy in front of it does.
"""

import http.client
import os
import sys
from urllib.parse import urlsplit

PORT = 8000


def main(path: str) -> int:
    """The exit code of a container's health check."""
    host = urlsplit(os.environ.get("PUBLIC_URL", "")).netloc or "localhost"
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=4)
    try:
        connection.request("GET", path, headers=headers)
        status = connection.getresponse().status
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0 if status == http.HTTPStatus.OK else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
