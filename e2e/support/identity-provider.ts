import { OAuth2Server } from 'oauth2-mock-server';

/** Who signs in at the provider. */
export const guest = { sub: 'polaris-1', email: 'polaris@example.org', email_verified: true, name: 'Polaris' };

/** An OpenID Connect provider on loopback that speaks the whole protocol and signs `guest` in without asking. */
export async function startIdentityProvider() {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  server.service.on('beforeTokenSigning', (token) => Object.assign(token.payload, guest));
  server.service.on('beforeUserinfo', (answer) => Object.assign(answer.body, guest));
  await server.start(0, 'localhost');
  const settings = {
    OIDC_ISSUER: server.issuer.url!,
    OIDC_ID: 'puppis',
    OIDC_SECRET: 'between the two of them',
    OIDC_NAME: 'the Observatory',
  };
  return { settings, stop: () => server.stop() };
}
