"""The clients: every operation of the API is a method, named as in its OpenAPI description."""

from __future__ import annotations

import asyncio
import time
from typing import Any, Self

import httpx

from renown.async_operations import AsyncOperations
from renown.operations import Operations
from renown.patience import Patience
from renown.problems import ConnectionFailed
from renown.wire import Account, Call, Memory, read

TIMEOUT = 30.0  # seconds


class Renown(Operations):
    """``key`` and ``url`` are those of RENOWN_API_KEY and RENOWN_URL where they are not given.
    ``language``: in which sentences come, such as "de". ``remember``: so many answers are kept and
    asked for again only if they changed. Safe to share between threads."""

    def __init__(
        self,
        key: str | None = None,
        url: str | None = None,
        *,
        language: str | None = None,
        patience: Patience | None = None,
        remember: int = 0,
        http: httpx.Client | None = None,
    ) -> None:
        self._account = Account.of(key, url, language)
        self._patience = patience or Patience()
        self._memory = Memory(remember)
        self._http = http or httpx.Client(timeout=TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def _call(self, call: Call) -> Any:
        return read(self._sent(self._account.request(call)))

    def _page(self, call: Call, address: str | None) -> Any:
        if address is None:
            return self._call(call)
        return read(self._sent(self._account.next_page(address)))

    def _sent(self, request: httpx.Request) -> httpx.Response:
        known, tries = self._memory.ask(request), 0
        while True:
            tries += 1
            try:
                response = self._http.send(request)
            except httpx.TransportError as error:
                wait = self._patience.after_silence(tries)
                if wait is None:
                    raise ConnectionFailed(f"{type(error).__name__}: no answer") from error
            else:
                wait = self._patience.after(tries, response)
                if wait is None:
                    return self._memory.learn(request, response, known)
            time.sleep(wait)


class AsyncRenown(AsyncOperations):
    """``Renown`` for asyncio."""

    def __init__(
        self,
        key: str | None = None,
        url: str | None = None,
        *,
        language: str | None = None,
        patience: Patience | None = None,
        remember: int = 0,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        self._account = Account.of(key, url, language)
        self._patience = patience or Patience()
        self._memory = Memory(remember)
        self._http = http or httpx.AsyncClient(timeout=TIMEOUT)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def _call(self, call: Call) -> Any:
        return read(await self._sent(self._account.request(call)))

    async def _page(self, call: Call, address: str | None) -> Any:
        if address is None:
            return await self._call(call)
        return read(await self._sent(self._account.next_page(address)))

    async def _sent(self, request: httpx.Request) -> httpx.Response:
        known, tries = self._memory.ask(request), 0
        while True:
            tries += 1
            try:
                response = await self._http.send(request)
            except httpx.TransportError as error:
                wait = self._patience.after_silence(tries)
                if wait is None:
                    raise ConnectionFailed(f"{type(error).__name__}: no answer") from error
            else:
                wait = self._patience.after(tries, response)
                if wait is None:
                    return self._memory.learn(request, response, known)
            await asyncio.sleep(wait)
