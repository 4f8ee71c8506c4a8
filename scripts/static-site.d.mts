/** A running static site. */
export interface StaticSite {
  readonly url: string;
  readonly requested: readonly string[];
  close(): Promise<void>;
}

export function serveStatic(options: {
  readonly dir?: string;
  readonly pages?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly host?: '127.0.0.1' | 'localhost';
}): Promise<StaticSite>;
