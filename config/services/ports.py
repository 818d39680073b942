"""The demo's port: free, or a message that says what to do."""

import socket

from config.services.errors import ServiceError

HOST = "127.0.0.1"


def require_free(port: int) -> None:
    """ServiceError if another program listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise ServiceError(f"Port {port} needs root. Try: make demo PORT=8001") from error
        except OverflowError as error:
            raise ServiceError(f"There is no port {port}. Try: make demo PORT=8001") from error
        except OSError as error:
            raise ServiceError(
                f"Port {port} is in use by another program. End that one, "
                f"or take another port: make demo PORT={port + 1}"
            ) from error
