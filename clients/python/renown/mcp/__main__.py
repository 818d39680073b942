"""renown-mcp: over stdio with the key of RENOWN_API_KEY, or over HTTP with each caller's own."""

from __future__ import annotations

import argparse
import sys

from mcp.server.mcpserver import Context, MCPServer

from renown.client import AsyncRenown
from renown.mcp.server import build
from renown.problems import NotConfigured
from renown.wire import Account

NOBODY = "checks the address only"


def over_stdio() -> MCPServer:
    """Raises NotConfigured at once, not at the first question."""
    Account.of(None, None, None)
    return build(lambda _: AsyncRenown())


def over_http() -> MCPServer:
    """The caller's bearer key goes to the API as it came, for this one call."""
    Account.of(NOBODY, None, None)
    return build(lambda context: AsyncRenown(key_of(context)))


def key_of(context: Context) -> str:
    """Raises NotConfigured where the caller brought none: the environment's key is nobody's."""
    sent = (context.headers or {}).get("authorization", "")
    scheme, _, key = sent.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise NotConfigured("send a key of Renown: Authorization: Bearer rnw_...")
    return key.strip()


def main() -> int:
    parser = argparse.ArgumentParser(prog="renown-mcp", description=__doc__)
    parser.add_argument("--http", metavar="HOST:PORT", help="streamable HTTP at /mcp")
    asked = parser.parse_args()
    try:
        server = over_http() if asked.http else over_stdio()
    except NotConfigured as error:
        sys.stderr.write(f"renown-mcp: {error}\n")
        return 2
    if not asked.http:
        server.run("stdio")
        return 0
    host, _, port = asked.http.rpartition(":")
    server.run(
        "streamable-http",
        host=host or "127.0.0.1",
        port=int(port),
        stateless_http=True,
        json_response=True,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
