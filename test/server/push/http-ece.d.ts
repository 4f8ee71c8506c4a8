/** What the tests use of http_ece 1.2, which brings no types. */
declare module 'http_ece' {
  const ece: { decrypt(body: Buffer, options: { version: 'aes128gcm'; privateKey: unknown; authSecret: string }): unknown };
  export default ece;
}
