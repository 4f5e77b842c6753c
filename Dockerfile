# One image for the web processes and for the worker; docker-compose.yml shows both.

# Node is needed to build the front end and only here; dev.py brings it along, as it does on a developer's machine.
FROM python:3.13-slim AS frontend
WORKDIR /build
COPY requirements-dev.txt dev.py ./
COPY frontend ./frontend
COPY service-worker.js manifest.json ./
RUN python dev.py build

FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    # The pinned tzdata package counts, not the zones of the base image.
    PYTHONTZPATH="" \
    STIPPLE_ENV=production \
    STIPPLE_DATA_DIR=/data
RUN useradd --system --uid 1000 --home-dir /app stipple \
    && install --directory --owner stipple --mode 0700 /data
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --use-pep517 --require-hashes -r requirements.txt
COPY backend ./backend
COPY --from=frontend /build/frontend/dist ./frontend/dist
USER 1000
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Threads, since requests mostly wait for the database; heartbeat files in memory, so that a slow disk kills no worker.
CMD ["gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "8", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--bind", "0.0.0.0:8000", "backend:create_app()"]
