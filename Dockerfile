# One image for every program of Switchgear; the command of a container says which one it runs.
FROM node:24.21.0-bookworm-slim
WORKDIR /app
COPY . .
# Its optional dependencies are copies of Node.js, which this image already is.
RUN npm ci --omit=dev --omit=optional --loglevel=error \
 && npm cache clean --force \
 && mkdir -p /etc/switchgear /var/lib/switchgear \
 && chown node:node /var/lib/switchgear
USER node
ENV NODE_ENV=production SWITCHGEAR_CONFIG=/etc/switchgear/switchgear.yaml MALLOC_ARENA_MAX=2
ENTRYPOINT ["node", "--conditions=switchgear-source", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=8"]
CMD ["apps/gateway/src/main.ts"]
