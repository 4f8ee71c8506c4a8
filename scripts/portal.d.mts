/** A part of the running portal. */
export interface Running {
  readonly url: string;
  close(): Promise<void>;
}
export function isFree(port: number): Promise<boolean>;
export function startServer(options: { dataDir: string; port?: number }): Promise<Running & { readonly ended: Promise<string | undefined> }>;
export function startDemo(options: { serverUrl: string; port?: number; strictPort?: boolean; built?: boolean }): Promise<Running>;
