// A real OIDC provider for the test: whoever is named in the cookie `who` is logged in without being asked.
// Arguments: port, address that people are sent back to, algorithm of the ID token.
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

// Only `ready` is read of what it prints; its notices would find the pipe closed.
console.info = console.warn = () => {};

const [port, back, algorithm] = process.argv.slice(2);
const kinds = {
  RS256: ["rsa", { modulusLength: 2048 }],
  ES256: ["ec", { namedCurve: "P-256" }],
  EdDSA: ["ed25519", {}],
};
const key = ([kind, options], kid) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: "jwk" }), use: "sig", kid,
});
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: "yingjian",
    client_secret: "a secret of the test",
    redirect_uris: [back],
    id_token_signed_response_alg: algorithm,
  }],
  jwks: { keys: Object.entries(kinds).map(([name, kind]) => key(kind, name)) },
  enabledJWA: { idTokenSigningAlgValues: Object.keys(kinds) },
  cookies: { keys: ["of the test"] },
  claims: { openid: ["sub", "amr", "preferred_username"], profile: [] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
});
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) return next();
  const [accountId, factors] = decodeURIComponent(ctx.cookies.get("who")).split(":");
  const login = { accountId, amr: factors ? factors.split(",") : ["pwd"] };
  await provider.interactionFinished(ctx.req, ctx.res, { login });
  ctx.respond = false;
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
