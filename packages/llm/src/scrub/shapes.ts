const rest = (characters: string, least: number) => `${characters}{${least},}`;
const word = String.raw`[\w-]`;

/** Beginnings that give a token away wherever they stand, with the least number of characters that follow. */
const prefixed: readonly (readonly [beginning: string, least: number])[] = [
  ['gh[pousr]_', 10], // GitHub
  ['github_pat_', 10],
  ['gl(?:pat|dt|rt|rtr|ptt|ft|soat|cbt|imt|agent|oas)-', 10], // GitLab
  ['xox[abceoprs](?:\\.xox[a-z])?-', 10], // Slack
  ['xapp-', 10],
  ['(?<![A-Za-z])[sr]k_(?:live|test)_', 8], // Stripe
  ['whsec_', 10],
  ['pypi-A', 12],
  ['dckr_[po]at_', 10], // Docker
  ['HRKU-', 10], // Heroku
  ['do[opr]_v1_', 10], // DigitalOcean
  ['AIza', 16], // Google
  ['ya29\\.', 10],
  ['GOCSPX-', 10],
  ['ATATT3', 10], // Atlassian
  ['ATBB', 16],
  ['shp(?:at|ca|pa|ss)_', 10], // Shopify
  ['sq0(?:atp|csp)-', 10], // Square
  ['hv[bs]\\.', 16], // Vault
  ['lin_api_', 10], // Linear
  ['ntn_', 20], // Notion
  ['figd_', 10], // Figma
  ['NRAK-', 10], // New Relic
  ['gl(?:c|sa)_', 16], // Grafana
  ['sntry[su]_', 10], // Sentry
  ['PMAK-', 10], // Postman
  ['dp\\.(?:pt|st|ct|sa)\\.', 10], // Doppler
  ['sbp_', 16], // Supabase
  ['tskey-', 10], // Tailscale
  ['AGE-SECRET-KEY-1', 10],
  ['rubygems_', 16],
  ['dapi[0-9a-f]', 24], // Databricks
];

/** Shapes that need to know what stands around them, or more than a beginning. */
const others: readonly string[] = [
  // Amazon's ids of keys; the secret beside one has a name, or looks random
  String.raw`(?<![A-Z\d])(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ANVA|ABIA|ACCA)[A-Z\d]{12,}`,
  String.raw`(?<!\w)1\/\/0[\w-]{20,}`,
  // OpenAI, Anthropic, DeepSeek, and all who have followed them
  String.raw`(?<![A-Za-z\d])sk-(?=[a-z_-]{0,40}[A-Z\d])${rest(word, 8)}`,
  String.raw`(?<![A-Za-z\d])(?:pplx-|gsk_|xai-|hf_|api_org_|npm_)[A-Za-z\d]{16,}`,
  String.raw`(?<![A-Za-z\d])r8_[A-Za-z\d]{20,}`,
  // Azure: a client secret of Entra, the signature of a shared access link
  String.raw`[\w.~-]{3}\dQ~[\w.~-]{20,}`,
  String.raw`(?<=[?&;]sig=)[^\s&"'<>]{8,}`,
  // Twilio, Mailgun, Mailchimp, SendGrid
  String.raw`(?<!\w)(?:AC|SK)[\da-f]{32,}`,
  String.raw`(?<!\w)key-[\da-f]{32,}`,
  String.raw`(?<!\w)[\da-f]{32}-(?:us\d{1,2}|[\da-f]{8}-[\da-f]{8,})`,
  String.raw`(?<!\w)SG\.[\w-]{12,64}(?:\.[\w-]{0,64})?`,
  // Telegram, also cut short, and Discord
  String.raw`(?<!\d)\d{8,12}:AA[\w-]{8,}`,
  String.raw`(?<!\d)\d{6,12}:[\w-]{32,}`,
  String.raw`(?<!\w)[MNO][\w-]{22,30}\.[\w-]{5,8}\.[\w-]{24,}`,
  String.raw`(?<=discord(?:app)?\.com\/api\/webhooks\/)[\w/-]{8,}`,
  String.raw`(?<=hooks\.slack(?:-gov)?\.com\/)[\w/+-]{8,}`,
  String.raw`(?<=\.webhook\.office\.com\/)[^\s"'<>]{8,}`,
  // A JSON web token, whole or cut short
  String.raw`(?<![A-Za-z\d])eyJ[\w-]{8,}(?:\.[\w-]*){0,4}`,
  // Headers
  String.raw`(?<=\b(?:[Bb]earer|[Bb]asic|BEARER|BASIC)[ \t]{1,8})(?=[\w.~+/-]{1,200}[A-Z\d=])[\w.~+/-]{8,}={0,2}`,
  // Credentials in a URL; behind the name of a database a password may also hold slashes
  String.raw`(?<=:\/\/[^\s/:@"'<>]{0,100}:)(?!\[removed\])[^\s/"'<>]{1,256}(?=@)`,
  String.raw`(?<=(?:postgres|postgresql|mysql|mariadb|mongodb|mongodb\+srv|rediss?|amqps?|mssql|sqlserver|oracle|clickhouse|nats|ldaps?|smtps?|sftp):\/\/[^\s/:@"'<>]{0,100}:)(?!\[removed\])[^\s"'<>]{1,256}(?=@)`,
  String.raw`(?<=https?:\/\/)(?!\[removed\])(?=[^\s/:@]{0,200}\d)[^\s/:@"'<>]{16,256}(?=@)`,
];

/** What gives itself away by its shape alone. Every part of a pattern is bounded or ends it: all run in linear time. */
export const shapes: readonly RegExp[] = [
  new RegExp(prefixed.map(([beginning, least]) => beginning + rest(word, least)).join('|'), 'g'),
  ...others.map((source) => new RegExp(source, 'g')),
];
