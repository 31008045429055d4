# One image for every process of the system; which one it is, the command says.
#   docker build --tag hotline-1022 .                        the services
#   docker build --target local --tag hotline-1022-local .   the mail catcher and the lab, for development only
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements/runtime.txt requirements/image.txt /build/requirements/
RUN python3 -m venv /opt/hotline && /opt/hotline/bin/pip install --require-hashes -r /build/requirements/runtime.txt

# Besides what runs: what builds the package, and what catches mails.
FROM build AS tools
RUN /opt/hotline/bin/pip install --require-hashes -r /build/requirements/image.txt

FROM tools AS package
WORKDIR /build
COPY pyproject.toml README.md ./
COPY services services
RUN /opt/hotline/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels .

FROM build AS installed
COPY --from=package /wheels /wheels
RUN /opt/hotline/bin/pip install --no-deps --no-index /wheels/*.whl

FROM python:3.11-slim-bookworm AS base
# Pango lays out pages for print; DejaVu has every Vietnamese letter.
RUN apt-get update && apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
  && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin hotline
ENV PATH=/opt/hotline/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 EVENTLET_NO_GREENDNS=yes \
    HTTP_HOST=0.0.0.0 HTTP_PORT=8080 ADMIN_HOST=0.0.0.0 ADMIN_PORT=9080
WORKDIR /app
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD python -c "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['ADMIN_PORT'] + '/readyz')"
EXPOSE 8080 9080

FROM base AS local
COPY --from=tools /opt/hotline /opt/hotline
COPY deploy/local/__init__.py deploy/local/
COPY deploy/local/mail_catcher deploy/local/mail_catcher
COPY tests/simulators tests/simulators
ENV MAIL_HOST=0.0.0.0
USER 10001
CMD ["python", "-m", "deploy.local.mail_catcher"]

FROM base AS system
COPY --from=installed /opt/hotline /opt/hotline
COPY deploy/data deploy/data
COPY contracts contracts
COPY examples/agency_kit examples/agency_kit
USER 10001
CMD ["hotline", "--help"]
