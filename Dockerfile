# One image for every program of Switchgear; the command of a container says which one it runs.
FROM node:24.21.0-bookworm-slim AS sources
WORKDIR /app
COPY . .

# What builds the pages of the console is native code, which comes as optional dependencies and which no program needs
# once they are built.
FROM sources AS site
RUN npm ci --omit=dev --loglevel=error \
 && node --input-type=module -e "await (await import('/app/apps/console/src/site/build.ts')).builtSite()"

FROM sources
# Its optional dependencies are copies of Node.js, which this image already is, and what has built the pages.
RUN npm ci --omit=dev --omit=optional --loglevel=error \
 && npm cache clean --force \
 && mkdir -p /etc/switchgear /var/lib/switchgear \
 && chown node:node /var/lib/switchgear
COPY --from=site /app/apps/console/dist apps/console/dist
USER node
ENV NODE_ENV=production SWITCHGEAR_CONFIG=/etc/switchgear/switchgear.yaml MALLOC_ARENA_MAX=2
ENTRYPOINT ["node", "--conditions=switchgear-source", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=8"]
CMD ["apps/gateway/src/main.ts"]
