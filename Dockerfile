# One image for every program of Switchgear; the command of a container says which one it runs.
FROM node:24.21.0-bookworm-slim AS sources
WORKDIR /app
COPY . .

FROM sources AS site
RUN npm ci --omit=dev --loglevel=error \
 && node --input-type=module -e "await (await import('/app/apps/console/src/site/build.ts')).builtSite()"

FROM sources
# The agents read history with git. Copies of Node.js are left out, because this image is one.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git \
 && rm -rf /var/lib/apt/lists/* \
 && npm ci --omit=dev --loglevel=error \
 && npm cache clean --force \
 && rm -rf node_modules/node-*-* \
 && mkdir -p /etc/switchgear /var/lib/switchgear \
 && chown -R node:node /var/lib/switchgear examples
COPY --from=site /app/apps/console/dist apps/console/dist
USER node
ENV NODE_ENV=production SWITCHGEAR_CONFIG=/etc/switchgear/switchgear.yaml MALLOC_ARENA_MAX=2
ENTRYPOINT ["node", "--conditions=switchgear-source", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=8"]
CMD ["apps/gateway/src/main.ts"]
