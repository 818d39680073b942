"""What every stand-in of a network is built from.

How a new one is made, with ``apps/sandbox/x`` as the example:

1. ``apps/sandbox/<name>/voice.py``: a ``Voice``, the network's own wording of errors, of another
   page and of tokens. Faults and limits speak through it.
2. ``apps/sandbox/<name>/standin.py``: ``STANDIN = StandIn(name, label, voice=, rules=, asks=,
   optional=, endpoints=, limits=)``. ``Rules`` says how long codes and tokens last and how they
   are renewed; ``asks`` are the scopes with what the page says of each, ``optional`` those that
   a visitor may untick; ``endpoints`` are the names by which faults are set.
3. ``apps/sandbox/<name>/api.py``: a view an endpoint, ``@endpoint(STANDIN, "name", "scope")`` over
   a function from a ``Call`` to a body or a response. The gate has looked at token, fault, scopes
   and limit before; where ``call.lost``, the place of a page means nothing and the first is given.
   A view that needs no token takes its fault with ``gate.struck``.
4. ``apps/sandbox/<name>/urls.py``: ``authorize.page(STANDIN)``, ``oauth.token(STANDIN)``,
   ``oauth.revoke(STANDIN)`` where they fit, and the views of the interface. Mounted by a line in
   ``apps/sandbox/urls.py``; a line in ``registry.py`` gives it a fault page, a place on the
   sandbox's index and the one suite of tests that all networks pass (``tests/networks/suite``).

Rules that hold everywhere:

- ``Grant.account_id`` is the ``id`` of a ``Person`` of ``world(network=name)``, and faults are set
  by it. Ids that the network shows are shaped from it.
- ``STANDINS[n].faults.set(Fault.HTML, account=person.id, endpoint="me", times=2)``,
  ``.faults.clear()``, ``.grants.close_account(person.id)`` (the person took the application off
  the list) and ``.grants.expire(person.id)`` (all access tokens end now, renewing goes on) work
  alike for all. An application password is an access token that lasts (``access_seconds=None``).
- The authorisation page takes ``POST account=<handle or id>&decision=allow|some|deny``; ``some``
  grants, of the optional scopes, only those sent as ``scope``.
- Nothing is in the database: a ``Store`` is Redis, by the network's prefix.
"""
