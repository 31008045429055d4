// A real OpenID provider for tests, on loopback, with invented people. It also tells lies, when a test asks for them:
// POST /control/people   { "<subject>": { claims } }   who there is; anybody may sign in as any of them
// POST /control/twist    { claims }                     what every next token of identity says instead; {} for the truth
// POST /control/forge    { forged }                     whether tokens are signed by a key that only looks like ours
// POST /control/rotate   {}                             new keys, as providers have from time to time
import { createServer } from 'node:http';
import { SignJWT, decodeJwt, exportJWK, generateKeyPair, importJWK } from 'jose';
import Provider from 'oidc-provider';

const { PORT, ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT, FAREWELL } = process.env;
let people = {};
let twist = {};
let forged = false;
let generation = 0;
let keys = await newKeys();
let provider = build(keys);

async function newKeys() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  generation += 1;
  return { ...(await exportJWK(privateKey)), kid: `key-${generation}`, alg: 'RS256', use: 'sig' };
}

function build(key) {
  const made = new Provider(ISSUER, {
    jwks: { keys: [key] },
    clients: [{
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uris: [REDIRECT],
      post_logout_redirect_uris: [FAREWELL],
    }],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'] },
    cookies: { keys: ['only-for-tests'] },
    pkce: { required: () => true },
    findAccount: (_, subject) => people[subject] && {
      accountId: subject,
      claims: () => ({ sub: subject, ...people[subject] }),
    },
  });
  made.on('server_error', (_, why) => console.error(why));
  made.use(async (ctx, next) => {
    await next();
    if (ctx.path === '/token' && ctx.body?.id_token) ctx.body.id_token = await retold(ctx.body.id_token);
  });
  return made;
}

async function retold(token) {
  if (!forged && Object.keys(twist).length === 0) return token;
  const key = forged ? { ...(await newKeys()), kid: keys.kid } : keys;
  const said = Object.fromEntries(Object.entries({ ...decodeJwt(token), ...twist }).filter(([, value]) => value !== null));
  return new SignJWT(said).setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign(await importJWK(key, 'RS256'));
}

async function control(path, asked) {
  if (path === '/control/people') people = asked;
  if (path === '/control/twist') twist = asked;
  if (path === '/control/forge') forged = asked.forged;
  if (path === '/control/rotate') {
    keys = await newKeys();
    provider = build(keys);
  }
}

createServer(async (request, response) => {
  if (!request.url.startsWith('/control/')) return provider.callback()(request, response);
  let body = '';
  for await (const chunk of request) body += chunk;
  await control(request.url, JSON.parse(body));
  response.writeHead(204).end();
}).listen(Number(PORT), '127.0.0.1', () => console.log('ready'));
