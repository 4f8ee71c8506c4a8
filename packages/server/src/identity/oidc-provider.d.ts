/** What we use of oidc-provider 9, which brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Client {
    readonly clientId: string;
    grantTypeAllowed(type: string): boolean;
  }
  export interface OidcContext {
    body: unknown;
    readonly req: IncomingMessage;
    readonly oidc: {
      readonly client: Client;
      readonly provider: Provider;
      readonly params: Readonly<Record<string, string | undefined>>;
      readonly route?: string;
      readonly result?: { readonly consent?: { readonly grantId?: string } };
      readonly session: { readonly accountId?: string; grantIdFor(client: string): string | undefined };
      readonly entities: { readonly AccessToken?: { readonly accountId: string } };
      entity(name: string, value: unknown): void;
    };
  }
  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }
  export interface Token {
    resourceServer?: unknown;
    scope?: string;
    readonly expiration: number;
    save(): Promise<string>;
  }
  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: { new (fields: object): Grant; find(id: string): Promise<Grant | undefined> };
    readonly AccessToken: new (fields: object) => Token;
    readonly RefreshToken: new (fields: object) => Token;
    readonly ResourceServer: new (id: string, info: object) => unknown;
    on(event: 'server_error', listener: (context: OidcContext, error: Error) => void): this;
    use(middleware: (context: OidcContext, next: () => Promise<void>) => Promise<void>): void;
    registerGrantType(name: string, handler: (context: OidcContext) => Promise<void>, parameters: readonly string[]): void;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ readonly uid: string; readonly prompt: { readonly name: string } }>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  }
  export const interactionPolicy: { base(): { get(name: string): { readonly checks: { remove(name: string): void } } } };
  export const errors: { readonly InvalidGrant: new (description: string) => Error };
  export default Provider;
}
