const rest = (characters: string, least: number) => `${characters}{${least},}`;
const word = String.raw`[\w-]`;

/** Beginnings that give a token away wherever they stand, with the least number of characters that follow. */
const prefixed: readonly (readonly [beginning: string, least: number])[] = [
  ['gh[pousr]_', 10], // GitHub
  ['github_pat_', 10],
  ['gl(?:pat|dt|rt|rtr|ptt|ft|ffct|wt|soat|cbt|imt|agent|oas)-', 10], // GitLab
  ['GR1348941', 10],
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
  ['shp(?:at|ca|pa|ss|ua|it|tka)_', 10], // Shopify
  ['sq0(?:atp|csp)-', 10], // Square
  ['hv[bs]\\.', 16], // Vault
  ['lin_(?:api|oauth|wh)_', 10], // Linear
  ['ntn_', 20], // Notion
  ['figd_', 10], // Figma
  ['NR(?:AK|JS|II|AA|RA)-', 10], // New Relic
  ['gl(?:c|sa)_', 16], // Grafana
  ['sntry[sua]_', 10], // Sentry
  ['PMA[KT]-', 10], // Postman
  ['dp\\.(?:pt|st|ct|sa)\\.', 10], // Doppler
  ['sbp_', 16], // Supabase
  ['sb_secret_', 10],
  ['pscale_(?:tkn|pw|oauth|app_secret)_', 10], // PlanetScale
  ['(?<![A-Za-z])npg_', 8], // Neon
  ['(?<![A-Za-z])rzp_(?:live|test)_', 8], // Razorpay
  ['(?<![A-Za-z])pat-(?:na|eu)\\d-', 16], // HubSpot
  ['tskey-', 10], // Tailscale
  ['AGE-SECRET-KEY-(?:PQ-)?1', 1],
  ['rubygems_', 16],
  ['(?<![\\w-])(?:pul|csk|fc)-(?=[a-z\\d]{24})', 24], // Pulumi, Cerebras, Firecrawl
  ['(?:dapi|dkea|dose)[0-9a-f]', 24], // Databricks
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
  // Most newer issuers: a name, an underscore, and letters and digits; what is called so in a path is a file
  String.raw`(?<!\w)[a-z][a-z\d]{1,9}(?:_[a-z\d]{1,6})?_(?=[a-zA-Z]{0,40}\d[a-zA-Z]{0,40}\d)(?=\d{0,40}[a-zA-Z])[a-zA-Z\d]{24,}(?:_\w*)?(?![\w/]|\.[a-z])`,
  // Fly.io, Airtable, Cloudflare, Dynatrace
  String.raw`(?<!\w)(?:fm[12][ar]?|fo1)_[\w+/=,-]{16,}`,
  String.raw`(?<!\w)pat[A-Za-z\d]{14}\.[\da-f]{16,}`,
  String.raw`(?<!\w)v1\.0-[\da-f]{24}-[\da-f]{16,}`,
  String.raw`(?<!\w)dt0[a-z]\d{2}\.[A-Z\d]{24}\.[A-Z\d]{16,}`,
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
  // Command lines and .netrc
  String.raw`(?<=\b(?:mysql|mariadb)[\w-]{0,20}[ \t](?:[^\n|;&]{0,100}[ \t])?-p["']?)[^\s"'-][^\s"']*`,
  String.raw`(?<=\b(?:sshpass|redis-cli|(?:docker|podman)[ \t]login)[ \t](?:[^\n|;&]{0,100}[ \t])?-[pa][ \t]{0,4}["']?)[^\s"'-][^\s"']*`,
  String.raw`(?<=\bcurl[ \t](?:[^\n|;&]{0,100}[ \t])?(?:-u|--user)[ \t=]{0,4}["']?[^\s:"']{1,100}:)[^\s"']{1,256}`,
  String.raw`(?<=\blogin[\s+-]{1,40}\S{1,100}[\s\d|>+-]{1,40}password[ \t]{1,8})\S+`,
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
