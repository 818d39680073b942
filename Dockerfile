# The program, its packages from the hashed lock, and nothing that builds them.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.lock /build/requirements.lock
RUN /venv/bin/pip install --require-hashes --requirement /build/requirements.lock

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin renown
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 RENOWN_ENV=production
COPY --from=build /venv /venv
WORKDIR /app
COPY manage.py ./
COPY config ./config
COPY apps ./apps
COPY templates ./templates
COPY static ./static
# Hashing static files needs settings, not services; these values stay out of the image.
RUN PUBLIC_URL=https://build.invalid SECRET_KEY=only-for-this-step-only-for-this-step-only-for-this-step \
    ACTOR_HASH_KEY=only-for-this-step TOKEN_KEYS=b25seS1mb3ItdGhpcy1zdGVwLW9ubHktZm9yLXRoaXM= \
    DATABASE_URL=postgresql://build.invalid/none REDIS_URL=redis://build.invalid/0 \
    EMAIL_URL=smtp://build.invalid:25 \
    python manage.py collectstatic --no-input --verbosity 0
USER renown
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-m", "config.healthy", "/healthz"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "4", "--respawn-failed-workers", "--no-ws", "config.wsgi:application"]
