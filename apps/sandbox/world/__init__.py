"""A small social world to live in: seeded, relative to the day, the same on every machine."""

from apps.sandbox.world.accounts import Account, Kind, Person
from apps.sandbox.world.habits import HABITS, Reaction
from apps.sandbox.world.posts import Post, PostKind
from apps.sandbox.world.reactions import Act
from apps.sandbox.world.world import SEED, World, world

__all__ = [
    "HABITS",
    "SEED",
    "Account",
    "Act",
    "Kind",
    "Person",
    "Post",
    "PostKind",
    "Reaction",
    "World",
    "world",
]
