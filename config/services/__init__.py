"""The embedded default: a real PostgreSQL and a real Valkey in var/, and the demo's supervisor.

Used where DATABASE_URL and REDIS_URL are not set. Nothing here is imported by the apps.
"""
