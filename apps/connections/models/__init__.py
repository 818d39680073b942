from apps.connections.models.connection import Connection, ConnectionState
from apps.connections.models.decision import NetworkDecision
from apps.connections.models.deletion import DeletionRequest
from apps.connections.models.fetch import Fetch, FetchState, Stage
from apps.connections.models.followers import FollowersObservation
from apps.connections.models.named import NamedAccount
from apps.connections.models.observation import InteractionObservation, PostObservation
from apps.connections.models.revocation import Revocation
from apps.connections.models.snapshot import Snapshot

__all__ = [
    "Connection",
    "ConnectionState",
    "DeletionRequest",
    "Fetch",
    "FetchState",
    "FollowersObservation",
    "InteractionObservation",
    "NamedAccount",
    "NetworkDecision",
    "PostObservation",
    "Revocation",
    "Snapshot",
    "Stage",
]
