import { notice } from '../notice.ts';
import { committedSetup } from '../setup.ts';

const { links } = committedSetup;

/** Where the inbox of the console is from Alertmanager's container, in both environments. */
export const inboxUrl = 'http://host.docker.internal:3001';

/** docker-compose.yml for docker-compose 1.29 and docker compose v2. */
export function composeFile(): string {
  return `${notice}# What can be set, in the shell or in a file .env beside this one, is in README.md.

x-program: &program
  image: switchgear
  build: ..
  profiles: [programs]
  restart: unless-stopped
  environment:
    SWITCHGEAR_CONSOLE_TOKEN: \${SWITCHGEAR_CONSOLE_TOKEN:-admin}
    SWITCHGEAR_GATEWAY_URL: http://gateway:8000
    SWITCHGEAR_TEST_WATCHER_URL: http://test-watcher:8001
    SWITCHGEAR_AUDIT_AGENT_URL: http://audit-agent:8002
    DEEPSEEK_API_KEYS:
    PERPLEXITY_API_KEYS:

services:
  prometheus:
    image: prom/prometheus:v3.15.0
    container_name: bybit-prometheus
    restart: unless-stopped
    command:
      - --config.file=/etc/prometheus/prometheus.yml
      - --storage.tsdb.path=/prometheus
      - --storage.tsdb.retention.time=15d
      - --rules.alert.for-grace-period=10s
      - --web.external-url=${links.prometheus}
    ports: ['127.0.0.1:9090:9090']
    # Docker Desktop knows this name of the machine by itself, Linux learns it here.
    extra_hosts: ['host.docker.internal:host-gateway']
    volumes:
      - prometheus-data:/prometheus
      - ./prometheus/prometheus.yml:/etc/prometheus/prometheus.yml:ro
      - ./prometheus/alerts:/etc/prometheus/alerts:ro
      - ./prometheus/targets/\${SWITCHGEAR_TARGETS:-host}.yml:/etc/prometheus/targets.yml:ro
      # Beside the folder, as here: prometheus.yml names it ../prometheus_alerting_rules.yml.
      - ./prometheus_alerting_rules.yml:/etc/prometheus_alerting_rules.yml:ro
    ${healthcheck('promtool', 'check', 'ready', '--url=http://127.0.0.1:9090')}

  alertmanager:
    image: prom/alertmanager:v0.34.1
    container_name: bybit-alertmanager
    restart: unless-stopped
    command:
      - --config.file=/etc/alertmanager/config.yml
      - --storage.path=/alertmanager
      - --web.external-url=${links.alertmanager}
      - --cluster.listen-address=
    ports: ['127.0.0.1:9093:9093']
    # The inbox is on the machine, or in the container that takes the name host.docker.internal below.
    extra_hosts: ['\${SWITCHGEAR_TARGETS:-host}.docker.internal:host-gateway']
    volumes:
      - alertmanager-data:/alertmanager
      - ./alertmanager/config.yml:/etc/alertmanager/config.yml:ro
      - ./alertmanager/templates:/etc/alertmanager/templates:ro
    secrets: [slack-url]
    ${healthcheck('amtool', '--alertmanager.url=http://127.0.0.1:9093', 'cluster', 'show')}

  # Its first user is admin with the password admin, which it asks to change.
  grafana:
    image: grafana/grafana:13.2.3
    container_name: bybit-grafana
    restart: unless-stopped
    ports: ['127.0.0.1:3000:3000']
    depends_on: [prometheus]
    volumes:
      - grafana-data:/var/lib/grafana
      - ./grafana/provisioning:/etc/grafana/provisioning:ro
      - ./grafana/dashboards:/var/lib/grafana/dashboards:ro
    ${healthcheck('wget', '-qO-', 'http://127.0.0.1:3000/api/health')}

  gateway:
    <<: *program
    command: [apps/gateway/src/main.ts]
    ports: ['127.0.0.1:8000:8000']
    depends_on: [sandbox]
    volumes:
      - gateway-data:/var/lib/switchgear
      - ./switchgear.programs.yaml:/etc/switchgear/switchgear.yaml:ro
    ${programHealthcheck(8000)}

  sandbox:
    <<: *program
    command: [apps/sandbox/src/main.ts, --host, 0.0.0.0]
    ${programHealthcheck(8010)}

  console:
    <<: *program
    command: [apps/console/src/main.ts]
    ports: ['127.0.0.1:3001:3001']
    networks: { default: { aliases: [host.docker.internal] } }
    volumes:
      - console-data:/var/lib/switchgear
      - ./switchgear.programs.yaml:/etc/switchgear/switchgear.yaml:ro
      - ./ALERT_RUNBOOK.md:/var/lib/switchgear/monitoring/ALERT_RUNBOOK.md:ro
      - ./grafana/dashboards:/var/lib/switchgear/monitoring/grafana/dashboards:ro
    ${programHealthcheck(3001)}

  # What the agents look after: the example project, or the folder that SWITCHGEAR_TREE names.
${agent('test-watcher', 8001)}
${agent('audit-agent', 8002)}
secrets:
  # The address of Slack's webhook, or that of the inbox in its place.
  slack-url:
    file: \${SWITCHGEAR_SLACK_URL_FILE:-./alertmanager/inbox-url}

volumes: { prometheus-data: {}, alertmanager-data: {}, grafana-data: {}, gateway-data: {}, console-data: {}, test-watcher-data: {}, audit-agent-data: {} }
`;
}

function agent(name: string, port: number): string {
  return `  ${name}:
    <<: *program
    command: [apps/${name}/src/main.ts]
    ports: ['127.0.0.1:${port}:${port}']
    depends_on: [gateway]
    volumes:
      - ${name}-data:/var/lib/switchgear
      - ./switchgear.programs.yaml:/etc/switchgear/switchgear.yaml:ro
      - \${SWITCHGEAR_TREE:-../examples/shop}:/app/examples/shop
    ${programHealthcheck(port)}
`;
}

function programHealthcheck(port: number): string {
  const look = `fetch('http://127.0.0.1:${port}/health').then(({ ok }) => process.exit(ok ? 0 : 1))`;
  return healthcheck('node', '-e', look);
}

function healthcheck(...command: string[]): string {
  return `healthcheck: { test: ${JSON.stringify(['CMD', ...command])}, interval: 10s, timeout: 5s, retries: 6 }`;
}
