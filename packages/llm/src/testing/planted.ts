/** A secret as it stands in the wild. All are drawn by chance: none has ever been valid. */
export interface Planted {
  readonly kind: string;
  /** The text around it, with `secret` in it once. */
  readonly text: string;
  /** What nobody may see. */
  readonly secret: string;
}

const digits = '0123456789';
const hex = `${digits}abcdef`;
const small = 'abcdefghijklmnopqrstuvwxyz';
const capitals = small.toUpperCase();
const letters = `${small}${capitals}`;
const word = `${letters}${digits}`;
const base64 = `${word}+/`;

/** One secret of every kind, other ones for every seed. */
export function plantedSecrets(seed: number): Planted[] {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const some = (length: number, from: string) =>
    Array.from({ length }, () => from[Math.floor(next() * from.length)]).join('');
  const result: Planted[] = [];
  const plant = (kind: string, secret: string, around: (secret: string) => string = (it) => it) =>
    result.push({ kind, secret, text: around(secret) });
  const bare = (kind: string, beginning: string, length: number, from: string) =>
    plant(kind, `${beginning}${some(length, from)}7Q`);

  bare('GitHub personal', 'ghp_', 34, word);
  bare('GitHub OAuth', 'gho_', 34, word);
  bare('GitHub server', 'ghs_', 34, word);
  bare('GitHub fine-grained', 'github_pat_', 80, word);
  bare('GitLab', 'glpat-', 18, word);
  bare('GitLab feature flags', 'glffct-', 18, word);
  plant('Slack token', ['xoxb', some(12, digits), some(12, digits), some(24, word)].join('-'));
  plant(
    'Slack webhook',
    `T${some(8, capitals)}/B${some(8, capitals)}/${some(24, word)}`,
    (it) => `https://hooks.slack.com/services/${it}`,
  );
  bare('Stripe secret', 'sk_' + 'live_', 24, word);
  bare('Stripe restricted', 'rk_' + 'live_', 24, word);
  plant('Twilio', `SK${some(32, hex)}`);
  plant('SendGrid', `SG.${some(22, word)}.${some(43, word)}`);
  plant('Mailgun', `key-${some(32, hex)}`);
  bare('npm', 'npm_', 34, word);
  bare('PyPI', 'pypi-AgEIcHlwaS5vcmc', 60, word);
  bare('Docker', 'dckr_pat_', 25, word);
  bare('Heroku', 'HRKU-', 34, word);
  plant(
    'Heroku, older',
    [8, 4, 4, 4, 12].map((length) => some(length, hex)).join('-'),
    (it) => `HEROKU_API_KEY: ${it}`,
  );
  plant('DigitalOcean', `dop_v1_${some(64, hex)}`);
  bare('Shopify', 'shpat_', 30, hex);
  bare('Shopify user', 'shpua_', 30, hex);
  plant('Databricks', `dapi${some(32, hex)}`);
  plant('Databricks OAuth', `dose${some(32, hex)}`);
  bare('Linear', 'lin_api_', 38, word);
  bare('Linear OAuth', 'lin_oauth_', 62, hex);
  bare('Doppler', 'dp.pt.', 41, word);
  bare('Fly.io', 'fo1_', 41, word);
  plant('Fly.io macaroon', `fm2_${some(90, base64)}9A`, (it) => `FlyV1 ${it}`);
  bare('Grafana Cloud', 'glc_eyJ', 90, word);
  plant('Grafana service', `glsa_${some(32, word)}_${some(8, hex)}`);
  bare('Vault', 'hvs.', 92, word);
  bare('age', 'AGE-SECRET-KEY-1', 56, `${capitals}${digits}`);
  bare('age, post-quantum', 'AGE-SECRET-KEY-PQ-1', 56, `${capitals}${digits}`);
  bare('New Relic', 'NRAK-', 25, `${capitals}${digits}`);
  bare('New Relic browser', 'NRJS-', 17, hex);
  plant('Postman', `PMAK-${some(24, hex)}-${some(34, hex)}`);
  bare('PlanetScale', 'pscale_tkn_', 41, word);
  bare('Supabase', 'sbp_', 38, hex);
  bare('Supabase secret', 'sb_secret_', 29, word);
  bare('Groq', 'gsk_', 50, word);
  bare('Sentry organisation', 'sntrya_', 62, hex);
  bare('Neon', 'npg_', 10, word);
  plant('Airtable', `pat${some(14, word)}.${some(64, hex)}`);
  plant('Twilio account', `AC${some(32, hex)}`);
  bare('Google refresh', '1//0', 40, word);
  bare('Google access', 'ya29.a0', 60, word);
  bare('Google OAuth', 'GOCSPX-', 26, word);
  plant('an issuer of nobody', `bkua_${some(40, hex)}`);
  bare('OpenAI', 'sk-', 46, word);
  bare('OpenAI project', 'sk-proj-', 60, `${word}_-`);
  bare('Anthropic', 'sk-ant-api03-', 90, `${word}_-`);
  plant('DeepSeek', `sk-1${some(31, hex)}`);
  bare('Perplexity', 'pplx-', 46, word);
  bare('Hugging Face', 'hf_', 34, letters);
  plant('Telegram', `${some(10, '123456789')}:AA${some(33, word)}`);
  plant('Discord', `M${some(23, word)}.${some(6, word)}.${some(38, word)}`);
  plant('AWS key id', `AKIA${some(16, capitals)}`);
  plant('AWS secret', some(40, base64), (it) => `aws_secret_access_key = ${it}`);
  plant('Google API key', `AIza${some(35, word)}`);
  plant('Google service account', some(64 * 3, base64), (it) =>
    JSON.stringify({ type: 'service_account', private_key_id: '1', private_key: pem('PRIVATE KEY', it) }),
  );
  plant(
    'Azure storage',
    `${some(86, base64)}==`,
    (it) => `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${it};EndpointSuffix=core.windows.net`,
  );
  plant(
    'Azure SAS',
    `${some(43, word)}%3D`,
    (it) => `https://shop.blob.core.windows.net/c/f?sv=2024-11-04&sp=r&sig=${it}&se=2026-01-01`,
  );
  plant('Entra client secret', `${some(3, word)}8Q~${some(34, word)}`);
  plant('JSON web token', `eyJ${some(30, word)}.eyJ${some(60, word)}.${some(43, word)}`);
  plant('bearer', `${some(20, word)}9`, (it) => `Authorization: Bearer ${it}`);
  plant('basic', `${some(22, word)}9=`, (it) => `curl -H "authorization: Basic ${it}" http://localhost:8000/v1/models`);
  plant('cookie', some(20, word), (it) => `Cookie: theme=dark; sid=${it}`);
  plant('RSA key', some(64 * 3, base64), (it) => pem('RSA PRIVATE KEY', it));
  plant('OpenSSH key', some(64 * 3, base64), (it) => pem('OPENSSH PRIVATE KEY', it));
  plant('PGP key', some(64 * 3, base64), (it) => pem('PGP PRIVATE KEY BLOCK', it));
  plant('PEM with escapes', some(64, base64), (it) => JSON.stringify(pem('EC PRIVATE KEY', it)));
  plant('password in a URL', some(12, word), (it) => `https://deploy:${it}@git.example.com/shop.git`);
  for (const scheme of ['postgres', 'mongodb+srv', 'amqps', 'mysql']) {
    plant(
      `${scheme} password`,
      `${some(6, word)}/${some(6, word)}`,
      (it) => `${scheme}://app:${it}@db.internal:5432/shop`,
    );
  }
  plant('redis password', some(14, word), (it) => `redis://:${it}@cache:6379/0`);
  plant('database password', some(10, word), (it) => `Server=db;Database=shop;User Id=sa;Password=${it};Encrypt=true`);
  for (const name of ['PASSWORD', 'DB_PASS', 'CLIENT_SECRET', 'GITHUB_TOKEN', 'API_KEY']) {
    plant(`${name} of .env`, `${some(5, word)} #$${some(5, word)}`, (it) => `${name}=${it}`);
  }
  for (const name of ['password', 'apiKey', 'client-secret', 'access_token', 'x-api-key']) {
    plant(`${name} in JSON`, some(9, small), (it) => `{"name":"shop","${name}":"${it}","port":8000}`);
    plant(`${name} in YAML`, some(9, small), (it) => `shop:\n  ${name}: ${it}\n  port: 8000`);
  }
  for (const name of ['passphrase', 'pwd', 'credentials', 'connection_string', 'dsn', 'auth']) {
    plant(`${name} in YAML`, some(9, small), (it) => `shop:\n  ${name}: ${it}\n  port: 8000`);
  }
  for (const name of ['session', 'cookie', 'otp']) {
    plant(`${name} in JSON`, `${some(9, word)}7`, (it) => `{"name":"shop","${name}":"${it}","port":8000}`);
  }
  plant('pin', `9${some(7, digits)}`, (it) => `card: 1, pin: ${it}, tries: 3`);
  plant('name and value', some(9, small), (it) => `{"name":"DB_PASSWORD","value":"${it}"}`);
  plant('entities of HTML', some(9, small), (it) => `<pre>{&quot;password&quot;:&quot;${it}&quot;}</pre>`);
  plant('numbers of HTML', some(9, small), (it) => `<code>api_key&#61;${it}&#x26;port&#x3d;1</code>`);
  plant('command line', some(9, small), (it) => `mysqldump --password ${it} --host db`);
  plant('mysql -p', some(9, small), (it) => `mysql -u root -p${it} --host db`);
  plant('docker login', some(9, small), (it) => `docker login -u deploy -p '${it}' registry.example.com`);
  plant('curl -u', some(9, small), (it) => `curl -s -u admin:${it} https://shop.example.com/`);
  plant('redis-cli -a', some(9, small), (it) => `redis-cli -h cache -a ${it} ping`);
  plant('IDENTIFIED BY', some(9, small), (it) => `CREATE USER 'shop'@'%' IDENTIFIED BY '${it}'`);
  plant('PASSWORD of SQL', some(9, small), (it) => `ALTER ROLE shop WITH LOGIN PASSWORD '${it}' VALID UNTIL 'x'`);
  plant('PASSWORD() of SQL', some(9, small), (it) => `SET PASSWORD FOR shop = PASSWORD('${it}')`);
  plant('netrc', some(9, small), (it) => `machine git.example.com login deploy password ${it}`);
  plant('netrc on lines', some(9, small), (it) => `machine git.example.com\n  login deploy\n  password ${it}`);
  plant('query', some(9, small), (it) => `GET /v1/models?api_key=${it}&limit=3`);
  plant('XML', some(9, small), (it) => `<server><password>${it}</password></server>`);
  plant('assertion', some(9, small), (it) => `expect(session.token).toBe('${it}')`);
  plant('hexadecimal near a name', some(40, hex), (it) => `the signing key was ${it}`);
  plant(
    'base64 of no name',
    Array.from({ length: 16 }, () => some(1, small) + some(1, capitals) + some(1, digits)).join(''),
  );
  return result;
}

function pem(label: string, body: string): string {
  const lines = body.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
